import Events

/// The options of `Append` and of `BatchAppend`, which have the same fields: the stream and what
/// is expected of it.
struct AppendTarget: Sendable {
  let stream: StreamName
  let expected: ExpectedRevision

  init(_ bytes: ArraySlice<UInt8>) throws(RPCStatus) {
    var stream: StreamName?
    var expected: ExpectedRevision?
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1: stream = try StreamIdentifier.decode(try field.value.asBytes())
      case 2: expected = .exact(Revision(try field.value.asVarint()))
      case 3: expected = .noStream
      case 4: expected = .any
      case 5: expected = .exists
      // 6 and 7 are deadlines of a batch; what waits is written within the queue's bound.
      default: break
      }
    }
    guard let stream else { throw RPCStatus(.invalidArgument, "the append names no stream") }
    guard let expected else {
      throw RPCStatus(.invalidArgument, "the append says nothing of the expected revision")
    }
    self.stream = stream
    self.expected = expected
  }
}

/// `event_store.client.StreamIdentifier`.
enum StreamIdentifier {
  static func decode(_ bytes: ArraySlice<UInt8>) throws(RPCStatus) -> StreamName {
    var reader = ProtobufReader(bytes)
    var name: ArraySlice<UInt8> = []
    while let field = try reader.next() {
      if field.number == 3 { name = try field.value.asBytes() }
    }
    return try streamName(name)
  }

  static func streamName(_ bytes: some Collection<UInt8>) throws(RPCStatus) -> StreamName {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw RPCStatus(.invalidArgument, "a stream name has to be UTF-8")
    }
    do {
      return try StreamName(text)
    } catch {
      throw RPCStatus(.invalidArgument, "this stream name cannot be used: \(error)")
    }
  }

  static func write(_ stream: StreamName, _ number: Int, _ writer: inout ProtobufWriter) {
    writer.message(number) { $0.text(3, stream.text) }
  }
}
