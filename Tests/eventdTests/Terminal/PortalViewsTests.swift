import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("Screens of notices, access, agents and contents")
struct PortalViewsTests {
  private static let goodFor = GoodFor.with {
    $0.position = 4321
    $0.now = at("2026-01-09T10:00")
  }

  private func isNarrow(_ text: String, _ columns: Int = 80) -> Bool {
    text.split(separator: "\n").allSatisfy { $0.count <= columns }
  }

  // Notices

  private static let notice = Notice.with {
    $0.queued.number = 399_794
    $0.queued.cause = 7
    $0.queued.from = .gestionDocumental
    $0.queued.to = .confirmacionCliente
    $0.queued.owner = FolioActor(.agente, "Begoña Núñez")
    $0.queued.email = "begona@agentes.example"
    $0.queued.subject = "[Bx+enlace] El trámite #00399794 requiere tu atención"
    $0.queued.body = "Primera línea.\n\nSegunda línea."
    $0.state = .taken
    $0.queuedAt = at("2026-01-09T09:00")
    $0.takenAt = at("2026-01-09T09:01")
    $0.service = "correo-1"
  }

  private func notices(_ request: NoticesRequest, _ screen: Screen) -> NoticesView {
    let response = NoticesResponse.with {
      $0.goodFor = Self.goodFor
      $0.notices = [Self.notice]
      $0.counts = NoticeState.all.map { state in
        .with {
          $0.state = state
          $0.count = 2
        }
      }
      $0.next = request.folio == 0 ? 99 : 0
    }
    return NoticesView(request: request, response: response, times: mexicoCity, screen: screen)
  }

  @Test func `the outbox lists a state, with the counts of all`() {
    let text = notices(.with { $0.state = .taken }, .columns(140)).text
    #expect(text.hasPrefix("Avisos · Tomado\n"))
    #expect(text.contains("En cola 2 · Tomado 2 · Enviado 2 · Fallido 2\n"))
    #expect(text.contains("#00399794      7  Gestión Documental"))
    #expect(text.contains("    Lo tomó correo-1 el 2026-01-09 09:01\n"))
    #expect(text.contains("Hay más después de --after 99."))
    #expect(!text.contains("Asunto"))
    #expect(isNarrow(text, 140))
  }

