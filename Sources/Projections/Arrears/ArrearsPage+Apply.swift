import Events
import Schemas
import SwiftProtobuf

extension ArrearsPage {
  /// The page after an event.
  /// - Returns: why it cannot be; the page is then worthless.
  mutating func apply(_ change: ArrearsEvent, _ event: RecordedEvent) -> String? {
    let recorded = Google_Protobuf_Timestamp(event.recorded)
    switch change {
    case .clientRecorded(let client):
      name = client.name
      publicInstitution = client.publicInstitution
      executive = client.executive
      email = client.email
      whatsapp = client.whatsapp
    case .contractRecorded(let contract):
      contracts.removeAll { $0.contract == contract.contract }
      contracts.append(
        .with {
          $0.contract = contract.contract
          $0.products = contract.products
        })
      contracts.sort { $0.contract < $1.contract }
    case .proformaIssued(let proforma):
      guard let amount = total(proforma.lines) else { return "its lines are no amount" }
      proformas.append(
        .with {
          $0.contract = proforma.contract
          $0.month = proforma.month
          $0.amount = amount
          $0.issued = recorded
        })
    case .proformaSent(let sent):
      // It is recorded as an interaction too (I2).
      interactions.append(
        .with {
          $0.recorded = recorded
          $0.actor = sent.actor
          $0.channel = sent.channel
          $0.text =
            "Factura proforma de \(sent.month) del contrato \(sent.contract) a \(sent.recipient)"
        })
      return Self.amend(
        &proformas, where: { $0.contract == sent.contract && $0.month == sent.month },
        by: {
          $0.sent = recorded
          $0.channel = sent.channel
          $0.recipient = sent.recipient
        })
    case .chargeAdded(let charge): add(charge)
    case .chargeWithdrawn(let withdrawn):
      return Self.amend(
        &charges, where: { $0.charge == withdrawn.charge }, by: { $0.withdrawn = true })
    case .invoiceIssued(let invoice): return issue(invoice)
    case .invoiceAnnulled(let annulled):
      for index in charges.indices where charges[index].invoice == annulled.invoice {
        charges[index].invoice = ""
      }
      return Self.amend(
        &invoices, where: { $0.invoice == annulled.invoice },
        by: {
          $0.annulledOn = annulled.annulledOn
        })
    case .sigepStamped(let stamped):
      return Self.amend(
        &invoices, where: { stamped.invoices.contains($0.invoice) },
        by: {
          $0.sigepForm = stamped.form
        })
    case .paymentRecorded(let payment):
      let paid = payment.applications.map(\.invoice)
      return Self.amend(
        &invoices, where: { paid.contains($0.invoice) },
        by: {
          $0.paidOn = payment.paidOn
          $0.reference = payment.reference
          $0.way = payment.way
        })
    case .paymentReversed(let reversed):
      let reference = ArrearsReference.folded(reversed.reference)
      return Self.amend(
        &invoices, where: { ArrearsReference.folded($0.reference) == reference },
        by: { invoice in
          let payment = ArrearsReversedPayment.with {
            $0.reference = invoice.reference
            $0.way = invoice.way
            $0.paidOn = invoice.paidOn
            $0.reversedOn = reversed.reversedOn
            $0.reason = reversed.reason
          }
          invoice.reversed.append(payment)
          invoice.paidOn = ""
          invoice.reference = ""
          invoice.way = .unspecified
        })
    case .interactionRecorded(let interaction):
      interactions.append(
        .with {
          $0.recorded = recorded
          $0.actor = interaction.actor
          $0.channel = interaction.channel
          $0.text = interaction.text
          $0.round = interaction.round
        })
    case .commitmentMade(let made):
      commitments.append(
        .with {
          $0.commitment = made.commitment
          $0.made = recorded
          $0.invoices = made.invoices
          $0.way = made.way
          $0.promisedBy = made.promisedBy
          $0.executive = made.actor
        })
    case .letterIssued(let letter):
      letters.append(
        .with {
          $0.letter = letter.letter
          $0.issuedOn = letter.issuedOn
          $0.invoices = letter.invoices
          $0.copy = letter.copy
        })
    case .deadlinePassed(let passed):
      return Self.amend(
        &commitments, where: { $0.commitment == passed.commitment },
        by: {
          $0.broken = recorded
          $0.deadline = passed.escalation.due
        })
    }
    return nil
  }

  private mutating func add(_ charge: ArrearsChargeAdded) {
    charges.removeAll { $0.charge == charge.charge }
    charges.append(
      .with {
        $0.charge = charge.charge
        $0.contract = charge.contract
        $0.product = charge.product
        $0.amount = charge.amount
        $0.concept = charge.concept
        $0.month = charge.month
      })
  }

  private mutating func issue(_ invoice: ArrearsInvoiceIssued) -> String? {
    guard let amount = total(invoice.lines) else { return "its lines are no amount" }
    invoices.append(
      .with {
        $0.invoice = invoice.invoice
        $0.contract = invoice.contract
        $0.month = invoice.month
        $0.issuedOn = invoice.issuedOn
        $0.lines = invoice.lines
        $0.amount = amount
      })
    for line in invoice.lines where !line.charge.isEmpty {
      let reason = Self.amend(
        &charges, where: { $0.charge == line.charge }, by: { $0.invoice = invoice.invoice })
      if let reason { return reason }
    }
    return nil
  }

  /// The sum of the lines; `nil` when there are none, or they are not of one currency.
  private func total(_ lines: [ArrearsLine]) -> WireMoney? {
    let amounts = lines.compactMap { try? Money($0.amount) }
    guard amounts.count == lines.count, let currency = amounts.first?.currency,
      amounts.allSatisfy({ $0.currency == currency })
    else { return nil }
    return amounts.reduce(.zero(currency), +).wire
  }

  /// Changes the rows that match, at least one.
  private static func amend<Row>(
    _ rows: inout [Row], where isOne: (Row) -> Bool, by body: (inout Row) -> Void
  ) -> String? {
    let matching = rows.indices.filter { isOne(rows[$0]) }
    for index in matching { body(&rows[index]) }
    return matching.isEmpty ? "it refers to something that is not on the client's page" : nil
  }
}
