import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Notices to the owner") struct FolioNoticesTests {
  /// A folio, the process that watches it, and what it wants to queue.
  private struct Watcher {
    let process: FolioNotices
    var folios: FolioScenario
    var watch: NoticeWatch?
    var policies = PolicyBook()

    init(_ form: FolioForm = .movimiento, by role: FolioRole = .agente) throws {
      process = FolioNotices(zone: try SystemTimeZones.load("America/Mexico_City"))
      folios = try FolioScenario()
      try given(FolioOpened.opening(form, by: role))
    }

    mutating func given(_ event: any Message, origin: Origin = .client) throws {
      try folios.given(event, origin: origin)
      watch = try process.apply(
        try #require(folios.recorded.last), to: watch, policies: policies)
    }

    mutating func given(movedTo stages: FolioStage...) throws {
      for stage in stages {
        let seen = folios.recorded.count
        try folios.given(movedTo: stage)
        for event in folios.recorded[seen...] {
          watch = try process.apply(event, to: watch, policies: policies)
        }
      }
    }

    /// What it fires at once, and takes note of.
    mutating func queued() throws -> [FolioNoticeQueued] {
      var notices: [FolioNoticeQueued] = []
      while let watch, let timer = process.timers(of: watch).first {
        #expect(timer.due == DueTimer.atOnce)
        let events = process.fire(timer, of: watch, now: folios.now)
        #expect(events.map(\.stream?.text) == ["notice-00399734"])
        let event = try #require(events.first)
        notices.append(
          try FolioNoticeQueued(jsonString: String(decoding: event.data, as: UTF8.self)))
        let recorded = RecordedEvent(
          position: Position(1000), stream: FolioNumber(399_734)!.noticeStream,
          revision: Revision(0), id: EventID(high: 0, low: 0), type: event.type,
          contentType: .json, origin: .process, recorded: folios.now, effective: folios.now,
          data: event.data, metadata: [])
        #expect(process.instance(of: recorded).text == "folio-00399734")
        self.watch = try process.apply(recorded, to: watch, policies: policies)
      }
      return notices
    }
  }

  private func notices(
    _ form: FolioForm = .movimiento, by role: FolioRole = .agente, _ stages: FolioStage...
  ) throws -> [FolioNoticeQueued] {
    var watcher = try Watcher(form, by: role)
    for stage in stages { try watcher.given(movedTo: stage) }
    return try watcher.queued()
  }

  @Test func `entering Confirmación Cliente gives one notice to the owner`() throws {
    let notices = try notices(.movimiento, .gestionDocumental, .confirmacionCliente)
    #expect(notices.count == 1)
    let notice = try #require(notices.first)
    #expect(notice.number == 399_734)
    #expect(notice.cause == 2)
    #expect(notice.from == .gestionDocumental && notice.to == .confirmacionCliente)
    #expect(notice.rule.isEmpty)
    #expect(notice.owner == .person(.agente))
    #expect(notice.sender == "notificaciones.correo@vepormas.mx")
    #expect(notice.subject == "[Bx+enlace] El trámite #00399734 requiere tu atención")
    #expect(
      notice.body == """
        El trámite #00399734 de Movimientos Individual te fue asignado: está en Confirmación \
        Cliente y requiere tu atención.

        Búscalo en el portal, en el listado de trámites, y procésalo para que pase a la siguiente \
        etapa.
        """)
  }

  @Test func `entering Atención Comercial gives one too`() throws {
    let notices = try notices(.movimiento, .gestionDocumental, .atencionComercial)
    #expect(notices.map(\.cause) == [2])
    #expect(notices[0].body.contains("Movimientos Individual te fue devuelto a Atención Comercial"))
  }

  @Test func `no other move of a person gives one`() throws {
    var told: [FolioStage: Int] = [:]
    for stage in FolioStage.all {
      for scenario in try FolioScenario.all(in: stage) {
        let moves = try scenario.recorded.compactMap { event -> FolioStageChanged? in
          if case .stageChanged(let move) = try FolioEvent(event) { move } else { nil }
        }
        let process = FolioNotices(zone: try SystemTimeZones.load("America/Mexico_City"))
        var watch: NoticeWatch?
        for event in scenario.recorded {
          watch = try process.apply(event, to: watch, policies: PolicyBook())
        }
        let causes = moves.filter { [.confirmacionCliente, .atencionComercial].contains($0.to) }
        #expect(watch?.pending.map(\.to) ?? [] == causes.map(\.to))
        told[stage, default: 0] += causes.count
      }
    }
    #expect(Set(told.filter { $0.value > 0 }.keys) == [.confirmacionCliente, .atencionComercial])
  }

  @Test func `each entry is a cause of its own, and a note or a form is none`() throws {
    var watcher = try Watcher()
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    #expect(try watcher.queued().count == 1)
    try watcher.given(.note())
    try watcher.given(.saving(.movimiento))
    #expect(try watcher.queued().isEmpty)
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    #expect(try watcher.queued().map(\.cause) == [6])
  }

  @Test func `two entries before the daemon comes to it are two notices`() throws {
    var watcher = try Watcher()
    try watcher.given(movedTo: .gestionDocumental, .atencionComercial)
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    #expect(Set(try watcher.queued().map(\.cause)) == [2, 4])
  }

  @Test(arguments: [
    (FolioStage.altaDeTramite, FolioStage.gestionDocumental),
    (.confirmacionCliente, .rechazo), (.cotizacionEntregada, .rechazo),
  ])
  func `every move of the daemon gives one`(from: FolioStage, to: FolioStage) throws {
    let rule = try #require(EscalationRules.all.first { $0.stage == from })
    var escalations = try EscalationScenario(moved: Self.way(to: from))
    let move = try escalations.fired(at: EscalationScenario.friday.adding(seconds: 90 * 86_400))
    try escalations.given(move, origin: .process)
    let process = FolioNotices(zone: try SystemTimeZones.load("America/Mexico_City"))
    var watch: NoticeWatch?
    for event in escalations.folios.recorded {
      watch = try process.apply(event, to: watch, policies: PolicyBook())
    }
    let notice = try #require(watch?.pending.last)
    #expect(notice.rule == rule.name && notice.from == from && notice.to == to)
    #expect(notice.subject == "[Bx+enlace] El trámite #00399734 requiere tu atención")
    let name = "#00399734 de Cotización / Emisión Personas Individual"
    #expect(notice.body.hasPrefix("El trámite \(name) pasó por sí solo de \(from.label) a"))
    #expect(notice.body.contains("Búscalo en el portal"))
    #expect(notice.body.contains(to == .rechazo ? "lo puedes clonar" : "procésalo para que pase"))
  }

  private static func way(to stage: FolioStage) -> [FolioStage] {
    switch stage {
    case .altaDeTramite: []
    case .confirmacionCliente: [.gestionDocumental, .confirmacionCliente]
    default: [.gestionDocumental, .suscripcion, .cotizacionEntregada]
    }
  }

  @Test func `it goes to the owner of that moment`() throws {
    var watcher = try Watcher()
    let ejecutivo = FolioActor.person(.ejecutivoComercial).changed { $0.name = "Íñigo" }
    try watcher.given(.owner(ejecutivo))
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    try watcher.given(.owner(.person(.agente)))
    let notice = try #require(try watcher.queued().first)
    #expect(notice.owner == ejecutivo)
    #expect(notice.email.isEmpty)
  }

  @Test func `the form says where to, as far as it knows the owner`() throws {
    let form = FolioForm.movimiento.changed {
      $0.agent.key = "K-1"
      $0.agent.commercialEmail = "comercial@promotoria.example"
    }
    let stages: [FolioStage] = [.gestionDocumental, .confirmacionCliente]
    func email(_ form: FolioForm, _ role: FolioRole) throws -> String? {
      var watcher = try Watcher(form, by: role)
      for stage in stages { try watcher.given(movedTo: stage) }
      return try watcher.queued().first?.email
    }
    #expect(try email(form, .agente) == "agustin@example.mx")
    #expect(try email(form, .promotor) == "comercial@promotoria.example")
    #expect(try email(form, .ejecutivoComercial) == "")
    // Another agente than the one of the form.
    #expect(try email(.movimiento, .agente) == "")
  }

  @Test func `prefix and sender are settings, in force when it is caused`() throws {
    var watcher = try Watcher()
    watcher.policies = try Self.settings(from: "2026-03-03")
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    watcher.folios.now = Timestamp.at("2026-03-03T06:00:00Z")
    try watcher.given(.note())
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    let notices = try watcher.queued().sorted { $0.cause < $1.cause }
    #expect(
      notices.map(\.sender) == ["notificaciones.correo@vepormas.mx", "avisos@enlace.example"])
    #expect(
      notices.map(\.subject) == [
        "[Bx+enlace] El trámite #00399734 requiere tu atención",
        "[Enlace] El trámite #00399734 requiere tu atención",
      ])
  }

  private static func settings(from date: String) throws -> PolicyBook {
    let texts = ["notice-subject-prefix": "[Enlace]", "notice-sender": "avisos@enlace.example"]
    return PolicyBook(
      texts.sorted { $0.key < $1.key }.map { figure, text in
        AdoptedFigure.with {
          $0.stream = "policy-folio"
          $0.adopted.figure = figure
          $0.adopted.text = text
          $0.adopted.validFrom = date
          $0.adopted.source = "sistemas"
        }
      })
  }

  @Test func `a folio that has ended is watched until its notice is queued`() throws {
    var watcher = try Watcher()
    try watcher.given(movedTo: .gestionDocumental, .confirmacionCliente)
    try watcher.given(
      .move(.confirmacionCliente, .rechazo, by: .agente) { $0.reason = .missingInformation })
    #expect(watcher.watch != nil)
    #expect(try watcher.queued().count == 1)
    #expect(watcher.watch == nil)
    try watcher.given(.note())
    #expect(watcher.watch == nil)
  }
}
