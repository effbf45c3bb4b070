/// The rows of a CSV file, with the numbers by which people find them.
///
/// A row that does not follow the format, or has another number of fields than the header, is
/// handed out as what is wrong with it; it is never left out, and the next row is read as usual.
/// Lines end with CRLF or LF; a UTF-8 byte order mark is passed over. Spaces belong to the field.
///
/// **Source:** RFC 4180 section 2.
struct CSVRows: Sequence, Sendable {
  struct Row: Equatable, Sendable {
    /// 1 for the first row after the header.
    let number: Int
    /// The line of the file on which it begins; 1 is the first.
    let line: Int
    let content: Result<[String], Fault>
  }

  /// What is wrong with one row.
  enum Fault: Error, Hashable, Sendable {
    case fieldCount(expected: Int, found: Int)
    /// A quote inside a field that does not begin with one, or text after the closing one.
    case strayQuote
    /// The file ends inside quotes; the row holds the rest of it.
    case unclosedQuote
    case notUTF8
  }

  let header: [String]
  /// At the first row after the header.
  private let reader: CSVReader

  /// - Throws: `noHeader` for a file without a readable first row.
  init(_ bytes: [UInt8]) throws(ImportError) {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    var reader = CSVReader(bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...])
    guard let first = reader.next() else { throw .noHeader("the file is empty") }
    switch first.content {
    case .success(let names): header = names
    case .failure(let fault): throw .noHeader(fault.description)
    }

    self.reader = reader
  }

  func makeIterator() -> Iterator { Iterator(reader: reader, fieldCount: header.count) }

  /// Reads the rows one by one, so that no more of them is kept than somebody keeps.
  struct Iterator: IteratorProtocol {
    fileprivate var reader: CSVReader
    fileprivate let fieldCount: Int
    private var number = 0

    fileprivate init(reader: CSVReader, fieldCount: Int) {
      self.reader = reader
      self.fieldCount = fieldCount
    }

    mutating func next() -> Row? {
      guard let next = reader.next() else { return nil }
      number += 1
      let content = next.content.flatMap { fields in
        fields.count == fieldCount
          ? .success(fields)
          : .failure(Fault.fieldCount(expected: fieldCount, found: fields.count))
      }
      return Row(number: number, line: next.line, content: content)
    }
  }

  /// - Throws: `noColumn`, and `twoColumns` where the header does not say which one is meant.
  func index(of column: String) throws(ImportError) -> Int {
    let indices = header.indices.filter { header[$0] == column }
    guard let index = indices.first else { throw .noColumn(column, header: header) }
    guard indices.count == 1 else { throw .twoColumns(column) }
    return index
  }
}

extension CSVRows.Fault: CustomStringConvertible {
  /// In Spanish, for the report.
  var description: String {
    switch self {
    case .fieldCount(let expected, let found):
      "fila mal formada: \(found) campos en lugar de \(expected)"
    case .strayQuote: "fila mal formada: comillas fuera de lugar"
    case .unclosedQuote: "fila mal formada: comillas sin cerrar"
    case .notUTF8: "fila mal formada: no es UTF-8"
    }
  }
}
