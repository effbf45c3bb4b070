import Events

/// `Streams.Append`: first the options, then the events, one answer.
struct AppendHandler: Sendable {
  let log: EventLog
  let gate: AccessGate

  func handle(_ call: RPCCall) async throws {
    var target: AppendTarget?
    var events: [NewEvent] = []
    var bytes = 0
    for try await message in call.messages {
      var reader = ProtobufReader(message[...])
      while let field = try reader.next() {
        switch field.number {
        case 1:
          if target != nil {
            throw RPCStatus(
              .invalidArgument, "an append names its stream once, in its first message")
          }
          let named = try AppendTarget(try field.value.asBytes())
          if let refusal = gate.refusal(of: call.caller, appendingTo: named.stream) {
            throw RPCStatus(denied: refusal)
          }
          target = named
        case 2:
          let event = try ProposedMessage.decode(try field.value.asBytes())
          bytes += event.data.count + event.metadata.count
          events.append(event)
        default: break
        }
      }
      try Self.checkSize(events.count, bytes)
    }
    guard let target else {
      throw RPCStatus(.invalidArgument, "the first message of an append names the stream")
    }
    let append = Append(
      stream: target.stream, expected: target.expected, events: events, peer: call.caller?.peer)
    try await call.send([try await answer(append)])
  }

  private func answer(_ append: Append) async throws(RPCStatus) -> [UInt8] {
    do throws(AppendError) {
      return AppendAnswer.success(try await log.append(append))
    } catch {
      guard case .revisionMismatch(_, let expected, let actual) = error else {
        throw error.status
      }
      return AppendAnswer.wrongVersion(expected, actual)
    }
  }

  /// Refuses while the events still come in, so that an endless append cannot fill the memory.
  static func checkSize(_ count: Int, _ bytes: Int) throws(RPCStatus) {
    if bytes > Limits.appendBytesMax {
      throw AppendError.appendTooLarge(bytes: bytes, bytesMax: Limits.appendBytesMax).status
    }
    if count > Limits.appendEventsMax {
      throw AppendError.tooManyEvents(count: count, countMax: Limits.appendEventsMax).status
    }
  }
}
