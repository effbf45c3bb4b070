import Events
import Projections
import Schemas
import SwiftProtobuf

/// Reads the fields of an event that have to be given, and names all that are not at once.
///
/// What it returns for a field that is not given means nothing; `check` comes before its use.
struct ClaimFields {
  private(set) var missing: [String] = []

  mutating func text(_ text: String, _ field: String) {
    if text.isBlank { missing.append(field) }
  }

  mutating func date(_ text: String, _ field: String) throws(ClaimRefusal) -> LocalDate {
    if text.isEmpty {
      missing.append(field)
      return LocalDate(daysSinceEpoch: 0)
    }
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  /// A value of a closed list. A number outside it can be read from binary and means nothing.
  mutating func choice<E: Enum & CaseIterable>(
    _ value: E, _ field: String
  ) throws(ClaimRefusal) {
    guard E.allCases.contains(value) else {
      throw .unknownValue(field: field, number: value.rawValue)
    }
    if value.rawValue == 0 { missing.append(field) }
  }

  /// A field that can be answered no, and so must be answered.
  mutating func answer(_ isGiven: Bool, _ field: String) {
    if !isGiven { missing.append(field) }
  }

  /// A person who is named.
  mutating func person(_ actor: ClaimActor, _ field: String, _ roles: ClaimRole...)
    throws(ClaimRefusal)
  {
    if actor.key.isBlank && actor.name.isBlank {
      missing.append("\(field).key")
    } else if !roles.contains(actor.role) {
      throw .personOfOtherRole(field: field, actor.role, allowed: roles)
    }
  }

  /// Documents that are named: of a kind that people hand in, and another one with what it is.
  mutating func documents(_ documents: [ClaimDocument], _ field: String) throws(ClaimRefusal) {
    for (index, document) in documents.enumerated() {
      try choice(document.kind, "\(field)[\(index)].kind")
      if document.kind == .otherDocument { text(document.name, "\(field)[\(index)].name") }
    }
  }

  func check() throws(ClaimRefusal) {
    if !missing.isEmpty { throw .fieldsMissing(missing) }
  }
}

extension ClaimRefusal {
  /// - Throws: `inTheFuture` when `date` is after `today`.
  static func check(
    _ date: LocalDate, _ field: String, notAfter today: LocalDate
  ) throws(ClaimRefusal) {
    if date > today { throw .inTheFuture(date, field: field, today: today) }
  }

  /// - Throws: `datesOutOfOrder` when the second date is before the first.
  static func check(
    _ first: (LocalDate, String), notAfter second: (LocalDate, String)
  ) throws(ClaimRefusal) {
    if second.0 < first.0 { throw .datesOutOfOrder(first: first.1, second: second.1) }
  }
}
