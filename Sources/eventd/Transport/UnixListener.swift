import GRPCNIOTransportHTTP2Posix
import Glibc
import NIOCore
import NIOPosix

/// Listens on a socket that is bound already, and finds out who connects before anything else is done
/// for a connection.
struct UnixListener: HTTP2ServerTransport.ListenerFactory {
  /// Connections that wait to be taken. A client on a Unix socket whose connection finds no place there
  /// is refused at once by the kernel; 4096 is what Linux allows by default (`net.core.somaxconn`).
  private static let waitingMax: Int32 = 4096

  let eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  /// Closed by the channel that is made for it.
  let descriptor: Int32
  /// Called when the socket takes connections.
  let isListening: @Sendable () -> Void

  func makeListeningChannel(
    listenerConfigurator: HTTP2ServerTransport.ListenerConfigurator,
    connectionConfigurator: HTTP2ServerTransport.ConnectionConfigurator
  ) async throws -> NIOAsyncChannel<
    HTTP2ServerTransport.ConnectionConfigurator.ConnectionChannel, Never
  > {
    let channel = try await ServerBootstrap(group: eventLoopGroup)
      .serverChannelInitializer { listenerConfigurator.configure(channel: $0) }
      .bind(NIOBSDSocket.Handle(descriptor)) { connection in
        Self.admit(connection).flatMap {
          connectionConfigurator.configure(channel: connection, tls: .none)
        }
      }
    // The library listens with room for 128, whatever it is told.
    listen(descriptor, Self.waitingMax)
    isListening()
    return channel
  }

  /// A connection of which the kernel does not say whose it is is closed.
  private static func admit(_ connection: any Channel) -> EventLoopFuture<Void> {
    connection.eventLoop.makeCompletedFuture {
      let pipeline = connection.pipeline.syncOperations
      let caller = try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
        Caller(connection: $0)
      }
      guard let caller = caller.flatMap(\.self) else { throw UnknownCaller() }
      try pipeline.addHandler(ConnectionCaller(caller))
    }.flatMapError { error in
      connection.close().flatMapThrowing { throw error }
    }
  }

  private struct UnknownCaller: Error {}
}

/// Stands in the pipeline of a connection and knows whose it is.
final class ConnectionCaller: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  let caller: Caller

  init(_ caller: Caller) { self.caller = caller }
}
