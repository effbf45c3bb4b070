import Events
import Processes
import Projections
import Schemas
import ServiceLifecycle

/// A process manager that runs, whichever it is: what operations and the clock need of it.
protocol ProcessRunner: Service {
  /// What it keeps, as a view.
  var view: any HostedView { get }
  /// How many timers fired since the start.
  var fired: ProgressSignal { get }
  /// How many of them were deadlines.
  var deadlinesMet: UInt64 { get }

  /// When its next timer is due; `nil` when none waits.
  func nextDue() throws(FollowerError) -> Timestamp?

  /// Waits until everything of it that is due at the present time has fired. Returns at once when it
  /// stands still.
  func settle() async throws(FollowerError)

  /// What it could not do, besides standing still.
  func incidents() throws(FollowerError) -> [IncidentReport]

  /// How many timers wait, and when the earliest is or was due; none while its state is built.
  func timerSummary() throws(LMDBError) -> (waiting: UInt64, earliest: Timestamp?)

  /// Its state at a moment.
  func read(at moment: ViewMoment, _ queries: ViewQueries) async throws(RPCStatus) -> ViewRead

  /// Timers of such a state; see `ProcessReader.timers`.
  func timers(
    in store: FollowerStore, after: [UInt8], streamPrefix: String, until: Timestamp?, limit: Int
  ) throws(LMDBError) -> [TimerEntry]

  /// Such a state in a forecast.
  func track(in store: FollowerStore) throws(LMDBError) -> any ForecastTrack

  /// Why a timer does not fire although it is due; `nil` when nothing is in its way.
  func incident(of entry: TimerEntry) -> String?
}

/// The process managers of the daemon.
struct ProcessRunners: Sendable {
  let all: [any ProcessRunner]

  /// Opens them; nothing runs yet.
  init(
    _ managers: [any ProcessManager],
    _ open: (any ProcessManager) throws(StartError) -> any ProcessRunner
  ) throws(StartError) {
    var all: [any ProcessRunner] = []
    for manager in managers { all.append(try open(manager)) }
    self.all = all
  }

  /// The state of a process manager, as a view; traps when the registry does not name it.
  subscript<P: ProcessManager>(_ manager: P.Type) -> ViewHost<ProcessState<P>> {
    for case let runner as ProcessService<P> in all { return runner.engine.host }
    preconditionFailure("\(manager) is not in the registry")
  }

  /// How many timers fired since the start.
  var fired: UInt64 { all.reduce(0) { $0 + $1.fired.count } }

  /// How many deadlines were met since the start.
  var deadlinesMet: UInt64 { all.reduce(0) { $0 + $1.deadlinesMet } }

  /// When the next timer of any of them is due; `nil` when none waits.
  func nextDue() throws(FollowerError) -> Timestamp? {
    var next: Timestamp?
    for runner in all {
      if let due = try runner.nextDue() { next = min(next ?? due, due) }
    }
    return next
  }

  /// Waits until everything that is due at the present time has fired. What one of them appends can
  /// make a timer of another due at once, so they are asked until none of them had anything to do.
  func settle() async throws(FollowerError) {
    var before: UInt64
    repeat {
      before = fired
      for runner in all { try await runner.settle() }
    } while fired != before
  }
}
