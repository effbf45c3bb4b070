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
  /// Calls of which a reset is no more than the end of the requests, and whether those have ended.
  private var endedByReset: [Int: Bool] = [:]

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

  /// A call is one that the client may reset as well as end.
  func isEndedByReset(_ stream: Int) { endedByReset[stream] = false }

  /// A call is over for both sides.
  func ended(_ stream: Int) {
    endedByReset[stream] = nil
    account.ended(stream)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let account = account
    var bytes = unwrapInboundIn(data)
    var resets: [(offset: Int, Reset)] = []
    bytes.withUnsafeReadableBytes { bytes in
      scanner.scan(bytes) { finding in
        switch finding {
        case .headers(let stream): account.began(stream)
        case .data(let stream, let bytes): account.hold(bytes, for: stream)
        case .reset(let stream, let offset):
          resets.append((offset, reset(stream)))
        case .end(let stream):
          if endedByReset[stream] != nil { endedByReset[stream] = true }
        }
      }
    }
    for (offset, reset) in resets { reset.write(over: &bytes, at: bytes.readerIndex + offset) }
    if scanner.hasSettings, let deadline {
      deadline.cancel()
      self.deadline = nil
    }
    context.fireChannelRead(wrapInboundOut(bytes))
  }

  /// What a reset of this call means.
  private func reset(_ stream: Int) -> Reset {
    guard let hasEnded = endedByReset[stream] else {
      return account.isOpen(stream) ? .cancel : .nothing
    }
    endedByReset[stream] = true
    return hasEnded ? .nothing : .end
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
  }
}
