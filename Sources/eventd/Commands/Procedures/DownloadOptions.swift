import ArgumentParser
import SwiftProtobuf

/// What the portal lets a broker download: the options of a view, and a PDF besides.
struct DownloadOptions: ParsableArguments {
  @OptionGroup var view: ViewOptions

  @Option(help: "To print: what the screen shows as a PDF in this file (A4, on its side).")
  var pdf: String?

  /// Whether the whole result is asked for, and not a page of it.
  var isWhole: Bool { view.csv || pdf != nil }

  /// Shows the answer as it was asked for.
  /// - Parameter zone: whose times it shows.
  func show<View: TableView>(
    _ response: some Message, in zone: String, _ makeView: (LocalTimes, Screen) -> View
  ) throws {
    guard let pdf else {
      return try view.show(response, in: zone) { times in makeView(times, Output.screen) }
    }
    if view.json || view.csv { throw UsageError("give one of --json, --csv and --pdf") }
    let page = Screen(width: PDFDocument.columns, isTerminal: false)
    let text = makeView(try LocalTimes.load(zone), page).text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try OutputFile.write(PDFDocument(lines.last == "" ? lines.dropLast() : lines).bytes, to: pdf)
  }
}
