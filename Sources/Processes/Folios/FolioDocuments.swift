import Events
import Schemas

/// What joins the expediente, and what leaves it.
///
/// **Source:** folios page, “Other actions”.
enum FolioDocuments {
  /// A withdrawn document keeps its id, so that the history stays readable (a).
  static func check(_ event: FolioDocumentAttached, in folio: Folio) throws(FolioRefusal) {
    try FolioValues.check(event.kind, "kind")
    var missing: [String] = []
    if event.document.isBlank { missing.append("document") }
    if event.kind == .unspecified { missing.append("kind") }
    if event.name.isBlank { missing.append("name") }
    if event.created.isEmpty { missing.append("created") }
    if event.sizeBytes == 0 { missing.append("size_bytes") }
    if event.mediaType.isEmpty { missing.append("media_type") }
    if event.sha256.isEmpty { missing.append("sha256") }
    if !missing.isEmpty { throw .fieldsMissing(missing, .otherActions) }

    if folio.documents[event.document] != nil { throw .documentKnown(event.document) }
    guard LocalDate(event.created) != nil else {
      throw .notADate(event.created, field: "created")
    }
    guard event.mediaType.isMediaType else { throw .notAMediaType(event.mediaType) }
    guard event.sha256.isSHA256 else { throw .notASHA256(event.sha256) }
  }

  static func check(_ event: FolioDocumentWithdrawn, in folio: Folio) throws(FolioRefusal) {
    guard let document = folio.documents[event.document] else {
      throw .documentUnknown(event.document)
    }
    if document.isWithdrawn { throw .documentWithdrawnAlready(event.document) }
  }
}
