import Events
import Projections
import Schemas

/// When what returns after a suspension (D8).
///
/// **Source:** post-sale page, D8: on copper internet and line at once, cable TV within 24 h; on fibre
/// all three at once.
enum OrderReturns {
  private static let table: [(technology: OrderTechnology, service: OrderService, OrderWithin)] = [
    (.cobre, .internet, .atOnce),
    (.cobre, .linea, .atOnce),
    (.cobre, .tv, .within24Hours),
    (.fibra, .internet, .atOnce),
    (.fibra, .linea, .atOnce),
    (.fibra, .tv, .atOnce),
  ]

  /// HSPA has neither copper nor fibre, and returns at once (a).
  static func within(_ product: OrderProduct, _ service: OrderService) -> OrderWithin {
    table.first { $0.technology == product.technology && $0.service == service }?.2 ?? .atOnce
  }

  /// The services that a product is sure to have. What is in a Duo Pack the source does not say; with
  /// it, any two are taken (a).
  static func services(_ kind: OrderProductKind) -> [OrderService] {
    switch kind {
    case .telefoniaFija: [.linea]
    case .internet, .hspa: [.internet]
    case .television: [.tv]
    case .multipack: [.linea, .internet, .tv]
    case .duoPack, .unspecified, .UNRECOGNIZED: []
    }
  }

  /// Every product is named, with its services, each with the time that the table says.
  static func check(_ event: OrderStepTaken, in order: Order) throws(OrderRefusal) {
    guard case .returnTimes(let told) = event.details else { return }
    for time in told.times {
      try OrderValues.check(time.service, "return_times.service")
      guard let product = order.received.products.first(where: { $0.number == time.product }) else {
        throw .productUnknown(time.product)
      }
      let expected = within(product, time.service)
      guard time.service != .unspecified, time.within == expected else {
        throw .returnTimeDiffers(time.product, time.service, expected: expected)
      }
    }
    for product in order.received.products {
      let given = told.times.filter { $0.product == product.number }.map(\.service)
      let needed = services(product.kind)
      if given.isEmpty || !needed.allSatisfy(given.contains) {
        throw .returnTimeMissing(product.number, needed)
      }
    }
  }

  /// Whether some service returns only within 24 hours.
  static func isDelayed(_ products: [OrderProduct]) -> Bool {
    products.contains { product in
      let services = services(product.kind)
      // A Duo Pack may have television.
      return (services.isEmpty ? [.tv] : services).contains {
        within(product, $0) == .within24Hours
      }
    }
  }
}
