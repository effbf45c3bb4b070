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

/// What is wrong with a JSON file, in words.
enum JSONFault {
  /// - Returns: the place, as `rows.3.append`, and the reason.
  static func explain(_ error: any Error) -> (place: String, reason: String) {
    let (path, reason): ([any CodingKey], String)
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      (path, reason) = (context.codingPath + [key], "it is missing")
    case .valueNotFound(_, let context): (path, reason) = (context.codingPath, "it is null")
    case .typeMismatch(_, let context):
      (path, reason) = (context.codingPath, "it is of another type")
    case .dataCorrupted(let context):
      (path, reason) = (context.codingPath, context.debugDescription)
    case nil: (path, reason) = ([], "\(error)")
    @unknown default: (path, reason) = ([], "\(error)")
    }
    let place = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return (place.isEmpty ? "the file" : place, reason)
  }
}
