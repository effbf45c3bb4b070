import Glibc

/// The bounds of what connections may take.
struct ConnectionLimits: Equatable, Sendable {
  /// An idle one takes 35 to 41 kB (resident memory before and after 3,000 and 10,000 of them).
  var connectionsMax = 16_384
  /// Bytes of requests that are not answered, and of answers that are not sent, which the daemon holds
  /// for one connection. One that makes it hold more is ended. A client that waits for the answers of
  /// what the writer's queue takes at once stays below a half.
  var heldBytesMax = 256 * 1024 * 1024
  /// The same for all; then the connection that holds most is ended.
  var heldBytesTotalMax = 1024 * 1024 * 1024
  /// Bytes of answers of one connection that are not sent, above which it gets no more of them until
  /// its client has read.
  var answerBytesMax = 16 * 1024 * 1024
  /// The same as long as all together hold more than half of what they may.
  var answerBytesMaxWhenCrowded = 64 * 1024
  /// Bytes of answers of one call that are not sent, above which it makes no more.
  var callAnswerBytesMax = 64 * 1024
  /// How long a client may take for the first two things it has to send.
  var settingsSecondsMax: Int64 = 10

  /// Bytes of answers that a call may make next, with so many that are not sent, of its own and of all of
  /// its connection: less as there are more, so that many slow calls share what one would have. `nil`: it
  /// has to wait.
  func answerBytes(ofCall: Int, ofAll: Int, isCrowded: Bool) -> Int? {
    let bytesMax = isCrowded ? answerBytesMaxWhenCrowded : answerBytesMax
    if ofCall > callAnswerBytesMax || ofAll >= bytesMax { return nil }
    return min(max((bytesMax - ofAll) / 32, 16 * 1024), 256 * 1024)
  }
}

/// The number of files and sockets that the process may have open.
enum DescriptorLimit {
  /// What the daemon needs beside connections: databases, scratch views, sockets.
  static let reserve = 256

  /// Raises the limit to what the process may give itself, and returns it.
  /// Source: getrlimit(2); the soft limit is kept low for programs that use select(2), which this one
  /// does not.
  static func raise() -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return 1024 }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      setrlimit(resource, &limit)
      getrlimit(resource, &limit)
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// As many of the wanted connections as descriptors are there for, at least one.
  static func connections(wanted: Int, descriptors: Int) -> Int {
    max(1, min(wanted, descriptors - reserve))
  }
}
