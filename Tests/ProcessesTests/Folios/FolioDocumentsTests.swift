import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Notes and documents of folios") struct FolioDocumentsTests {
  private func attach(_ change: (inout FolioDocumentAttached) -> Void) throws -> Refusal? {
    var scenario = try FolioScenario(.individual)
    return try scenario.when(FolioDocumentAttached.document("d-1").changed(change), as: .binary)
  }

  @Test func `a note has a text`() throws {
    var scenario = try FolioScenario(.individual)
    #expect(try scenario.when(.note(" \n"))?.code == "folio.fields-missing")
    #expect(try scenario.when(.note()) == nil)
  }

  @Test func `everything about a document is given, and what is missing is named at once`() throws {
    let bare = FolioDocumentAttached.with { $0.actor = .person(.agente) }
    var scenario = try FolioScenario(.individual)
    let refusal = try #require(try scenario.when(bare))
    #expect(refusal.code == "folio.fields-missing")
    #expect(refusal.source == "folios: Other actions")
    #expect(
      refusal.message.hasPrefix(
        "required and not given: document, kind, name, created, size_bytes, media_type, sha256;"))
  }

  @Test func `a document is described soundly`() throws {
    #expect(try attach { _ in } == nil)
    #expect(try attach { $0.kind = .UNRECOGNIZED(9) }?.code == "folio.unknown-value")
    #expect(try attach { $0.created = "2026-02-30" }?.code == "folio.not-a-date")
    #expect(try attach { $0.sizeBytes = 0 }?.code == "folio.fields-missing")
  }

  @Test(arguments: [
    "pdf", "application/", "/pdf", "application/pdf/x", "application/p df", ".x/y",
    "text/plain;a=b",
    "ápplication/pdf",
  ])
  func `a media type is type and subtype`(_ text: String) throws {
    #expect(try attach { $0.mediaType = text }?.code == "folio.not-a-media-type")
    #expect(try attach { $0.mediaType = "application/vnd.ms-excel.sheet+xml" } == nil)
  }

  @Test(arguments: [63, 64, 65])
  func `a SHA-256 is 64 hexadecimal digits in lower case`(_ digits: Int) throws {
    let refusal = try attach { $0.sha256 = String(repeating: "f", count: digits) }
    #expect(refusal?.code == (digits == 64 ? nil : "folio.not-a-sha256"))
    #expect(
      try attach { $0.sha256 = String(repeating: "F", count: digits) }?.code
        == "folio.not-a-sha256")
  }

  @Test func `a document has an id of its own, also after it was withdrawn`() throws {
    var scenario = try FolioScenario(.individual)
    try scenario.given(.document("d-1"))
    #expect(try scenario.when(.document("d-1", .quote))?.code == "folio.document-known")
    try scenario.given(.withdrawal(of: "d-1"))
    #expect(try scenario.when(.document("d-1"))?.code == "folio.document-known")
    #expect(try scenario.when(.document("d-2")) == nil)
  }

  @Test func `only a document that is there is withdrawn`() throws {
    var scenario = try FolioScenario(.individual)
    #expect(try scenario.when(.withdrawal(of: "d-1"))?.code == "folio.document-unknown")
    try scenario.given(.document("d-1"))
    try scenario.given(.withdrawal(of: "d-1"))
    #expect(
      try scenario.when(.withdrawal(of: "d-1"))?.code == "folio.document-withdrawn-already")
  }
}
