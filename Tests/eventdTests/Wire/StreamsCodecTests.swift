import Events
import Foundation
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

/// The hot messages are read and written by hand; the generated code says whether rightly so.
@Suite("The hot messages against the generated code", .temporaryDirectory)
struct StreamsCodecTests {
  typealias AppendReq = EventStore_Client_Streams_AppendReq
  typealias ReadResp = EventStore_Client_Streams_ReadResp

  private func proposed(
    id: EventID, asText: Bool, data: [UInt8], metadata: [UInt8], isJSON: Bool
  ) -> AppendReq.ProposedMessage {
    .with {
      $0.id =
        asText
        ? .with { $0.string = id.description }
        : .with {
          $0.structured = .with {
            $0.mostSignificantBits = Int64(bitPattern: id.high)
            $0.leastSignificantBits = Int64(bitPattern: id.low)
          }
        }
      $0.metadata = [
        "type": "Tipo ñ", "content-type": isJSON ? "application/json" : "application/x-other",
        "ignored": "yes",
      ]
      $0.customMetadata = Data(metadata)
      $0.data = Data(data)
    }
  }

  @Test(arguments: [true, false], [true, false])
  func `reads a proposed event`(asText: Bool, isJSON: Bool) throws {
    let id = EventID(high: 0xfedc_ba98_7654_3210, low: 0x8000_0000_0000_0001)
    let message = proposed(id: id, asText: asText, data: [1, 2, 3], metadata: [4], isJSON: isJSON)
    let event = try ProposedMessage.decode(message.bytes[...])
    #expect(event.id == id && event.type.text == "Tipo ñ")
    #expect(event.contentType == (isJSON ? .json : .binary))
    #expect(event.data == [1, 2, 3] && event.metadata == [4] && event.effective == nil)
  }

  @Test(
    arguments: [
      (#"{"time":"2016-02-01T11:23:52+00:00","x":1}"#, "2016-02-01T11:23:52.000000Z"),
      (#"{"time":"not a time"}"#, nil), (#"{"time":5}"#, nil), (#"{"other":"time"}"#, nil),
      (#"["time"]"#, nil), (#"{"time":"2016-02-01T11:23:52Z""#, nil), ("", nil),
    ])
  func `finds the effective time in metadata that states one`(metadata: String, time: String?) {
    #expect(EffectiveTime.find(in: Array(metadata.utf8)[...])?.description == time)
  }

  @Test func `reads every kind of expectation`() throws {
    let cases: [(AppendReq.Options.OneOf_ExpectedStreamRevision, ExpectedRevision)] = [
      (.any(.init()), .any), (.noStream(.init()), .noStream), (.streamExists(.init()), .exists),
      (.revision(0), .exact(Revision(0))), (.revision(77), .exact(Revision(77))),
    ]
    for (wire, expected) in cases {
      let options = AppendReq.Options.with {
        $0.streamIdentifier = .with { $0.streamName = Data("folio-1".utf8) }
        $0.expectedStreamRevision = wire
      }
      let target = try AppendTarget(options.bytes[...])
      #expect(target.expected == expected && target.stream.text == "folio-1")
    }
  }

  @Test func `survives a batch whose deadline is beyond all numbers`() throws {
    let options = EventStore_Client_Streams_BatchAppendReq.Options.with {
      $0.streamIdentifier = .with { $0.streamName = Data("a".utf8) }
      $0.any = .init()
      $0.deadline = .with { $0.seconds = 315_576_000_000 }
    }
    #expect(try AppendTarget(options.bytes[...]).expected == .any)
  }

  @Test(
    arguments: [
      ([], "no id"), ([0x0a, 0x00], "empty"), ([0xff], "not a protobuf"),
      ([0x22, 0x7f, 1], "not a protobuf"), ([0x0b], "not a protobuf"),
      ([0x0a, 0x04, 0x12, 0x02, 0x78, 0x79], "is not a UUID"),
    ] as [([UInt8], String)])
  func `refuses a malformed proposed event`(bytes: [UInt8], word: String) {
    #expect {
      try ProposedMessage.decode(bytes[...])
    } throws: { error in
      (error as? RPCStatus)?.code == .invalidArgument
        && (error as? RPCStatus)?.message.contains(word) == true
    }
  }

  @Test func `never traps on random bytes`() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the random messages: \(seed)")
    var random = SeededRandom(seed: seed)
    let valid = proposed(
      id: EventID(high: 1, low: 2), asText: true, data: [1, 2, 3], metadata: [], isJSON: true
    ).bytes
    for _ in 0..<20_000 {
      var bytes = valid
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = try? ProposedMessage.decode(bytes[...])
      _ = try? AppendTarget(bytes[...])
      _ = try? ReadRequest(bytes)
    }
  }

  @Test(arguments: [true, false])
  func `writes a stored event as the generated code reads it`(asText: Bool) async throws {
    let test = try TestLog()
    let event = NewEvent(
      id: EventID(high: .max, low: 1), type: try EventType("Tipo ñ"), contentType: .json,
      data: Array("{}".utf8), metadata: Array("{\"a\":1}".utf8))
    _ = try await test.log.append(
      Append(stream: try StreamName("flujo-ñ"), expected: .any, events: [event]))
    var written: [UInt8] = []
    try test.log.scan(from: Position(1)) { view throws(Never) in
      written = ReadAnswer(idsAsText: asText).event(view)
      return .stop
    }
    let read = try ReadResp(serializedBytes: written).event
    #expect(read.commitPosition == 128)
    #expect(read.hasLink == false)
    let recorded = read.event
    if asText {
      #expect(recorded.id.string == "ffffffff-ffff-ffff-0000-000000000001")
    } else {
      #expect(recorded.id.structured.mostSignificantBits == -1)
      #expect(recorded.id.structured.leastSignificantBits == 1)
    }
    #expect(recorded.streamIdentifier.streamName == Data("flujo-ñ".utf8))
    #expect(recorded.streamRevision == 0)
    #expect(recorded.commitPosition == 128 && recorded.preparePosition == 128)
    #expect(
      recorded.metadata == [
        "type": "Tipo ñ", "content-type": "application/json",
        "created": String(test.clock.now.microseconds * 10),
      ])
    #expect(recorded.customMetadata == Data("{\"a\":1}".utf8) && recorded.data == Data("{}".utf8))
    #expect(try ReadResp(serializedBytes: written).unknownFields.data.isEmpty)
  }

