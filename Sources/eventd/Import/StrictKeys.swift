/// A key that is whatever the file says.
struct FileKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The object's fields; a field that `keys` does not have is an error that names it, since a
  /// mistyped setting that is passed over silently is worse than none.
  func strict<K: CodingKey & CaseIterable>(
    _ keys: K.Type
  ) throws -> KeyedDecodingContainer<K> {
    let fields = try container(keyedBy: FileKey.self)
    if let unknown = fields.allKeys.first(where: { K(stringValue: $0.stringValue) == nil }) {
      let known = K.allCases.map(\.stringValue).joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath + [unknown],
          debugDescription: "there is no such setting; known here are \(known)"))
    }
    return try container(keyedBy: keys)
  }
}
