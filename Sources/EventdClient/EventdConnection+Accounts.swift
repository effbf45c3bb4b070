import GRPCCore
public import Schemas

/// The reads of the board of accounts.
extension EventdConnection {
  public func accountBoard(
    _ request: AccountBoardRequest
  ) async throws(EventdError) -> AccountBoardResponse {
    do { return try await reporting.accountBoard(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func accountList(
    _ request: AccountListRequest
  ) async throws(EventdError) -> AccountListResponse {
    do { return try await reporting.accountList(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// - Throws: `EventdError.notFound` when there is no account with this number.
  public func account(_ request: AccountRequest) async throws(EventdError) -> AccountResponse {
    do { return try await reporting.account(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
