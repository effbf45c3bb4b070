import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

/// Streams, values and who acts.
@Suite("Streams of credits") struct CreditStreamTests {
  @Test(arguments: ["credit", "credit-", "credit-12", "credit-01098765432", "credit-informe-2"])
  func `are named for a cédula or the report`(_ stream: String) throws {
    var scenario = try CreditScenario()
    let refusal = try #require(try scenario.when(.registration(), in: stream))
    #expect(refusal.code == "credit.not-a-credit-stream")
    #expect(refusal.message.contains("credit-informe"))
  }

  @Test func `of a client begin with the registration, and only once`() throws {
    var scenario = try CreditScenario()
    #expect(try scenario.code(.credit()) == "credit.not-registered")
    #expect(try scenario.code(.contact("c-1")) == "credit.not-registered")
    #expect(
      try scenario.code(.registration("52987654")) == "credit.other-cedula")
    #expect(
      try scenario.code(.registration().changed { $0.name = " " }) == "credit.fields-missing")
    #expect(
      try scenario.code(.registration().changed { $0.birthDate = "2018-02-29" })
        == "credit.not-a-date")
    #expect(
      try scenario.code(.registration().changed { $0.birthDate = "2018-07-16" })
        == "credit.in-the-future")
    try scenario.given(.registration())
    #expect(try scenario.code(.registration()) == "credit.registered-already")
  }

  @Test func `hold the client's events or those of the report`() throws {
    let scenario = try CreditScenario.withCredit()
    #expect(try scenario.code(.reporting(from: "2018-07")) == "credit.other-stream")
    #expect(
      try scenario.code(.payment("p-1", 1, on: "2018-07-15"), in: "credit-informe")
        == "credit.other-stream")
  }

  @Test func `take payloads that are read strictly`() throws {
    var scenario = try CreditScenario()
    let note = EventType(validated: "credit.v1.NoteAdded")
    #expect(
      try scenario.when(raw: "{}", as: note)?.allowed.contains("credit.v1.CreditGranted") == true)
    let registered = EventType(validated: "credit.v1.ClientRegistered")
    #expect(
      try scenario.when(raw: #"{"apodo":"Nacho"}"#, as: registered)?.code == "credit.unreadable")
  }

  @Test func `a death's resolution is recorded once, and not before the birth`() throws {
    var scenario = try CreditScenario.withCredit()
    #expect(try scenario.code(.idCancelled(on: "1980-02-28")) == "credit.before-birth")
    #expect(try scenario.code(.idCancelled(on: "2018-07-16")) == "credit.in-the-future")
    try scenario.given(.idCancelled(on: "2018-07-15"))
    #expect(try scenario.code(.idCancelled(on: "2018-07-15")) == "credit.id-cancelled-already")
    #expect(try scenario.state().idCancelled?.resolution == "RES-77")
  }

  // Who acts.

  /// The table of duties, written down a second time: event and initials of the roles.
  private static let duties = """
    ClientRegistered   almacen carteraCentral
    IdCancelled        asesorCallCenter asesorCobranza casaDeCobro
    CreditGranted      almacen carteraCentral
    PaymentReceived    almacen carteraCentral carteraBajas
    ChargeAdded        carteraCentral
    Condoned           carteraBajas
    WrittenOff         gerenciaRiesgo
    WrittenDown        carteraBajas
    ClearanceIssued    almacen carteraCentral
    CertificateIssued  carteraCentral
    Reversed           carteraCentral carteraBajas
    ClaimLinked        asesorCallCenter asesorCobranza casaDeCobro carteraCentral
    ClientContacted    asesorCallCenter asesorCobranza casaDeCobro
    AdviserAssigned    directorCobranzaTemprana directorCobranzaAvanzada
    AdviserReleased    directorCobranzaTemprana directorCobranzaAvanzada
    ReportingStarted   carteraCentral gerenciaRiesgo
    ReportSent         carteraCentral
    DeadlinePassed     system
    """

  @Test func `are written by those whose duty it is`() {
    let rows = Self.duties.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    #expect(CreditDuties.table.map(\.event) == rows.map { "credit.v1.\($0[0])" })
    for (row, words) in zip(CreditDuties.table, rows) {
      #expect(Set(row.roles.map { "\($0)" }) == Set(words.dropFirst()), "\(row.event)")
    }
    #expect(CreditDuties.table.map(\.event) == CreditEvent.types)
  }

  @Test(arguments: CreditRole.all)
  func `refuse a role whose duty it is not`(_ role: CreditRole) throws {
    let scenario = try CreditScenario.withCredit()
    let charge: CreditChargeAdded = .charge("m-1", .cargos, 1, on: "2018-07-15")
      .changed { $0.actor.role = role }
    let code = try scenario.code(charge)
    switch role {
    case .carteraCentral: #expect(code == nil)
    case .system: #expect(code == "credit.system-role-reserved")
    default: #expect(code == "credit.not-entitled")
    }
  }

  @Test func `say who acts`() throws {
    let scenario = try CreditScenario.withCredit()
    let payment: CreditPaymentReceived = .payment("p-1", 1_000, on: "2018-07-15")
    #expect(
      try scenario.code(payment.changed { $0.actor.role = .unspecified }) == "credit.role-unknown")
    #expect(
      try scenario.code(
        payment.changed {
          $0.actor.key = ""
          $0.actor.name = " "
        }) == "credit.actor-unnamed")
    #expect(try scenario.code(payment, origin: .process) == "credit.daemon-as-person")
    let insurer = payment.changed { $0.payer = .aseguradora }
    #expect(try scenario.code(insurer) == "credit.not-entitled")
    #expect(try scenario.code(insurer.changed { $0.actor.role = .carteraBajas }) == nil)
  }

  @Test func `hold nothing that is true only after its recording`() throws {
    var scenario = try CreditScenario.withCredit()
    let later = scenario.now.adding(seconds: 1)
    #expect(
      try scenario.when(.contact("c-1"), effective: later)?.code
        == "credit.effective-after-recording")
    #expect(try scenario.when(.contact("c-1"), effective: scenario.now) == nil)
  }

  @Test func `use an id once, whatever it names`() throws {
    var scenario = try CreditScenario.withCredit()
    try scenario.given(.contact("x-1"))
    #expect(try scenario.code(.payment("x-1", 1_000, on: "2018-07-15")) == "credit.id-taken")
    #expect(try scenario.code(.credit("F-2").changed { $0.id = "x-1" }) == "credit.id-taken")
    let long = String(repeating: "n", count: 61)
    #expect(try scenario.code(.contact(long)) == "credit.name-unfit")
    #expect(try scenario.code(.contact(String(long.dropLast()))) == nil)
    #expect(try scenario.code(.contact("a\u{7}")) == "credit.name-unfit")
    #expect(try scenario.code(.contact(" ")) == "credit.fields-missing")
  }

  @Test func `every refusal has a code of credits, a message and a source`() throws {
    var scenario = try CreditScenario.withCredit()
    let refusals = [
      try scenario.when(.payment("p", 0, on: "2018-07-15")),
      try scenario.when(.payment("p", 10_000_000, on: "2018-07-15")),
      try scenario.when(.reversal("r", of: "nothing")),
      try scenario.when(.certificate(on: "2018-07-15", [:])),
      try scenario.when(.assignment(band: 4, by: .directorCobranzaAvanzada)),
    ].compactMap(\.self)
    #expect(refusals.count == 5)
    for refusal in refusals {
      #expect(refusal.code.hasPrefix("credit."))
      #expect(!refusal.message.isEmpty && !refusal.source.isEmpty)
    }
  }
}

extension CreditScenario {
  fileprivate mutating func when(raw json: String, as type: EventType) throws -> Refusal? {
    try whenRaw(type, Array(json.utf8))
  }
}

extension EventType {
  fileprivate init(validated text: String) {
    do { try self.init(text) } catch { preconditionFailure("\(error)") }
  }
}
