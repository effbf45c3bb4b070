import EventdClient
import Events
import Projections
import Schemas
import Testing

@testable import eventd

@Suite("Variety of folio traffic")
struct TrafficVarietyTests {
  private let steps: [TrafficStep]
  private let events: [FolioEvent]
  private let opened: [FolioOpened]
  private let moves: [FolioStageChanged]

  /// Made once; each test only looks at it.
  private static let traffic = Array(
    FolioTraffic(
      seed: 42, folios: 1500, start: LocalDate(daysSinceEpoch: 20_458), days: 120,
      firstNumber: 1)
  ).filter { $0.stream.hasPrefix("folio-") }
  private static let read = Result { try traffic.flatMap(\.events).map(Self.event) }

  private static func event(_ event: ProposedEvent) throws -> FolioEvent {
    try FolioEvent(
      type: EventType(event.type), contentType: event.isJSON ? .json : .binary, data: event.data)
  }

  init() throws {
    steps = Self.traffic
    events = try Self.read.get()
    opened = events.compactMap { if case .opened(let event) = $0 { event } else { nil } }
    moves = events.compactMap { if case .stageChanged(let event) = $0 { event } else { nil } }
  }

  @Test func `opens every process type, and most of them as often as the weights say`() {
    let count = Dictionary(grouping: opened, by: \.form.processType).mapValues(\.count)
    #expect(Set(count.keys) == Set(FolioProcessType.all))
    #expect((250...420).contains(count[.cotizacionEmisionAutos, default: 0]))
  }

  @Test func `opens every process type, and a clone, even where there are few folios`() throws {
    let few = FolioTraffic(
      seed: 7, folios: 80, start: LocalDate(daysSinceEpoch: 20_458), days: 20, firstNumber: 1)
    let opened = try few.filter { $0.stream.hasPrefix("folio-") }.flatMap(\.events)
      .map(Self.event).compactMap { event in
        if case .opened(let event) = event { event } else { nil as FolioOpened? }
      }
    #expect(opened.count == 80)
    #expect(Set(opened.map(\.form.processType)) == Set(FolioProcessType.all))
    #expect(opened.contains { $0.clonedFrom != 0 })
  }

  @Test func `asks for every kind that a process type takes`() {
    let asked = Set(opened.map { [$0.form.processType.rawValue, $0.form.requestKind.rawValue] })
    let taken = Set(
      FolioProcessType.all.flatMap { type in
        TrafficForms.kinds(of: type).map { kind, _ in [type.rawValue, kind.rawValue] }
      })
    #expect(asked == taken)
  }

  @Test func `reaches every stage for every reason, moved by every role`() {
    #expect(Set(moves.map(\.to)).union([.altaDeTramite]) == Set(FolioStage.all))
    #expect(Set(moves.map(\.reason)) == Set(FolioFinalReason.allCases))
    #expect(
      Set(events.map(\.actor.role))
        == Set(FolioRole.allCases).subtracting([.unspecified, .system]))
  }

  @Test func `takes every move that a person may make`() {
    let made = Set(moves.map { [$0.from, $0.to] })
    for (from, to) in [
      (FolioStage.altaDeTramite, FolioStage.rechazo), (.gestionDocumental, .envio),
      (.gestionDocumental, .atencionComercial), (.suscripcion, .confirmacionCliente),
      (.emisionDePoliza, .confirmacionCliente), (.atencionComercial, .suscripcion),
      (.confirmacionCliente, .suscripcion), (.confirmacionCliente, .rechazo),
      (.cotizacionEntregada, .suscripcion), (.recotizacionReproceso, .suscripcion),
      (.cotizacionAceptada, .gestionDocumental),
    ] {
      #expect(made.contains([from, to]), "\(from.label) → \(to.label)")
    }
  }

  @Test func `writes every event type, in JSON and for about a tenth in binary`() {
    let proposed = steps.flatMap(\.events)
    for isJSON in [true, false] {
      let types = Set(proposed.filter { $0.isJSON == isJSON }.map(\.type))
      #expect(types == Set(FolioEvent.types))
    }
    let binary = proposed.count { !$0.isJSON } * 100 / proposed.count
    #expect((8...12).contains(binary))
  }

  @Test func `saves and moves in one append`() {
    let pairs = steps.filter { $0.events.count == 2 }
    #expect(pairs.count > 100)
    for step in pairs {
      #expect(
        step.events.map(\.type) == ["folio.v1.FormUpdated", "folio.v1.StageChanged"])
    }
  }

  @Test func `clones rejected folios with a changed field`() throws {
    var forms: [String: FolioForm] = [:]
    for step in steps {
      for event in step.events {
        switch try Self.event(event) {
        case .opened(let event): forms[step.stream] = event.form
        case .formUpdated(let event): forms[step.stream] = event.form
        case .stageChanged, .noteAdded, .documentAttached, .documentWithdrawn, .ownerAssigned:
          break
        }
      }
    }
    let clones = opened.filter { $0.clonedFrom != 0 }
    #expect(clones.count > 30)
    for clone in clones {
      let number = try #require(FolioNumber(clone.clonedFrom))
      let original = try #require(forms[number.stream.text])
      #expect(clone.form != original)
      #expect(clone.form.processType == original.processType)
      #expect(clone.form.contratante == original.contratante)
    }
  }

  @Test func `names people, companies and places of Mexico`() {
    let contratantes = Set(opened.map(\.form.contratante))
    #expect(contratantes.count > 500)
    #expect(contratantes.contains { $0.contains("S.A. de C.V.") })
    #expect(contratantes.contains { $0.contains("ñ") })
    #expect(Set(opened.map(\.form.oficina)).count == TrafficOffice.all.count)
    #expect(Set(opened.map(\.form.agent.name)).count > 40)
    #expect(Set(opened.map(\.form.agent.promotor)).count > 8)
    let currencies = Dictionary(grouping: opened, by: \.form.currency).mapValues(\.count)
    #expect(currencies["MXN", default: 0] > 10 * currencies["USD", default: 0])
    #expect(currencies["USD", default: 0] > 50)
  }

  @Test func `attaches documents of every kind, with the size and digest of a file`() {
    let attached = events.compactMap { event -> FolioDocumentAttached? in
      if case .documentAttached(let document) = event { document } else { nil }
    }
    #expect(Set(attached.map(\.kind)) == [.general, .quote, .articulo492])
    #expect(Set(attached.map(\.sha256)).count == attached.count)
    #expect(attached.allSatisfy { $0.sha256.count == 64 && $0.sizeBytes > 1000 })
    #expect(Set(attached.map(\.mediaType)).count > 2)
  }

  @Test func `writes addresses without accents`() {
    #expect(TrafficNames.mailbox(of: "Íñigo Muñoz Peña") == "inigo.munoz.pena")
    #expect(opened.allSatisfy { $0.form.agent.email.allSatisfy(\.isASCII) })
  }
}
