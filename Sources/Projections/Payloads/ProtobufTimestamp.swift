public import Events
public import SwiftProtobuf

extension Google_Protobuf_Timestamp {
  public init(_ timestamp: Timestamp) {
    self.init(
      seconds: timestamp.seconds, nanos: Int32(truncatingIfNeeded: timestamp.fraction * 1000))
  }
}

extension Timestamp {
  /// To the microsecond; what is below one is cut. Times outside the years 1 to 9999, which the
  /// message does not allow, become the first or last one that it does.
  /// Source: `google/protobuf/timestamp.proto`.
  public init(_ message: Google_Protobuf_Timestamp) {
    self.init(
      seconds: min(max(message.seconds, -62_135_596_800), 253_402_300_799),
      microseconds: Int64(min(max(message.nanos, 0), 999_999_999)) / 1000)
  }
}
