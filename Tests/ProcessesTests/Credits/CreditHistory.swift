import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// A random history of one client: what the rules admit is appended to a log, whose ledger follows.
struct CreditHistory {
  static let claim = "claim-00000417"

  private(set) var scenario: ProcedureScenario
  private(set) var accounts = CreditAccounts()
  let log: TestLog
  let follower: Follower
  let ledger: LedgerReader
  /// What each event has moved by its own account, by its id; taken out when it is reversed.
  private(set) var moved: [String: [String: Money]] = [:]
  /// How many events of each type were admitted.
  private(set) var admitted: [String: Int] = [:]
  private var counter = 0
  private var claimRevision: UInt64 = 0

  static let start = "2018-07-02"

  /// - Parameter path: of its files, without their endings.
  init(path: String) throws {
    let zone = try SystemTimeZones.load("America/Bogota")
    scenario = try ProcedureScenario(
      CreditRules(zone: zone), StubClaims(), PolicyRules(), at: "\(Self.start)T15:00:00Z")
    log = try TestLog(path: path + ".log.mdb", clock: ManualClock("\(Self.start)T14:00:00Z"))
    follower = try Follower(
      LedgerProjection(CreditBookkeeper()), path: path + ".ledger.mdb", log: log.log)
    ledger = LedgerReader(follower.store, CreditChart.chart)
  }

  var today: LocalDate {
    // Bogota is five hours behind all year.
    LocalDate(daysSinceEpoch: Int((scenario.now.seconds - 5 * 3600) / 86_400))
  }

  mutating func newID(_ prefix: String) -> String {
    counter += 1
    return "\(prefix)-\(counter)"
  }

  mutating func pass(days: Int) {
    scenario.now = scenario.now.adding(seconds: Int64(days) * 86_400)
  }

  /// What a claim's next event would be called.
  var nextClaimRevision: UInt64 { claimRevision }

  /// Wants to append; follows when it is admitted.
  mutating func attempt(
    _ event: any Message, in stream: String = CreditScenario.stream,
    moving amounts: [String: Money] = [:], as id: String = "", takingBack reversed: String = ""
  ) async throws -> Bool {
    let at = scenario.now
    if try scenario.when(event, in: stream) != nil { return false }
    log.clock.set(at)
    let name = type(of: event).protoMessageName
    _ = try await log.log.append(
      Append(
        stream: try StreamName(stream), expected: .any,
        events: [
          NewEvent(
            id: EventID(high: 7, low: log.log.head.count), type: try EventType(name),
            contentType: .json, data: Array(try event.jsonString().utf8))
        ]))
    try follower.catchUp()
    if stream == Self.claim { claimRevision += 1 }
    admitted[name, default: 0] += 1
    if !id.isEmpty { moved[id, default: [:]].merge(amounts) { $0 + $1 } }
    moved[reversed] = nil
    accounts = try rulesAccounts()
    return true
  }

  /// As the rules see them: the client's stream, and the claim's in the order of the log.
  private func rulesAccounts() throws -> CreditAccounts {
    guard let state = try scenario.state(of: CreditScenario.stream, as: CreditState.self) else {
      return CreditAccounts()
    }
    return state.accounts { stream in
      (try? scenario.state(of: stream.text, as: StubClaims.State.self)) ?? nil
    }
  }

  /// As the ledger has them.
  func ledgerBalance(
    _ concept: CreditConcept, of invoice: String, on date: LocalDate, knownBy time: Timestamp?
  ) throws -> Money {
    let account = CreditChart.receivable(concept)
    return try ledger.balance(
      of: account, .cop, .document(invoice, of: CreditScenario.cedula),
      at: LedgerMoment(effective: date, recorded: time)
    ).balance.net(on: .debit)
  }
}
