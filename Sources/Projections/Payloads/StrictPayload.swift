public import Events
public import SwiftProtobuf

/// Reads the payload of an event as one protobuf message, strictly: JSON must be UTF-8 with only
/// the message's own fields and values; binary must have no field that the message does not know.
///
/// Source of the JSON form: the ProtoJSON mapping of proto3.
public enum StrictPayload {
  public static func decode<M: Message>(
    _ data: [UInt8], _ contentType: ContentType, as type: M.Type
  ) throws(PayloadError) -> M {
    switch contentType {
    case .json: try json(data)
    case .binary: try binary(data)
    }
  }

  private static func json<M: Message>(_ data: [UInt8]) throws(PayloadError) -> M {
    guard let text = String(validating: data, as: UTF8.self) else { throw .notUTF8 }
    guard JSONSyntax.isValid(data) else { throw .notJSON }
    do {
      return try M(jsonString: EscapedSurrogates.resolved(text))
    } catch {
      throw .notTheMessage(M.protoMessageName, form: "proto3 JSON", reason: "\(error)")
    }
  }

  private static func binary<M: Message>(_ data: [UInt8]) throws(PayloadError) -> M {
    do {
      let message = try M(serializedBytes: data)
      // The library keeps unknown fields at any depth and writes them again; without them the
      // message is shorter.
      var options = BinaryDecodingOptions()
      options.discardUnknownFields = true
      let known = try M(serializedBytes: data, options: options)
      let lengths: (Int, Int) = (
        try (message.serializedBytes() as [UInt8]).count,
        try (known.serializedBytes() as [UInt8]).count
      )
      if lengths.0 != lengths.1 { throw PayloadError.unknownFields(M.protoMessageName) }
      return message
    } catch let error as PayloadError {
      throw error
    } catch {
      throw .notTheMessage(M.protoMessageName, form: "protobuf binary", reason: "\(error)")
    }
  }
}

public enum PayloadError: Error, Equatable, Sendable {
  case notUTF8
  case notJSON
  case notTheMessage(String, form: String, reason: String)
  case unknownFields(String)
  case unknownType(EventType, known: [String])
}

extension PayloadError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notUTF8: "the payload is not UTF-8, as JSON must be"
    case .notJSON: "the payload is not JSON (RFC 8259)"
    case .notTheMessage(let name, let form, let reason):
      "the payload is not a \(name) in \(form): \(reason)"
    case .unknownFields(let name): "the payload has fields that \(name) does not know"
    case .unknownType(let type, let known):
      "no event type \(type) is known here; known are \(known.joined(separator: ", "))"
    }
  }
}
