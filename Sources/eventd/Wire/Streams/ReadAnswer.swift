import Events

/// The messages of a `ReadResp` stream.
struct ReadAnswer: Sendable {
  /// Whether ids are written as text or as two numbers.
  let idsAsText: Bool

  /// One event, written straight from the log's memory.
  func event(_ event: borrowing RecordView) -> [UInt8] {
    let position = WirePosition.encode(event.position)
    var recorded = ProtobufWriter(
      reserving: event.data.byteCount + event.metadata.byteCount + event.type.byteCount + 200)
    WireUUID.write(event.id, asText: idsAsText, 1, &recorded)
    var stream = ProtobufWriter(reserving: event.stream.byteCount + 8)
    stream.span(3, event.stream)
    recorded.bytes(2, stream.bytes)
    recorded.varint(3, event.revision.rawValue)
    recorded.varint(4, position)
    recorded.varint(5, position)
    var type = ProtobufWriter(reserving: event.type.byteCount + 16)
    type.text(1, "type")
    type.span(2, event.type)
    recorded.bytes(6, type.bytes)
    let created = String(event.recorded.microseconds * 10)
    recorded.message(6) {
      $0.text(1, "created")
      $0.text(2, created)
    }
    let contentType = event.contentType.mediaType
    recorded.message(6) {
      $0.text(1, "content-type")
      $0.text(2, contentType)
    }
    if let peer = event.peer {
      let text = "uid=\(peer.uid) gid=\(peer.gid) pid=\(peer.pid)"
      recorded.message(6) {
        $0.text(1, "peer")
        $0.text(2, text)
      }
    }
    recorded.span(7, event.metadata)
    recorded.span(8, event.data)

    var readEvent = ProtobufWriter(reserving: recorded.bytes.count + 16)
    readEvent.bytes(1, recorded.bytes)
    readEvent.varint(3, position)
    var response = ProtobufWriter(reserving: readEvent.bytes.count + 8)
    response.bytes(1, readEvent.bytes)
    return response.bytes
  }

  static func confirmation(_ id: String) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.message(2) { $0.text(1, id) }
    return writer.bytes
  }

  static func streamNotFound(_ stream: StreamName) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.message(4) { StreamIdentifier.write(stream, 1, &$0) }
    return writer.bytes
  }

  static func lastStreamRevision(_ revision: Revision) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.varint(6, revision.rawValue)
    return writer.bytes
  }

  /// How far a filtered subscription has looked.
  static func checkpoint(_ position: Position, at now: Timestamp) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.message(3) {
      $0.varint(1, WirePosition.encode(position))
      $0.varint(2, WirePosition.encode(position))
      write(now, 3, &$0)
    }
    return writer.bytes
  }

  /// The subscription has delivered everything there was.
  static func caughtUp(
    at now: Timestamp, _ last: (position: Position?, revision: Revision?)
  ) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.message(8) { caughtUp in
      write(now, 1, &caughtUp)
      if let revision = last.revision { caughtUp.varint(2, revision.rawValue) }
      if let position = last.position {
        caughtUp.message(3) {
          $0.varint(1, WirePosition.encode(position))
          $0.varint(2, WirePosition.encode(position))
        }
      }
    }
    return writer.bytes
  }

  /// `google.protobuf.Timestamp`.
  private static func write(_ time: Timestamp, _ number: Int, _ writer: inout ProtobufWriter) {
    writer.message(number) {
      $0.varint(1, UInt64(bitPattern: time.seconds))
      $0.varint(2, UInt64(time.fraction * 1000))
    }
  }
}
