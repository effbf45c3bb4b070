extension RPCMethod {
  /// The method as a socket of this role serves it, under the policy. One that cannot be called there
  /// is there all the same, and says why: a caller of the read socket learns which socket to use.
  ///
  /// - Parameter appendSocket: where appends are taken, for the refusal.
  func served(
    on role: ServedSocket.Role, appendSocket: String, gate: AccessGate
  ) -> RPCMethod {
    switch (role, right) {
    case (_, .read), (.append, .append): self
    case (.append, .operate):
      replacing { call in
        if let refusal = gate.refusalToOperate(call.caller) { throw RPCStatus(denied: refusal) }
        try await handle(call)
      }
    case (.read, .append), (.read, .operate):
      replacing { [name] _ in
        throw RPCStatus(
          .permissionDenied,
          "\(name) changes something, and this socket only reads; call it on \(appendSocket)",
          trailers: ["exception": "access-denied"])
      }
    }
  }

  private func replacing(
    _ handle: @escaping @Sendable (RPCCall) async throws -> Void
  ) -> RPCMethod {
    RPCMethod(
      service: service, name: name, isLong: isLong, endsByItself: endsByItself, right: right,
      handle: handle)
  }
}
