import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Folios in the log", .temporaryDirectory) struct FolioLogTests {
  private func open(path: String = TemporaryDirectory.path + "/log.mdb") throws -> TestLog {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    return try TestLog(procedures: [FolioRules(zone: zone), PolicyRules()], path: path)
  }

  private func append(
    _ messages: [any Message], to stream: String, first id: UInt64, of log: TestLog
  ) async throws(AppendError) -> AppendReceipt {
    let events: [NewEvent]
    let name: StreamName
    do {
      name = try StreamName(stream)
      events = try messages.enumerated().map { index, message in
        NewEvent(
          id: EventID(high: 7, low: id + UInt64(index)),
          type: try EventType(type(of: message).protoMessageName), contentType: .json,
          data: Array(try message.jsonString().utf8))
      }
    } catch {
      preconditionFailure("\(error)")
    }
    return try await log.log.append(Append(stream: name, expected: .any, events: events))
  }

  private static let rejection: FolioStageChanged = .move(
    .altaDeTramite, .rechazo, by: .agente
  ) { $0.reason = .missingInformation }

  @Test func `an append is refused as a whole, by the rule that its last event breaks`()
    async throws
  {
    let log = try open()
    let whole: [any Message] = [
      FolioOpened.opening(.individual), Self.rejection, FolioFormUpdated.saving(.individual),
    ]
    let error = await #expect(throws: AppendError.self) {
      try await append(whole, to: "folio-00399734", first: 1, of: log)
    }
    guard case .refused(let refusal) = error else {
      Issue.record("not a refusal: \(String(describing: error))")
      return
    }
    #expect(refusal.code == "folio.final-stage")
    let part = Array(whole.dropLast())
    let receipt = try await append(part, to: "folio-00399734", first: 1, of: log)
    #expect(receipt.revision == Revision(1))
  }

  @Test func `a clone finds its predecessor among what was stored before a restart`() async throws {
    let path = TemporaryDirectory.path + "/log.mdb"
    do {
      let log = try open(path: path)
      _ = try await append(
        [FolioOpened.opening(.individual), Self.rejection], to: "folio-00399734", first: 1, of: log)
    }
    let log = try open(path: path)
    let unchanged: FolioOpened = .opening(.individual, number: 400_001, clonedFrom: 399_734)
    await #expect(
      throws: AppendError.refused(
        FolioRefusal.cloneUnchanged(
          try #require(FolioNumber(399_734))
        ).refusal)
    ) {
      try await append([unchanged], to: "folio-00400001", first: 3, of: log)
    }
    let changed = unchanged.changed { $0.form.contratante = "Acme" }
    let receipt = try await append([changed], to: "folio-00400001", first: 3, of: log)
    #expect(receipt.revision == Revision(0))
  }

  @Test func `figures are adopted beside the folios`() async throws {
    let log = try open()
    let adoption: PolicyFigureAdopted = .adoption(
      "alta-de-tramite-not-moved", businessDays: 2, from: "2026-01-01")
    _ = try await append([adoption], to: "policy-folio", first: 1, of: log)
    await #expect(throws: AppendError.self) {
      try await append([adoption], to: "policy-nothing", first: 2, of: log)
    }
  }
}
