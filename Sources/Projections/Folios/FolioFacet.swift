import Events
import Schemas

/// Something of a folio that lists can be asked for: the key or the name of its agente, its promotor,
/// its oficina.
struct FolioFacet: Hashable {
  enum Kind: UInt8 {
    case agente = 1
    case promotor = 2
    case oficina = 3
  }

  let kind: Kind
  /// As it is looked for.
  let text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = SearchText.folded(text)
  }

  /// What is empty is none.
  static func all(of row: FolioRow) -> Set<FolioFacet> {
    Set(
      [
        FolioFacet(.agente, row.agentKey), FolioFacet(.agente, row.agent),
        FolioFacet(.promotor, row.promotor), FolioFacet(.oficina, row.oficina),
      ].filter { !$0.text.isEmpty })
  }

  /// How much of a text goes into a key. Longer ones that begin alike share a place, and the rows tell
  /// them apart.
  private static let keyBytesMax = 200

  /// Kind in 1 byte, length of the text in 1 byte, the beginning of the text in UTF-8.
  var key: [UInt8] {
    let bytes = text.utf8.prefix(Self.keyBytesMax)
    return [kind.rawValue, UInt8(bytes.count)] + bytes
  }

  /// The key of a folio: the facet's, and the number in 8 bytes.
  func key(_ number: UInt64) -> Key { Key(key + Key(number).bytes) }
}
