import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// An adoption as the log's writer checks it.
enum PolicyScenario {
  /// Decode and check; `nil` when it is admitted.
  static func refusal(
    of adoption: PolicyFigureAdopted, in stream: StreamName,
    as contentType: ContentType = .json, figures: [PolicyFigure] = PolicyCatalog.figures
  ) throws -> Refusal? {
    let rules = PolicyRules(figures: figures)
    let data: [UInt8] =
      contentType == .json
      ? Array(try adoption.jsonString().utf8) : try adoption.serializedBytes()
    let start = Timestamp(seconds: 1_780_000_000)
    let facts = EventFacts(
      position: Position(0), revision: Revision(0), recorded: start, effective: start,
      origin: .client)
    do {
      let state = try rules.initialState(of: stream)
      let event = try rules.decode(
        type: EventType("policy.v1.FigureAdopted"), contentType: contentType, data: data)
      try rules.check(event, facts, in: state, of: stream) { _ in nil }
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }
}

extension Message where Self == PolicyFigureAdopted {
  static func adoption(
    _ figure: String, businessDays: UInt32, from date: String
  ) -> PolicyFigureAdopted {
    .with {
      $0.actor.name = "María"
      $0.figure = figure
      $0.businessDays = businessDays
      $0.validFrom = date
      $0.source = "circular 1-2026"
    }
  }
}
