import Events
import Processes

/// What an import is going to look at: the rows of each case in order, and the rows that cannot be
/// read.
///
/// Every row of the file is in it exactly once.
struct ImportPlan: Sendable {
  struct Row: Equatable, Sendable {
    /// 1 for the first row after the header.
    let number: Int
    /// Worked out from the whole row, so that the same row has the same id wherever it stands and in
    /// whichever file, and that a log which has grown can be imported again.
    let id: EventID
    /// The fields of `ImportPlan.columns`, in that order.
    let fields: [String]
  }

  struct Case: Equatable, Sendable {
    let id: String
    /// From 1, as the cases first appear in the file.
    let ordinal: Int
    let rows: [Row]
  }

  /// A row that cannot be read.
  struct Skipped: Equatable, Sendable {
    let row: Int
    let reason: String
  }

  /// As they first appear in the file.
  let cases: [Case]
  let skipped: [Skipped]
  let mapping: Mapping
  /// The columns that the mapping looks at, and where they are in a row's fields.
  let columns: [String: Int]

  var rowCount: Int { cases.reduce(skipped.count) { $0 + $1.rows.count } }

  /// - Throws: `noColumn`, `twoColumns`.
  init(_ file: CSVRows, mapping: Mapping) throws(ImportError) {
    let names = mapping.columns.sorted()
    var indices: [Int] = []
    for name in names { indices.append(try file.index(of: name)) }
    columns = Dictionary(uniqueKeysWithValues: zip(names, 0...))
    let caseIndex = try file.index(of: mapping.caseColumn)
    let orderIndex = try mapping.order?.column.map { name throws(ImportError) in
      try file.index(of: name)
    }

    var ids = RowIDs()
    var order: [String] = []
    var rows: [String: [(key: String, row: Row)]] = [:]
    var skipped: [Skipped] = []
    for row in file {
      do throws(RowFault) {
        let fields: [String]
        switch row.content {
        case .success(let content): fields = content
        case .failure(let fault): throw RowFault(reason: fault.description)
        }
        let key = try Self.sortKey(fields, orderIndex, mapping)
        let planned = Row(
          number: row.number, id: ids.id(of: fields), fields: indices.map { fields[$0] })
        if rows[fields[caseIndex]] == nil { order.append(fields[caseIndex]) }
        rows[fields[caseIndex], default: []].append((key, planned))
      } catch {
        skipped.append(Skipped(row: row.number, reason: error.reason))
      }
    }
    cases = order.enumerated().map { index, id in
      // Stable: rows of the same moment stay as they stand in the file.
      let sorted = (rows[id] ?? []).sorted { ($0.key, $0.row.number) < ($1.key, $1.row.number) }
      return Case(id: id, ordinal: index + 1, rows: sorted.map(\.row))
    }
    self.skipped = skipped
    self.mapping = mapping
  }

  /// RFC 3339 in UTC of one length, so that texts order as times do.
  private static func sortKey(
    _ fields: [String], _ index: Int?, _ mapping: Mapping
  ) throws(RowFault) -> String {
    guard let index, let order = mapping.order else { return "" }
    do throws(FormFault) {
      return try order.made(of: fields[index])?.text ?? ""
    } catch {
      throw RowFault(reason: "order: \(error)")
    }
  }
}

/// Why a row is skipped, in Spanish, for the report.
struct RowFault: Error, Equatable {
  let reason: String
}

/// Gives each row an id; equal rows get different ones, in the order in which they come.
private struct RowIDs {
  private var seen: [EventID: UInt64] = [:]

  /// What an event id is worked out in.
  private static let namespace = EventID(high: 0x9d2f_61c4_7a0b_4e58, low: 0xb3c7_1f6e_05d8_42a9)

  mutating func id(of fields: [String]) -> EventID {
    // Each field with its length, so that no two rows run together into the same name.
    let name = fields.map { "\($0.utf8.count):\($0)" }.joined()
    let id = EventID(namespace: Self.namespace, name: name)
    let repetition = seen[id, default: 0]
    seen[id] = repetition + 1
    return repetition == 0 ? id : EventID(namespace: id, name: String(repetition))
  }
}
