import ArgumentParser
import Events

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Makes a data directory from a backup and the increments after it.",
    discussion: """
      Everything is checked: digests, checksums, the order of positions, revisions and times, the \
      Merkle root of each backup and its signature; with --key by a key of yours, and with \
      --checkpoint against one that you kept elsewhere. NEW has its name only when all of it \
      agrees and is on the disk. Positions, ids and times are those of the original. Views are \
      built by the daemon that serves it.

      The daemon makes a new audit key at its first start, unless you put the old one there \
      before, with its audit.checkpoint: docs/BACKUP.md.

      Exit codes besides the usual: 65 a backup is damaged, or something does not agree; 66 there \
      is none; 73 NEW exists, or cannot be written; 78 of a version that is not known.

      Examples:
        eventd restore copias/2026-01-31 copias/2026-02-01 --data nuevo --key clave.pub
        eventd restore copias/2026-01-31 --data nuevo --checkpoint hoy.checkpoint --key clave.pub
        eventd serve --data nuevo
      """)

  @Argument(help: "The backups: a full one, then its increments in order.")
  var backups: [String]

  @Option(help: "The data directory to make; nothing may be there.")
  var data: String

  @Option(help: "The file of a checkpoint that was kept elsewhere.")
  var checkpoint: String?

  @Option(help: "The verifier key, or its file. Default: the one that lies in each backup.")
  var key: String?

  @Flag(help: "For programs: the result as JSON.")
  var json = false

  func run() async throws {
    let key = try self.key.map { try AuditFiles.key($0) }
    let kept = try checkpoint.map { path in
      guard let key else { throw UsageError("--checkpoint needs --key: who has to have signed it") }
      let note = try AuditFiles.note(path)
      return try AuditVerdict.checking { () throws(NoteError) in
        try TreeHead(checkpoint: note, signedBy: key)
      }
    }
    let restoration = try Restoration(backups, to: data, signedBy: key, continuing: kept)
    defer { Output.endProgress() }
    let head = try restoration.run(procedures: Registry(try Calendars()).procedures) { done in
      Output.progress(ProgressBar(done: done, total: restoration.size, unit: "eventos").text)
    }
    Output.endProgress()
    let view = RestoreView(
      head: head, data: data, isKeyGiven: key != nil, checkpointSize: kept?.size)
    Output.text(json ? view.json : view.text)
  }
}
