/// A table without boxes: columns side by side, numbers on the right, and columns of text cut where
/// the screen is too narrow for all.
struct TextTable {
  struct Column {
    /// One line or several, the last one just above the rows.
    let heading: [String]
    let isNumber: Bool
    /// How far it may be cut; `nil`: not at all.
    let widthMin: Int?
    /// In a file; `nil`: the heading.
    let title: String?

    static func text(_ heading: String..., widthMin: Int? = nil, title: String? = nil) -> Column {
      Column(heading: heading, isNumber: false, widthMin: widthMin, title: title)
    }

    static func number(_ heading: String...) -> Column {
      Column(heading: heading, isNumber: true, widthMin: nil, title: nil)
    }
  }

  struct Row {
    /// One a column.
    let cells: [String]
    /// Sentences under the row, wrapped.
    var details: [String] = []
  }

  let columns: [Column]
  let rows: [Row]
  /// Spaces between two columns.
  var gap = 2

  /// - Parameter rows: traps when one has not a cell for each column.
  init(_ columns: [Column], _ rows: [Row], gap: Int = 2) {
    precondition(rows.allSatisfy { $0.cells.count == columns.count }, "cells without a column")
    self.columns = columns
    self.rows = rows.map { row in
      Row(cells: row.cells.map(\.printable), details: row.details.map(\.printable))
    }
    self.gap = gap
  }

  /// Columns that it takes when nothing is cut.
  var width: Int { total(naturalWidths) }

  /// Columns that it takes when everything is cut as far as it may be.
  var widthMin: Int {
    total(zip(columns, naturalWidths).map { min($0.widthMin ?? $1, $1) })
  }

  /// Headings in bold, then the rows.
  /// - Parameter indent: spaces before each line.
  func lines(_ screen: Screen, indent: Int = 0) -> [String] {
    let widths = widths(in: screen.width.map { $0 - indent })
    func line(_ cells: [String]) -> String {
      let fields = zip(cells, zip(columns, widths)).map { cell, column in
        column.0.isNumber
          ? cell.right(in: column.1) : cell.cut(to: column.1).filled(to: column.1)
      }
      let text = fields.joined(separator: String(repeating: " ", count: gap))
      return (String(repeating: " ", count: indent) + text).withoutTrailingSpaces
        .cut(to: screen.width ?? .max)
    }
    let headingHeight = columns.map(\.heading.count).max() ?? 0
    let headings = (0..<headingHeight).map { index in
      line(
        columns.map { column in
          let above = headingHeight - column.heading.count
          return index < above ? "" : column.heading[index - above]
        })
    }
    return headings.map(screen.bold)
      + rows.flatMap { row in
        [line(row.cells)] + details(row.details, screen, indent: indent + 4)
      }
  }

  private func details(_ sentences: [String], _ screen: Screen, indent: Int) -> [String] {
    sentences.flatMap { $0.wrapped(to: screen.width.map { $0 - indent }) }
      .map { String(repeating: " ", count: indent) + $0 }
  }

  private var naturalWidths: [Int] {
    columns.indices.map { index in
      max(
        columns[index].heading.map(\.count).max() ?? 0,
        rows.map { $0.cells[index].count }.max() ?? 0)
    }
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(0, widths.count - 1)
  }

  /// Takes a character from the widest column that may be cut, as often as it must.
  private func widths(in limit: Int?) -> [Int] {
    var widths = naturalWidths
    var excess = total(widths) - (limit ?? .max)
    while excess > 0 {
      let cuttable = columns.indices.filter { widths[$0] > columns[$0].widthMin ?? .max }
      guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
