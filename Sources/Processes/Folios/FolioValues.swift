import SwiftProtobuf

/// The closed lists of the schema.
enum FolioValues {
  /// Whether the list has the value. A number outside it can be read from binary and means nothing.
  static func check<E: SwiftProtobuf.Enum & CaseIterable>(
    _ value: E, _ field: String
  ) throws(FolioRefusal) {
    guard E.allCases.contains(value) else {
      throw .unknownValue(field: field, number: value.rawValue)
    }
  }
}
