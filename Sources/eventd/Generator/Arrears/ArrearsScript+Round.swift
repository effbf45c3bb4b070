import Events
import Projections
import Schemas
import SwiftProtobuf

/// The monthly round (I1–I7), and what clients do about it.
extension ArrearsScript {
  /// The proformas and invoices of a month, in its first days after it; the next month plans
  /// itself.
  mutating func bill(_ month: YearMonth) {
    append(contracts.map { proforma($0, month) })
    issue(month, suffix: "")
    plan(in: 1...3) { $0.send(month) }
    if dice.chance(percent: 40) { plan(in: 3...20) { $0.charge() } }
    if habit == .punctual { plan(in: 3...9) { $0.pay() } }
    plan(in: 8...11) { $0.call(month) }
    plan(on: month.next.next.days.lowerBound.adding(days: dice.below(3))) { $0.bill(month.next) }
  }

  private func proforma(_ contract: Contract, _ month: YearMonth) -> ArrearsProformaIssued {
    .with {
      $0.actor = ArrearsCast.billing
      $0.contract = contract.number
      $0.month = "\(month)"
      $0.lines = lines(of: contract)
    }
  }

  private func lines(of contract: Contract) -> [ArrearsLine] {
    zip(contract.products, contract.prices).map { product, price in
      .with {
        $0.product = product.number
        $0.amount = .centavos(price)
        $0.concept = "Servicio del mes"
      }
    }
  }

  /// With the charges that wait. A contract that has an invoice of the month gets none.
  mutating func issue(_ month: YearMonth, suffix: String, only contract: String? = nil) {
    var issued: [ArrearsInvoiceIssued] = []
    for one in contracts where contract == nil || one.number == contract {
      let taken = waiting.filter { $0.contract == one.number && $0.month <= "\(month)" }
      waiting.removeAll { charge in taken.contains { $0.charge == charge.charge } }
      let charges = taken.map { charge in
        ArrearsLine.with {
          $0.product = charge.product
          $0.amount = charge.amount
          $0.concept = charge.concept
          $0.charge = charge.charge
        }
      }
      let invoice = Owed(
        invoice: "\(one.number)-\(month)\(suffix)", contract: one.number, month: month,
        lines: lines(of: one) + charges, issuedOn: today)
      owed.append(invoice)
      issued.append(
        .with {
          $0.actor = ArrearsCast.billing
          $0.invoice = invoice.invoice
          $0.contract = one.number
          $0.month = "\(month)"
          $0.issuedOn = "\(today)"
          $0.lines = invoice.lines
        })
    }
    append(issued)
  }

  private mutating func send(_ month: YearMonth) {
    let channel = dice.pick(weighted: [
      (ArrearsChannel.correo, 60), (.whatsapp, 30), (.fisico, 10),
    ])
    let recipient =
      switch channel {
      case .correo: email
      case .whatsapp: whatsapp
      case .fisico, .llamada, .unspecified, .UNRECOGNIZED: "Recepción"
      }
    append(
      contracts.map { contract in
        ArrearsProformaSent.with {
          $0.actor = executive
          $0.contract = contract.number
          $0.month = "\(month)"
          $0.channel = channel
          $0.recipient = recipient
        }
      })
  }

  /// I3 to I6: those in debt are called.
  private mutating func call(_ month: YearMonth) {
    guard !owed.isEmpty else { return end(month, "Sin deudas pendientes a la fecha") }
    switch habit {
    case .punctual:
      interact("Se recuerda la factura pendiente")
      plan(in: 1...3) { $0.pay() }
    case .committing:
      commit()
      plan(in: 1...6) { $0.pay() }
    case .breaking:
      commit()
      if dice.chance(percent: 75) { plan(in: 9...16) { $0.pay() } }
    case .silent:
      interact("No contesta")
      if owed.count > contracts.count { plan(in: 2...4) { $0.warn() } }
      if dice.chance(percent: 20) { plan(in: 5...12) { $0.pay() } }
    case .disputing:
      interact("Objeta el monto; se deriva a UTAR")
      plan(in: 2...4) { $0.correct() }
      plan(in: 6...9) { $0.pay() }
    }
    plan(in: 8...9) { $0.end(month, "Ronda concluida") }
  }

  private mutating func interact(_ text: String) {
    append([interaction(text, by: .llamada)])
  }

  private func interaction(_ text: String, by channel: ArrearsChannel) -> ArrearsInteractionRecorded
  {
    .with {
      $0.actor = executive
      $0.channel = channel
      $0.text = text
    }
  }

  /// I7
  private mutating func end(_ month: YearMonth, _ text: String) {
    var ended = interaction(text, by: dice.chance(percent: 80) ? .llamada : .whatsapp)
    ended.round = "\(month)"
    append([ended])
  }

  /// To what is not committed to; the week of an earlier commitment must be over.
  private mutating func commit() {
    let free = owed.filter { one in
      committed[one.invoice].map { $0.adding(days: 8) < today } ?? true
    }
    guard !free.isEmpty else { return interact("Se recuerda el compromiso de pago") }
    let isAgain = free.contains { committed[$0.invoice] != nil }
    for one in free { committed[one.invoice] = today }
    let made = ArrearsCommitmentMade.with {
      $0.actor = executive
      $0.commitment = newID("CP")
      $0.invoices = free.map(\.invoice)
      $0.way = isPublic ? .sigep : .banco
      $0.promisedBy = TrafficNames.person(&dice)
    }
    append(
      [
        interaction("Se informan las facturas pendientes y las formas de pago", by: .llamada), made,
      ],
      waitsFor: isAgain ? "arrears.committed-already" : nil)
  }

  private mutating func warn() {
    guard !owed.isEmpty else { return }
    append([
      ArrearsLetterIssued.with {
        $0.actor = executive
        $0.letter = newID("CM")
        $0.issuedOn = "\(today)"
        $0.invoices = owed.map(\.invoice)
        $0.copy = "Archivo Empresas, carpeta \(dice.number(in: 1...40))"
      }
    ])
  }
}
