/// Tells texts that hold a password or a usable token, so that none gets into a log that forgets
/// nothing.
///
/// A guard against slips, not against intent: it knows what people and mails write, a word for a
/// secret with the secret behind it, and the long mixed runs of characters that tokens are.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”: the log never holds a
/// password or a usable token.
enum SecretText {
  static func isLikely(in text: String) -> Bool {
    namesSecret(text)
      || text.split(whereSeparator: { !isTokenCharacter($0) }).contains(where: isRun)
  }

  /// Words for a secret, in lower case.
  private static let words = [
    "contraseña", "contrasena", "password", "passwd", "pwd", "token", "clave de acceso",
    "clave temporal",
  ]
  /// What may stand between the word and the secret.
  private static let between = ["temporal", "nueva", "provisional", "es", "is", "de acceso"]

  /// `contraseña: Hola1234`, `la nueva contraseña es 123456`, `TOKEN=…`. What stands behind a colon or
  /// an equals sign counts as a secret from four characters on; behind “es” it needs a digit, and
  /// without either a letter too, so that “contraseña incorrecta” is none.
  private static func namesSecret(_ text: String) -> Bool {
    let lower = text.lowercased()
    for word in words {
      var rest = lower[...]
      while let found = rest.firstRange(of: word) {
        rest = rest[found.upperBound...]
        if isSecret(behind: rest) { return true }
      }
    }
    return false
  }

  private static func isSecret(behind text: Substring) -> Bool {
    var rest = text.drop(while: \.isWhitespace)
    // "contraseñas" and "tokens" are words of their own.
    if rest.startIndex == text.startIndex, let next = rest.first, next.isLetter { return false }
    var isAnnounced = false
    var isSaid = false
    while true {
      if let next = rest.first, ":=".contains(next) {
        isAnnounced = true
        rest = rest.dropFirst()
      } else if let word = between.first(where: { startsWithWord(rest, $0) }) {
        isSaid = isSaid || word == "es" || word == "is"
        rest = rest.dropFirst(word.count)
      } else {
        break
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    let secret = rest.prefix { !$0.isWhitespace }
    let hasDigit = secret.contains(where: \.isNumber)
    let hasLetter = secret.contains(where: \.isLetter)
    return secret.count >= 4 && (isAnnounced || (hasDigit && (hasLetter || isSaid)))
  }

  private static func startsWithWord(_ text: Substring, _ word: String) -> Bool {
    guard text.hasPrefix(word) else { return false }
    return text.dropFirst(word.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
  }

  /// The shortest run that is taken for a token. 24 characters of base64 are 18 bytes.
  private static let runCharactersMin = 24
  /// How often such a run changes between capitals, small letters and digits, at the least. Names of
  /// files and the like change a few times, random characters every other time.
  private static let runChangesMin = 10

  /// Digests and UUIDs in hexadecimal have no capitals, or no small letters, and are none.
  private static func isRun(_ run: Substring) -> Bool {
    guard run.count >= runCharactersMin else { return false }
    let classes = run.compactMap(characterClass)
    let changes = zip(classes, classes.dropFirst()).count { $0 != $1 }
    return Set(classes).count == 3 && changes >= runChangesMin
  }

  private enum CharacterClass { case capital, small, digit }

  private static func characterClass(_ character: Character) -> CharacterClass? {
    switch character {
    case "A"..."Z": .capital
    case "a"..."z": .small
    case "0"..."9": .digit
    default: nil
    }
  }

  private static func isTokenCharacter(_ character: Character) -> Bool {
    characterClass(character) != nil || "-_+/=".contains(character)
  }
}
