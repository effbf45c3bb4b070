/// A value of a closed list, by the code that an option gives.
enum Choice {
  /// - Returns: `nil` when the option is not given.
  static func of<Value>(
    _ values: [Value], _ code: String?, code key: KeyPath<Value, String>
  ) throws -> Value? {
    guard let code else { return nil }
    guard let value = values.first(where: { $0[keyPath: key] == code }) else {
      throw UsageError(
        "there is no '\(code)'; choose one of "
          + values.map { $0[keyPath: key] }.joined(separator: ", "))
    }
    return value
  }
}
