/// Why an import could not begin. Nothing was appended.
enum ImportError: Error, Equatable {
  case unreadable(path: String, errno: Int32)
  case tooLarge(path: String, bytesMax: Int)
  case gzipMissing(path: String)
  /// What gzip said of the file.
  case damaged(path: String, message: String)
  case noHeader(String)
  case noColumn(String, header: [String])
  case twoColumns(String)
  /// Where in the mapping, and what is wrong there.
  case mapping(at: String, reason: String)
}

extension ImportError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unreadable(let path, let errno):
      "\(path) cannot be read (errno \(errno)); check the name and the permissions"
    case .tooLarge(let path, let bytesMax):
      "\(path) has more than \(bytesMax) bytes; split it and import the parts one after the other"
    case .gzipMissing(let path):
      "\(path) is compressed and there is no `gzip` on the PATH; install it, or decompress the "
        + "file first"
    case .damaged(let path, let message):
      "\(path) cannot be decompressed: \(message); get the file anew"
    case .noHeader(let reason):
      "the file has no first row with the names of the columns: \(reason)"
    case .noColumn(let column, let header):
      "the file has no column “\(column)”; it has \(header.joined(separator: ", ")). "
        + "Correct `columns` in the mapping"
    case .twoColumns(let column):
      "the file has the column “\(column)” more than once; rename the others"
    case .mapping(let place, let reason): "the mapping is wrong at \(place): \(reason)"
    }
  }
}
