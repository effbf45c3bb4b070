import ArgumentParser
import Events
import Glibc

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Reads the whole log and works out again everything that follows from it.",
    discussion: """
      Checks every record and its checksum, the order of positions, revisions and times, the \
      Merkle tree, and the indexes of streams, revisions, ids and keys that count once; then \
      builds every view and the state and timers of every process anew and compares them. Reads \
      the files themselves: without a daemon, or beside a running one, which goes on working. \
      With --checkpoint it also checks that the records are those that were signed then, whatever \
      else was made to agree.

      Exit codes:
        0   everything agrees
        65  something is damaged, or is not what was signed; each finding is a line
        66  there is no log there
        74  it cannot be read
        77  no permission
        78  the log has a format that this version does not know

      Examples:
        eventd verify --data var
        eventd verify --data var --log-only
        eventd verify --data var --checkpoint hoy.checkpoint --key clave.pub
      """)

  @Option(help: "The directory of the log.")
  var data = "var"

  @Option(help: "The file of a checkpoint that was kept elsewhere.")
  var checkpoint: String?

  @Option(help: "The verifier key that signed it, or its file. Default: DATA/audit.pub.")
  var key: String?

  @Flag(help: "Only the log, not what is derived from it.")
  var logOnly = false

  @Flag(help: "For programs: the result as JSON.")
  var json = false

  func run() async throws {
    if key != nil, checkpoint == nil { throw UsageError("--key belongs to --checkpoint") }
    let signed = try checkpoint.map { path in
      let key = try AuditFiles.key(self.key ?? "\(data)/audit.pub")
      let note = try AuditFiles.note(path)
      return try AuditVerdict.checking { () throws(NoteError) in
        try TreeHead(checkpoint: note, signedBy: key)
      }
    }
    let registry = Registry(try Calendars())
    let file: LogFile
    let report: VerificationReport
    do throws(ReadError) {
      file = try LogFile(path: "\(data)/log.mdb")
      report = try file.verify(
        procedures: registry.procedures, sizes: Set(signed.map { [$0.size] } ?? [])
      ) { done, total in
        Output.progress(ProgressBar(done: done, total: total, unit: "eventos").text)
      }
      Output.endProgress()
    } catch {
      Output.endProgress()
      throw VerifyError(error)
    }
    // What is derived from a damaged log says nothing.
    let views =
      logOnly || !report.isSound
      ? [] : try DerivedVerification(file: file, data: data).verify(registry)
    let view = VerificationView(report: report, signed: signed, views: views)
    Output.text(json ? view.json : view.text)
    if !view.isSound {
      Output.flush()
      throw ExitCode(65)
    }
  }
}

/// Why the log's file could not be read at all.
struct VerifyError: ExplainedError {
  let description: String
  let exitCode: Int32

  init(_ error: ReadError) {
    description = error.description
    switch error {
    case .corrupt: exitCode = 65
    case .unknownFormat: exitCode = 78
    case .failure(let error) where error.damage != nil: exitCode = 65
    case .failure(let error):
      switch error.code {
      case ENOENT: exitCode = 66
      case EACCES, EPERM: exitCode = 77
      default: exitCode = 74
      }
    }
  }
}
