import Foundation
import Testing

/// The tables of the post-sale page, read from its text.
struct PostSalePage {
  struct Row: CustomTestStringConvertible, Sendable {
    let id: String
    let role: String
    let action: String
    let condition: String

    var testDescription: String { id }
  }

  /// By the letter of the procedure, in the order of the page.
  let tables: [(letter: String, rows: [Row])]

  var rows: [Row] { tables.flatMap(\.rows) }

  init() throws {
    let text = String(decoding: try Fixture.bytes("postsale-tables.md"), as: UTF8.self)
    var tables: [(letter: String, rows: [Row])] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("### ") {
        tables.append((String(line.dropFirst(4).prefix(1)), []))
        continue
      }
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard line.hasPrefix("|"), cells.count == 4, cells[0].contains(/^[A-L]\d+$/) else { continue }
      let action = cells[2].replacing("*", with: "")
      tables[tables.count - 1].rows.append(
        Row(id: cells[0], role: cells[1], action: action, condition: cells[3]))
    }
    self.tables = tables
  }
}

extension PostSalePage.Row {
  /// `EE`, or both of `GC or EE`.
  var roles: [String] {
    role.replacing(" (a)", with: "").split(separator: " ").map(String.init).filter { $0 != "or" }
  }

  /// What is before and behind each arrow; the condition is empty where there is one way only.
  /// Remarks in parentheses are left out.
  var branches: [(condition: String, target: String)] {
    condition.replacing(/\([^)]*\)/, with: "").split(separator: "·").map { branch in
      let sides = branch.components(separatedBy: "→").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let words = (sides.last ?? "").split(whereSeparator: { " ,".contains($0) }).map(String.init)
      let target = words.last { $0.contains(/^([A-L]\d+|done|early)$/) }
      return (sides.count > 1 ? sides[0] : "", target ?? "")
    }
  }
}
