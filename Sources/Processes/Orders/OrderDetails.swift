import Schemas

/// Which steps must say more than their outcome, because a rule or a list needs it. Steps that are not
/// listed take no details.
///
/// **Source:** post-sale page, A to L; that the facts are asked for is (a).
enum OrderDetails {
  /// By the names of the schema.
  enum Kind: String {
    case charge
    case technologyCheck = "technology_check"
    case earlierSuspension = "earlier_suspension"
    case suspensionTerm = "suspension_term"
    case reconnectionDate = "reconnection_date"
    case returnTimes = "return_times"
    case lastDamage = "last_damage"
    case visit
    case claimReference = "claim_reference"
    case contractReview = "contract_review"
    case lastInvoice = "last_invoice"
    case equipmentCharge = "equipment_charge"
    case legalisation
    case contactUpdate = "contact_update"
    case excessCable = "excess_cable"
    case migrationNotes = "migration_notes"
    case engineeringService = "engineering_service"
  }

  /// `outcome`: only with this one; `nil` for every outcome of the step.
  private struct Need {
    let step: String
    let outcome: String?
    let kind: Kind
    let isRequired: Bool

    init(_ step: String, _ kind: Kind, optional: Bool = false) {
      self.init(step, nil, kind, optional: optional)
    }

    init(_ step: String, _ outcome: String?, _ kind: Kind, optional: Bool = false) {
      self.step = step
      self.outcome = outcome
      self.kind = kind
      isRequired = !optional
    }
  }

  private static let table: [Need] = [
    Need("A5", .charge),
    Need("C3", .technologyCheck),
    Need("C5", .charge),
    Need("C6", .charge),
    Need("D3", "no", .earlierSuspension),
    Need("D4", .suspensionTerm),
    Need("D5", .reconnectionDate),
    Need("D8", .returnTimes),
    Need("E2", .lastDamage),
    Need("E8", .visit),
    Need("F3", "attended", .claimReference),
    Need("F3", "assigned", .claimReference),
    Need("F7", .claimReference),
    Need("G5", .charge),
    Need("G7", .charge),
    Need("H2", .contractReview),
    Need("H5", "yes", .charge),
    Need("H7", .lastInvoice, optional: true),
    Need("H12", .legalisation),
    Need("H13", .equipmentCharge),
    Need("J3", .contactUpdate, optional: true),
    Need("K12", "accepts", .excessCable),
    Need("K12", "does-not-pay", .excessCable, optional: true),
    Need("K14", .visit),
    Need("K15", .migrationNotes, optional: true),
    Need("L5", .visit),
    Need("L7", .engineeringService),
  ]

  static func check(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    let need = table.first { need in
      need.step == event.step && (need.outcome ?? event.outcome) == event.outcome
    }
    guard let given = event.details?.kind else {
      if let need, need.isRequired { throw .detailsMissing(event.step, need.kind.rawValue) }
      return
    }
    guard let need, need.kind == given else {
      throw .detailsNotTaken(
        event.step, given.rawValue, allowed: need.map { [$0.kind.rawValue] } ?? [])
    }
  }
}

extension OrderStepTaken.OneOf_Details {
  var kind: OrderDetails.Kind {
    switch self {
    case .charge: .charge
    case .technologyCheck: .technologyCheck
    case .earlierSuspension: .earlierSuspension
    case .suspensionTerm: .suspensionTerm
    case .reconnectionDate: .reconnectionDate
    case .returnTimes: .returnTimes
    case .lastDamage: .lastDamage
    case .visit: .visit
    case .claimReference: .claimReference
    case .contractReview: .contractReview
    case .lastInvoice: .lastInvoice
    case .equipmentCharge: .equipmentCharge
    case .legalisation: .legalisation
    case .contactUpdate: .contactUpdate
    case .excessCable: .excessCable
    case .migrationNotes: .migrationNotes
    case .engineeringService: .engineeringService
    }
  }
}
