public import Events

/// The number of a client's cédula de ciudadanía: 3 to 10 digits, the first not 0 (a). Old cédulas
/// have fewer digits than the ten of those given out today.
///
/// **Source:** receivables page, “Credits and collections”: Client.
public struct Cedula: Hashable, Comparable, Sendable {
  public let digits: String

  public init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard (3...10).contains(bytes.count), bytes.first != UInt8(ascii: "0"),
      bytes.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return nil }
    digits = String(text)
  }

  /// The cédula in the name of a client's stream, e.g. `credit-1098765432`.
  public init?(stream: StreamName) {
    guard stream.category == CreditEvent.category else { return nil }
    self.init(stream.text.dropFirst(CreditEvent.category.count + 1))
  }

  public var stream: StreamName {
    do { return try StreamName("\(CreditEvent.category)-\(digits)") } catch {
      preconditionFailure("\(digits): \(error)")
    }
  }

  /// By the number, not by the text: 999 is before 1000.
  public static func < (a: Cedula, b: Cedula) -> Bool {
    (a.digits.utf8.count, a.digits) < (b.digits.utf8.count, b.digits)
  }
}

extension Cedula: CustomStringConvertible {
  public var description: String { digits }
}
