import GRPCCore
public import Schemas

/// The reads of the register of claims.
extension EventdConnection {
  public func claimBoard(
    _ request: ClaimBoardRequest
  ) async throws(EventdError) -> ClaimBoardResponse {
    do { return try await reporting.claimBoard(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func claimList(
    _ request: ClaimListRequest
  ) async throws(EventdError) -> ClaimListResponse {
    do { return try await reporting.claimList(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func claimPrescriptions(
    _ request: ClaimPrescriptionsRequest
  ) async throws(EventdError) -> ClaimPrescriptionsResponse {
    do { return try await reporting.claimPrescriptions(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func claimSums(
    _ request: ClaimSumsRequest
  ) async throws(EventdError) -> ClaimSumsResponse {
    do { return try await reporting.claimSums(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// - Throws: `EventdError.notFound` when there is no claim with this number.
  public func claim(_ request: ClaimRequest) async throws(EventdError) -> ClaimResponse {
    do { return try await reporting.claim(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// What the decision on the coverage would be; nothing is recorded.
  /// - Throws: `EventdError.invalid` with what the facts lack.
  public func claimCoverage(
    _ request: ClaimCoverageRequest
  ) async throws(EventdError) -> ClaimCoverageResponse {
    do { return try await reporting.claimCoverage(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The first claim number behind all that are in use. Reserved for nobody: the append that expects
  /// no stream makes it one's own.
  public func nextClaimNumber() async throws(EventdError) -> NextClaimNumberResponse {
    do {
      return try await reporting.nextClaimNumber(NextClaimNumberRequest(), options: Self.options)
    } catch {
      throw EventdError(error)
    }
  }
}
