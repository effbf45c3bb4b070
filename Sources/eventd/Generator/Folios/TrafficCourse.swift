import Events
import Schemas

/// What happens to one folio: which way it takes through the stages, who moves it and when.
///
/// Every step is legal. Where a time limit runs, the next move comes well before it; or none comes
/// at all, and the daemon makes the move.
///
/// **Source:** folios page, “Stages and who may move what” and “Time-based escalations”.
struct TrafficCourse {
  private(set) var script: TrafficScript
  private let cast: TrafficCast
  private let seller: TrafficCast.Seller
  /// The quote was accepted, so what follows is the issue.
  private var isAccepted = false
  private var quotes = 0
  private var detours = 0
  private var isLeftAlone = false

  /// Returns and waits for the client that one folio meets at most; so every course ends.
  private static let detoursMax = 3
  private static let quotesMax = 3

  init(_ script: TrafficScript, cast: TrafficCast, seller: TrafficCast.Seller) {
    self.script = script
    self.cast = cast
    self.seller = seller
  }

  /// Runs the folio to its end, or to where its people leave it.
  mutating func run() {
    if script.asksForAccess { script.requestAccess() }
    while !isLeftAlone {
      switch script.place.stage {
      case .altaDeTramite: leaveAlta()
      case .gestionDocumental: leaveGestionDocumental()
      case .suscripcion: leaveSuscripcion()
      case .emisionDePoliza: leaveEmision()
      case .atencionComercial: leaveAtencionComercial()
      case .confirmacionCliente: leaveConfirmacionCliente()
      case .cotizacionEntregada: answerQuote()
      case .cotizacionAceptada: beginIssue()
      case .recotizacionReproceso: quoteAgain()
      case .cotizacionNoAceptada, .envio, .rechazo, .unspecified, .UNRECOGNIZED: return
      }
    }
  }

  /// Within the same working day by the clock, so at the latest on the next business day.
  private mutating func leaveAlta() {
    for _ in 0..<script.dice.below(4) {
      script.wait(minutes: 1...9)
      script.attach(.general, by: script.owner)
    }
    if script.dice.chance(percent: 40) {
      script.wait(minutes: 1...9)
      script.note(TrafficTexts.opening, by: script.owner)
    }
    if leftAlone(percent: 5) { return }
    script.wait(minutes: 5...540)
    if script.dice.chance(percent: 2) {
      script.move(to: .rechazo, reason: .missingInformation, by: salesForce())
    } else if script.dice.chance(percent: 25) {
      script.move(to: .gestionDocumental, saving: retouched(), by: salesForce())
    } else {
      script.move(to: .gestionDocumental, by: salesForce())
    }
  }

  /// No time limit runs here.
  private mutating func leaveAtencionComercial() {
    if leftAlone(percent: 8) { return }
    script.wait(minutes: 30...1500)
    if script.dice.chance(percent: 50) { script.withdraw(by: script.owner) }
    script.wait(minutes: 1...20)
    script.attach(.general, by: script.owner)
    script.wait(minutes: 1...60)
    if script.dice.chance(percent: 8) {
      script.move(to: .rechazo, reason: .missingInformation, by: salesForce())
    } else if script.dice.chance(percent: 50) {
      script.move(to: .gestionDocumental, saving: retouched(), by: salesForce())
    } else {
      moveBack(by: salesForce())
    }
  }

  /// Within 19 working hours: at the latest on the second business day of the three.
  private mutating func leaveConfirmacionCliente() {
    if leftAlone(percent: 18) { return }
    script.wait(minutes: 20...900)
    script.note(TrafficTexts.supplied, by: script.owner)
    script.wait(minutes: 1...230)
    if script.dice.chance(percent: 12) {
      script.move(
        to: .rechazo, reason: script.dice.pick([.missingInformation, .noAcceptanceReceived]),
        by: salesForce())
    } else {
      moveBack(by: salesForce())
    }
  }

  /// Within 18 weekdays, which are 26 calendar days at the most, of the 35.
  private mutating func answerQuote() {
    if leftAlone(percent: 15) { return }
    script.wait(minutes: 60...10_700)
    let answers: [(FolioStage, weight: Int)] = [
      (.cotizacionAceptada, 58), (.cotizacionNoAceptada, 18),
      (.recotizacionReproceso, quotes < Self.quotesMax ? 18 : 0),
      (.suscripcion, quotes < Self.quotesMax ? 6 : 0),
    ]
    switch script.dice.pick(weighted: answers) {
    case .suscripcion: moveBack(by: salesForce())
    case .cotizacionNoAceptada where script.dice.chance(percent: 60):
      script.move(
        to: .cotizacionNoAceptada, reason: .otherReason,
        remark: script.dice.pick(TrafficTexts.declined), by: salesForce())
    case .cotizacionNoAceptada:
      script.move(to: .cotizacionNoAceptada, reason: .noAcceptanceReceived, by: salesForce())
    case let stage: script.move(to: stage, by: salesForce())
    }
  }

