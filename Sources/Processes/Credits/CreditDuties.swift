import Events
import Projections
public import Schemas
import SwiftProtobuf

/// Who records what.
///
/// **Source:** receivables page, “Credits and collections”; source 003, “Descripción”, by way of the
/// claims page, “Milestones”. What the page leaves open is marked (a).
public enum CreditDuties {
  /// An event, and the roles that record it.
  public struct Row: Sendable {
    public let event: String
    public let roles: [CreditRole]
    /// Where it is written.
    public let page: CreditPage

    init(_ event: any Message.Type, _ roles: CreditRole..., page: CreditPage = .credits) {
      self.init(event.protoMessageName, roles, page)
    }

    init(
      _ event: any Message.Type, _ parties: [CreditRole]..., page: CreditPage = .credits
    ) {
      self.init(event.protoMessageName, parties.flatMap(\.self), page)
    }

    private init(_ event: String, _ roles: [CreditRole], _ page: CreditPage) {
      self.event = event
      self.roles = roles
      self.page = page
    }
  }

  /// Those who call and visit: call centre, collectors, collection houses.
  public static let advisers: [CreditRole] = [.asesorCallCenter, .asesorCobranza, .casaDeCobro]
  public static let directors: [CreditRole] = [
    .directorCobranzaTemprana, .directorCobranzaAvanzada,
  ]

  public static let table: [Row] = [
    // (a)
    Row(CreditClientRegistered.self, .almacen, .carteraCentral),
    Row(CreditIdCancelled.self, advisers, page: .milestones),
    // The store grants; the central administration for it (a).
    Row(CreditCreditGranted.self, .almacen, .carteraCentral),
    // (a); what an insurer pays is applied by write-downs.
    Row(CreditPaymentReceived.self, .almacen, .carteraCentral, .carteraBajas),
    // (a)
    Row(CreditChargeAdded.self, .carteraCentral),
    Row(CreditCondoned.self, .carteraBajas, page: .milestones),
    // (a)
    Row(CreditWrittenOff.self, .gerenciaRiesgo),
    Row(CreditWrittenDown.self, .carteraBajas, page: .milestones),
    // (a)
    Row(CreditClearanceIssued.self, .carteraCentral, .almacen),
    Row(CreditCertificateIssued.self, .carteraCentral, page: .milestones),
    // (a)
    Row(CreditReversed.self, .carteraCentral, .carteraBajas),
    // Whoever typifies the client, and the central administration (a).
    Row(CreditClaimLinked.self, advisers, [.carteraCentral], page: .milestones),
    Row(CreditClientContacted.self, advisers),
    Row(CreditAdviserAssigned.self, directors),
    // (a)
    Row(CreditAdviserReleased.self, directors),
    // (a)
    Row(CreditReportingStarted.self, .gerenciaRiesgo, .carteraCentral),
    // (a)
    Row(CreditReportSent.self, .carteraCentral),
    Row(CreditDeadlinePassed.self, .system),
  ]

  /// The role must be known, named, and one of those that record such an event. The daemon records
  /// deadlines that have passed and nothing else, and nobody else records those.
  static func check(_ event: CreditEvent, origin: Origin) throws(CreditRefusal) {
    let role = event.actor.role
    let row = row(of: event)
    switch origin {
    case .client:
      if case .deadlinePassed = event { throw .deadlineFromClient }
      if role == .system { throw .systemRoleReserved }
      guard CreditRole.all.contains(role) else { throw .roleUnknown(number: role.rawValue) }
      if event.actor.key.isBlank && event.actor.name.isBlank { throw .actorUnnamed }
    case .process, .system:
      guard case .deadlinePassed = event, role == .system else { throw .daemonAsPerson(role) }
    }
    guard row.roles.contains(role) else {
      throw .notEntitled(role, allowed: row.roles, row.page)
    }
    if case .paid(let payment) = event, payment.payer == .aseguradora, role != .carteraBajas {
      throw .notEntitled(role, allowed: [.carteraBajas], .milestones)
    }
  }

  private static func row(of event: CreditEvent) -> Row {
    let name = event.messageName
    guard let row = table.first(where: { $0.event == name }) else {
      preconditionFailure("\(name) is in no row of CreditDuties.table")
    }
    return row
  }
}

extension CreditEvent {
  /// The full name of its message, which is the event type.
  var messageName: String { Swift.type(of: message).protoMessageName }
}
