import Events
import Projections
import Schemas

/// What the first event of a request must say.
///
/// **Source:** post-sale page, introduction and How to read the twelve procedures.
enum OrderReceipts {
  static func check(
    _ event: OrderReceived, of number: OrderNumber, at received: Timestamp,
    order: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard event.number == number.rawValue else { throw .otherNumber(event.number, of: number) }
    guard let terms = OrderTerms.of(event.procedure) else {
      throw .unknownValue(field: "procedure", number: event.procedure.rawValue)
    }
    try checkClient(event.client)
    try OrderValues.require(
      [
        ("contract", !event.contract.isBlank), ("products", !event.products.isEmpty),
        ("executive.key", !event.executive.key.isBlank),
      ], .reading)
    try OrderValues.checkName(event.contract, "contract")
    try OrderValues.checkName(event.executive.key, "executive.key")
    try checkProducts(event)
    try OrderValues.check(event.channel, "channel")
    try OrderValues.check(event.asker, "asker")
    try checkOneOf(event.channel, terms.channels, none: .unspecified) {
      .channelNotTaken(event.channel, event.procedure, allowed: terms.channels)
    }
    try checkOneOf(event.asker, terms.askers, none: .unspecified) {
      .askerNotTaken(event.asker, event.procedure, allowed: terms.askers)
    }
    try OrderPapers.checkAdded(event.documents, "documents")
    try OrderAsked.check(event, terms, at: received, order: order)
    try checkLink(event, of: number, order: order)
  }

  /// Clients have a NIT or a similar document; natural persons are none.
  private static func checkClient(_ client: OrderClient) throws(OrderRefusal) {
    switch client.document {
    case .cedulaDeIdentidad: throw .naturalPerson
    case .nit:
      // The digits and nothing else (a).
      let isNumber =
        !client.number.isEmpty
        && client.number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if !isNumber { throw .notANIT(client.number) }
    case .similarAlNit: break
    case .unspecified: throw .fieldsMissing(["client.document"], .introduction)
    case .UNRECOGNIZED(let number): throw .unknownValue(field: "client.document", number: number)
    }
    try OrderValues.require(
      [("client.number", !client.number.isBlank), ("client.name", !client.name.isBlank)],
      .introduction)
    try OrderValues.checkName(client.number, "client.number")
  }

  private static func checkProducts(_ event: OrderReceived) throws(OrderRefusal) {
    var seen: Set<String> = []
    for product in event.products {
      try OrderValues.check(product.kind, "products.kind")
      try OrderValues.check(product.technology, "products.technology")
      try OrderValues.require(
        [
          ("products.number", !product.number.isBlank),
          ("products.kind", product.kind != .unspecified),
        ], .reading)
      try OrderValues.checkName(product.number, "products.number")
      // The number is a part of the key of a suspension.
      if product.number.contains("/") { throw .slashInProduct(product.number) }
      if !seen.insert(product.number).inserted { throw .productTwice(product.number) }
      let technologyDecides =
        [.trasladoDeProductos, .suspensionYReconexion].contains(event.procedure)
        && product.kind != .hspa
      if technologyDecides, product.technology == .unspecified {
        throw .technologyMissing(product.number, event.procedure)
      }
    }
  }

  private static func checkOneOf<Value: Equatable>(
    _ value: Value, _ allowed: [Value], none: Value, _ refusal: () -> OrderRefusal
  ) throws(OrderRefusal) {
    let isAllowed = allowed.isEmpty ? value == none : allowed.contains(value)
    if !isAllowed { throw refusal() }
  }

  /// A damage may be opened for a quality call that was not confirmed (a).
  private static func checkLink(
    _ event: OrderReceived, of number: OrderNumber, order: (OrderNumber) -> Order?
  ) throws(OrderRefusal) {
    guard event.linkedTo != 0 else { return }
    guard event.procedure == .registroDeDanos else { throw .linkOnlyForDamages }
    guard let linked = OrderNumber(event.linkedTo).flatMap(order), linked.isDenied,
      linked.received.client.number == event.client.number
    else { throw .linkUnfounded(event.linkedTo) }
  }
}
