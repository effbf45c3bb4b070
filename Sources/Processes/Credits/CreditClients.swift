import Events
import Projections
import Schemas

/// The client, and the claims of the client.
///
/// **Source:** receivables page, “Credits and collections”: Client; claims page, milestone 3.
extension CreditCheck {
  func check(_ event: CreditClientRegistered) throws(CreditRefusal) {
    guard case .client(let cedula) = state.subject else { return }
    if state.registration != nil { throw .registeredAlready(cedula) }
    guard event.cedula == cedula.digits else { throw .otherCedula(event.cedula, of: cedula) }
    try CreditValues.given(("name", event.name))
    _ = try CreditValues.past(event.birthDate, "birth_date", today: today)
  }

  /// For a death the date of the resolution that cancels the cédula.
  func check(_ event: CreditIdCancelled) throws(CreditRefusal) {
    if let before = state.idCancelled { throw .idCancelledAlready(before.resolution) }
    try CreditValues.name(event.resolution, "resolution")
    let date = try CreditValues.past(event.resolutionDate, "resolution_date", today: today)
    try checkNotBeforeBirth(date, "resolution_date")
  }

  func checkNotBeforeBirth(_ date: LocalDate, _ field: String) throws(CreditRefusal) {
    guard let birth = state.registration.flatMap({ LocalDate($0.birthDate) }) else { return }
    if date < birth { throw .beforeBirth(birth, field: field) }
  }

  /// From then on the accounts show what the claim pays.
  func check(_ event: CreditClaimLinked, _ elsewhere: Elsewhere) throws(CreditRefusal) {
    guard case .client(let cedula) = state.subject else { return }
    if state.claims.contains(event.claim) { throw .claimLinkedAlready(event.claim) }
    guard let stream = try? StreamName(event.claim),
      let claim = elsewhere(stream) as? any CreditClaim, !claim.clientID.isEmpty
    else { throw .claimUnknown(event.claim) }
    guard claim.clientID == cedula.digits else {
      throw .claimOfAnother(event.claim, client: claim.clientID)
    }
  }
}
