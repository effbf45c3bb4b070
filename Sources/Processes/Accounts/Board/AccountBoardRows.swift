import Events
import Projections
import Schemas
import SwiftProtobuf

/// The rows of the board that one account has, which follow from its page alone.
struct AccountBoardRows {
  private(set) var rows: [AccountBoardKey: AccountRow] = [:]
  private let page: AccountPage
  private let situation: AccountSituation

  init(_ page: AccountPage) {
    self.page = page
    situation = page.standing.situation
    addSummary()
    addTasks()
    // Nobody waits for what a closed account asked for.
    for quote in page.standing.quotes where quote.hasSent || situation != .closed { add(quote) }
    for invoice in page.standing.invoices { add(invoice) }
    for amendment in page.standing.amendments { add(amendment) }
  }

  private mutating func add(
    _ list: AccountList, _ bucket: some RawRepresentable<Int>, at time: Timestamp,
    _ row: AccountRow.OneOf_Row, id: String = ""
  ) {
    let key = AccountBoardKey(
      list: list, bucket: UInt8(clamping: bucket.rawValue), time: time,
      number: page.standing.number, id: id)
    rows[key] = AccountRow.with {
      $0.number = page.standing.number
      $0.client = page.client.name
      $0.situation = situation
      $0.row = row
    }
  }

  private mutating func addSummary() {
    let row = AccountSummaryRow.with {
      $0.kind = page.client.kind
      $0.commercial = page.standing.freeSteps(of: .commercial)
      $0.incorporation = page.standing.freeSteps(of: .incorporation)
      $0.service = page.standing.freeSteps(of: .service)
      $0.opened = page.standing.opened
    }
    // By number: the time is the same for all.
    add(.accounts, situation, at: Timestamp(microseconds: 0), .summary(row))
  }

  /// A step that two areas hold is in the list of both.
  private mutating func addTasks() {
    for task in page.standing.tasks {
      for area in task.areas {
        let row = AccountTaskRow.with {
          $0.area = area
          $0.track = task.route.track
          $0.step = task.open.step
          $0.subject = task.route.subject
          $0.since = task.open.since
          if task.open.hasPassed { $0.passed = task.open.passed }
        }
        let id = "\(task.route.track.rawValue) \(task.open.step) \(task.route.subject)"
        add(.tasks, area, at: Timestamp(task.open.since), .task(row), id: id)
      }
    }
  }

  private mutating func add(_ quote: QuoteStanding) {
    let row = AccountQuoteRow.with {
      $0.status = quote.status
      $0.quote = quote.quote
      $0.requested = quote.requested
      if quote.hasPassed { $0.due = quote.passed.due }
      if quote.hasSent { $0.sent = quote.sent }
      $0.refused = quote.refused
      let warnings = page.quotes.first { $0.quote == quote.quote }?.warnings.count
      $0.warnings = UInt32(warnings ?? 0)
    }
    let time = quote.hasSent ? quote.sent : quote.requested
    add(.quotes, row.status, at: Timestamp(time), .quote(row), id: quote.quote)
  }

  private mutating func add(_ invoice: InvoiceStanding) {
    let details = page.invoices.first { $0.prepared.invoice == invoice.invoice }
    let open = invoice.path.open.first
    let row = AccountInvoiceRow.with {
      $0.status = invoice.status
      $0.invoice = invoice.invoice
      if let details { $0.amount = details.prepared.amount }
      if let open {
        $0.step = open.step
        $0.since = open.since
      }
      if invoice.hasSubmitted { $0.submitted = invoice.submitted }
      if invoice.hasPassed && invoice.hasSubmitted { $0.due = invoice.passed.due }
      if invoice.hasPaid { $0.paid = invoice.paid }
      $0.returns = UInt32(details?.returned.count ?? 0)
    }
    let time = invoice.hasPaid ? invoice.paid : invoice.hasSubmitted ? invoice.submitted : row.since
    add(.invoices, row.status, at: Timestamp(time), .invoice(row), id: invoice.invoice)
  }

  private mutating func add(_ amendment: AmendmentStanding) {
    let details = page.amendments.first { $0.proposed.amendment == amendment.amendment }
    let row = AccountAmendmentRow.with {
      $0.status = amendment.status
      $0.amendment = amendment.amendment
      $0.proposed = amendment.proposed
      $0.signedByClient = amendment.path.taken.contains("7C")
      $0.signedByCompany = amendment.path.taken.contains("7I")
      guard let details else { return }
      $0.proposedBy = details.proposed.proposedBy
      if details.hasInForce { $0.inForce = details.inForce }
      $0.changes = details.proposed.changes.map { "\($0.requirement): \($0.new)" }
        .joined(separator: "; ")
    }
    add(
      .amendments, row.status, at: Timestamp(amendment.proposed), .amendment(row),
      id: amendment.amendment)
  }
}
