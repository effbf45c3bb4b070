public import Schemas

/// The reads around folios: the outbox, contents, access to the portal, and what may change.
extension EventdConnection {
  /// The outbox of notices.
  public func notices(_ request: NoticesRequest) async throws(EventdError) -> NoticesResponse {
    do { return try await reporting.notices(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// How far a content is uploaded.
  /// - Throws: `EventdError.notFound` when no upload was ever begun.
  public func document(_ request: DocumentRequest) async throws(EventdError) -> DocumentResponse {
    do { return try await reporting.document(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// Requests of access, and forgotten passwords.
  public func accesses(_ request: AccessesRequest) async throws(EventdError) -> AccessesResponse {
    do { return try await reporting.accesses(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// - Throws: `EventdError.notFound` when there is no such access.
  public func access(
    _ request: AccessPageRequest
  ) async throws(EventdError) -> AccessPageResponse {
    do { return try await reporting.access(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }

  /// The figures and settings that may change.
  public func policies(_ request: PoliciesRequest) async throws(EventdError) -> PoliciesResponse {
    do { return try await reporting.policies(request, options: Self.options) } catch {
      throw EventdError(error)
    }
  }
}
