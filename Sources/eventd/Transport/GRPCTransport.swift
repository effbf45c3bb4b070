import Events
import GRPCCore
import GRPCNIOTransportHTTP2Posix

/// Carries `RPCMethod`s over gRPC on one Unix socket. Nothing else in the daemon's server side
/// knows gRPC.
///
/// The settings differ from the library's defaults where measurements or existing clients ask
/// for it: answers are flushed at once, windows of 1 MiB and frames of 256 KiB suit batches on a
/// local socket, clients may ping as often as theirs do (every 10 seconds, also when idle), and a
/// call that does not end keeps a stop waiting for 10 seconds at most.
///
/// What the daemon holds for a connection is bounded (`ConnectionBounds`): bytes are counted as they
/// come in (`ConnectionMeter`) until the handler has dealt with them, and those of answers from when they
/// are made until they are sent (`CallMeter`). No call begins, and no read goes on, while its connection
/// has too many that are not sent.
struct GRPCTransport: Sendable {
  /// A request of 16 MiB, the most that existing clients send, and room for its envelope.
  static let requestBytesMax = 17 * 1024 * 1024

  /// Subscriptions are calls that last. Clients open calls before they know this number, and the
  /// connection ends for all of them when it is passed.
  static let callsPerConnectionMax = 10_000

  private typealias Transport = HTTP2ServerTransport.Custom<UnixListener>

  private let transport: Transport
  private let server: GRPCServer<Transport>
  private let isListening: Locked<Bool>
  private let isStopping: Locked<Bool>

  /// - Parameter descriptor: a Unix socket that is bound; closed when the serving ends.
  /// - Parameter report: is told of connections that are refused or ended, and why.
  init(
    descriptor: Int32, methods: [RPCMethod], bounds: ConnectionBounds,
    report: @escaping @Sendable (Caller?, String) -> Void
  ) {
    var config = Transport.Config.defaults
    config.connection.flushCoalescing = nil
    config.connection.maxGraceTime = .seconds(10)
    config.connection.keepalive.clientBehavior.minPingIntervalWithoutCalls = .seconds(1)
    config.connection.keepalive.clientBehavior.allowWithoutCalls = true
    config.http2.targetWindowSize = 1024 * 1024
    config.http2.maxFrameSize = 256 * 1024
    config.http2.maxConcurrentStreams = Self.callsPerConnectionMax
    config.rpc.maxRequestPayloadSize = Self.requestBytesMax
    config.channelDebuggingCallbacks.onAcceptHTTP2Stream = { CallMeter.add(to: $0) }
    let isListening = Locked(false)
    self.isListening = isListening
    transport = Transport(
      listenerFactory: UnixListener(descriptor: descriptor, bounds: bounds, report: report) {
        isListening.withLock { $0 = true }
      },
      config: config)
    var router = RPCRouter<Transport>()
    let isStopping = Locked(false)
    for method in methods { Self.register(method, in: &router, bounds, isStopping) }
    self.isStopping = isStopping
    server = GRPCServer(transport: transport, router: router)
  }

  /// Serves until `stop`, or until the listener fails.
  func serve() async throws { try await server.serve() }

  /// Returns when the socket takes connections, or never will: then `false`, and `serve` says why.
  func listening() async -> Bool {
    _ = await transport.listeningAddress
    return isListening.withLock { $0 }
  }

  /// Takes no new calls, cancels the long ones, lets the others end.
  func stop() {
    isStopping.withLock { $0 = true }
    server.beginGracefulShutdown()
  }

  private static func register(
    _ method: RPCMethod, in router: inout RPCRouter<Transport>, _ bounds: ConnectionBounds,
    _ isStopping: Locked<Bool>
  ) {
    router.registerHandler(
      forMethod: MethodDescriptor(
        service: ServiceDescriptor(fullyQualifiedService: method.service), method: method.name),
      deserializer: RawBytes(), serializer: RawBytes()
    ) { request, context in
      StreamingServerResponse { writer in
        guard let metered = CallMeter.call(request.metadata, bounds) else {
          throw RPCError(RPCStatus(.unavailable, "the connection is over; connect again"))
        }
        var call = RPCCall(request.messages, method, metered, writer)
        call.over = { _ = try? await context.cancellation.cancelled }
        do {
          if method.isLong, !method.endsByItself {
            guard try await isDone(method, call, before: context.cancellation) else {
              throw isStopping.withLock { $0 } ? Self.stopping : Self.overtaken
            }
          } else {
            _ = await call.room()
            try await method.handle(call)
          }
        } catch let status as RPCStatus {
          throw RPCError(status)
        } catch let error where !(error is CancellationError) && !(error is RPCError) {
          throw RPCError(RPCStatus(.internal, "\(error)"))
        }
        return [:]
      }
    }
  }

  private static let stopping = RPCStatus(
    .unavailable, "the daemon is stopping; connect again and go on")
  /// A call is over before its handler when its deadline has passed or its caller has gone; only in
  /// the first case is there somebody who reads this.
  private static let overtaken = RPCStatus(.deadlineExceeded, "the call's deadline has passed")

  /// Handles the call, and cancels its task when gRPC says that the call is over, which gRPC itself
  /// does not. Returns `false` when it was over first.
  private static func isDone(
    _ method: RPCMethod, _ call: RPCCall,
    before cancellation: ServerContext.RPCCancellationHandle
  ) async throws -> Bool {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        _ = await call.room()
        try await method.handle(call)
        return true
      }
      group.addTask {
        _ = try? await cancellation.cancelled
        return false
      }
      defer { group.cancelAll() }
      return try await group.next() ?? true
    }
  }
}

extension RPCCall {
  /// What has come in is held until it is dealt with: a message of a long call until the handler takes
  /// it, those of a short one, which adds them up, until its end. What goes out is held until the
  /// transport has it.
  fileprivate init(
    _ messages: RPCAsyncSequence<[UInt8], any Error>, _ method: RPCMethod, _ call: MeteredCall,
    _ writer: RPCWriter<[UInt8]>
  ) {
    self.init(
      messages: messages.map { [isLong = method.isLong] message in
        if isLong { call.account.hold(-(message.count + Self.prefixBytes), for: call.stream) }
        return message
      },
      caller: call.account.caller, room: { await call.account.room(for: call.stream) },
      hold: { call.account.hold($0, for: call.stream) },
      send: { messages in
        let bytes = messages.reduce(0) { $0 + $1.count }
        call.account.answer(bytes, for: call.stream)
        defer { call.account.answer(-bytes, for: call.stream) }
        try await writer.write(contentsOf: messages)
      })
  }

  /// Of each message. Source: gRPC over HTTP2, "Length-Prefixed-Message".
  private static var prefixBytes: Int { 5 }
}

/// Messages as the bytes that they are.
private struct RawBytes: MessageSerializer, MessageDeserializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes {
    Bytes(message)
  }

  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] {
    bytes.withUnsafeBytes { [UInt8]($0) }
  }
}

extension RPCError {
  fileprivate init(_ status: RPCStatus) {
    var metadata = Metadata()
    for (name, value) in status.trailers { metadata.addString(value, forKey: name) }
    for (name, value) in status.binaryTrailers { metadata.addBinary(value, forKey: name) }
    let code =
      Status.Code(rawValue: status.code.rawValue).flatMap { RPCError.Code($0) } ?? .unknown
    self.init(code: code, message: status.message, metadata: metadata)
  }
}
