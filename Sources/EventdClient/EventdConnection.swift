import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Schemas

/// A connection to a daemon on its Unix socket. Safe to use from many tasks at once.
///
///     try await EventdConnection.open(socket: "var/eventd.sock") { eventd in
///       try await eventd.append([note], to: "folio-00399734", expecting: .exists)
///     }
public struct EventdConnection: Sendable {
  typealias Transport = HTTP2ClientTransport.Posix

  let streams: EventStore_Client_Streams_Streams.Client<Transport>
  let reporting: Reporting.Client<Transport>
  let operations: Operations.Client<Transport>
  let audit: Audit.Client<Transport>
  let pipeline: AppendPipeline

  /// The largest message that a client takes: an event of the greatest size and its envelope.
  private static let responseBytesMax = 17 * 1024 * 1024

  static var options: CallOptions {
    var options = CallOptions.defaults
    options.maxResponseMessageBytes = responseBytesMax
    return options
  }

  /// Connects, runs `body`, and closes the connection.
  ///
  /// - Throws: `EventdError.unavailable` when nobody answers on the socket, `busy` when the daemon takes
  ///   no more connections, `notPermitted` when the socket is not for this user; else what `body` throws.
  public static func open<Result: Sendable>(
    socket path: String, _ body: @Sendable (EventdConnection) async throws -> Result
  ) async throws -> Result {
    try SocketProbe.check(path)
    let transport = try HTTP2ClientTransport.Posix(
      target: .unixDomainSocket(path: path), transportSecurity: .plaintext,
      config: .defaults { config in
        config.connection.flushCoalescing = nil
        config.http2.targetWindowSize = 1024 * 1024
        config.http2.maxFrameSize = 256 * 1024
      })
    do {
      return try await run(transport, body)
    } catch EventdError.unavailable(let message) {
      // The library says no more than that there is no connection.
      throw SocketProbe.refusal(path).map(EventdError.busy) ?? .unavailable(message)
    }
  }

  private static func run<Result: Sendable>(
    _ transport: Transport, _ body: @Sendable (EventdConnection) async throws -> Result
  ) async throws -> Result {
    try await withGRPCClient(transport: transport) { client in
      let streams = EventStore_Client_Streams_Streams.Client(wrapping: client)
      let pipeline = AppendPipeline()
      return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await pipeline.run(streams, options: Self.options) }
        defer { pipeline.close() }
        return try await body(
          EventdConnection(
            streams: streams, reporting: .init(wrapping: client),
            operations: .init(wrapping: client), audit: .init(wrapping: client),
            pipeline: pipeline))
      }
    }
  }
}
