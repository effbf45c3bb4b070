import GRPCCore
public import Schemas

/// The reads of post-sale requests and their indicators.
extension EventdConnection {
  public func orderBoard(
    _ request: OrderBoardRequest
  ) async throws(EventdError) -> OrderBoardResponse {
    do { return try await reporting.orderBoard(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func orders(_ request: OrdersRequest) async throws(EventdError) -> OrdersResponse {
    do { return try await reporting.orders(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// - Throws: `EventdError.notFound` when there is no request with this number.
  public func order(_ request: OrderRequest) async throws(EventdError) -> OrderResponse {
    do { return try await reporting.order(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The first number behind all that are in use. Reserved for nobody: the append that expects no
  /// stream makes it one's own.
  public func nextOrderNumber() async throws(EventdError) -> NextOrderNumberResponse {
    do {
      return try await reporting.nextOrderNumber(NextOrderNumberRequest(), options: Self.options)
    } catch {
      throw EventdError(error)
    }
  }

  /// The visits of an executive (cronograma de visitas).
  public func orderVisits(
    _ request: OrderVisitsRequest
  ) async throws(EventdError) -> OrderVisitsResponse {
    do { return try await reporting.orderVisits(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The contracts of an executive (cartera de clientes).
  public func orderPortfolio(
    _ request: OrderPortfolioRequest
  ) async throws(EventdError) -> OrderPortfolioResponse {
    do { return try await reporting.orderPortfolio(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The indicators by month.
  public func kpiMonths(
    _ request: KpiMonthsRequest
  ) async throws(EventdError) -> KpiMonthsResponse {
    do { return try await reporting.kpiMonths(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// What was reported of the months, and what changed since.
  public func kpiAudit(
    _ request: KpiAuditRequest
  ) async throws(EventdError) -> KpiAuditResponse {
    do { return try await reporting.kpiAudit(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
