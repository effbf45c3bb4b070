import ArgumentParser
import EventdClient
import Events
import Schemas
import SwiftProtobuf

struct FollowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Keeps a verified second copy of a daemon's log.",
    discussion: """
      Takes every batch of records only when the leader's key has signed a checkpoint that they, \
      behind those that are there, lead to. Goes on where it was after any stop, and connects \
      again when the leader was away. The key is the one given, or that of the first contact, \
      which is kept in DIR/leader.pub.

      DIR is a data directory: 'eventd serve --data DIR' makes it the log when the leader is gone \
      for good. Read docs/BACKUP.md before that.

      Exit codes besides the usual: 76 the leader contradicts the copy; what it signed is kept in \
      DIR/leader.contradiction. With --once 69 when no daemon answers.

      Examples:
        eventd follow /srv/eventd/eventd.sock --data copia --key clave.pub
        eventd follow /srv/eventd/eventd.sock --data copia --once
      """)

  @Argument(help: "The socket of the leader; the read-only one will do.")
  var leader: String

  @Option(help: "The directory of the copy; made where it is missing.")
  var data: String

  @Option(help: "The leader's verifier key, or its file. Default: that of the first contact.")
  var key: String?

  @Flag(help: "Stop when the copy is where the leader is.")
  var once = false

  @Flag(help: "For programs: a line of JSON each time that the copy has grown.")
  var json = false

  func run() async throws {
    let key = try self.key.map { try AuditFiles.key($0) }
    let follower = Locked(
      try LogFollower(
        try DataDirectory(data), procedures: Registry(try Calendars()).procedures, leader: key))
    let report = FollowReport(json: json)
    var backoff = Backoff()
    while true {
      let before = follower.withLock { $0.size }
      do {
        try await session(follower, report)
        if once { return }
      } catch let error as EventdError where !once && error.isPassing {
        report.interrupted(error)
      }
      if follower.withLock({ $0.size }) > before { backoff.reset() }
      try await Task.sleep(for: backoff.delay())
    }
  }

  /// Follows for as long as the leader answers.
  private func session(_ follower: Locked<LogFollower>, _ report: FollowReport) async throws {
    let request = AuditRecordsRequest.with {
      $0.from = follower.withLock { $0.size }
      $0.follow = !once
    }
    try await EventdConnection.open(socket: leader) { eventd in
      do {
        try await eventd.records(request) { answer in
          report.reached(try follower.withLock { try $0.take(answer) })
        }
      } catch let error as FollowError {
        throw await Self.located(error, follower, eventd)
      }
    }
    report.ended()
  }

  /// Says since which event the two differ, where the leader can be asked.
  private static func located(
    _ error: FollowError, _ follower: Locked<LogFollower>, _ eventd: EventdConnection
  ) async -> FollowError {
    guard case .contradicts(let cause, let path) = error else { return error }
    let own = follower.withLock { $0.size }
    let size: UInt64
    switch cause {
    case .differs(own, _, _): size = own
    case .shorter(_, let found): size = found
    default: return error
    }
    // A leader that is only shorter has the same beginning.
    guard size > 0, await agrees(at: size, follower, eventd) == false else { return error }
    var search = ForkSearch(differingAt: size)
    while let question = search.question {
      guard let isSame = await agrees(at: question, follower, eventd) else { return error }
      search.answer(isSame: isSame)
    }
    return .parted(at: Position(search.position), keptIn: path)
  }

  /// `nil` when the leader does not say.
  private static func agrees(
    at size: UInt64, _ follower: Locked<LogFollower>, _ eventd: EventdConnection
  ) async -> Bool? {
    let request = AuditRecordsRequest.with {
      $0.from = size
      $0.until = size
    }
    let isSame = Locked<Bool?>(nil)
    try? await eventd.records(request) { answer in
      let same = try follower.withLock { try $0.agrees(with: answer) }
      isSame.withLock { $0 = same }
    }
    return isSame.withLock { $0 }
  }
}

extension EventdError {
  /// Whether the same may succeed later without anybody doing anything.
  fileprivate var isPassing: Bool {
    switch self {
    case .unavailable, .busy: true
    case .wrongRevision, .refused, .notPermitted, .notFound, .invalid, .damaged, .other: false
    }
  }
}
