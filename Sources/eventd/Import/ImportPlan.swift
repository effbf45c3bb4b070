import Events
import Projections

/// What an import is going to do: the rows of each case in order, and the rows that say nothing.
///
/// Every row of the file is in it exactly once.
struct ImportPlan: Sendable {
  struct Step: Equatable, Sendable {
    let row: ImportRow
    let activity: MappedActivity
  }

  struct Case: Equatable, Sendable {
    let number: FolioNumber
    /// By timestamp; rows of the same moment as they stand in the file.
    let steps: [Step]
  }

  /// A row for which nothing is appended.
  struct Skipped: Equatable, Sendable {
    let row: Int
    let reason: String
  }

  /// As they first appear in the file.
  let cases: [Case]
  let skipped: [Skipped]
  let mapping: MappingFile

  var rows: Int { cases.reduce(skipped.count) { $0 + $1.steps.count } }

  /// - Throws: `noColumn`, `twoColumns`.
  init(_ file: CSVRows, mapping: MappingFile) throws(ImportError) {
    var reader = try RowReader(file, mapping: mapping)
    var order: [FolioNumber] = []
    var steps: [FolioNumber: [Step]] = [:]
    var skipped: [Skipped] = []
    for row in file.rows {
      do {
        let (number, step) = try reader.read(row)
        if steps[number] == nil { order.append(number) }
        steps[number, default: []].append(step)
      } catch {
        skipped.append(Skipped(row: row.number, reason: error.reason))
      }
    }
    cases = order.map { number in
      let sorted = (steps[number] ?? []).sorted {
        ($0.row.at, $0.row.number) < ($1.row.at, $1.row.number)
      }
      return Case(number: number, steps: sorted)
    }
    self.skipped = skipped
    self.mapping = mapping
    precondition(
      rows == file.rows.count, "\(rows) rows are planned of \(file.rows.count) in the file")
  }
}

/// Why a row is skipped, in Spanish, for the report.
private struct Skip: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Makes steps of the rows of one file.
private struct RowReader {
  private let mapping: MappingFile
  private let caseColumn: Int
  private let activityColumn: Int
  private let timestampColumn: Int
  private let resourceColumn: Int
  private var seen: [[String]: Int] = [:]

  init(_ file: CSVRows, mapping: MappingFile) throws(ImportError) {
    self.mapping = mapping
    caseColumn = try file.index(of: mapping.columns.caseID)
    activityColumn = try file.index(of: mapping.columns.activity)
    timestampColumn = try file.index(of: mapping.columns.timestamp)
    resourceColumn = try file.index(of: mapping.columns.resource)
  }

  mutating func read(_ row: CSVRows.Row) throws(Skip) -> (FolioNumber, ImportPlan.Step) {
    let fields: [String]
    switch row.content {
    case .success(let content): fields = content
    case .failure(let fault): throw Skip(fault.description)
    }

    let (name, timestamp) = (fields[activityColumn], fields[timestampColumn])
    guard let activity = mapping.activities[name] else {
      throw Skip("actividad sin asignar: \(name)")
    }
    if case .skip(let reason) = activity.action { throw Skip(reason) }
    guard let number = folioNumber(fields[caseColumn]) else {
      throw Skip("el caso no da un número de folio")
    }
    guard let moment = Timestamp(rfc3339: timestamp) else { throw Skip("fecha y hora ilegibles") }

    let content = [fields[caseColumn], name, timestamp, fields[resourceColumn]]
    defer { seen[content, default: 0] += 1 }
    let read = ImportRow(
      number: row.number, caseID: fields[caseColumn], activity: name, at: moment,
      timestamp: timestamp, resource: fields[resourceColumn],
      repetition: seen[content, default: 0])
    return (number, ImportPlan.Step(row: read, activity: activity))
  }

  private func folioNumber(_ caseID: String) -> FolioNumber? {
    guard let value = Int64(caseID) else { return nil }
    let (sum, overflow) = value.addingReportingOverflow(mapping.numberOffset)
    guard !overflow, let number = UInt64(exactly: sum) else { return nil }
    return FolioNumber(number)
  }
}
