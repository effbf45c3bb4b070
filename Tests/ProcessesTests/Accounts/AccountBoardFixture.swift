import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A log that the rules of accounts govern, and the board that follows it.
struct AccountBoardFixture {
  let log: TestLog
  let follower: Follower
  let board: AccountBoardReader

  /// - Parameter name: of its files; one test may have several.
  init(governed: Bool = true, name: String = "") throws {
    let zone = try SystemTimeZones.load("America/Bogota")
    let procedures: [any Procedure] = governed ? [AccountRules(zone: zone)] : []
    let path = TemporaryDirectory.path + "/" + name
    log = try TestLog(
      procedures: procedures, path: path + "log.mdb", clock: ManualClock(AccountScenario.start))
    follower = try Follower(AccountBoard(), path: path + "board.mdb", log: log.log)
    board = AccountBoardReader(follower.store)
  }

  /// Appends events to one account, a minute after the other.
  func given(
    _ events: [any AccountMessage], in number: UInt64 = AccountScenario.number,
    origin: Origin = .client, effective: Timestamp? = nil
  ) async throws {
    let stream = try #require(AccountNumber(number)).stream
    for event in events {
      var event = event
      if let opened = event as? AccountProspectOpened {
        event = opened.changed { $0.number = number }
      }
      let new = NewEvent(
        id: EventID(high: 0xacc0, low: log.log.head.count),
        type: try EventType(type(of: event).protoMessageName), contentType: .json,
        data: Array(try event.jsonString().utf8), effective: effective)
      _ = try await log.log.append(
        Append(
          stream: stream, expected: .any, events: [new],
          origin: origin))
      log.clock.advance(seconds: 60)
    }
    try follower.catchUp()
  }

  func page(_ number: UInt64 = AccountScenario.number) throws -> AccountPage {
    let number = try #require(AccountNumber(number))
    return try #require(try board.page(number))
  }

  /// One line a bucket: what it holds, and how many.
  func counts() throws -> [String] {
    try board.counts().map { count in
      let name =
        switch count.bucket {
        case .area(let area): area.code
        case .situation(let situation): "\(situation)"
        case .quotes(let status): "quotes \(status)"
        case .invoices(let status): "invoices \(status)"
        case .amendments(let status): "amendments \(status)"
        case nil: "?"
        }
      return "\(name) \(count.count)"
    }
  }

  /// One line a task: area, track, step, subject.
  func tasks(_ area: AccountArea? = nil) throws -> [String] {
    try board.rows(.tasks(area), limit: 1000).rows.map(\.task).map { task in
      let subject = task.subject.isEmpty ? "" : " \(task.subject)"
      return "\(task.area.code) \(task.track) \(task.step)\(subject)"
    }
  }
}
