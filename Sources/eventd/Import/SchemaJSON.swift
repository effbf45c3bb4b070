import Schemas
import SwiftProtobuf

extension FolioForm {
  /// Reads proto3 JSON with only the form's own fields and values.
  static func read(json: [UInt8]) throws -> FolioForm { try FolioForm(jsonUTF8Bytes: json) }
}

/// A closed list of the schema whose values a mapping names as the schema does: `ENVIO`.
protocol SchemaName: CaseIterable, Equatable {
  /// The value of this name by way of a message that has such a field; `nil` when there is none.
  static func read(json name: String) -> Self?
  static var unspecified: Self { get }
}

extension SchemaName {
  /// - Throws: `DecodingError.dataCorrupted` for a name that the list does not have.
  static func named(_ name: String, at path: [any CodingKey]) throws -> Self {
    // Only then is the name safe between the quotes of a JSON text.
    let isName = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard isName, let value = read(json: name), value != .unspecified else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: path, debugDescription: "“\(name)” is not a name of folio.v1"))
    }
    return value
  }
}

extension FolioStage: SchemaName {
  static func read(json name: String) -> FolioStage? {
    (try? FolioStageChanged(jsonString: #"{"to":"\#(name)"}"#))?.to
  }
}

extension FolioFinalReason: SchemaName {
  static func read(json name: String) -> FolioFinalReason? {
    (try? FolioStageChanged(jsonString: #"{"reason":"\#(name)"}"#))?.reason
  }
}

extension FolioRole: SchemaName {
  static func read(json name: String) -> FolioRole? {
    (try? FolioActor(jsonString: #"{"role":"\#(name)"}"#))?.role
  }
}
