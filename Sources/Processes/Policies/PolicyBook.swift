public import Events
import Projections
public import Schemas
import SwiftProtobuf

/// The figures that were adopted by events, and from when they hold.
public struct PolicyBook: Equatable, Sendable {
  /// One adoption, as it was admitted.
  public struct Adoption: Equatable, Sendable {
    public let area: String
    public let figure: String
    /// `nil`: no such limit.
    public let value: PolicyValue?
    public let validFrom: LocalDate
    /// Who ordered it.
    public let source: String
  }

  /// In order of adoption.
  public private(set) var adoptions: [Adoption] = []
  /// As a process keeps them.
  private(set) var stored = StoredPolicies()
  /// Where the rules keep it, which is the stream of all its adoptions; `nil` elsewhere.
  let stream: StreamName?

  public init() { stream = nil }

  init(of stream: StreamName) { self.stream = stream }

  /// - Parameter stored: in order of adoption.
  public init(_ stored: StoredPolicies) {
    stream = nil
    for adoption in stored.adoptions { adopt(adoption.adopted, in: adoption.stream) }
  }

  /// - Parameter adoptions: as the view of policies gives them, in order of adoption.
  public init(_ adoptions: [AdoptedFigure]) {
    stream = nil
    for adoption in adoptions { adopt(adoption.adopted, in: adoption.stream) }
  }

  /// The value in force for what begins on this local date, and where it is written: the one
  /// adopted last among those valid by then, else the built-in one.
  public func inForce(
    _ figure: PolicyFigure, on date: LocalDate
  ) -> (value: PolicyValue?, source: String) {
    if let adopted = adoption(of: figure, on: date) { return (adopted.value, adopted.source) }
    return (figure.builtIn, figure.source)
  }

  /// The adoption in force for what begins on this local date; `nil` where the built-in value holds.
  public func adoption(of figure: PolicyFigure, on date: LocalDate) -> Adoption? {
    adoptions.last { adoption in
      adoption.area == figure.area && adoption.figure == figure.name && adoption.validFrom <= date
    }
  }

  public func value(_ figure: PolicyFigure, on date: LocalDate) -> PolicyValue? {
    inForce(figure, on: date).value
  }

  /// The text in force; empty where there is none.
  public func text(_ figure: PolicyFigure, on date: LocalDate) -> String {
    if case .text(let text) = value(figure, on: date) { text } else { "" }
  }

  /// The list in force; empty where there is none.
  public func texts(_ figure: PolicyFigure, on date: LocalDate) -> [String] {
    if case .texts(let texts) = value(figure, on: date) { texts } else { [] }
  }

  /// The limit in force, to be stored with what waits for it; `nil` when there is none.
  public func limit(_ figure: PolicyFigure, on date: LocalDate) -> StoredLimit? {
    let (value, source) = inForce(figure, on: date)
    guard let limit = value?.timeLimit else { return nil }
    return StoredLimit(limit, figure: figure.name, source: source)
  }

  /// Adds an event of a policy stream. An event that is no adoption changes nothing.
  public mutating func adopt(_ event: RecordedEvent) {
    guard let adopted = try? PolicyFigureAdopted(event) else { return }
    adopt(adopted, in: event.stream.text)
  }

  mutating func adopt(_ event: PolicyFigureAdopted, in stream: String) {
    // What is stored was admitted, so that value and date are there.
    guard let value = try? Optional.some(PolicyValue(event.value)),
      let validFrom = LocalDate(event.validFrom)
    else { return }
    adoptions.append(
      Adoption(
        area: PolicyRules.area(of: stream), figure: event.figure, value: value,
        validFrom: validFrom, source: event.source))
    stored.adoptions.append(
      StoredAdoption.with {
        $0.stream = stream
        $0.adopted = event
      })
  }
}

extension StoredLimit {
  public init(_ limit: TimeLimit, figure: String, source: String) {
    self.init()
    self.figure = figure
    self.source = source
    switch limit {
    case .businessDays(let days): businessDays = UInt32(days)
    case .calendarDays(let days): calendarDays = UInt32(days)
    case .minutes(let minutes): self.minutes = UInt32(minutes)
    }
  }

  /// `nil` when no limit is given.
  public var timeLimit: TimeLimit? {
    switch limit {
    case .businessDays(let days): .businessDays(Int(days))
    case .calendarDays(let days): .calendarDays(Int(days))
    case .minutes(let minutes): .minutes(Int(minutes))
    case nil: nil
    }
  }
}
