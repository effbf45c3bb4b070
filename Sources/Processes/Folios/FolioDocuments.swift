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
    guard isMediaType(event.mediaType) else { throw .notAMediaType(event.mediaType) }
    guard isSHA256(event.sha256) else { throw .notASHA256(event.sha256) }
  }

  static func check(_ event: FolioDocumentWithdrawn, in folio: Folio) throws(FolioRefusal) {
    guard let document = folio.documents[event.document] else {
      throw .documentUnknown(event.document)
    }
    if document.isWithdrawn { throw .documentWithdrawnAlready(event.document) }
  }

  /// `type/subtype`, without parameters.
  ///
  /// **Source:** RFC 6838 section 4.2, `restricted-name`.
  private static func isMediaType(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { name in
        guard let first = name.first, name.count <= 127 else { return false }
        return isLetterOrDigit(first)
          && name.allSatisfy { isLetterOrDigit($0) || "!#$&-^_.+".utf8.contains($0) }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isSHA256(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy("0123456789abcdef".utf8.contains)
  }
}
