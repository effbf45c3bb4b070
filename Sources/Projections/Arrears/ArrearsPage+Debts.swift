public import Events
public import Schemas
import SwiftProtobuf

extension ArrearsCommitment {
  /// Something is owed of it, and its week is not over.
  public var isOpen: Bool { hasOwed && !hasBroken }
}

extension ArrearsPage {
  /// Each with what is still owed of it; absent where nothing is.
  var commitmentsWithOwed: [ArrearsCommitment] {
    commitments.map { commitment in
      var commitment = commitment
      let owed = invoices.filter { $0.isOwed && commitment.invoices.contains($0.invoice) }
        .compactMap { try? Money($0.amount) }
      if let first = owed.first {
        commitment.owed = owed.dropFirst().reduce(first, +).wire
      }
      return commitment
    }
  }

  /// What is owed on each contract, or on each product of each.
  ///
  /// - Parameter day: what was owed at the end of this day; `nil` for what is owed by all that is
  ///   known.
  public func debts(on day: LocalDate? = nil, byProduct: Bool) -> [ArrearsDebt] {
    struct Place: Hashable {
      let contract: String
      let product: String
    }
    var sums: [Place: (amount: Money, invoices: Set<String>, oldest: String)] = [:]
    for invoice in invoices where day.map(invoice.isOwed(on:)) ?? invoice.isOwed {
      for line in invoice.lines {
        guard let amount = try? Money(line.amount) else { continue }
        let place = Place(contract: invoice.contract, product: byProduct ? line.product : "")
        var sum = sums[place] ?? (.zero(amount.currency), [], invoice.month)
        sum.amount = sum.amount + amount
        sum.invoices.insert(invoice.invoice)
        sum.oldest = min(sum.oldest, invoice.month)
        sums[place] = sum
      }
    }
    return sums.sorted { ($0.key.contract, $0.key.product) < ($1.key.contract, $1.key.product) }
      .map { place, sum in
        ArrearsDebt.with {
          $0.nit = nit
          $0.name = name
          $0.executive = executive
          $0.contract = place.contract
          if byProduct { $0.product = product(place.product, of: place.contract) }
          $0.amount = sum.amount.wire
          $0.invoices = UInt32(sum.invoices.count)
          $0.oldestMonth = sum.oldest
        }
      }
  }

  /// As the contract has it; of a product that it does not have any more only the number is known.
  private func product(_ number: String, of contract: String) -> ArrearsProduct {
    contracts.first { $0.contract == contract }?.products.first { $0.number == number }
      ?? .with { $0.number = number }
  }
}

extension ArrearsInvoice {
  /// Neither paid nor annulled.
  public var isOwed: Bool { paidOn.isEmpty && annulledOn.isEmpty }

  /// Whether it was issued, and neither paid nor annulled, at the end of a day. What was paid by a
  /// payment that did not hold was paid until the day of the reversal, as in the ledger.
  public func isOwed(on day: LocalDate) -> Bool {
    func isBy(_ date: String) -> Bool { !date.isEmpty && date <= "\(day)" }
    return isBy(issuedOn) && !isBy(annulledOn) && !isBy(paidOn)
      && !reversed.contains { isBy($0.paidOn) && !isBy($0.reversedOn) }
  }
}
