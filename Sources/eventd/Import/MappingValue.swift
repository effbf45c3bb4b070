/// A name for something that a row says.
///
/// Where it comes from, exactly one of:
/// - `column`: the field of this column;
/// - `value`: another value, or what the case remembers;
/// - `changed`: `"yes"` when the field of this column is not what it was in the row before of the
///   same case, and in the first; otherwise `"no"`;
/// - `final`: `"yes"` when the field of this column is what it is in the last row of the same case;
///   otherwise `"no"`. For files that repeat on every row of a case what became true only later;
/// - `place`, with `true`: `"first"`, `"last"`, `"only"` or `"middle"`, among the rows of the case;
/// - `ordinal`, with `true`: the number of the case, from 1, as the cases first appear in the file. For
///   streams that are numbered where the cases are not; it stays as long as the file only grows at its
///   end.
///
/// What is made of it, in this order:
/// - `empty`: texts that mean that there is no such value, as `"?"`. An empty text always does;
/// - `strip`: a beginning that is taken off;
/// - `map`, `otherwise`: other texts for these; without `otherwise`, those not named stay;
/// - one of `integer`, `time`, `date`, `money` (`MappingForm`).
struct MappingValue: Sendable {
  enum Origin: Equatable, Sendable {
    case column(String)
    case value(String)
    case changed(String)
    case final(String)
    case place
    case ordinal
  }

  let origin: Origin
  let empty: Set<String>
  let strip: String?
  let map: [String: String]
  let otherwise: String?
  let form: MappingForm?

  var names: [String] { if case .value(let name) = origin { [name] } else { [] } }

  var column: String? {
    switch origin {
    case .column(let column), .changed(let column), .final(let column): column
    case .value, .place, .ordinal: nil
    }
  }

  /// - Returns: `nil` when there is no such value.
  /// - Throws: when the text is not of the form that is asked for.
  func made(of text: String) throws(FormFault) -> AnyJSON? {
    if text.isEmpty || empty.contains(text) {
      return (map[text] ?? otherwise).map(AnyJSON.text)
    }
    var text = text
    if let strip, text.hasPrefix(strip) { text.removeFirst(strip.count) }
    text = map[text] ?? otherwise ?? text
    guard let form else { return .text(text) }
    return try form.made(of: text)
  }
}

extension MappingValue: Decodable {
  private enum Key: String, CodingKey, CaseIterable {
    case column, value, changed, final, place, ordinal
    case empty, strip, map, otherwise
    case integer, time, date, money
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    func only(_ keys: [Key], atLeast: Int) throws -> Key? {
      let given = keys.filter(fields.contains)
      guard (atLeast...1).contains(given.count) else {
        let names = keys.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "give \(atLeast == 1 ? "exactly" : "at most") one of \(names)"))
      }
      return given.first
    }
    switch try only([.column, .value, .changed, .final, .place, .ordinal], atLeast: 1) {
    case .value: origin = .value(try fields.decode(String.self, forKey: .value))
    case .changed: origin = .changed(try fields.decode(String.self, forKey: .changed))
    case .final: origin = .final(try fields.decode(String.self, forKey: .final))
    case .place: origin = .place
    case .ordinal: origin = .ordinal
    default: origin = .column(try fields.decode(String.self, forKey: .column))
    }
    empty = Set(try fields.decodeIfPresent([String].self, forKey: .empty) ?? [])
    strip = try fields.decodeIfPresent(String.self, forKey: .strip)
    map = try fields.decodeIfPresent([String: String].self, forKey: .map) ?? [:]
    otherwise = try fields.decodeIfPresent(String.self, forKey: .otherwise)
    switch try only([.integer, .time, .date, .money], atLeast: 0) {
    case .integer:
      form = .integer(try fields.decode(MappingForm.Integer.self, forKey: .integer))
    case .time: form = .time(try fields.decode(TimePattern.self, forKey: .time))
    case .date: form = .date(try fields.decode(TimePattern.self, forKey: .date))
    case .money: form = .money(try fields.decode(MappingForm.Amount.self, forKey: .money))
    default: form = nil
    }
  }
}
