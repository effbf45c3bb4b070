import Events
import Glibc
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Answers small questions over HTTP/1.1, one a connection, on a thread of its own: who asks how the
/// daemon is gets an answer also when every other thread is busy.
///
/// Bounded: `connectionsMax` at a time, each for `connectionSeconds`.
struct HTTPServer: Service {
  let address: HTTPAddress
  let answer: @Sendable (_ method: String, _ target: String) -> HTTPAnswer
  /// Called when it listens, with the port that it got.
  let onListening: @Sendable (HTTPAddress) -> Void

  static let connectionsMax = 64
  static let connectionSeconds: Int64 = 10

  func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let open = OpenConnections()
    let bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 64)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          guard open.enter(channel) else { throw ChannelError.operationUnsupported }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false)
          try channel.pipeline.syncOperations.addHandler(HTTPResponder(answer: answer))
        }
      }
    do {
      let channel = try await bind(bootstrap)
      onListening(address.with(port: channel.localAddress?.port))
      try? await gracefulShutdown()
      try? await channel.close()
      if case .socket(let path) = address { unlink(path) }
    } catch {
      try? await group.shutdownGracefully()
      throw StartError.listener(path: "\(address)", reason: "\(error)")
    }
    try? await group.shutdownGracefully()
  }

  private func bind(_ bootstrap: ServerBootstrap) async throws -> any Channel {
    switch address {
    case .loopback(let host, let port):
      return try await bootstrap.bind(to: SocketAddress(ipAddress: host, port: port)).get()
    case .socket(let path):
      try SocketPath.claim(path)
      let channel = try await bootstrap.bind(unixDomainSocketPath: path).get()
      chmod(path, 0o660)
      return channel
    }
  }
}

extension HTTPAddress {
  fileprivate func with(port: Int?) -> HTTPAddress {
    if case .loopback(let host, _) = self, let port {
      .loopback(host: host, port: port)
    } else {
      self
    }
  }
}

/// Counts connections; on the one event loop.
private final class OpenConnections: Sendable {
  private let count = Locked(0)

  /// Returns whether there is room for one more.
  func enter(_ channel: any Channel) -> Bool {
    let hasRoom = count.withLock { count in
      if count >= HTTPServer.connectionsMax { return false }
      count += 1
      return true
    }
    if hasRoom {
      let end = channel.eventLoop.scheduleTask(in: .seconds(HTTPServer.connectionSeconds)) {
        channel.close(promise: nil)
      }
      channel.closeFuture.whenComplete { [count] _ in
        end.cancel()
        count.withLock { $0 -= 1 }
      }
    }
    return hasRoom
  }
}

/// Answers the first request of a connection, and ends it.
private final class HTTPResponder: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let answer: @Sendable (String, String) -> HTTPAnswer
  private var request: HTTPRequestHead?
  private var hasAnswered = false

  init(answer: @escaping @Sendable (String, String) -> HTTPAnswer) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): request = head
    case .body: break
    case .end:
      guard let request, !hasAnswered else { return }
      hasAnswered = true
      send(answer(request.method.rawValue, request.uri), to: request, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func send(
    _ answer: HTTPAnswer, to request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    var headers: HTTPHeaders = [
      "content-type": answer.contentType, "content-length": "\(answer.body.utf8.count)",
      "cache-control": "no-store", "connection": "close",
    ]
    if let allow = answer.allow { headers.add(name: "allow", value: allow) }
    let head = HTTPResponseHead(
      version: request.version, status: HTTPResponseStatus(statusCode: answer.status),
      headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      let body = context.channel.allocator.buffer(string: answer.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }
}
