import Schemas

/// What a command shows of an answer: text on a screen, and its table for a file.
protocol TableView {
  /// Lines that end with a line break.
  var text: String { get }
  /// The rows that the screen shows, with whole words.
  var table: TextTable { get }
}

extension LocalTimes {
  /// The line under the title of a view: which state of it is shown.
  func line(_ goodFor: GoodFor) -> String {
    "Al \(minute(goodFor.now)), posición \(goodFor.position)"
  }
}
