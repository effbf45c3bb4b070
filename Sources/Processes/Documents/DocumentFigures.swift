import Events
import Projections

/// The figures of document contents.
///
/// **Source:** folios page, “Other actions”. The page gives documents a size and no limit; this one is
/// (a).
public enum DocumentFigures {
  /// Bytes; 25 MiB.
  public static let sizeMax = PolicyFigure(
    area: DocumentEvent.category, name: "size-max",
    title: "Tamaño máximo de un documento, en bytes",
    kind: .count(1...1 << 30), builtIn: .count(25 << 20), mayBeNone: false,
    source: "folios: Other actions; default, a setting")

  public static let all = [sizeMax]

  /// Bytes in force on a local date.
  static func sizeMax(_ policies: PolicyBook, on date: LocalDate) -> UInt64 {
    guard case .count(let bytes) = policies.value(sizeMax, on: date) else {
      preconditionFailure("documents have no greatest size on \(date)")
    }
    return UInt64(bytes)
  }
}
