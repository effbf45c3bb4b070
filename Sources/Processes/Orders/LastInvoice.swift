public import Events
public import Projections
public import Schemas

/// The last invoice of a product that is withdrawn. Pure.
///
/// **Source:** post-sale page, H, Last invoice.
public enum LastInvoice {
  /// How the last month of a product is invoiced.
  public enum Billing: Equatable, Sendable {
    /// Flat rate: the whole month.
    case wholeMonth
    /// To the day of the request.
    case proRata
    /// Basic telephony whole, the rest to the day of the request (a).
    case proRataButTelephony
  }

  /// The page's table.
  public static func billing(_ kind: OrderProductKind) -> Billing? {
    switch kind {
    case .telefoniaFija, .hspa: .wholeMonth
    case .internet, .television, .duoPack: .proRata
    case .multipack: .proRataButTelephony
    case .unspecified, .UNRECOGNIZED: nil
    }
  }

  /// What is invoiced for the month of the request, to the centavo, a half away from zero (a).
  ///
  /// - Parameters:
  ///   - monthly: the price of a whole month.
  ///   - requested: the day of the request; it counts, out of the days of its month (a).
  ///   - basicTelephony: what of a Multipack is not pro-rated.
  /// - Returns: `nil` for a Multipack that costs less than its telephony.
  public static func amount(
    _ billing: Billing, monthly: Money, requested: LocalDate, basicTelephony: Money
  ) -> Money? {
    let day = requested.components.day
    let days = requested.month.upperBound.components.day
    switch billing {
    case .wholeMonth: return monthly
    case .proRata: return monthly.times(Int64(day), over: Int64(days))
    case .proRataButTelephony:
      guard monthly >= basicTelephony else { return nil }
      return basicTelephony + (monthly - basicTelephony).times(Int64(day), over: Int64(days))
    }
  }
}
