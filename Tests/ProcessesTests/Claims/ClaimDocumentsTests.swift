import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Claims: the documents of each cover")
struct ClaimDocumentsTests {
  /// What is needed, by the labels of the kinds.
  private static func needs(
    _ facts: ClaimFacts, certified: Money? = nil
  ) throws -> [String] {
    let read = try ClaimCase(facts)
    let terms = ClaimTerms(PolicyBook(), on: read.occurredOn)
    return ClaimDocuments(read, Coverage.findings(read, terms), terms)
      .needs(certified: certified).map(\.label)
  }

  private static func cop(_ units: Int64) -> Money { Money(minorUnits: units * 100, .cop) }

  private static func mapfre(_ facts: ClaimFacts, motorcycle: Bool = false) -> ClaimFacts {
    facts.changed {
      $0.occurredOn = "2018-03-10"
      $0.claimedOn = "2018-03-10"
      $0.credits = [.credit(disbursed: "2017-11-05") { $0.motorcycle = motorcycle }]
    }
  }

  private static let death = "Certificado de defunción (Registraduría) o Registro de defunción"

  @Test(arguments: [ClaimManner.natural, .suicide, .terrorism])
  func `life, natural, insurer A`(manner: ClaimManner) throws {
    #expect(
      try Self.needs(Self.mapfre(.died(manner))) == [
        "Historia clínica completa", "Fotocopia de la cédula", "Fotocopia de la póliza",
        "Carta de reclamación", Self.death, "Saldo insoluto de la deuda",
      ])
  }

  @Test func `life, accidental, insurer A`() throws {
    #expect(
      try Self.needs(Self.mapfre(.died(.accidental))) == [
        "Fotocopia de la cédula", "Fotocopia de la póliza", "Carta de reclamación", Self.death,
        "Saldo insoluto de la deuda", "Levantamiento de cadáver", "Necropsia",
      ])
  }

  @Test(arguments: [
    ClaimFacts.died(.natural), .died(.accidental), .permanent(),
  ])
  func `for motorcycle credits insurer A takes the note instead of the policy`(
    facts: ClaimFacts
  ) throws {
    let either = "Fotocopia de la póliza o Fotocopia del pagaré"
    #expect(try Self.needs(Self.mapfre(facts, motorcycle: true)).contains(either))
    #expect(try !Self.needs(Self.mapfre(facts)).contains(either))
    #expect(
      try !Self.needs(facts.credit { $0.motorcycle = true }, certified: Self.cop(9_000_000))
        .contains(either), "insurer B does not")
  }

  @Test func `a motorcycle credit that is not covered does not count`() throws {
    let facts = Self.mapfre(.died()).changed {
      $0.credits.append(
        .credit("F-2", disbursed: "2017-11-05") {
          $0.motorcycle = true
          $0.daysPastDue = 360
        })
    }
    #expect(try Self.needs(facts).contains("Fotocopia de la póliza"))
  }

  @Test(arguments: [
    (nil, false), (Money(minorUnits: 0, .cop), false), (cop(4_000_000), false),
    (cop(4_000_001), false), (Money(minorUnits: 400_000_101, .cop), true), (cop(4_000_002), true),
  ])
  func `life, natural, insurer B, asks for more above COP 4,000,001`(
    certified: Money?, asksMore: Bool
  ) throws {
    let few = [
      "Fotocopia de la cédula",
      "Certificado de defunción (Registraduría) o Certificado de fallecido",
    ]
    let more = [
      "Historia clínica completa", "Fotocopia de la póliza", "Carta de reclamación", Self.death,
      "Saldo insoluto de la deuda",
    ]
    #expect(
      try Self.needs(.died(.natural), certified: certified) == few + (asksMore ? more : []))
  }

  @Test func `life, accidental, insurer B`() throws {
    for certified in [nil, Self.cop(4_000_002)] {
      #expect(
        try Self.needs(.died(.accidental), certified: certified) == [
          "Fotocopia de la cédula", "Fotocopia de la póliza", "Carta de reclamación", Self.death,
          "Levantamiento de cadáver", "Necropsia", "Saldo insoluto de la deuda",
        ])
    }
  }

  @Test func `total and permanent incapacity`() throws {
    let rating = "Dictamen de la junta de calificación o Calificación o prueba de la EPS"
    #expect(
      try Self.needs(Self.mapfre(.permanent())) == [
        "Historia clínica completa", "Fotocopia de la cédula", "Fotocopia de la póliza",
        "Carta de reclamación", "Saldo insoluto de la deuda", rating,
      ])
    #expect(try Self.needs(.permanent(), certified: Self.cop(9_000_000)) == [rating])
  }

  @Test func `unemployment and temporary incapacity`() throws {
    let common = [
      "Fotocopia de la cédula", "Carta de reclamación", "Saldo insoluto de la deuda",
    ]
    #expect(
      try Self.needs(.unemployed()) == common + ["Carta de despido", "Contrato de trabajo"])
    #expect(try Self.needs(.temporary()) == common + ["Certificado médico con sus días"])
  }

  @Test func `a claim knows at any time what is missing`() throws {
    var scenario = try ClaimScenario(.death, at: .documentsReceived)
    func missing() throws -> [String] {
      try #require(try scenario.claim).missing(PolicyBook()).map(\.label)
    }
    let certificate = "Certificado de defunción (Registraduría) o Certificado de fallecido"
    #expect(try missing() == ["Fotocopia de la cédula", certificate])
    try scenario.given(ClaimDocumentsReceived.received([.idCopy]))
    #expect(try missing() == [certificate])
    try scenario.given(ClaimDocumentsReceived.received([.deceasedCertificate]))
    #expect(try missing() == [])
    // With the balances the list grows, and the certificate of the Registraduría is asked for.
    try scenario.given(ClaimBalancesCertified.certified(("F-100", 4_000_002)))
    #expect(
      try missing() == [
        "Historia clínica completa", "Fotocopia de la póliza", "Carta de reclamación", Self.death,
      ])
    try scenario.given(ClaimBalancesCertified.certified(("F-100", 4_000_001)))
    #expect(try missing() == [])
    // What is sent back is missing again, and so is what else somebody asks for.
    try scenario.given(
      ClaimDocumentsReturned.returned(
        .of(.idCopy), .of(.balanceCertificate), .of(.otherDocument, "Acta de levantamiento")))
    #expect(try missing() == ["Fotocopia de la cédula", "Acta de levantamiento"])
    try scenario.given(
      ClaimDocumentsReceived.received([.idCopy]).changed {
        $0.documents.append(
          .with {
            $0.kind = .otherDocument
            $0.name = "Acta de levantamiento"
            $0.medium = .digital
          })
      })
    #expect(try missing() == [])
    #expect(try scenario.claim?.certificate == nil)
  }

  @Test func `the limit counts the sum of all certified balances`() throws {
    var scenario = try ClaimScenario(
      .death, at: .documentsReviewed,
      facts: .died().changed { $0.credits = [.credit("F-1"), .credit("F-2")] })
    try scenario.given(ClaimBalancesCertified.certified(("F-1", 4_000_001)))
    #expect(try scenario.claim?.missing(PolicyBook()) == [])
    try scenario.given(ClaimBalancesCertified.certified(("F-1", 4_000_001), ("F-2", 1)))
    #expect(try scenario.claim?.missing(PolicyBook()).count == 3)
  }
}
