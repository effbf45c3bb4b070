import GRPCCore
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Stands first in the pipeline of each call: says which connection it came on, and counts the bytes of
/// its answers from when they are made until they are sent.
///
/// The one thing that the library carries from there to the handler of a call is the headers. So the
/// number of connection and call are written among them; whatever a client sent under that name is taken
/// away first, and nobody can be somebody else.
final class CallMeter: ChannelDuplexHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = HTTP2Frame.FramePayload
  typealias OutboundIn = HTTP2Frame.FramePayload
  typealias OutboundOut = HTTP2Frame.FramePayload

  private static let header = "eventd-call"
  /// Of calls in which every append says where it ends.
  private static let batches = "/event_store.client.streams.Streams/BatchAppend"

  private let connection: ConnectionMeter
  private let account: ConnectionAccount
  private let stream: Int

  private init(_ connection: ConnectionMeter, _ stream: Int) {
    self.connection = connection
    account = connection.account
    self.stream = stream
  }

  static func add(to call: any Channel) -> EventLoopFuture<Void> {
    call.eventLoop.makeCompletedFuture {
      guard let connection = call.parent, let options = call.syncOptions else {
        throw ChannelError.ioOnClosedChannel
      }
      let meter = try connection.pipeline.syncOperations.handler(type: ConnectionMeter.self)
      let stream = Int(try options.getOption(HTTP2StreamChannelOptions.streamID))
      try call.pipeline.syncOperations.addHandler(
        CallMeter(meter, stream), position: .first)
    }
  }

  /// The call of which a handler got the metadata; `nil` when its connection is over already.
  static func call(_ metadata: Metadata, _ bounds: ConnectionBounds) -> MeteredCall? {
    let text = metadata[stringValues: header].first { _ in true } ?? ""
    let numbers = text.split(separator: " ").compactMap { UInt64($0) }
    guard numbers.count == 2, let account = bounds.account(numbers[0]) else { return nil }
    return MeteredCall(account: account, stream: Int(numbers[1]))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .headers(var frame) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    if !frame.endStream, frame.headers.first(name: ":path") == Self.batches {
      connection.isEndedByReset(stream)
    }
    frame.headers.remove(name: Self.header)
    frame.headers.add(name: Self.header, value: "\(account.number) \(stream)")
    context.fireChannelRead(wrapInboundOut(.headers(frame)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .data(let frame) = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    let (account, stream) = (account, stream)
    let bytes = frame.data.readableBytes
    let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
    account.answer(bytes, for: stream)
    promise.futureResult.whenComplete { _ in account.answer(-bytes, for: stream) }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { connection.ended(stream) }
}

/// A call, and the account of its connection.
struct MeteredCall: Sendable {
  let account: ConnectionAccount
  let stream: Int
}
