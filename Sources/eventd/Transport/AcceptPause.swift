import NIOCore

/// Lets the listener rest for a moment when a connection cannot be taken, for want of descriptors or of
/// memory: the connection stays in the queue, and the library would ask for it again without a pause, tens
/// of thousands of times a second.
final class AcceptPause: ChannelInboundHandler {
  /// What a listening channel reads is connections; this handler looks at errors only.
  typealias InboundIn = any Channel

  private static let pause = TimeAmount.milliseconds(100)

  private var isPausing = false

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.fireErrorCaught(error)
    guard error is IOError, !isPausing else { return }
    isPausing = true
    try? context.channel.syncOptions?.setOption(.autoRead, value: false)
    let bound = NIOLoopBound((self, context.channel), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.pause) {
      let (handler, channel) = bound.value
      handler.isPausing = false
      try? channel.syncOptions?.setOption(.autoRead, value: true)
    }
  }
}
