import Events
import Foundation
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The content of a document, and the events that bring it.
struct DocumentContentFixture {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// So many bytes that differ.
  init(count: Int) { bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

  var sha256: String {
    var digest = ContentDigest()
    digest.add(bytes)
    return digest.text
  }

  var stream: String { "document-" + sha256 }

  var begun: DocumentUploadBegun {
    .with {
      $0.actor = .person(.agente)
      $0.sizeBytes = UInt64(bytes.count)
      $0.mediaType = "application/pdf"
    }
  }

  func chunk(_ index: UInt32, _ range: Range<Int>) -> DocumentChunkAdded {
    .with {
      $0.index = index
      $0.content = Data(bytes[range])
    }
  }

  static let completed = DocumentUploadCompleted.with { $0.actor = .person(.agente) }

  static func failed(_ reason: DocumentFailureReason = .abandoned) -> DocumentUploadFailed {
    .with {
      $0.actor = .person(.agente)
      $0.reason = reason
    }
  }
}
