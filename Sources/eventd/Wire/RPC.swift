import Events

/// One remote procedure as its handler sees it: messages in as bytes, messages out as bytes. The
/// handlers know this and nothing of the library that carries it, so that the transport can be
/// exchanged (`Transport/` holds the one there is).
struct RPCMethod: Sendable {
  /// Full name of the service, e.g. `event_store.client.streams.Streams`.
  let service: String
  /// E.g. `Append`.
  let name: String
  /// Whether a call can last for ever; the transport cancels its task when the caller is gone or
  /// the daemon stops.
  let isLong: Bool
  /// Of a long call: its task is not cancelled; the handler hears by `RPCCall.over` that it is time to
  /// end, and brings to an end what it has taken.
  let endsByItself: Bool
  let right: Right
  let handle: @Sendable (RPCCall) async throws -> Void

  /// What a caller needs in order to make a call.
  enum Right: Sendable {
    /// To be connected, to any socket.
    case read
    /// To be connected to the append socket, and what the policy says of the category; the handler
    /// asks for that itself, since a call can name many streams.
    case append
    /// To be connected to the append socket, and that the policy lets the caller operate.
    case operate
  }

  /// - Parameter right: what nothing is said of is not for everybody.
  init(
    service: String, name: String, isLong: Bool = false, endsByItself: Bool = false,
    right: Right = .operate,
    handle: @escaping @Sendable (RPCCall) async throws -> Void
  ) {
    self.service = service
    self.name = name
    self.isLong = isLong
    self.endsByItself = endsByItself
    self.right = right
    self.handle = handle
  }

  /// The same for callers with another right.
  func needing(_ right: Right) -> RPCMethod {
    RPCMethod(
      service: service, name: name, isLong: isLong, endsByItself: endsByItself, right: right,
      handle: handle)
  }
}

/// One call: the caller's messages as they come, and a way to answer.
struct RPCCall: Sendable {
  let messages: any AsyncSequence<[UInt8], any Error> & Sendable
  /// `nil` only where no socket is between, as in tests.
  let caller: Caller?
  /// Waits while the caller has not read what was sent, and says how many bytes to send next.
  let room: @Sendable () async -> Int
  /// Counts bytes of requests that the handler keeps for later; fewer, when it is negative.
  let hold: @Sendable (Int) -> Void
  /// Sends messages in order; waits while the caller does not read.
  let send: @Sendable ([[UInt8]]) async throws -> Void
  /// Returns when the caller has gone, the call's deadline has passed, or the daemon stops. For a
  /// handler that ends by itself then (`RPCMethod.endsByItself`).
  var over: @Sendable () async -> Void = { await ProgressSignal(count: 0).wait(past: 0) }

  init(
    messages: any AsyncSequence<[UInt8], any Error> & Sendable, caller: Caller? = nil,
    room: @escaping @Sendable () async -> Int = { Limits.readBatchBytesMax },
    hold: @escaping @Sendable (Int) -> Void = { _ in },
    send: @escaping @Sendable ([[UInt8]]) async throws -> Void
  ) {
    self.messages = messages
    self.caller = caller
    self.room = room
    self.hold = hold
    self.send = send
  }

  /// The first message; refused when there is none.
  func first() async throws -> [UInt8] {
    for try await message in messages { return message }
    throw RPCStatus(.invalidArgument, "the request has no message")
  }
}

/// How a call ends when it does not end well. The codes are those of gRPC.
struct RPCStatus: Error, Equatable, Sendable {
  enum Code: Int, Sendable {
    case unknown = 2
    case invalidArgument = 3
    case deadlineExceeded = 4
    case notFound = 5
    case permissionDenied = 7
    case resourceExhausted = 8
    case failedPrecondition = 9
    case unimplemented = 12
    case `internal` = 13
    case unavailable = 14
    case dataLoss = 15
  }

  let code: Code
  let message: String
  /// ASCII names and values, sent behind the answer.
  let trailers: [String: String]
  /// Binary ones; the names end in `-bin`.
  let binaryTrailers: [String: [UInt8]]

  init(
    _ code: Code, _ message: String, trailers: [String: String] = [:],
    binaryTrailers: [String: [UInt8]] = [:]
  ) {
    self.code = code
    self.message = message
    self.trailers = trailers
    self.binaryTrailers = binaryTrailers
  }
}

extension RPCStatus {
  /// A failed read.
  init(_ error: ReadError) {
    switch error {
    case .failure: self.init(.internal, error.description)
    case .corrupt: self.init(.dataLoss, error.description)
    case .unknownFormat: self.init(.internal, error.description)
    }
  }
}
