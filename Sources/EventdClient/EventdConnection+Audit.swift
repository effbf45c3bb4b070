import GRPCCore
public import Schemas
import SwiftProtobuf

/// What an auditor asks. Every answer can be checked without believing the daemon.
extension EventdConnection {
  /// The log as it is now, signed.
  ///
  /// - Throws: `EventdError.damaged` when it does not continue what was signed before.
  public func checkpoint() async throws(EventdError) -> AuditCheckpointResponse {
    do {
      return try await audit.checkpoint(AuditCheckpointRequest(), options: Self.options)
    } catch {
      throw EventdError(error)
    }
  }

  /// A receipt for the event at a commit position.
  ///
  /// - Throws: `EventdError.notFound` when no event has the position.
  public func receipt(at position: UInt64) async throws(EventdError) -> String {
    let request = AuditProveRequest.with { $0.position = position }
    do { return try await audit.prove(request, options: Self.options).receipt } catch {
      throw EventdError(error)
    }
  }

  /// A proof that the log has only grown since it had so many events.
  ///
  /// - Throws: `EventdError.invalid` when it has fewer.
  public func growth(since oldSize: UInt64) async throws(EventdError) -> String {
    let request = AuditConsistencyRequest.with { $0.oldSize = oldSize }
    do { return try await audit.consistency(request, options: Self.options).proof } catch {
      throw EventdError(error)
    }
  }

  /// The daemon's own word on a checkpoint; to check it, ask for `growth` and verify that.
  public func verify(
    _ request: AuditVerifyRequest
  ) async throws(EventdError) -> AuditVerifyResponse {
    do { return try await audit.verify(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The bytes of leaves in order; empty behind the last one.
  public func leaves(
    _ request: AuditLeavesRequest
  ) async throws(EventdError) -> AuditLeavesResponse {
    do { return try await audit.leaves(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Gives the answers of a call for records to `body`, in order: first the one without records, then the
  /// batches, until they end or, when they are followed, until the daemon stops.
  ///
  /// - Throws: `EventdError.damaged` when the log does not continue what was signed before; what `body`
  ///   throws.
  public func records(
    _ request: AuditRecordsRequest,
    _ body: @Sendable @escaping (AuditRecordsResponse) async throws -> Void
  ) async throws {
    do {
      try await audit.records(request, options: Self.options) { response in
        for try await answer in response.messages { try await body(answer) }
      }
    } catch let error as RPCError {
      throw EventdError(error)
    }
  }
}
