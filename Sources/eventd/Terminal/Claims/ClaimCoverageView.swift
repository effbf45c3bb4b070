import Projections
import Schemas

/// What the decision on the coverage would be, by credit, and what to ask the client for.
struct ClaimCoverageView: TableView {
  let response: ClaimCoverageResponse
  let times: LocalTimes
  let screen: Screen

  var text: String {
    var lines = [screen.bold("Cobertura"), times.line(response.goodFor), ""]
    lines += FieldList(fields: response.findings.map { ("Factura \($0.invoice)", $0.words) })
      .lines(screen)
    if response.findings.contains(where: { $0.decision != .notCovered }) {
      lines += ["", screen.bold("Documentos que se piden al cliente")]
      lines += response.documents.flatMap { need in
        need.words.wrapped(to: screen.width.map { $0 - 4 }).enumerated().map { index, line in
          (index == 0 ? "  · " : "    ") + line
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  var table: TextTable {
    TextTable(
      [
        .text("Factura"), .text("Decisión"), .text("Aseguradora"), .number("Cuotas"),
        .text("Motivos"), .text("Dudas"),
      ],
      response.findings.map { finding in
        TextTable.Row(
          cells: [
            finding.invoice, finding.decision.label, finding.insurer.label,
            "\(finding.poolMonths)", finding.reasons.map(\.label).joined(separator: "; "),
            finding.doubts.map(\.label).joined(separator: "; "),
          ])
      })
  }
}
