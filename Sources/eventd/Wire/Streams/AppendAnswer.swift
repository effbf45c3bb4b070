import Events
import Schemas
import SwiftProtobuf

/// The answers of `Append` and `BatchAppend`.
enum AppendAnswer {
  /// `AppendResp` of a durable append.
  static func success(_ receipt: AppendReceipt) -> [UInt8] {
    var writer = ProtobufWriter()
    writer.message(1) { success in
      write(receipt, &success)
    }
    return writer.bytes
  }

  /// `AppendResp` when the stream was not where it was expected, with the fields that older
  /// clients read as well.
  static func wrongVersion(_ expected: ExpectedRevision, _ actual: Revision?) -> [UInt8] {
    EventStore_Client_Streams_AppendResp.with {
      $0.wrongExpectedVersion = .with { answer in
        if let actual {
          answer.currentRevision2060 = actual.rawValue
          answer.currentRevision = actual.rawValue
        } else {
          answer.noStream2060 = .init()
          answer.currentNoStream = .init()
        }
        switch expected {
        case .exact(let revision):
          answer.expectedRevision2060 = revision.rawValue
          answer.expectedRevision = revision.rawValue
        case .any:
          answer.any2060 = .init()
          answer.expectedAny = .init()
        case .exists:
          answer.streamExists2060 = .init()
          answer.expectedStreamExists = .init()
        case .noStream:
          answer.expectedNoStream = .init()
        }
      }
    }.bytes
  }

  /// `BatchAppendResp` for one append of a batch.
  static func batch(
    correlation: [UInt8], _ target: AppendTarget?, _ result: Result<AppendReceipt, BatchFailure>
  ) -> [UInt8] {
    var writer = ProtobufWriter(reserving: 128)
    writer.bytes(1, correlation)
    switch result {
    case .success(let receipt): writer.message(3) { write(receipt, &$0) }
    case .failure(let failure): writer.bytes(2, failure.error.bytes)
    }
    if let target {
      StreamIdentifier.write(target.stream, 4, &writer)
      switch target.expected {
      case .exact(let revision): writer.varint(5, revision.rawValue)
      case .noStream: writer.bytes(6, [])
      case .any: writer.bytes(7, [])
      case .exists: writer.bytes(8, [])
      }
    }
    return writer.bytes
  }

  /// `AppendResp.Success` and `BatchAppendResp.Success`, which have the same fields.
  private static func write(_ receipt: AppendReceipt, _ writer: inout ProtobufWriter) {
    if let revision = receipt.revision {
      writer.varint(1, revision.rawValue)
    } else {
      writer.bytes(2, [])
    }
    if let position = receipt.position {
      let wire = WirePosition.encode(position)
      writer.message(3) {
        $0.varint(1, wire)
        $0.varint(2, wire)
      }
    } else {
      writer.bytes(4, [])
    }
  }
}
