import NIOCore

/// What it means that a client resets a call.
///
/// Existing clients make a call of their own for each small batch of appends, and reset it when they
/// have the answer. The library takes a client for hostile that resets more than 200 calls in 30 seconds,
/// and ends the connection with everything else on it: subscriptions, and the calls of others in the same
/// process. In such a call each append says where it ends, so a reset is no more than the end of the
/// requests, and of a call that is over it is nothing. So the library is given a frame of the same length
/// that says this. A reset of any other call is what it is, and counted.
///
/// Source: RFC 9113 sections 5.1 (closed), 6.1 (END_STREAM and PADDED of DATA), 6.4, 6.9, 10.5.
enum Reset: Equatable {
  /// The client wants no answer any more.
  case cancel
  /// The client sends no more.
  case end
  case nothing

  /// - Parameter index: of the first byte of a RST_STREAM frame.
  func write(over bytes: inout ByteBuffer, at index: Int) {
    switch self {
    case .cancel: break
    case .end:
      // DATA with END_STREAM and PADDED: three bytes of padding, and no data.
      bytes.setBytes([0, 0x1 | 0x8], at: index + 3)
      bytes.setBytes([3, 0, 0, 0], at: index + 9)
    case .nothing:
      // WINDOW_UPDATE of the connection, by one byte.
      bytes.setBytes([8, 0, 0, 0, 0, 0, 0, 0, 0, 1], at: index + 3)
    }
  }
}
