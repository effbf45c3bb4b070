import Events
import Projections
import Schemas
import SwiftProtobuf

/// Which state of a view a request asks for.
enum ViewMoment: Equatable, Sendable {
  /// As it is now; with the event at a position, where one is given.
  case now(including: Position?)
  /// When the first `events` events of the log had been applied, which was at `time`.
  case past(events: UInt64, time: Timestamp)
}

extension ViewMoment {
  /// - Parameter now: the daemon's time.
  /// - Throws: `INVALID_ARGUMENT` for a position of no event, or a time that has not come.
  init(_ at: ReadAt, _ log: EventLog, now: Timestamp) throws(RPCStatus) {
    switch at.asOf {
    case nil: self = .now(including: try Self.position(at.waitFor, log, field: "wait_for"))
    case .position(let wire):
      let position = try Self.position(wire, log, field: "as_of.position")
      let time = try Self.read { () throws(ReadError) in
        try log.recorded(at: position ?? Position(0))
      }
      self = .past(events: position?.next.rawValue ?? 0, time: time)
    case .recorded(let time):
      let time = Timestamp(time)
      guard time <= now else {
        throw RPCStatus(
          .invalidArgument, "as_of \(time) has not come; it is \(now) for the daemon")
      }
      let next = try Self.read { () throws(ReadError) in try log.position(recordedAt: time) }
      self = .past(events: next.rawValue, time: time)
    }
  }

  private static func read<R>(_ body: () throws(ReadError) -> R) throws(RPCStatus) -> R {
    do throws(ReadError) { return try body() } catch { throw RPCStatus(error) }
  }

  /// Of an event; `nil` for 0.
  private static func position(
    _ wire: UInt64, _ log: EventLog, field: String
  ) throws(RPCStatus) -> Position? {
    if wire == 0 { return nil }
    let head = log.head.count
    if wire == .max { return Position(head - 1) }
    guard let position = WirePosition.decode(wire), position.rawValue < head else {
      throw RPCStatus(
        .invalidArgument,
        "\(field) \(wire) is the position of no event; give one that an append or a read answered")
    }
    return position
  }
}
