import Events
import Foundation
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Document contents") struct DocumentRulesTests {
  private typealias Content = DocumentContentFixture

  private static func scenario() throws -> ProcedureScenario {
    let zone = try SystemTimeZones.load("America/Mexico_City")
    return try ProcedureScenario(
      DocumentRules(zone: zone), FolioRules(zone: zone), PolicyRules(), at: "2026-03-02T16:00:00Z")
  }

  /// The code of the last event's refusal; those before must be admitted.
  private func refusal(
    _ event: any Message, after given: [any Message], of content: Content
  ) throws -> Refusal? {
    var scenario = try Self.scenario()
    for event in given { try scenario.given(event, in: content.stream) }
    return try scenario.when(event, in: content.stream, as: .binary)
  }

  @Test(arguments: [1, 10, 1 << 20, (1 << 20) + 1])
  func `a content of so many bytes is uploaded in chunks and is then complete`(_ count: Int) throws
  {
    let content = Content(count: count)
    var scenario = try Self.scenario()
    try scenario.given(content.begun, in: content.stream)
    var start = 0
    var index: UInt32 = 0
    while start < count {
      let end = min(start + DocumentRules.chunkBytesMax, count)
      try scenario.given(content.chunk(index, start..<end), in: content.stream)
      start = end
      index += 1
    }
    try scenario.given(Content.completed, in: content.stream)
    let upload: DocumentUpload? = try scenario.state(of: content.stream)
    #expect(upload?.phase == .complete(sizeBytes: UInt64(count)))
    for event in [
      content.begun, content.chunk(index, 0..<1), Content.completed, Content.failed(),
    ] as [any Message] {
      #expect(try scenario.when(event, in: content.stream)?.code == "document.complete-already")
    }
  }

  @Test func `a known content has a known digest`() {
    // Source: FIPS 180-4 example, SHA-256 of "abc".
    #expect(
      Content(Array("abc".utf8)).sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      ContentDigest().text == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `content with another digest is never complete`() throws {
    let content = Content(count: 10)
    let wrong = content.chunk(0, 0..<10).changed { $0.content[3] ^= 1 }
    let refusal = try #require(
      try refusal(Content.completed, after: [content.begun, wrong], of: content))
    #expect(refusal.code == "document.other-content")
    #expect(refusal.message.contains(content.sha256))
  }

  @Test func `a part that is missing is not left out`() throws {
    let content = Content(count: 10)
    let begun: [any Message] = [content.begun]
    #expect(
      try refusal(Content.completed, after: begun, of: content)?.code == "document.incomplete")
    let part = begun + [content.chunk(0, 0..<9)]
    #expect(try refusal(Content.completed, after: part, of: content)?.code == "document.incomplete")
  }

  @Test func `chunks come in order, each once`() throws {
    let content = Content(count: 10)
    let begun: [any Message] = [content.begun]
    let second = try refusal(content.chunk(1, 0..<5), after: begun, of: content)
    #expect(second?.code == "document.other-chunk")
    #expect(second?.allowed == ["0"])
    let one = begun + [content.chunk(0, 0..<5)]
    #expect(
      try refusal(content.chunk(0, 0..<5), after: one, of: content)?.code
        == "document.other-chunk")
    #expect(try refusal(content.chunk(1, 5..<10), after: one, of: content) == nil)
  }

  @Test func `no more comes than was announced`() throws {
    let content = Content(count: 10)
    let short = content.begun.changed { $0.sizeBytes = 9 }
    #expect(
      try refusal(content.chunk(0, 0..<10), after: [short], of: content)?.code
        == "document.more-than-announced")
    #expect(try refusal(content.chunk(0, 0..<9), after: [short], of: content) == nil)
  }

  @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1])
  func `a chunk has 1 byte to 1 MiB`(_ count: Int) throws {
    let content = Content(count: (1 << 20) + 2)
    let code = (1...1 << 20).contains(count) ? nil : "document.chunk-size"
    #expect(
      try refusal(content.chunk(0, 0..<count), after: [content.begun], of: content)?.code == code)
  }

  @Test(
    arguments: [
      (0, "document.empty"), (1, nil), (26_214_400, nil), (26_214_401, "document.too-large"),
    ] as [(UInt64, String?)])
  func `a content has 1 byte to 25 MiB`(_ size: UInt64, code: String?) throws {
    let content = Content(count: 10)
    let begun = content.begun.changed { $0.sizeBytes = size }
    #expect(try refusal(begun, after: [], of: content)?.code == code)
  }

  @Test func `the greatest size is a figure`() throws {
    let content = Content(count: 10)
    var scenario = try Self.scenario()
    let adoption = PolicyFigureAdopted.with {
      $0.actor.name = "María"
      $0.figure = "size-max"
      $0.count = 9
      $0.validFrom = "2026-03-02"
      $0.source = "sistemas"
    }
    try scenario.given(adoption, in: "policy-document")
    #expect(try scenario.when(content.begun, in: content.stream)?.code == "document.too-large")
    try scenario.given(content.begun.changed { $0.sizeBytes = 9 }, in: content.stream)
  }

  @Test func `an upload that failed stays, and another may begin`() throws {
    let content = Content(count: 10)
    let wrong = content.chunk(0, 0..<10).changed { $0.content[0] ^= 1 }
    var scenario = try Self.scenario()
    for event in [content.begun, wrong, Content.failed(.otherContent)] as [any Message] {
      try scenario.given(event, in: content.stream)
    }
    #expect(
      try scenario.when(content.chunk(0, 0..<10), in: content.stream)?.code
        == "document.not-begun")
    for event in [content.begun, content.chunk(0, 0..<10), Content.completed] as [any Message] {
      try scenario.given(event, in: content.stream)
    }
  }

  @Test func `an upload that was interrupted goes on, and none begins beside it`() throws {
    let content = Content(count: 10)
    let part: [any Message] = [content.begun, content.chunk(0, 0..<5)]
    let refusal = try refusal(content.begun, after: part, of: content)
    #expect(refusal?.code == "document.under-way")
    #expect(refusal?.allowed == ["1"])
  }

  @Test func `nothing comes before the beginning`() throws {
    let content = Content(count: 10)
    for event in [content.chunk(0, 0..<1), Content.completed, Content.failed()] as [any Message] {
      #expect(try refusal(event, after: [], of: content)?.code == "document.not-begun")
    }
  }

  @Test func `somebody brings it, with a media type, and says why it failed`() throws {
    let content = Content(count: 10)
    for (code, change) in [
      ("document.actor-unnamed", { $0.actor = .with { $0.role = .agente } }),
      ("document.role-unknown", { $0.actor.role = .unspecified }),
      ("document.system-role-reserved", { $0.actor.role = .system }),
      ("document.not-a-media-type", { $0.mediaType = "pdf" }),
    ] as [(String, (inout DocumentUploadBegun) -> Void)] {
      let begun = content.begun.changed(change)
      #expect(try refusal(begun, after: [], of: content)?.code == code)
    }
    let begun: [any Message] = [content.begun]
    #expect(
      try refusal(Content.failed(.unspecified), after: begun, of: content)?.code
        == "document.reason-missing")
    #expect(
      try refusal(
        Content.failed().changed { $0.remark = "pwd=secreto1" }, after: begun, of: content)?.code
        == "document.secret-in-text")
  }

  @Test func `an event has happened when it is recorded, and is a client's`() throws {
    let content = Content(count: 10)
    var scenario = try Self.scenario()
    #expect(
      try scenario.when(
        content.begun, in: content.stream, effective: scenario.now.adding(seconds: 1))?.code
        == "document.not-yet")
    #expect(
      try scenario.when(content.begun, in: content.stream, origin: .process)?.code
        == "document.from-daemon")
  }

  @Test(arguments: ["document-", "document-abc", "document-" + String(repeating: "A", count: 64)])
  func `a stream is named for a digest`(_ stream: String) throws {
    var scenario = try Self.scenario()
    #expect(
      try scenario.when(Content(count: 1).begun, in: stream)?.code
        == "document.not-a-document-stream")
  }

  // In the expediente.

  @Test func `a document of the expediente has the size of its content`() throws {
    let content = Content(count: 10)
    var scenario = try Self.scenario()
    try scenario.given(FolioOpened.opening(.individual), in: "folio-00399734")
    let document = FolioDocumentAttached.document("d-1").changed {
      $0.sha256 = content.sha256
      $0.sizeBytes = 11
    }
    for event in [content.begun, content.chunk(0, 0..<10)] as [any Message] {
      try scenario.given(event, in: content.stream)
    }
    var pending = scenario
    #expect(try pending.when(document, in: "folio-00399734") == nil)
    try scenario.given(Content.completed, in: content.stream)
    #expect(
      try scenario.when(document, in: "folio-00399734")?.code == "folio.document-of-other-size")
    try scenario.given(document.changed { $0.sizeBytes = 10 }, in: "folio-00399734")
  }

  @Test func `a document of the expediente is no larger than a content may be`() throws {
    var scenario = try Self.scenario()
    try scenario.given(FolioOpened.opening(.individual), in: "folio-00399734")
    let document = FolioDocumentAttached.document("d-1").changed { $0.sizeBytes = 26_214_401 }
    let refusal = try scenario.when(document, in: "folio-00399734")
    #expect(refusal?.code == "folio.document-too-large")
    #expect(refusal?.allowed == ["26214400"])
    try scenario.given(document.changed { $0.sizeBytes -= 1 }, in: "folio-00399734")
  }
}
