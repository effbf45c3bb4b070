import Events
import Projections
import Schemas

/// Calls and visits, and who is to make them.
///
/// **Source:** receivables page, “Credits and collections”: Collection actions.
extension CreditCheck {
  /// The reasons that go with an answer; the first four are causes of a claim (claims page, milestone
  /// 3), so each has its own typification. `nil`: any other reason, or none (a).
  static let reasons: [(CreditTypification, [CreditNonPaymentReason]?)] = [
    (.fallecido, [.fallecimiento]),
    (.incapacidadTotal, [.incapacidadTotalPermanente]),
    (.tramiteDesempleo, [.desempleo]),
    (.tramiteIncapacidadTemporal, [.incapacidadTemporal]),
    (.promesaDePago, nil),
    (.yaPago, nil),
    (.renuente, nil),
    // Nobody answered.
    (.noContesta, []),
    (.ilocalizado, []),
    (.otraRespuesta, nil),
  ]
  /// Reasons that lead to no claim.
  static let otherReasons: [CreditNonPaymentReason] = [
    .dificultadEconomica, .olvido, .reclamoDelProducto, .otroMotivo,
  ]

  func check(_ event: CreditClientContacted) throws(CreditRefusal) {
    try checkID(event.id)
    try CreditValues.known(event.channel, "channel")
    try CreditValues.known(event.typification, "typification")
    try CreditValues.listed(event.reason, "reason")
    try checkReason(event)
    guard event.typification == .promesaDePago else {
      if event.hasPromise { throw .promiseWithoutTypification }
      return
    }
    guard event.hasPromise else { throw .promiseMissing }
    _ = try CreditValues.positive(event.promise.amount, "promise.amount")
    let date = try CreditValues.date(event.promise.date, "promise.date")
    if date < today { throw .promiseInThePast(date, today: today) }
  }

  private func checkReason(_ event: CreditClientContacted) throws(CreditRefusal) {
    guard let row = Self.reasons.first(where: { $0.0 == event.typification }) else {
      preconditionFailure("\(event.typification) is in no row of reasons")
    }
    switch (row.1, event.reason) {
    case (nil, .unspecified): return
    case (nil, let reason) where Self.otherReasons.contains(reason): return
    case (nil, _): throw .reasonNotTaken(event.typification, allowed: Self.otherReasons)
    case (let only?, .unspecified) where only.isEmpty: return
    case (let only?, let reason):
      if !only.contains(reason) { throw .reasonNotTaken(event.typification, allowed: only) }
    }
  }

  /// The director of the band in which the client is, by what was recorded until now.
  func check(_ event: CreditAdviserAssigned) throws(CreditRefusal) {
    guard CreditDuties.advisers.contains(event.adviser.role) else {
      throw .notAnAdviser(event.adviser.role)
    }
    if event.adviser.key.isBlank && event.adviser.name.isBlank {
      throw .fieldsMissing(["adviser.key"])
    }
    let days = accounts.daysPastDue(on: today)
    let band = CreditBands(book, on: today).band(of: days)
    guard event.band == UInt32(band.number) else {
      throw .otherBand(event.band, band: band.number, days: days)
    }
    guard event.actor.role == band.director else {
      throw .notEntitled(event.actor.role, allowed: [band.director], .credits)
    }
  }
}
