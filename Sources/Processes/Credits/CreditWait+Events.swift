import Events
import Projections
import Schemas
import SwiftProtobuf

/// What an instance of the process keeps, and how events change it.
extension CreditWait {
  /// The promise and what was paid since; `nil` when none was made, or it has passed.
  var open: OpenPromise? { hasPromise ? OpenPromise(promise, payments) : nil }

  /// It takes the place of the one before.
  mutating func begin(_ open: OpenPromise, grace: StoredLimit?) {
    promise = open.stored
    if let grace { promise.grace = grace }
    payments = []
  }

  /// Counts only where a promise is open.
  mutating func add(_ event: CreditPaymentReceived) {
    guard var open else { return }
    open.add(event)
    payments = open.storedPayments
  }

  /// - Parameter limit: how long a report that closes now may wait to be sent.
  mutating func pass(_ event: CreditDeadlinePassed, at recorded: Timestamp, limit: StoredLimit?) {
    switch event.subject {
    case .promise:
      clearPromise()
      payments = []
    case .closedMonth(let text):
      nextMonth = YearMonth(text).map { "\($0.next)" } ?? ""
      unsent.append(
        UnsentReport.with {
          $0.month = text
          $0.closed = Google_Protobuf_Timestamp(recorded)
          if let limit { $0.limit = limit }
        })
    case .unsentMonth(let text):
      // It stays unsent, and is late once.
      for index in unsent.indices where unsent[index].month == text { unsent[index].clearLimit() }
    case nil: break
    }
  }
}
