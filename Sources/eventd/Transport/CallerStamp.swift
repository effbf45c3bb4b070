import GRPCCore
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Writes on each call whose connection it came on: as a header, the one thing that the library carries
/// from a connection to the handler of a call. Whatever a client sent under that name is taken away
/// first, so nobody can be somebody else.
final class CallerStamp: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = HTTP2Frame.FramePayload

  private static let header = "eventd-caller"

  private let text: String

  private init(_ text: String) { self.text = text }

  /// Puts a stamp in front of everything else that a new call goes through.
  static func add(to call: any Channel) -> EventLoopFuture<Void> {
    call.eventLoop.makeCompletedFuture {
      let connection = try call.parent?.pipeline.syncOperations.handler(type: ConnectionCaller.self)
      let stamp = CallerStamp(connection?.caller.text ?? "")
      try call.pipeline.syncOperations.addHandler(stamp, position: .first)
    }
  }

  /// The caller of a call, from the metadata that its handler gets.
  static func caller(_ metadata: Metadata) -> Caller? {
    metadata[stringValues: header].first { _ in true }.flatMap { Caller(text: $0) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .headers(var frame) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    frame.headers.remove(name: Self.header)
    frame.headers.add(name: Self.header, value: text)
    context.fireChannelRead(wrapInboundOut(.headers(frame)))
  }
}
