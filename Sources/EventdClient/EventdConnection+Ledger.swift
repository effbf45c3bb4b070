import GRPCCore
public import Schemas

/// The reads of ledgers.
extension EventdConnection {
  /// The ledgers that there are, with their accounts.
  public func ledgers(
    _ request: LedgersRequest
  ) async throws(EventdError) -> LedgersResponse {
    do { return try await reporting.ledgers(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Every account of a ledger.
  /// - Throws: `EventdError.notFound`, here and below, when there is no such ledger or account.
  public func trialBalance(
    _ request: TrialBalanceRequest
  ) async throws(EventdError) -> TrialBalanceResponse {
    do { return try await reporting.trialBalance(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The sums of an account, or of what a holder or a document has in it.
  public func ledgerBalance(
    _ request: LedgerBalanceRequest
  ) async throws(EventdError) -> LedgerBalanceResponse {
    do { return try await reporting.ledgerBalance(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The lines of an account, with its balance after each.
  public func ledgerMovements(
    _ request: LedgerMovementsRequest
  ) async throws(EventdError) -> LedgerMovementsResponse {
    do { return try await reporting.ledgerMovements(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The entries of a ledger, in order of position.
  public func ledgerJournal(
    _ request: LedgerJournalRequest
  ) async throws(EventdError) -> LedgerJournalResponse {
    do { return try await reporting.ledgerJournal(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// What each holder and document has in an account.
  public func ledgerShares(
    _ request: LedgerSharesRequest
  ) async throws(EventdError) -> LedgerSharesResponse {
    do { return try await reporting.ledgerShares(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
