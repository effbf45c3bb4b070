import Events
import Logging
import Processes
import Projections
import ServiceLifecycle

/// The daemon: the log, what follows it, and the socket, put together and run until a signal.
///
/// What it knows of procedures, views and processes is in `Registry`; a new service is added to
/// `methods`.
struct Daemon: Sendable {
  struct Configuration: Sendable {
    let dataDirectory: String
    /// At least one that takes appends.
    let sockets: [ServedSocket]
    /// Says who may do what; `nil`: whoever can connect.
    var policyFile: String?
    var connections = ConnectionLimits()
    /// `nil`: the system's clock.
    let simulatedClockStart: Timestamp?
    /// How large the log can become.
    var mapBytes = Limits.mapBytes
    /// Room into which clients may not write; `nil`: the usual.
    var reserve: LogRoom.Reserve?
    /// Where metrics and health are served over HTTP; `nil`: nowhere.
    var http: HTTPAddress?
  }

  let state = DaemonState()
  let log: EventLog
  let clock: DaemonClock
  let views: Views
  let processes: ProcessRunners
  let auditor: Auditor
  let connections: ConnectionBounds
  private let gate: AccessGate
  private let sockets: [ListeningSocket]
  let directory: DataDirectory
  private let configuration: Configuration
  private let logger: Logger

  /// Opens everything. Nothing runs yet, and nothing is on the socket.
  init(
    _ configuration: Configuration, logger: Logger = Logger(label: "eventd")
  ) throws(StartError) {
    self.configuration = configuration
    self.logger = logger
    try Threads.check()
    connections = ConnectionBounds(configuration.connections)
    directory = try DataDirectory(configuration.dataDirectory)
    gate =
      try configuration.policyFile.map { file throws(StartError) in try AccessGate(file: file) }
      ?? AccessGate()
    sockets = try configuration.sockets.map { socket throws(StartError) in
      try ListeningSocket(socket)
    }
    let registry = Registry(try Calendars())
    clock =
      configuration.simulatedClockStart.map { DaemonClock(simulatedFrom: $0) } ?? DaemonClock()
    do throws(ReadError) {
      log = try EventLog(
        path: directory.log, newIdentity: RandomID.make(),
        procedures: registry.procedures, mapBytes: configuration.mapBytes,
        reserve: configuration.reserve, now: { [clock] in clock.now }, observer: state.meter)
      state.opened(events: log.head.count)
      if clock.isSimulated { _ = clock.advance(to: try log.lastRecorded()) }
    } catch {
      throw .log(error)
    }
    auditor = Auditor(
      log, try AuditKey.load(directory, origin: log.origin), keptIn: directory.auditCheckpoint,
      logger: logger)
    views = try Views(registry.views, directory, log)
    processes = try ProcessRunners(registry.processes) {
      [directory, log, clock] manager throws(StartError) in
      try Self.open(manager, directory, log, clock, logger)
    }
  }

  /// Runs until SIGTERM or SIGINT; what was accepted is written before this returns.
  func run() async throws(StartError) {
    logger.info(
      "starting",
      metadata: [
        "version": "\(eventdVersion)", "data": "\(directory.path)", "log": "\(log.identity)",
        "events": .stringConvertible(log.head.count), "time": "\(clock.now)",
        "clock": clock.isSimulated ? "simulated" : "system",
      ])
    for view in views.all + processes.all.map(\.view) {
      for damage in view.damaged {
        logger.warning(
          "a derived file is damaged and built anew from the log",
          metadata: ["view": "\(view.name)", "damage": "\(damage)"])
      }
    }
    for socket in sockets { state.willListen(on: socket.path) }
    let wire = WireService(
      sockets: sockets, methods: methods, gate: gate,
      bounds: connections, state: state, logger: logger)
    let policy = gate.file == nil ? [] : [PolicyService(gate: gate, logger: logger)]
    let operation: [any Service] = [
      Supervisor(daemon: self, notifier: SystemdNotifier(), logger: logger)
    ]
    let run = BoundedRun(
      services: operation + policy + views.all.map { ViewService(view: $0, logger: logger) }
        + processes.all + httpServer + [wire, StopNotice(state: state)],
      state: state, logger: logger)
    defer { log.close() }
    do {
      try await run.untilStopped()
    } catch let error as StartError {
      throw error
    } catch {
      throw .listener(
        path: sockets.map(\.path).joined(separator: ", "), reason: "\(error)")
    }
    // Writes what waits still.
    log.close()
    let reading = state.meter.reading
    logger.info(
      "stopped",
      metadata: [
        "events": .stringConvertible(log.head.count),
        "appended": .stringConvertible(reading.events),
        "commits": .stringConvertible(reading.commit.count),
        "seconds": .stringConvertible(state.uptimeSeconds),
      ])
  }

  /// None, or one.
  private var httpServer: [any Service] {
    guard let address = configuration.http else { return [] }
    state.willListen(on: "\(address)")
    let pages = OperationPages(daemon: self)
    return [
      HTTPServer(address: address, answer: pages.answer) { [state, logger] bound in
        state.listens(on: "\(address)")
        logger.info("listening on \(bound)")
      }
    ]
  }

  private var methods: [RPCMethod] {
    let methods =
      StreamsService.methods(log, gate: gate, now: { clock.now }, newID: RandomID.make)
      + ReportingService(
        queries: ViewQueries(log: log, clock: clock, views: views, processes: processes)
      ).methods.map { $0.needing(.read) }
      + OperationsService(daemon: self).methods
      + AuditService(auditor: auditor).methods.map { $0.needing(.read) }
    let health = HealthService(
      isReady: { readiness.isReady }, changes: state.readinessChanges, others: methods)
    return methods + health.methods.map { $0.needing(.read) }
  }

  private static func open(
    _ manager: some ProcessManager, _ directory: DataDirectory, _ log: EventLog,
    _ clock: DaemonClock, _ logger: Logger
  ) throws(StartError) -> any ProcessRunner {
    do throws(FollowerError) {
      let engine = try ProcessEngine(
        manager, directory: directory.processes, scratch: directory.scratch, log: log)
      return ProcessService(engine: engine, log: log, clock: clock, logger: logger)
    } catch {
      throw .follower(name: manager.name, error)
    }
  }
}
