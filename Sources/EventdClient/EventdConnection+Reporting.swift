import GRPCCore
public import Schemas

/// The reads of reporting, and what an operator asks.
extension EventdConnection {
  public func board(_ request: BoardRequest) async throws(EventdError) -> BoardResponse {
    do { return try await reporting.board(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func folios(_ request: FoliosRequest) async throws(EventdError) -> FoliosResponse {
    do { return try await reporting.folios(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// - Throws: `EventdError.notFound` when there is no folio with this number.
  public func folio(_ request: FolioRequest) async throws(EventdError) -> FolioResponse {
    do { return try await reporting.folio(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The first folio number behind all that are in use. Reserved for nobody: the append that expects
  /// no stream makes it one's own.
  public func nextFolioNumber() async throws(EventdError) -> NextFolioNumberResponse {
    do {
      return try await reporting.nextFolioNumber(NextFolioNumberRequest(), options: Self.options)
    } catch {
      throw EventdError(error)
    }
  }

  /// The agents that forms have named, by key or name.
  public func agents(_ request: AgentsRequest) async throws(EventdError) -> AgentsResponse {
    do { return try await reporting.agents(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func timers(_ request: TimersRequest) async throws(EventdError) -> TimersResponse {
    do { return try await reporting.timers(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  public func status(
    _ request: StatusRequest = StatusRequest()
  ) async throws(EventdError) -> StatusResponse {
    do { return try await operations.status(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Begins to build views and processes anew; the answer says how they were before.
  public func rebuild(
    _ request: RebuildRequest
  ) async throws(EventdError) -> RebuildResponse {
    do { return try await operations.rebuild(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Moves a simulated clock.
  public func advanceClock(
    _ request: AdvanceClockRequest
  ) async throws(EventdError) -> AdvanceClockResponse {
    do { return try await operations.advanceClock(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
