import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Collection") struct CreditContactsTests {
  // What was answered.

  /// Typification, and the reasons that go with it.
  static let answers: [(CreditTypification, [CreditNonPaymentReason])] = [
    (.fallecido, [.fallecimiento]),
    (.incapacidadTotal, [.incapacidadTotalPermanente]),
    (.tramiteDesempleo, [.desempleo]),
    (.tramiteIncapacidadTemporal, [.incapacidadTemporal]),
    (
      .promesaDePago,
      [.unspecified, .dificultadEconomica, .olvido, .reclamoDelProducto, .otroMotivo]
    ),
    (.yaPago, [.unspecified, .dificultadEconomica, .olvido, .reclamoDelProducto, .otroMotivo]),
    (.renuente, [.unspecified, .dificultadEconomica, .olvido, .reclamoDelProducto, .otroMotivo]),
    (.noContesta, [.unspecified]),
    (.ilocalizado, [.unspecified]),
    (
      .otraRespuesta,
      [.unspecified, .dificultadEconomica, .olvido, .reclamoDelProducto, .otroMotivo]
    ),
  ]

  @Test(arguments: CreditTypification.allCases.filter { $0 != .unspecified })
  func `an answer goes with its reasons`(_ typification: CreditTypification) throws {
    let scenario = try CreditScenario.withCredit()
    let expected = try #require(Self.answers.first { $0.0 == typification }).1
    for reason in CreditNonPaymentReason.allCases {
      var contact: CreditClientContacted = .contact("c-1", typification, reason: reason)
      if typification == .promesaDePago {
        contact = .promise("c-1", 1_000, by: "2018-07-20").changed { $0.reason = reason }
      }
      let code = try scenario.code(contact)
      #expect(code == (expected.contains(reason) ? nil : "credit.reason-not-taken"), "\(reason)")
    }
  }

  @Test func `an answer is one of the list, by a call or a visit`() throws {
    let scenario = try CreditScenario.withCredit()
    let contact: CreditClientContacted = .contact("c-1")
    #expect(try scenario.code(contact.changed { $0.channel = .visita }) == nil)
    #expect(
      try scenario.code(contact.changed { $0.channel = .unspecified }) == "credit.fields-missing")
    #expect(
      try scenario.code(contact.changed { $0.typification = .unspecified })
        == "credit.fields-missing")
    #expect(
      try scenario.code(contact.changed { $0.typification = .UNRECOGNIZED(77) })
        == "credit.unknown-value")
    #expect(
      try scenario.code(contact.changed { $0.reason = .UNRECOGNIZED(77) })
        == "credit.unknown-value")
  }

  // Promises.

  @Test func `a promise has an amount and a day that is still to come`() throws {
    let scenario = try CreditScenario.withCredit()
    #expect(try scenario.code(.promise("c-1", 125_000, by: "2018-07-15")) == nil)
    #expect(
      try scenario.code(.promise("c-1", 125_000, by: "2018-07-14"))
        == "credit.promise-in-the-past")
    #expect(try scenario.code(.promise("c-1", 0, by: "2018-07-20")) == "credit.not-positive")
    #expect(try scenario.code(.contact("c-1", .promesaDePago)) == "credit.promise-missing")
    #expect(
      try scenario.code(
        CreditClientContacted.promise("c-1", 1, by: "2018-07-20").changed {
          $0.typification = .renuente
        }) == "credit.promise-without-typification")
  }

  @Test func `a promise is kept by what is recorded since, effective by its day`() throws {
    var scenario = try CreditScenario.withCredit()
    try scenario.given(.payment("p-0", 50_000, on: "2018-07-15"))
    try scenario.given(.promise("c-1", 125_000, by: "2018-07-20"))
    #expect(try scenario.state().promise?.isKept(by: day("2018-07-20")) == false)
    try scenario.at("2018-07-22")
    try scenario.given(.payment("p-1", 100_000, on: "2018-07-20"))
    try scenario.given(.payment("p-2", 25_000, on: "2018-07-21"))
    #expect(try scenario.state().promise?.isKept(by: day("2018-07-20")) == false)
    #expect(try scenario.state().promise?.isKept(by: day("2018-07-21")) == true)
    try scenario.given(.payment("p-3", 25_000, on: "2018-07-16"))
    #expect(try scenario.state().promise?.isKept(by: day("2018-07-20")) == true)
    try scenario.given(.reversal("r-1", of: "p-1"))
    #expect(try scenario.state().promise?.isKept(by: day("2018-07-21")) == false)
  }

  @Test func `another promise takes the place of the one before`() throws {
    var scenario = try CreditScenario.withCredit()
    try scenario.given(.promise("c-1", 125_000, by: "2018-07-20"))
    try scenario.given(.contact("c-2", .noContesta))
    #expect(try scenario.state().promise?.id == "c-1")
    try scenario.given(.promise("c-3", 50_000, by: "2018-07-25"))
    #expect(try scenario.state().promise?.id == "c-3")
  }

  // Bands and assignment.

  @Test(
    arguments: [
      (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (180, 4), (181, 5),
      (359, 5), (360, 6), (5_000, 6),
    ])
  func `so many days past due are in a band`(_ days: Int, _ band: Int) {
    let bands = CreditBands(PolicyBook(), on: day("2018-09-20"))
    #expect(bands.band(of: days).number == band)
    #expect(
      bands.band(of: days).director
        == (band <= 3 ? .directorCobranzaTemprana : .directorCobranzaAvanzada))
    #expect(bands.coverageDays == 360)
    #expect(bands.all.map(\.number) == [0, 1, 2, 3, 4, 5, 6])
  }

  /// F-1 is past due from 2018-08-16 on: 30 days on 14 September, 90 on 13 November, 360 on
  /// 2019-08-10.
  @Test(
    arguments: [
      ("2018-08-15", 0, true), ("2018-08-16", 1, true), ("2018-09-14", 1, true),
      ("2018-09-15", 2, true), ("2018-11-13", 3, true), ("2018-11-14", 4, false),
      ("2019-08-09", 5, false), ("2019-08-10", 6, false),
    ])
  func `the director of the client's band assigns`(
    _ date: String, _ band: UInt32, _ isEarly: Bool
  ) throws {
    var scenario = try CreditScenario.withCredit()
    try scenario.at(date)
    for number in UInt32(0)...6 {
      for director in CreditDuties.directors {
        let code = try scenario.code(.assignment(band: number, by: director))
        if number != band {
          #expect(code == "credit.other-band")
        } else if isEarly == (director == .directorCobranzaTemprana) {
          #expect(code == nil)
        } else {
          #expect(code == "credit.not-entitled")
        }
      }
    }
  }

  @Test func `the bands are those that are in force`() throws {
    var scenario = try CreditScenario.withCredit()
    try scenario.at("2018-09-14")
    for (figure, count, from) in [
      ("band-1-last-day", UInt32(20), "2018-09-14"), ("early-bands", 1, "2018-09-14"),
      ("band-2-last-day", 25, "2018-09-15"),
    ] {
      try scenario.given(
        PolicyFigureAdopted.with {
          $0.actor.name = "Gerencia"
          $0.figure = figure
          $0.count = count
          $0.validFrom = from
          $0.source = "Acta 3"
        }, in: "policy-credit")
    }
    // 30 days past due are in band 2, which is avanzada now.
    #expect(try scenario.code(.assignment(band: 1, by: .directorCobranzaTemprana)) != nil)
    #expect(try scenario.code(.assignment(band: 2, by: .directorCobranzaAvanzada)) == nil)
    // A day later they end with 25, so 31 days are in band 3.
    try scenario.at("2018-09-15")
    #expect(try scenario.code(.assignment(band: 3, by: .directorCobranzaAvanzada)) == nil)
  }

  @Test func `a client is assigned to an adviser, until released`() throws {
    var scenario = try CreditScenario.withCredit()
    #expect(
      try scenario.code(
        .assignment(band: 0, by: .directorCobranzaTemprana, to: .carteraCentral))
        == "credit.not-an-adviser")
    #expect(
      try scenario.code(
        CreditAdviserAssigned.assignment(band: 0, by: .directorCobranzaTemprana).changed {
          $0.adviser.key = ""
          $0.adviser.name = ""
        }) == "credit.fields-missing")
    let release = CreditAdviserReleased.with { $0.actor = .person(.directorCobranzaAvanzada) }
    #expect(try scenario.code(release) == "credit.not-assigned")
    for role in CreditDuties.advisers {
      try scenario.given(.assignment(band: 0, by: .directorCobranzaTemprana, to: role))
      #expect(try scenario.state().adviser?.role == role)
    }
    try scenario.given(release)
    #expect(try scenario.state().adviser == nil)
  }
}
