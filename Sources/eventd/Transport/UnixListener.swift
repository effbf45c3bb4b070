import GRPCNIOTransportHTTP2Posix
import Glibc
import NIOCore
import NIOPosix

/// Listens on a socket that is bound already, and finds out who connects and whether there is room
/// before anything else is done for a connection.
struct UnixListener: HTTP2ServerTransport.ListenerFactory {
  /// Connections that wait to be taken. A client on a Unix socket whose connection finds no place there
  /// is refused at once by the kernel; 4096 is what Linux allows by default (`net.core.somaxconn`).
  private static let waitingMax: Int32 = 4096

  let eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
  /// Closed by the channel that is made for it.
  let descriptor: Int32
  let bounds: ConnectionBounds
  /// Told of connections that are refused or ended, and why.
  let report: @Sendable (Caller?, String) -> Void
  /// Called when the socket takes connections.
  let isListening: @Sendable () -> Void

  func makeListeningChannel(
    listenerConfigurator: HTTP2ServerTransport.ListenerConfigurator,
    connectionConfigurator: HTTP2ServerTransport.ConnectionConfigurator
  ) async throws -> NIOAsyncChannel<
    HTTP2ServerTransport.ConnectionConfigurator.ConnectionChannel, Never
  > {
    let channel = try await ServerBootstrap(group: eventLoopGroup)
      .serverChannelInitializer { listener in
        listener.eventLoop.makeCompletedFuture {
          try listener.pipeline.syncOperations.addHandler(AcceptPause())
        }.flatMap { listenerConfigurator.configure(channel: listener) }
      }
      .bind(NIOBSDSocket.Handle(descriptor)) { connection in
        admit(connection).flatMap {
          connectionConfigurator.configure(channel: connection, tls: .none)
        }
      }
    // The library listens with room for 128, whatever it is told.
    listen(descriptor, Self.waitingMax)
    isListening()
    return channel
  }

  /// A connection for which there is no room, or of which the kernel does not say whose it is, is closed.
  private func admit(_ connection: any Channel) -> EventLoopFuture<Void> {
    connection.eventLoop.makeCompletedFuture {
      let pipeline = connection.pipeline.syncOperations
      let account = try pipeline.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
        descriptor in
        guard let caller = Caller(connection: descriptor) else {
          report(nil, "the kernel does not say who connects")
          throw ChannelError.ioOnClosedChannel
        }
        do throws(ConnectionRefusal) {
          let account = try bounds.admit(caller) { reason in
            report(caller, reason)
            connection.close(promise: nil)
          }
          connection.closeFuture.whenComplete { _ in bounds.leave(account) }
          return account
        } catch {
          report(caller, error.description)
          Self.say(error.description, on: descriptor)
          throw error
        }
      }
      guard let account else { throw ChannelError.ioOnClosedChannel }
      let seconds = bounds.limits.settingsSecondsMax
      try pipeline.addHandler(ConnectionMeter(account, settingsSecondsMax: seconds))
    }.flatMapError { error in
      connection.close().flatMapThrowing { throw error }
    }
  }

  /// Tells a client in its own protocol why it is not served: settings, and the end of the connection
  /// with a text, which existing clients show. As much as goes without waiting, which on a new
  /// connection is all of it.
  ///
  /// Source: RFC 9113 sections 6.5 (SETTINGS), 6.8 (GOAWAY) and 7 (ENHANCE_YOUR_CALM).
  private static func say(_ text: String, on descriptor: Int32) {
    let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
    let length = 8 + text.utf8.count
    let goAway: [UInt8] = [0, UInt8(length >> 8), UInt8(length & 0xff), 7, 0, 0, 0, 0, 0]
    let lastStreamAndCode: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0xb]
    let bytes = settings + goAway + lastStreamAndCode + Array(text.utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
  }
}