  @Test(arguments: [80, 100, 120])
  func `a narrow outbox has stages and address under the notice`(_ columns: Int) {
    let text = notices(.with { $0.state = .taken }, .columns(columns)).text
    #expect(
      text.contains(
        "    De Gestión Documental a Confirmación Cliente · begona@agentes.example\n"))
    #expect(text.contains("Tomado  2026-01-09 09:00  —\n"))
    #expect(isNarrow(text, columns))
  }

  @Test func `the notices of a folio come with their words`() {
    let text = notices(.with { $0.folio = 399_794 }, .columns(120)).text
    #expect(text.hasPrefix("Avisos de #00399794\n"))
    #expect(text.contains("    Asunto: [Bx+enlace] El trámite #00399794 requiere tu atención\n"))
    #expect(text.contains("    Segunda línea.\n"))
  }

  @Test func `an empty outbox says so`() {
    let view = NoticesView(
      request: .init(), response: .init(), times: mexicoCity, screen: .columns(80))
    #expect(view.text.contains("Avisos · En cola\n") && view.text.contains("No hay avisos.\n"))
  }

  // Access

  @Test func `accesses are listed with what is missing and when a link expires`() {
    let response = AccessesResponse.with {
      $0.goodFor = Self.goodFor
      $0.rows = [
        .with {
          $0.id = "2026-1"
          $0.kind = .altaPromotor
          $0.state = .informationMissing
          $0.channel.medium = .correo
          $0.channel.email = "p@x.example"
          $0.missing = [.clave]
          $0.begun = at("2026-01-09T09:00")
        },
        .with {
          $0.id = "2026-2"
          $0.state = .linkMailed
          $0.email = "p@x.example"
          $0.begun = at("2026-01-09T09:30")
          $0.linkExpires = at("2026-01-09T10:30")
        },
      ]
    }
    func text(_ columns: Int) -> String {
      AccessListView(response: response, times: mexicoCity, screen: .columns(columns)).text
    }
    let wide = text(140)
    #expect(wide.contains("Alta de promotor  Falta información  Correo p@x.example"))
    #expect(wide.contains("2026-01-09 09:00  clave\n"))
    #expect(wide.contains("2026-2     Contraseña        Liga enviada       Portal"))
    #expect(wide.contains("vence 2026-01-09 10:30:00\n"))
    // Where that does not fit, neither the address nor the expiry is cut.
    for columns in [80, 120] {
      let narrow = text(columns)
      #expect(narrow.contains("2026-2     Contraseña        Liga enviada       2026-01-09 09:30\n"))
      #expect(narrow.contains("    p@x.example · por el portal · vence 2026-01-09 10:30:00\n"))
      #expect(narrow.contains("    por Correo p@x.example · falta clave\n"))
      #expect(isNarrow(narrow, columns))
    }
  }

  @Test func `an access is shown with its history`() {
    let page = AccessPage.with {
      $0.id = "2026-1"
      $0.kind = .altaAgente
      $0.state = .informationMissing
      $0.requester.role = .agente
      $0.requester.name = "Begoña Núñez"
      $0.channel.medium = .folio
      $0.channel.folio = 399_734
      $0.email = "begona@agentes.example"
      $0.missing = [.clave]
      $0.history = [
        .with {
          $0.recorded = at("2026-01-09T09:00")
          $0.event = "InformationMissing"
          $0.actor.role = .mesaDeServicio
          $0.missing = [.clave]
          $0.text = "Favor de completar."
          $0.channel.medium = .folio
          $0.channel.folio = 399_734
        }
      ]
    }
    let response = AccessPageResponse.with {
      $0.goodFor = Self.goodFor
      $0.page = page
    }
    let text = AccessPageView(response: response, times: mexicoCity, screen: .columns(80)).text
    #expect(
      text == """
        Acceso 2026-1 · Alta de agente · Falta información
        Al 2026-01-09 10:00, posición 4321

          Solicitado por  Begoña Núñez (Agente)
          Canal           Folio #00399734
          Clave           —
          Correo          begona@agentes.example
          Nombre          —
          Falta           clave

        Historia
          Cuándo               Qué                    Quién
          2026-01-09 09:00:00  Se avisó lo que falta  Mesa de servicio
              Falta: clave
              Favor de completar.
              Por Folio #00399734

        """)
  }

  @Test(arguments: AccessEvent.types)
  func `every event of an access has a word`(_ type: String) {
    let step = AccessStep.with { $0.event = String(type.dropFirst("access.v1.".count)) }
    #expect(step.label != step.event)
  }

  // Agents

  @Test func `agents are shown with what choosing one fills in`() {
    let response = AgentsResponse.with {
      $0.goodFor = Self.goodFor
      $0.agents = [
        .with {
          $0.agent.key = "A-1024"
          $0.agent.name = "Begoña Núñez"
          $0.agent.promotor = "Promotoría Ibáñez"
          $0.agent.email = "begona@agentes.example"
          $0.folio = 399_734
        }
      ]
      $0.count = 3
    }
    let view = AgentsView(
      request: .with { $0.search = "núñez" }, response: response, times: mexicoCity,
      screen: .columns(120))
    #expect(view.text.hasPrefix("Agentes: núñez\n"))
    #expect(view.text.contains("A-1024         Begoña Núñez  Promotoría Ibáñez"))
    #expect(view.text.contains("Hay 2 más;"))
    let narrow = AgentsView(
      request: .init(), response: response, times: mexicoCity, screen: .columns(80)
    ).text
    #expect(narrow.contains("Begoña Núñez  Promotoría Ibáñez  #00399734\n"))
    #expect(narrow.contains("    begona@agentes.example\n"))
    #expect(isNarrow(narrow))
    let none = AgentsView(
      request: .init(), response: .init(), times: mexicoCity, screen: .columns(80))
    #expect(none.text.contains("No hay resultados.\n"))
  }

  // Contents

  @Test func `a content is shown with how far it is`() {
    let response = DocumentResponse.with {
      $0.goodFor = Self.goodFor
      $0.content.sha256 = String(repeating: "0a", count: 32)
      $0.content.status = .failed
      $0.content.sizeBytes = 10
      $0.content.receivedBytes = 6
      $0.content.failure = .otherContent
    }
    let view = DocumentView(response: response, times: mexicoCity, screen: .columns(80))
    #expect(view.text.contains("  Carga        Fallido\n"))
    #expect(view.text.contains("  Falló por    El contenido es otro\n"))
    #expect(view.table.rows.count == 1)
  }
}
