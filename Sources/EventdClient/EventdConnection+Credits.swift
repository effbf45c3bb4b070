import GRPCCore
public import Schemas

/// The reads of credits and their collection.
extension EventdConnection {
  /// The clients with credits, in order of cédula.
  public func creditClients(
    _ request: CreditClientsRequest
  ) async throws(EventdError) -> CreditClientsResponse {
    do { return try await reporting.creditClients(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// One client with all obligations.
  /// - Throws: `EventdError.notFound` when there is no client with this cédula.
  public func creditClient(
    _ request: CreditClientRequest
  ) async throws(EventdError) -> CreditClientResponse {
    do { return try await reporting.creditClient(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// What is owed by band of days past due.
  public func creditPortfolio(
    _ request: CreditPortfolioRequest
  ) async throws(EventdError) -> CreditPortfolioResponse {
    do { return try await reporting.creditPortfolio(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Whom to call.
  public func creditAgenda(
    _ request: CreditAgendaRequest
  ) async throws(EventdError) -> CreditAgendaResponse {
    do { return try await reporting.creditAgenda(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// A month of the report to the insurer.
  public func creditReport(
    _ request: CreditReportRequest
  ) async throws(EventdError) -> CreditReportResponse {
    do { return try await reporting.creditReport(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The months of the report.
  public func creditReports(
    _ request: CreditReportsRequest
  ) async throws(EventdError) -> CreditReportsResponse {
    do { return try await reporting.creditReports(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
