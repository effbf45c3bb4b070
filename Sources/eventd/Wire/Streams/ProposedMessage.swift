import Events

/// The event in an `AppendReq.ProposedMessage` or a `BatchAppendReq.ProposedMessage`, which have
/// the same fields: id, metadata map, custom metadata, data.
enum ProposedMessage {
  static func decode(_ bytes: ArraySlice<UInt8>) throws(RPCStatus) -> NewEvent {
    var id: EventID?
    var type: String?
    var contentType: String?
    var metadata: ArraySlice<UInt8> = []
    var data: ArraySlice<UInt8> = []
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1: id = try WireUUID.decode(try field.value.asBytes())
      case 2:
        let (key, value) = try entry(try field.value.asBytes())
        if key == "type" { type = value }
        if key == "content-type" { contentType = value }
      case 3: metadata = try field.value.asBytes()
      case 4: data = try field.value.asBytes()
      default: break
      }
    }
    guard let id else { throw RPCStatus(.invalidArgument, "an event has no id") }
    guard let type, let contentType else {
      throw RPCStatus(
        .invalidArgument, "the event \(id) has no \(type == nil ? "type" : "content-type")",
        trailers: [
          "exception": "missing-required-metadata-property",
          "required-metadata-properties": "type,content-type",
        ])
    }
    return NewEvent(
      id: id, type: try eventType(type),
      contentType: contentType == ContentType.json.mediaType ? .json : .binary,
      data: Array(data), metadata: Array(metadata),
      effective: EffectiveTime.find(in: metadata))
  }

  private static func eventType(_ text: String) throws(RPCStatus) -> EventType {
    do {
      return try EventType(text)
    } catch {
      throw RPCStatus(.invalidArgument, "this event type cannot be used: \(error)")
    }
  }

  /// One entry of a `map<string, string>`.
  private static func entry(
    _ bytes: ArraySlice<UInt8>
  ) throws(RPCStatus) -> (key: String, value: String) {
    var entry = (key: "", value: "")
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      if field.number == 1 { entry.key = try field.value.asText() }
      if field.number == 2 { entry.value = try field.value.asText() }
    }
    return entry
  }
}

/// `event_store.client.UUID`: two signed halves, or text.
enum WireUUID {
  static func decode(_ bytes: ArraySlice<UInt8>) throws(RPCStatus) -> EventID {
    var reader = ProtobufReader(bytes)
    var id: EventID?
    while let field = try reader.next() {
      switch field.number {
      case 1: id = try structured(try field.value.asBytes())
      case 2:
        let text = try field.value.asText()
        id = EventID(text)
        if id == nil { throw RPCStatus(.invalidArgument, "'\(text)' is not a UUID") }
      default: break
      }
    }
    guard let id else { throw RPCStatus(.invalidArgument, "a UUID of the request is empty") }
    return id
  }

  private static func structured(_ bytes: ArraySlice<UInt8>) throws(RPCStatus) -> EventID {
    var reader = ProtobufReader(bytes)
    var (high, low) = (UInt64(0), UInt64(0))
    while let field = try reader.next() {
      if field.number == 1 { high = try field.value.asVarint() }
      if field.number == 2 { low = try field.value.asVarint() }
    }
    return EventID(high: high, low: low)
  }

  /// Writes it as field `number`, in the form that the caller asked for.
  static func write(
    _ id: EventID, asText: Bool, _ number: Int, _ writer: inout ProtobufWriter
  ) {
    writer.message(number) { uuid in
      if asText {
        uuid.text(2, id.description)
      } else {
        uuid.message(1) {
          $0.varint(1, id.high)
          $0.varint(2, id.low)
        }
      }
    }
  }
}
