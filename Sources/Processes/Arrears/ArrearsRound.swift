import Events
import Projections
import Schemas

/// The Ejecutivo(a)'s monthly round: proformas sent, interactions, commitments, letters.
///
/// **Source:** receivables page, “Mora of company clients”; post-sale page, I2, I5–I7.
enum ArrearsRound {
  /// By e-mail, WhatsApp or on paper. May be sent again (a).
  static func check(
    _ event: ArrearsProformaSent, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    guard state.proformas.contains(ArrearsMonthOfContract(event.contract, event.month)) else {
      throw .proformaUnknown(contract: event.contract, month: event.month)
    }
    let channels: [ArrearsChannel] = [.correo, .whatsapp, .fisico]
    guard channels.contains(event.channel) else {
      throw .channelNotTaken(event.channel, allowed: channels)
    }
    try ArrearsValues.check(given: event.recipient, "recipient")
  }

  static func check(_ event: ArrearsInteractionRecorded) throws(ArrearsRefusal) {
    guard ArrearsChannel.all.contains(event.channel) else {
      throw .unknownValue(field: "channel", number: event.channel.rawValue)
    }
    try ArrearsValues.check(given: event.text, "text")
    if !event.round.isEmpty { _ = try ArrearsValues.month(event.round, "round") }
  }

  /// To pay invoices that are owed and not committed to already (a).
  static func check(
    _ event: ArrearsCommitmentMade, of client: ArrearsClient, in state: ArrearsState
  ) throws(ArrearsRefusal) {
    try ArrearsValues.check(number: event.commitment, "commitment")
    if state.commitments[event.commitment] != nil { throw .commitmentThere(event.commitment) }
    try ArrearsValues.check(distinct: event.invoices, "invoices")
    for number in event.invoices {
      _ = try ArrearsInvoices.owed(number, in: state)
      for (id, commitment) in state.commitments
      where !commitment.isBroken && commitment.invoices.contains(number) {
        throw .committedAlready(number, commitment: id)
      }
    }
    try ArrearsPayments.check(event.way, of: client, in: state)
    try ArrearsValues.check(given: event.promisedBy, "promised_by")
  }

  /// About invoices that are owed; one copy is kept.
  static func check(
    _ event: ArrearsLetterIssued, in state: ArrearsState, today: LocalDate
  ) throws(ArrearsRefusal) {
    try ArrearsValues.check(number: event.letter, "letter")
    _ = try ArrearsValues.pastDate(event.issuedOn, "issued_on", today: today)
    try ArrearsValues.check(distinct: event.invoices, "invoices")
    for number in event.invoices { _ = try ArrearsInvoices.owed(number, in: state) }
    try ArrearsValues.check(given: event.copy, "copy")
  }
}
