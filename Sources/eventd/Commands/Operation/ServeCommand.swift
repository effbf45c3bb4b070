import ArgumentParser
import Events
import FoundationEssentials
import Glibc
import Logging

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the daemon.",
    discussion: """
      Takes appends on the socket, keeps the log in DIR, follows it with the views and the \
      processes. SIGTERM and SIGINT stop it after what was accepted is written.

      Who may connect is said by owner, group and mode of each socket. Who of those may append to which \
      streams is said by --policy, a JSON file; SIGHUP reads it anew:

        {"append": [{"users": ["cobranza"], "groups": ["backoffice"], "categories": ["folio"]}],
         "operate": [{"users": ["root"]}]}

      Sockets that systemd passes under the names append and read (FileDescriptorName=) are served \
      instead of those of the options.

      Examples:
        eventd serve --data var --socket var/eventd.sock
        eventd serve --data var --socket var/eventd.sock --clock 2026-01-05T14:00:00Z
        eventd serve --socket-group backoffice --read-socket /run/eventd/read.sock \\
          --read-socket-group auditors --policy /etc/eventd/policy.json
        eventd serve --http 127.0.0.1:9464 --log-format json
      """)

  @Option(help: "The directory of the log; made where it is missing.")
  var data = "var"

  @OptionGroup var sockets: SocketOptions

  @Option(help: "A file that says who may append to which categories, and who may operate.")
  var policy: String?

  @Option(
    help: "How many connections are taken at once; a user may have three times what is still free.")
  var connectionsMax = ConnectionLimits().connectionsMax

  @Option(
    help: """
      'system', or an RFC 3339 time: a simulated clock that starts there (or at the last recorded \
      time, if that is later) and moves only by 'eventd clock advance'.
      """)
  var clock = "system"

  @OptionGroup var room: RoomOptions

  @Option(
    help: """
      Serve /metrics (Prometheus), /health/live and /health/ready on ADDRESS:PORT of this machine, \
      or on unix:PATH. Default: nowhere.
      """)
  var http: String?

  @OptionGroup var logs: LogOptions

  func run() async throws {
    var simulated: Timestamp?
    if clock != "system" {
      guard let start = Timestamp(rfc3339: clock) else {
        throw UsageError("--clock is 'system' or an RFC 3339 time, not '\(clock)'")
      }
      simulated = start
    }
    guard connectionsMax >= 1 else {
      throw UsageError("--connections-max is at least 1, not \(connectionsMax)")
    }
    let served = try sockets.sockets(
      inherited: try SocketActivation.sockets(
        environment: ProcessInfo.processInfo.environment, processID: getpid()),
      data: data)
    let httpAddress = try http.map(HTTPAddress.init)
    logs.bootstrap()
    var connections = ConnectionLimits()
    connections.connectionsMax = DescriptorLimit.connections(
      wanted: connectionsMax, descriptors: DescriptorLimit.raise())
    if connections.connectionsMax < connectionsMax {
      Logger(label: "eventd").warning(
        """
        \(connections.connectionsMax) connections are taken and not \(connectionsMax): the process may \
        have no more files open (ulimit -n, LimitNOFILE=)
        """)
    }
    let configuration = Daemon.Configuration(
      dataDirectory: data, sockets: served, policyFile: policy, connections: connections,
      simulatedClockStart: simulated, mapBytes: room.mapBytes, reserve: room.reserve,
      http: httpAddress)
    try await Daemon(configuration).run()
  }
}
