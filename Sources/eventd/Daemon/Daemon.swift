import Events
import Logging
import Processes
import Projections
import ServiceLifecycle
import UnixSignals

/// The daemon: the log, what follows it, and the socket, put together and run until a signal.
///
/// A new procedure is added to `procedures`, a new view or process to the members, a new rpc to
/// `methods`.
struct Daemon: Sendable {
  struct Configuration: Sendable {
    let dataDirectory: String
    let socketPath: String
    /// `nil`: the system's clock.
    let simulatedClockStart: Timestamp?
  }

  let log: EventLog
  let clock: DaemonClock
  let board: Follower
  let escalations: ProcessService<FolioEscalations>
  private let directory: DataDirectory
  private let configuration: Configuration
  private let logger: Logger

  /// Opens everything. Nothing runs yet, and nothing is on the socket.
  init(_ configuration: Configuration, logger: Logger) throws(StartError) {
    self.configuration = configuration
    self.logger = logger
    directory = try DataDirectory(configuration.dataDirectory)
    try SocketPath.claim(configuration.socketPath)
    let mexico = try Self.mexico()
    clock =
      configuration.simulatedClockStart.map { DaemonClock(simulatedFrom: $0) } ?? DaemonClock()
    do throws(ReadError) {
      log = try EventLog(
        path: directory.log, newIdentity: RandomID.make(),
        procedures: [FolioRules(zone: mexico.zone), PolicyRules()],
        now: { [clock] in clock.now })
      if clock.isSimulated { _ = clock.advance(to: try log.lastRecorded()) }
    } catch {
      throw .log(error)
    }
    let board = FolioBoard()
    self.board = try Self.opening(board.name) { [directory, log] () throws(FollowerError) in
      try Follower(board, path: directory.projection(board.name), log: log)
    }
    let process = FolioEscalations(calendar: mexico)
    let engine = try Self.opening(process.name) { [directory, log] () throws(FollowerError) in
      try ProcessEngine(process, path: directory.process(process.name), log: log)
    }
    escalations = ProcessService(engine: engine, log: log, clock: clock, logger: logger)
  }

  /// Runs until SIGTERM or SIGINT; what was accepted is written before this returns.
  func run() async throws(StartError) {
    logger.info(
      "starting",
      metadata: [
        "version": "\(eventdVersion)", "data": "\(directory.path)", "log": "\(log.identity)",
        "events": "\(log.head.count)", "time": "\(clock.now)",
        "clock": clock.isSimulated ? "simulated" : "system",
      ])
    let wire = WireService(path: configuration.socketPath, methods: methods, logger: logger)
    let group = ServiceGroup(
      configuration: .init(
        services: [FollowerService(follower: board, logger: logger), escalations, wire],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    defer { log.close() }
    do {
      try await group.run()
    } catch {
      throw .listener(path: configuration.socketPath, reason: "\(error)")
    }
    logger.info("stopped", metadata: ["events": "\(log.head.count)"])
  }

  private var methods: [RPCMethod] {
    StreamsService.methods(log, now: { clock.now }, newID: RandomID.make)
      + ReportingService(daemon: self).methods
      + OperationsService(daemon: self).methods
  }

  private static func mexico() throws(StartError) -> BusinessCalendar {
    let zone: TimeZoneRules
    do throws(TimeZoneError) {
      zone = try SystemTimeZones.load("America/Mexico_City")
    } catch {
      throw .calendar("\(error)")
    }
    do throws(CalendarError) {
      return try BusinessCalendar.mexico(zone: zone)
    } catch {
      throw .calendar("\(error)")
    }
  }

  private static func opening<R>(
    _ name: String, _ body: () throws(FollowerError) -> R
  ) throws(StartError) -> R {
    do throws(FollowerError) { return try body() } catch {
      throw .follower(name: name, error)
    }
  }
}