  @Test func `writes the other read answers as the generated code reads them`() throws {
    func read(_ bytes: [UInt8]) throws -> ReadResp { try ReadResp(serializedBytes: bytes) }
    #expect(try read(ReadAnswer.confirmation("abc")).confirmation.subscriptionID == "abc")
    let missing = try read(ReadAnswer.streamNotFound(try StreamName("x")))
    #expect(missing.streamNotFound.streamIdentifier.streamName == Data("x".utf8))
    #expect(try read(ReadAnswer.lastStreamRevision(Revision(0))).content == .lastStreamPosition(0))
    let now = Timestamp(seconds: 5, microseconds: 7)
    let caughtUp = try read(ReadAnswer.caughtUp(at: now, (Position(1), Revision(3)))).caughtUp
    #expect(caughtUp.timestamp.seconds == 5 && caughtUp.timestamp.nanos == 7000)
    #expect(caughtUp.streamRevision == 3 && caughtUp.position.commitPosition == 128)
  }

  @Test func `writes the answers of appends as the generated code reads them`() throws {
    let receipt = AppendReceipt(
      revision: Revision(0), position: Position(9), isRepetition: false)
    let success = try EventStore_Client_Streams_AppendResp(
      serializedBytes: AppendAnswer.success(receipt)
    ).success
    #expect(success.currentRevisionOption == .currentRevision(0))
    #expect(success.position.commitPosition == 640)
    let target = try AppendTarget(
      EventStore_Client_Streams_BatchAppendReq.Options.with {
        $0.streamIdentifier = .with { $0.streamName = Data("a".utf8) }
        $0.streamPosition = 4
      }.bytes[...])
    let correlation = EventStore_Client_UUID.with { $0.string = "id" }
    let batch = try EventStore_Client_Streams_BatchAppendResp(
      serializedBytes: AppendAnswer.batch(
        correlation: correlation.bytes, target, .success(receipt)))
    #expect(batch.correlationID == correlation && batch.success.position.commitPosition == 640)
    #expect(batch.expectedStreamPosition == .streamPosition(4))
  }
}
