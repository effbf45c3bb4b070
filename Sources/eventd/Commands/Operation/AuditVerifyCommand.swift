import ArgumentParser
import EventdClient
import Events
import Schemas
import SwiftProtobuf

struct AuditVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks that the log continues a checkpoint, or that a receipt is true.",
    discussion: """
      The proofs are checked here, not by the daemon. With --key nothing that it says is \
      believed; a receipt with --key needs no daemon at all. Exit code 65 when it does not hold.

      Examples:
        eventd audit verify --checkpoint hoy.checkpoint --key clave.pub
        eventd audit verify --receipt recibo.tlog-proof --key eventd/…+12345678+A…
      """)

  @OptionGroup var client: ClientOptions

  @Option(help: "The file of a checkpoint that was kept.")
  var checkpoint: String?

  @Option(help: "The file of a receipt.")
  var receipt: String?

  @Option(help: "The verifier key, or its file. Default: what the daemon says.")
  var key: String?

  @Flag(help: "For programs: what came of it as JSON.")
  var json = false

  func run() async throws {
    switch (checkpoint, receipt) {
    case (let path?, nil): try await verify(checkpoint: path)
    case (nil, let path?): try await verify(receipt: path)
    default: throw UsageError("give either --checkpoint or --receipt")
    }
  }

  private func verify(checkpoint path: String) async throws {
    let note = try AuditFiles.note(path)
    let given = try key.map { try AuditFiles.key($0) }
    let (old, head) = try await client.connect { eventd in
      let key: VerifierKey
      if let given { key = given } else { key = try await ownKey(eventd) }
      let old = try AuditVerdict.checking { () throws(NoteError) in
        try TreeHead(checkpoint: note, signedBy: key)
      }
      return (old, try await growth(since: old, key, eventd))
    }
    let view = AuditContinuesView(old: old, head: head, isKeyGiven: given != nil)
    Output.text(json ? view.json : view.text)
  }

  /// The head of now, which begins with the old one.
  private func growth(
    since old: TreeHead, _ key: VerifierKey, _ eventd: EventdConnection
  ) async throws -> TreeHead {
    let now = try await eventd.checkpoint()
    if now.size < old.size { throw AuditVerdict.shorter(old: old.size, now: now.size) }
    let text = try await eventd.growth(since: old.size)
    let growth = try AuditVerdict.checking { () throws(NoteError) in
      try GrowthProof(parsing: text)
    }
    do throws(NoteError) {
      return try growth.verify(since: old, key)
    } catch {
      if case .malformed = error { throw AuditVerdict.differs(old: old.size) }
      throw AuditVerdict.doesNotHold(error)
    }
  }

  private func verify(receipt path: String) async throws {
    let receipt = try AuditFiles.receipt(path)
    let given = try key.map { try AuditFiles.key($0) }
    let used: VerifierKey
    if let given {
      used = given
    } else {
      used = try await client.connect { eventd in try await ownKey(eventd) }
    }
    let head = try AuditVerdict.checking { () throws(NoteError) in try receipt.verify(used) }
    let event: RecordedEvent
    do throws(Corruption) { event = try RecordedEvent(leaf: receipt.leaf) } catch {
      throw AuditVerdict.notAnEvent
    }
    guard event.position.rawValue == receipt.index else { throw AuditVerdict.notAnEvent }
    let view = AuditReceiptView(
      event: event, head: head, isKeyGiven: given != nil, times: try MexicoTimes.load(),
      screen: Output.screen)
    Output.text(json ? view.json : view.text)
  }

  private func ownKey(_ eventd: EventdConnection) async throws -> VerifierKey {
    let text = try await eventd.checkpoint().verifierKey
    return try AuditVerdict.checking { () throws(NoteError) in try VerifierKey(text) }
  }
}

/// What an auditor found does not hold.
enum AuditVerdict: ExplainedError, Equatable {
  case shorter(old: UInt64, now: UInt64)
  case differs(old: UInt64)
  case doesNotHold(NoteError)
  case notAnEvent

  var exitCode: Int32 { 65 }

  var description: String {
    switch self {
    case .shorter(let old, let now):
      "el registro NO continúa el punto de control: tenía \(old) eventos y ahora tiene \(now); "
        + "se truncó o se restauró una copia anterior"
    case .differs(let old):
      "el registro NO continúa el punto de control: sus primeros \(old) eventos ya no son los de "
        + "entonces; se cambió, quitó, añadió o movió alguno"
    case .doesNotHold(let error): "la prueba NO es válida: \(error.spanish)"
    case .notAnEvent: "la prueba NO es válida: el recibo no trata de un evento de este formato"
    }
  }

  static func checking<R>(_ body: () throws(NoteError) -> R) throws(AuditVerdict) -> R {
    do throws(NoteError) { return try body() } catch { throw .doesNotHold(error) }
  }
}
