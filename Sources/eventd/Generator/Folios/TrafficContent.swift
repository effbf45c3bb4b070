import FoundationEssentials
import Schemas
import SwiftProtobuf

/// Contents of generated documents.
enum TrafficContent {
  /// Some kilobytes of words; no two are alike.
  static func make(_ dice: inout SplitMix64) -> [UInt8] {
    var text = "Documento \(dice.hex(words: 1))\n"
    for _ in 0..<dice.number(in: 40...120) {
      text += dice.pick(TrafficTexts.opening + TrafficTexts.desk + TrafficTexts.supplied) + "\n"
    }
    return Array(text.utf8)
  }

  /// The events of its upload; of one that stays behind, those before the last word.
  static func upload(
    _ bytes: [UInt8], mediaType: String, by actor: FolioActor, isWhole: Bool
  ) -> [any Message] {
    let begun = DocumentUploadBegun.with {
      $0.actor = actor
      $0.sizeBytes = UInt64(bytes.count)
      $0.mediaType = mediaType
    }
    let chunk = DocumentChunkAdded.with { $0.content = Data(bytes) }
    let completed = DocumentUploadCompleted.with { $0.actor = actor }
    return isWhole ? [begun, chunk, completed] : [begun, chunk]
  }
}
