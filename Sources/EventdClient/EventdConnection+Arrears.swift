import GRPCCore
public import Schemas

/// The reads of what company clients owe.
extension EventdConnection {
  /// One company client.
  /// - Throws: `EventdError.notFound` when there is no client of this NIT.
  public func arrearsClient(
    _ request: ArrearsClientRequest
  ) async throws(EventdError) -> ArrearsClientResponse {
    do { return try await reporting.arrearsClient(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// What is pending to date, by contract or by product.
  public func arrearsDebts(
    _ request: ArrearsDebtsRequest
  ) async throws(EventdError) -> ArrearsDebtsResponse {
    do { return try await reporting.arrearsDebts(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Commitments to pay.
  public func arrearsCommitments(
    _ request: ArrearsCommitmentsRequest
  ) async throws(EventdError) -> ArrearsCommitmentsResponse {
    do { return try await reporting.arrearsCommitments(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
