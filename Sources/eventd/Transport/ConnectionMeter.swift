import NIOCore

/// Stands first in a connection's pipeline: knows whose it is, counts what comes in, and ends a
/// connection whose client does not say hello in time.
final class ConnectionMeter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  let account: ConnectionAccount
  private let settingsSecondsMax: Int64
  private var scanner = FrameScanner()
  private var deadline: Scheduled<Void>?

  init(_ account: ConnectionAccount, settingsSecondsMax: Int64) {
    self.account = account
    self.settingsSecondsMax = settingsSecondsMax
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let seconds = settingsSecondsMax
    let account = account
    deadline = context.eventLoop.scheduleTask(in: .seconds(seconds)) {
      account.end("it has not sent its HTTP/2 settings for \(seconds) seconds")
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let account = account
    unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
      scanner.scan(bytes) { finding in
        switch finding {
        case .headers(let stream): account.began(stream)
        case .data(let stream, let bytes): account.hold(bytes, for: stream)
        }
      }
    }
    if scanner.hasSettings, let deadline {
      deadline.cancel()
      self.deadline = nil
    }
    context.fireChannelRead(data)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
  }
}
