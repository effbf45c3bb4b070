import ArgumentParser
import EventdClient
import Events
import Glibc
import Logging
import Schemas
import SwiftProtobuf

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Writes a consistent copy of the log into a directory, while others append.",
    discussion: """
      DIR gets the records, a manifest, a signed checkpoint, the public key and the digests of \
      all (SHA256SUMS). Every record is checked against signed checkpoints before it is written, \
      and DIR has its name only when it is whole and on the disk. With --since only what came \
      after another backup is written: keep that one. The secret key (audit.key) is never in a \
      backup; docs/BACKUP.md says what else to keep, and where.

      Exit codes besides the usual: 65 what the log answers is not what it signed, or is not the \
      log of --since; 73 DIR exists, or cannot be written.

      Examples:
        eventd backup copias/2026-01-31 --key clave.pub
        eventd backup copias/2026-02-01 --since copias/2026-01-31
        eventd backup copias/2026-02-02 --data var        (no daemon runs)
      """)

  @Argument(help: "The directory to make; nothing may be there.")
  var directory: String

  @OptionGroup var client: ClientOptions

  @Option(help: "The directory of a log that no daemon serves, instead of a socket.")
  var data: String?

  @Option(
    help: """
      Only what came after this: the directory of another backup, or a number of events, as in \
      the second line of a checkpoint.
      """)
  var since: String?

  @Option(help: "The verifier key, or its file. Default: what the log says.")
  var key: String?

  @Flag(help: "For programs: the manifest as JSON.")
  var json = false

  func run() async throws {
    if data != nil, client.socket != nil { throw UsageError("give either --data or --socket") }
    let key = try self.key.map { try AuditFiles.key($0) }
    let start = try self.start()
    let writer = Locked(try BackupWriter(directory, from: start, signedBy: key))
    let request = AuditRecordsRequest.with { $0.from = start.size }
    let take = { @Sendable (answer: AuditRecordsResponse) async throws in
      let size = try writer.withLock { writer in
        try writer.take(answer)
        return writer.size
      }
      let total = max(answer.size, size) - start.size
      Output.progress(ProgressBar(done: size - start.size, total: total, unit: "eventos").text)
    }
    defer { Output.endProgress() }
    if let data {
      try await read(data, request, take)
    } else {
      try await client.connect { eventd in try await eventd.records(request, take) }
    }
    Output.endProgress()
    let manifest = try writer.withLock { try $0.finish(made: DaemonClock().now) }
    Output.text(json ? manifest.json : BackupView(manifest: manifest, isKeyGiven: key != nil).text)
  }

  private func start() throws -> BackupWriter.Start {
    guard let since else { return .beginning }
    if let events = UInt64(since) { return events == 0 ? .beginning : .events(events) }
    return .end(of: try BackupDirectory(since, signedBy: nil).head)
  }

  /// Answers as the daemon of the log would.
  private func read(
    _ data: String, _ request: AuditRecordsRequest,
    _ take: (AuditRecordsResponse) async throws -> Void
  ) async throws {
    guard access("\(data)/log.mdb", R_OK) == 0 else {
      throw BackupError.cannotRead(path: "\(data)/log.mdb", errno: errno)
    }
    let directory = try DataDirectory(data)
    // Its lock keeps a daemon out until the end.
    defer { withExtendedLifetime(directory) {} }
    let log: EventLog
    do throws(ReadError) {
      log = try EventLog(
        path: directory.log, newIdentity: RandomID.make(), now: { DaemonClock().now })
    } catch {
      throw VerifyError(error)
    }
    defer { log.close() }
    let auditor = Auditor(
      log, try AuditKey.load(directory, origin: log.origin), keptIn: directory.auditCheckpoint,
      logger: Logger(label: "eventd") { StreamLogHandler.standardError(label: $0) })
    do {
      try await RecordsFeed(auditor: auditor).run(request, take)
    } catch let status as RPCStatus {
      throw BackupError.source(status.message)
    }
  }
}
