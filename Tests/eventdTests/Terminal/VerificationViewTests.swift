import Events
import TestSupport
import Testing

@testable import eventd

@Suite("What verifying a log shows", .temporaryDirectory)
struct VerificationViewTests {
  /// A log of three events, changed by `damage`.
  private func report(
    sizes: Set<UInt64> = [],
    _ damage: (Environment, inout WriteTransaction) throws(LMDBError) -> Void
  ) async throws -> VerificationReport {
    let path = TemporaryDirectory.path + "/log.mdb"
    do {
      let test = try TestLog(path: path)
      try await test.append("cuenta-ñandú", 1, 2)
    }
    do {
      let environment = try Environment(
        path: path, tables: ["events", "streams", "stream_ids", "tree"], mapBytes: 1 << 32)
      try environment.write { transaction throws(LMDBError) in
        try damage(environment, &transaction)
      }
    }
    return try LogFile(path: path, mapBytes: 1 << 32).verify(procedures: [], sizes: sizes)
  }

  private func signed(_ size: UInt64, _ root: TreeHash, id: UInt64 = 1) -> TreeHead {
    TreeHead(
      origin: TreeHead.origin(of: EventID(high: id, low: 2)), size: size, root: root)
  }

  @Test func `a sound log`() async throws {
    let report = try await report { _, _ throws(LMDBError) in }
    let view = VerificationView(report: report, signed: nil)
    #expect(view.isSound)
    #expect(
      view.text == """
        Registro       00000000-0000-0001-0000-000000000002
        Eventos        3
        Streams        2
        Claves únicas  0
        Raíz           \(report.root!)

        Todo concuerda.

        """)
    #expect(view.json.hasPrefix("{\"sound\":true,\"events\":3,\"streams\":2,"))
  }

  @Test func `damage, with the positions that people know`() async throws {
    let report = try await report { environment, transaction throws(LMDBError) in
      try transaction.remove(environment.table("events"), Key(1))
      try transaction.put(environment.table("streams"), Key("otro"), [])
    }
    let view = VerificationView(report: report, signed: nil)
    #expect(!view.isSound)
    #expect(view.text.contains("Raíz           no se puede calcular\n"))
    #expect(view.text.contains("\nPosición 128: falta el evento\n"))
    #expect(view.text.contains("\nTabla streams, otro: sobra la fila\n"))
    #expect(view.json.contains("\"sound\":false"))
    #expect(view.json.contains("\"root\":null"))
  }

  @Test func `a log that agrees with itself, and not with what was signed`() async throws {
    let report = try await report(sizes: [2]) { _, _ throws(LMDBError) in }
    let root = try #require(report.roots[2])
    func view(_ signed: TreeHead) -> VerificationView {
      VerificationView(report: report, signed: signed)
    }
    #expect(view(signed(2, root)).isSound)
    #expect(
      view(signed(2, root)).text.contains("Los primeros 2 eventos son los del punto de control.\n"))
    let wrong: [(TreeHead, String, String)] = [
      (signed(2, .leaf([1])), "sus primeros 2 eventos ya no son", "differs"),
      (signed(4, root), "tenía 4 eventos y ahora tiene 3", "shorter"),
      (signed(2, root, id: 9), "es de otro registro", "otherLog"),
    ]
    for (head, words, word) in wrong {
      #expect(!view(head).isSound)
      #expect(view(head).text.contains(words))
      #expect(view(head).json.contains("\"sound\":false"))
      #expect(view(head).json.contains("\"checkpoint\":\"\(word)\""))
    }
  }

  @Test func `a progress bar`() {
    func text(_ done: UInt64, _ total: UInt64) -> String {
      ProgressBar(done: done, total: total, unit: "eventos").text
    }
    #expect(text(0, 100) == "░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  0 de 100 eventos")
    #expect(text(50, 100) == "████████████░░░░░░░░░░░░ 50 %  50 de 100 eventos")
    #expect(text(100, 100) == "████████████████████████ 100 %  100 de 100 eventos")
    #expect(text(0, 0) == "░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  0 de 0 eventos")
  }

  @Test func `a receipt says which event it is about`() throws {
    let event = RecordedEvent(
      position: Position(2), stream: try StreamName("folio-00399734"), revision: Revision(1),
      id: EventID(high: 1, low: 2), type: try EventType("folio.v1.NoteAdded"), contentType: .json,
      origin: .client, recorded: Timestamp(rfc3339: "2026-01-05T16:00:00Z")!,
      effective: Timestamp(rfc3339: "2026-01-05T15:00:00Z")!,
      data: Array("{\"nota\":\"ñandú\"}".utf8), metadata: [])
    let head = signed(9, .leaf([1]))
    func view(_ isKeyGiven: Bool) -> AuditReceiptView {
      AuditReceiptView(
        event: event, head: head, isKeyGiven: isKeyGiven, times: mexicoCity, screen: .columns(80))
    }
    let text = view(true).text
    #expect(text.hasPrefix("El recibo es válido: este evento está en el registro.\n"))
    #expect(text.contains("Posición     192\n"))
    #expect(text.contains("Stream       folio-00399734, revisión 1\n"))
    #expect(text.contains("Registrado   2026-01-05 10:00:00\n"))
    #expect(text.contains("Datos        18 bytes: {\"nota\":\"ñandú\"}\n"))
    #expect(!text.contains("--key"))
    #expect(view(false).text.contains("--key"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
