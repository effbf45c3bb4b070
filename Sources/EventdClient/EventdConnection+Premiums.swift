import GRPCCore
public import Schemas

/// The reads of the statement of account for brokers.
extension EventdConnection {
  /// Cuotas and liquidaciones de prima of a broker's portfolio.
  public func statement(
    _ request: StatementRequest
  ) async throws(EventdError) -> StatementResponse {
    do { return try await reporting.statement(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// A comprobante.
  /// - Throws: `EventdError.notFound` when there is none of this number in the portfolio.
  public func receipt(_ request: ReceiptRequest) async throws(EventdError) -> ReceiptResponse {
    do { return try await reporting.receipt(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// A liquidación de prima.
  /// - Throws: `EventdError.notFound` when there is none of this number in the portfolio.
  public func settlement(
    _ request: SettlementRequest
  ) async throws(EventdError) -> SettlementResponse {
    do { return try await reporting.settlement(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// A report, by business and name.
  /// - Throws: `EventdError.invalid` for a line of business that the report does not cover.
  public func premiumReport(
    _ request: PremiumReportRequest
  ) async throws(EventdError) -> PremiumReportResponse {
    do { return try await reporting.premiumReport(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
