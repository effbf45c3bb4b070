import Projections
import Schemas

/// The free texts of a folio, which is the channel on which an access is answered: none of them is a
/// password or a token.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
enum FolioTexts {
  static func check(_ event: FolioEvent) throws(FolioRefusal) {
    let (field, text): (String, String) =
      switch event {
      case .noteAdded(let event): ("text", event.text)
      case .stageChanged(let event): ("remark", event.remark)
      case .documentWithdrawn(let event): ("why", event.why)
      case .opened, .formUpdated, .documentAttached, .ownerAssigned: ("", "")
      }
    if SecretText.isLikely(in: text) { throw .secretInText(field: field) }
  }
}
