public import Events
public import Schemas
import SwiftProtobuf

/// A promise to pay, and what was paid since it was made: whether it was kept follows.
///
/// Kept when what was recorded since, effective at the latest on its day, is at least what was promised
/// (a). Another promise takes its place (a).
///
/// **Source:** receivables page, “Credits and collections”: promise to pay.
public struct OpenPromise: Hashable, Sendable {
  /// Of the contact in which it was made.
  public let id: String
  public let amount: Money
  /// By the end of which it is to be kept, without days of grace.
  public let date: LocalDate
  /// When it was recorded.
  public let made: Timestamp
  private var payments: [Payment] = []

  private struct Payment: Hashable, Sendable {
    let id: String
    let amount: Money
    let effective: LocalDate
  }

  /// `nil` for a contact without a promise.
  public init?(_ event: CreditClientContacted, made: Timestamp) {
    guard event.hasPromise, let amount = try? Money(event.promise.amount),
      let date = LocalDate(event.promise.date)
    else { return nil }
    id = event.id
    self.amount = amount
    self.date = date
    self.made = made
  }

  /// Reads what `stored` and `storedPayments` wrote.
  public init(_ row: StoredPromise, _ payments: [StoredPromisePayment]) {
    id = row.id
    amount = Money(minorUnits: row.centavos, .cop)
    date = LocalDate(row.date)
    made = Timestamp(row.made)
    self.payments = payments.map {
      Payment(
        id: $0.id, amount: Money(minorUnits: $0.centavos, .cop),
        effective: LocalDate($0.effective))
    }
  }

  public var stored: StoredPromise {
    .with {
      $0.id = id
      $0.centavos = amount.minorUnits
      $0.date = date.stored
      $0.made = .init(made)
    }
  }

  public var storedPayments: [StoredPromisePayment] {
    payments.map { payment in
      StoredPromisePayment.with {
        $0.id = payment.id
        $0.centavos = payment.amount.minorUnits
        $0.effective = payment.effective.stored
      }
    }
  }

  /// Whether enough was paid with effect by `last`: its date and the days of grace. `nil`: by any day.
  public func isKept(by last: LocalDate? = nil) -> Bool {
    payments.filter { payment in last.map { payment.effective <= $0 } ?? true }
      .reduce(.zero(.cop)) { $0 + $1.amount } >= amount
  }

  /// A payment was recorded. One that is no amount in COP on a day counts for nothing.
  public mutating func add(_ event: CreditPaymentReceived) {
    guard let amount = try? Money(event.amount), amount.currency == .cop,
      let date = LocalDate(event.effectiveDate)
    else { return }
    payments.append(Payment(id: event.id, amount: amount, effective: date))
  }

  /// A payment was taken back.
  public mutating func remove(_ id: String) { payments.removeAll { $0.id == id } }
}
