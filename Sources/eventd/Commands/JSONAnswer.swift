import SwiftProtobuf

/// An answer of the daemon for programs.
enum JSONAnswer {
  /// Proto3 JSON on one line.
  static func text(_ message: some Message) throws -> String {
    var options = JSONEncodingOptions()
    options.alwaysPrintInt64sAsNumbers = true
    return try message.jsonString(options: options)
  }
}
