import Events
import Projections
import Schemas
import SwiftProtobuf

/// The access that a folio of Administración de Agentes asks for, beside the folio.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
extension TrafficScript {
  private var accessStream: String {
    "access-folio-" + number.stream.text.dropFirst("folio-".count)
  }

  private var channel: AccessChannel {
    .with {
      $0.medium = .folio
      $0.folio = number.rawValue
    }
  }

  private static let desk = AccessActor.with {
    $0.role = .mesaDeServicio
    $0.key = "servicio.agentes"
    $0.name = "Mesa de servicio a agentes"
  }

  var asksForAccess: Bool { form.processType == .administracionAgentes }

  mutating func requestAccess() {
    let requested = AccessRequested.with {
      $0.actor.role = opener.role == .promotor ? .promotor : .ejecutivoComercial
      $0.actor.key = opener.key
      $0.actor.name = opener.name
      $0.kind = form.requestKind == .altaPromotor ? .altaPromotor : .altaAgente
      $0.channel = channel
      $0.key = form.agent.key
      $0.email = form.agent.email
    }
    writeBeside(accessStream, after: dice.number(in: 20...50), [requested])
  }

  /// The access, and the answer over the folio, before it is sent.
  mutating func grantAccess(by desk: FolioActor) {
    let granted = AccessGranted.with {
      $0.actor = Self.desk
      $0.key = form.agent.key
      $0.email = form.agent.email
      $0.channel = channel
    }
    wait(minutes: 1...15)
    writeBeside(accessStream, [granted])
    note(
      ["El acceso quedó otorgado; la liga para la contraseña llega al correo registrado."], by: desk
    )
    wait(minutes: 1...5)
  }
}