  private mutating func beginIssue() {
    if leftAlone(percent: 3) { return }
    script.wait(minutes: 10...1200)
    script.attach(.articulo492, by: script.owner)
    script.wait(minutes: 1...40)
    script.move(to: .gestionDocumental, by: salesForce())
    isAccepted = true
  }

  private mutating func leaveGestionDocumental() {
    script.wait(minutes: 10...900)
    if script.dice.chance(percent: 15) { script.note(TrafficTexts.desk, by: desk()) }
    if script.dice.chance(percent: 4) {
      script.wait(minutes: 1...15)
      script.assign(
        script.dice.pick([seller.promotor, seller.ejecutivo]), by: seller.ejecutivo)
    }
    script.wait(minutes: 1...30)
    if detour(returned: 8, confirmed: 6) { return }
    if script.dice.chance(percent: 4) {
      script.move(to: .rechazo, reason: .missingInformation, by: desk())
    } else if !hasIssue {
      if script.asksForAccess { script.grantAccess(by: desk()) }
      script.move(to: .envio, reason: .requestAttended, by: desk())
    } else if (isQuote && !isAccepted) || (!isQuote && script.dice.chance(percent: 45)) {
      script.move(
        to: .suscripcion, area: TrafficTexts.area(of: script.form.processType), by: desk())
    } else {
      script.move(to: .emisionDePoliza, by: desk())
    }
  }

  private mutating func leaveSuscripcion() {
    script.wait(minutes: 60...2400)
    if detour(returned: 5, confirmed: 9) { return }
    if script.dice.chance(percent: 6) {
      script.move(to: .rechazo, reason: .outsideRiskAppetite, by: desk())
    } else if isQuote && !isAccepted {
      let underwriter = desk()
      script.attach(.quote, by: underwriter)
      script.wait(minutes: 1...20)
      quotes += 1
      var form = script.form
      form.quoteStatus = .elaborada
      script.move(to: .cotizacionEntregada, saving: form, by: underwriter)
    } else {
      script.move(to: .emisionDePoliza, by: desk())
    }
  }

  private mutating func leaveEmision() {
    script.wait(minutes: 60...1800)
    if detour(returned: 3, confirmed: 4) { return }
    if script.dice.chance(percent: 1) {
      script.move(to: .rechazo, reason: .missingInformation, by: desk())
    } else {
      script.attach(.general, by: desk())
      script.wait(minutes: 1...30)
      script.move(to: .envio, reason: isEndoso ? .endorsementIssued : .policyIssued, by: desk())
    }
  }

  private mutating func quoteAgain() {
    script.wait(minutes: 30...600)
    script.move(
      to: .suscripcion, area: TrafficTexts.area(of: script.form.processType), by: desk())
  }

  /// Sends the folio back for documents, or to the client for a confirmation.
  private mutating func detour(returned: Int, confirmed: Int) -> Bool {
    guard detours < Self.detoursMax else { return false }
    let way = script.dice.below(100)
    guard way < returned + confirmed else { return false }
    detours += 1
    script.move(
      to: way < returned ? .atencionComercial : .confirmacionCliente,
      remark: script.dice.pick(TrafficTexts.returned), by: desk())
    return true
  }

  private mutating func moveBack(by actor: FolioActor) {
    script.move(to: script.cameFrom.stage, area: script.cameFrom.area, by: actor)
  }

  private mutating func leftAlone(percent: Int) -> Bool {
    isLeftAlone = script.dice.chance(percent: percent)
    return isLeftAlone
  }

  /// The form with another priority or another date for the proposal.
  private mutating func retouched() -> FolioForm {
    var form = script.form
    form.priority = script.dice.pick([.alta, .media, .baja])
    if hasIssue {
      form.deliveryDeadline =
        OfficeHours.local(script.now).date.adding(days: script.dice.number(in: 4...18)).description
    }
    return form
  }

  /// The owner, or now and then the ejecutivo comercial for them.
  private mutating func salesForce() -> FolioActor {
    script.dice.chance(percent: 10) ? seller.ejecutivo : script.owner
  }

  private mutating func desk() -> FolioActor {
    cast.backOffice(in: script.place.stage, &script.dice)
  }

  private var hasIssue: Bool { script.form.ramo != .unspecified }

  private var isEndoso: Bool {
    [.endosoA, .endosoB, .endosoD].contains(script.form.requestKind)
  }

  private var isQuote: Bool {
    [.cotizacionInicial, .cotizacionRenovacion, .renovacionAnticipada, .revire]
      .contains(script.form.requestKind)
  }
}
