public import Projections
public import Schemas
import SwiftProtobuf

/// Which documents a claim needs, and which are missing.
///
/// **Source:** claims page, “Documents required”.
public struct ClaimDocuments: Sendable {
  private let facts: ClaimCase
  private let findings: [ClaimFinding]
  private let terms: ClaimTerms

  public init(_ facts: ClaimCase, _ findings: [ClaimFinding], _ terms: ClaimTerms) {
    self.facts = facts
    self.findings = findings
    self.terms = terms
  }

  /// What is asked of everybody, before the balances are known: all documents that the client hands
  /// in.
  public var toRequest: [ClaimNeed] {
    needs(certified: nil).filter { $0.anyOf != [.balanceCertificate] }
  }

  /// Everything that is needed, in the order of the table, each once.
  ///
  /// - Parameter certified: the sum of the balances certified in milestone 5; `nil` before.
  public func needs(certified: Money?) -> [ClaimNeed] {
    var needs: [ClaimNeed] = []
    for row in ClaimDocumentTable.rows
    where row.cover == cover && row.insurer == insurer && holds(row.condition, certified) {
      for need in row.documents.map({ $0.need(motorcycle: claimsForMotorcycle) })
      where !needs.contains(need) {
        needs.append(need)
      }
    }
    return needs
  }

  /// What is missing now.
  ///
  /// - Parameters:
  ///   - held: what was handed in and not sent back.
  ///   - asked: what somebody asked for besides the table; the insurer may ask for more in any case.
  ///   - certified: as in `needs`; the certificate itself is there when this is.
  public func missing(
    held: [ClaimDocument], asked: [ClaimDocument], certified: Money?
  ) -> [ClaimNeed] {
    var missing = needs(certified: certified).filter { need in
      if need.anyOf == [.balanceCertificate] { return certified == nil }
      return !held.contains { need.anyOf.contains($0.kind) }
    }
    for document in asked where document.kind != .balanceCertificate {
      let need = ClaimNeed(document)
      let isHeld = held.contains { $0.isThat(document) }
      let isNamed = missing.contains { $0.anyOf.contains(document.kind) && $0.name == need.name }
      if !isHeld && !isNamed { missing.append(need) }
    }
    return missing
  }

  /// A motorcycle credit among those that are claimed for.
  private var claimsForMotorcycle: Bool {
    facts.credits.contains { credit in
      credit.motorcycle
        && findings.contains { $0.invoice == credit.invoice && $0.decision != .notCovered }
    }
  }

  private var insurer: ClaimInsurer {
    findings.first { $0.decision != .notCovered }?.insurer ?? .unspecified
  }

  private var cover: ClaimDocumentTable.Cover {
    switch facts.cause {
    case .death(.accidental): .lifeAccidental
    case .death: .lifeNatural
    case .permanentIncapacity: .permanentIncapacity
    case .unemployment: .unemployment
    case .temporaryIncapacity: .temporaryIncapacity
    }
  }

  private func holds(_ condition: ClaimDocumentTable.Condition, _ certified: Money?) -> Bool {
    switch condition {
    case .always: true
    case .balanceExceedsLimit:
      certified.flatMap { sum in terms.amount(ClaimFigures.balanceLimit).map { sum > $0 } } ?? false
    }
  }
}

extension ClaimNeed {
  init(_ document: ClaimDocument) {
    self = .with {
      $0.anyOf = [document.kind]
      $0.name = document.kind == .otherDocument ? document.name : ""
    }
  }

  /// For people, in Spanish: `Certificado de defunción o Registro de defunción`.
  public var label: String {
    name.isEmpty ? anyOf.map(\.label).joined(separator: " o ") : name
  }
}
