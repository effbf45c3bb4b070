/// Texts as they are looked for: small letters without accents, with one space between words. `León`,
/// `LEON` and ` leon` are found alike; ñ is found as n.
enum SearchText {
  static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace)
      .map { word in String(word.map { accents[$0] ?? $0 }) }
      .joined(separator: " ")
  }

  private static let accents: [Character: Character] = [
    "á": "a", "à": "a", "ä": "a", "é": "e", "è": "e", "ë": "e", "í": "i", "ì": "i", "ï": "i",
    "ó": "o", "ò": "o", "ö": "o", "ú": "u", "ù": "u", "ü": "u", "ñ": "n", "ç": "c",
  ]
}
