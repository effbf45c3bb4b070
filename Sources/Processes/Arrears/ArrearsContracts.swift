import Events
import Projections
import Schemas

/// Clients and their contracts.
///
/// **Source:** post-sale page: company clients with a NIT or a similar document; products.
enum ArrearsContracts {
  static func check(_ event: ArrearsClientRecorded) throws(ArrearsRefusal) {
    try ArrearsValues.check(given: event.name, "name")
    guard event.executive.role == .ejecutivoEmpresas else {
      throw .executiveOtherRole(event.executive.role)
    }
    // The portfolio is looked up by the key.
    try ArrearsValues.check(number: event.executive.key, "executive.key")
  }

  static func check(_ event: ArrearsContractRecorded) throws(ArrearsRefusal) {
    try ArrearsValues.check(number: event.contract, "contract")
    try ArrearsValues.check(distinct: event.products.map(\.number), "products")
    for product in event.products {
      try ArrearsValues.check(number: product.number, "products.number")
      guard product.kind != .unspecified, ArrearsProductKind.allCases.contains(product.kind) else {
        throw .unknownValue(field: "products.kind", number: product.kind.rawValue)
      }
    }
  }
}

/// Charges from elsewhere, on their way to an invoice.
///
/// **Source:** post-sale page, G7, H7, H13, K12: on the invoice of the month.
enum ArrearsCharges {
  static func check(
    _ event: ArrearsChargeAdded, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    try ArrearsValues.check(number: event.charge, "charge")
    try ArrearsInvoices.check(product: event.product, of: event.contract, in: state)
    _ = try ArrearsValues.amount(event.amount)
    try ArrearsValues.check(given: event.concept, "concept")
    _ = try ArrearsValues.month(event.month)
    _ = try ArrearsValues.pastDate(event.aroseOn, "arose_on", today: today)
  }

  static func check(
    _ event: ArrearsChargeWithdrawn, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    _ = try waiting(event.charge, in: state)
    try ArrearsValues.check(given: event.reason, "reason")
  }

  static func waiting(
    _ id: String, in state: ArrearsState
  ) throws(ArrearsRefusal) -> ArrearsOpenCharge {
    guard let charge = state.charges[id] else { throw .chargeUnknown(id) }
    switch charge.standing {
    case .waiting: return charge
    case .invoiced(let invoice): throw .chargeInvoiced(id, invoice: invoice)
    case .withdrawn: throw .chargeUnknown(id)
    }
  }
}
