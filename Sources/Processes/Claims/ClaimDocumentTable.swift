import Schemas
import SwiftProtobuf

/// The documents that an insurer asks for, by cover.
///
/// **Source:** claims page, “Documents required”.
enum ClaimDocumentTable {
  /// A column and a row of the page's table: who asks, for which cover, and under which condition.
  struct Row: Sendable {
    let cover: Cover
    let insurer: ClaimInsurer
    let condition: Condition
    let documents: [Entry]
  }

  enum Cover: Equatable, Sendable {
    /// Suicide and terrorism take this list too (a).
    case lifeNatural
    case lifeAccidental
    case permanentIncapacity
    case unemployment
    case temporaryIncapacity
  }

  enum Condition: Equatable, Sendable {
    case always
    /// The sum of the balances certified in milestone 5 is more than the limit, strictly (a).
    case balanceExceedsLimit
  }

  enum Entry: Equatable, Sendable {
    case one(ClaimDocumentKind)
    case either(ClaimDocumentKind, ClaimDocumentKind)
    /// Copy of the policy or of the promissory note; the note only for motorcycle credits.
    case policyOrNote
  }

  /// Row by row of the page; insurer A, then insurer B. *Carta de defunción* and *registro* are one
  /// entry, as are the certificates of the Registraduría and *de fallecido*.
  static let rows: [Row] = [
    Row(
      cover: .lifeNatural, insurer: .mapfre, condition: .always,
      documents: [
        .one(.clinicalHistory), .one(.idCopy), .policyOrNote, .one(.claimLetter),
        .either(.deathCertificate, .deathRecord), .one(.balanceCertificate),
      ]),
    Row(
      cover: .lifeNatural, insurer: .laEquidad, condition: .always,
      documents: [.one(.idCopy), .either(.deathCertificate, .deceasedCertificate)]),
    Row(
      cover: .lifeNatural, insurer: .laEquidad, condition: .balanceExceedsLimit,
      documents: [
        .one(.clinicalHistory), .one(.policyCopy), .one(.claimLetter),
        .either(.deathCertificate, .deathRecord), .one(.balanceCertificate),
      ]),

    Row(
      cover: .lifeAccidental, insurer: .mapfre, condition: .always,
      documents: [
        .one(.idCopy), .policyOrNote, .one(.claimLetter),
        .either(.deathCertificate, .deathRecord), .one(.balanceCertificate),
        .one(.bodyRemovalRecord), .one(.necropsy),
      ]),
    Row(
      cover: .lifeAccidental, insurer: .laEquidad, condition: .always,
      documents: [
        .one(.idCopy), .one(.policyCopy), .one(.claimLetter),
        .either(.deathCertificate, .deathRecord), .one(.bodyRemovalRecord), .one(.necropsy),
        .one(.balanceCertificate),
      ]),

    Row(
      cover: .permanentIncapacity, insurer: .mapfre, condition: .always,
      documents: [
        .one(.clinicalHistory), .one(.idCopy), .policyOrNote, .one(.claimLetter),
        .one(.balanceCertificate), .either(.boardRating, .epsRating),
      ]),
    Row(
      cover: .permanentIncapacity, insurer: .laEquidad, condition: .always,
      documents: [.either(.boardRating, .epsRating)]),

    // Not listed by the source, (a).
    Row(
      cover: .unemployment, insurer: .laEquidad, condition: .always,
      documents: [
        .one(.idCopy), .one(.claimLetter), .one(.balanceCertificate), .one(.dismissalLetter),
        .one(.employmentContract),
      ]),
    Row(
      cover: .temporaryIncapacity, insurer: .laEquidad, condition: .always,
      documents: [
        .one(.idCopy), .one(.claimLetter), .one(.balanceCertificate), .one(.medicalCertificate),
      ]),
  ]
}

extension ClaimDocumentTable.Entry {
  /// - Parameter motorcycle: whether a motorcycle credit is claimed for.
  func need(motorcycle: Bool) -> ClaimNeed {
    ClaimNeed.with {
      switch self {
      case .one(let kind): $0.anyOf = [kind]
      case .either(let first, let second): $0.anyOf = [first, second]
      case .policyOrNote:
        $0.anyOf = motorcycle ? [.policyCopy, .promissoryNoteCopy] : [.policyCopy]
      }
    }
  }
}
