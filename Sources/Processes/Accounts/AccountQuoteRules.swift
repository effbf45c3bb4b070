import Events
import Projections
import Schemas

/// Quotes: asked for, sent, followed up, refused.
///
/// **Source:** onboarding page, “Commercial phase”, 4 and 5. Missing contents are warnings, and a late
/// quote is late: neither is a reason to refuse it.
enum AccountQuoteRules {
  static func check(
    _ event: AccountQuoteEvent, _ facts: EventFacts, in standing: AccountStanding
  ) throws(AccountRefusal) {
    switch event {
    case .requested(let event):
      try AccountValues.check(event.channel, "channel")
      try AccountValues.need(.commercial, [:], ["channel": event.channel != .unspecified])
      if standing.isContracted { throw .contractReceived }
      try checkNew(event.quote, "quote", in: standing)
    case .sent(let event): try check(event, facts, in: standing)
    case .followedUp(let event):
      try checkSent(event.quote, in: standing)
      try AccountValues.need(.commercial, ["note": event.note])
    case .refused(let event):
      try checkSent(event.quote, in: standing)
      try AccountValues.need(.commercial, ["reason": event.reason])
      if !event.newQuote.isEmpty { try checkNew(event.newQuote, "new_quote", in: standing) }
    }
  }

  /// One is asked for at a time (a).
  private static func checkNew(
    _ id: String, _ field: String, in standing: AccountStanding
  ) throws(AccountRefusal) {
    try AccountValues.checkID(id, field)
    if standing.quotes.contains(where: { $0.quote == id }) { throw .quoteKnown(id) }
    if let due = standing.dueQuote { throw .quoteStillDue(due.quote) }
  }

  private static func check(
    _ event: AccountQuoteSent, _ facts: EventFacts, in standing: AccountStanding
  ) throws(AccountRefusal) {
    guard let due = standing.dueQuote, due.quote == event.quote else {
      throw .quoteUnknown(event.quote, known: standing.dueQuote.map { [$0.quote] } ?? [])
    }
    if facts.effective < Timestamp(due.requested) {
      throw .effectiveBefore(
        facts.effective, what: "the request of the quote", Timestamp(due.requested))
    }
    try AccountValues.need(.commercial, ["sent_to": event.sentTo])
    if event.alternatives.isEmpty { throw .alternativeMissing }
    for (index, alternative) in event.alternatives.enumerated() where alternative.hasPrice {
      let price = try AccountValues.amount(alternative.price)
      if !price.isPositive {
        throw .notPositive(price, field: "alternatives.\(index).price")
      }
    }
  }

  private static func checkSent(
    _ id: String, in standing: AccountStanding
  ) throws(AccountRefusal) {
    guard let quote = standing.quotes.first(where: { $0.quote == id }) else {
      throw .quoteUnknown(id, known: standing.quotes.map(\.quote))
    }
    if !quote.hasSent { throw .quoteNotSent(id) }
    if quote.refused { throw .quoteRefusedAlready(id) }
  }

  /// The quote that a contract accepts, if it names one, was sent and not refused.
  static func checkAccepted(
    _ event: AccountContractReceived, in standing: AccountStanding
  ) throws(AccountRefusal) {
    if event.quote.isEmpty {
      return try AccountValues.leaveOut(
        .commercial, unless: "with the quote", ["alternative": event.alternative != 0])
    }
    try checkSent(event.quote, in: standing)
    let count = standing.quotes.first { $0.quote == event.quote }.map { Int($0.alternatives) } ?? 0
    let number = Int(event.alternative)
    // With one alternative there is nothing to choose.
    if number == 0 && count == 1 { return }
    guard (1...max(count, 1)).contains(number) else {
      throw .alternativeUnknown(number, count: count)
    }
  }
}
