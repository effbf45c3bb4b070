import ArgumentParser
import EventdClient
import Projections
import Schemas
import SwiftProtobuf

struct AccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "Shows the onboarding of accounts: the board, its lists, or one account.",
    discussion: """
      Without anything else the board: what each area holds and for how long, and how many \
      accounts, quotes, invoices and amendments (otros sí) are where.

      Areas: \(AccountArea.all.map(\.code).joined(separator: ", ")).
      Status of quotes: \(AccountQuoteStatus.codes);
      of invoices: \(AccountInvoiceStatus.codes);
      of amendments: \(AccountAmendmentStatus.codes);
      of accounts (--list): \(AccountSituation.codes).

      Examples:
        eventd accounts
        eventd accounts --area ti
        eventd accounts --quotes --status tardia
        eventd accounts --invoices --csv
        eventd accounts 42
        eventd accounts 42 --as-of 2026-01-31T18:00:00-05:00
      """)

  @OptionGroup var options: ViewOptions

  @Argument(help: "One account, by its number: 42, #00000042 or account-00000042.")
  var account: String?

  @Option(help: "The open steps of an area, the oldest first; 'todas' for those of all.")
  var area: String?

  @Flag(help: "Quotes: due within their week, late, sent.")
  var quotes = false

  @Flag(help: "Invoices: in preparation, issued, overdue, returned, paid.")
  var invoices = false

  @Flag(help: "Amendments (otros sí), by who has signed.")
  var amendments = false

  @Flag(help: "All accounts, by number.")
  var list = false

  @Option(help: "A list: only of this status.")
  var status: String?

  @Option(help: "A list: start after this row, as the list before said.")
  var after: String?

  @Option(help: "A list: at most this many rows, up to 1000.")
  var limit: UInt32 = 100

  /// Colombia has one. Source: onboarding page (America/Bogota (a)).
  private static let zone = "America/Bogota"

  func run() async throws {
    let asked = [account != nil, area != nil, quotes, invoices, amendments, list]
    guard asked.filter(\.self).count <= 1 else {
      throw UsageError(
        "ask for one thing: an account, --area, --quotes, --invoices, --amendments or --list")
    }
    if let account {
      try await show(account)
    } else if let wanted = try wantedList() {
      try await show(wanted)
    } else {
      try await board()
    }
  }

  private func board() async throws {
    if status != nil || after != nil {
      throw UsageError("--status and --after belong to a list, e.g. --quotes")
    }
    let request = try AccountBoardRequest.with { $0.at = try options.at(in: Self.zone) }
    let response = try await options.connect { eventd in
      try await eventd.accountBoard(request)
    }
    try options.show(response, in: Self.zone) { times in
      AccountBoardView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(_ account: String) async throws {
    guard let number = AccountNumber(search: account) else {
      throw UsageError(
        "'\(account)' is no account number; write 42, #00000042 or account-00000042")
    }
    let request = try AccountRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.number = number.rawValue
    }
    let response = try await options.connect { eventd in try await eventd.account(request) }
    try options.show(response, in: Self.zone) { times in
      AccountPageView(response: response, times: times, screen: Output.screen)
    }
  }

  private func show(_ wanted: AccountListRequest.OneOf_List) async throws {
    let request = try AccountListRequest.with {
      $0.at = try options.at(in: Self.zone)
      $0.list = wanted
      $0.after = try .init(bytes(after))
      $0.limit = limit
    }
    let response = try await options.connect { eventd in
      try await eventd.accountList(request)
    }
    try options.show(response, in: Self.zone) { times in
      AccountListView(request: request, response: response, times: times, screen: Output.screen)
    }
  }

  private func wantedList() throws(UsageError) -> AccountListRequest.OneOf_List? {
    if let area {
      if status != nil { throw UsageError("--status does not go with --area") }
      if area == "todas" { return .tasks(.unspecified) }
      return .tasks(try chosen(area.lowercased(), AccountArea.all, \.code))
    }
    if quotes { return .quotes(try chosen(status, AccountQuoteStatus.allCases, \.code)) }
    if invoices { return .invoices(try chosen(status, AccountInvoiceStatus.allCases, \.code)) }
    if amendments {
      return .amendments(try chosen(status, AccountAmendmentStatus.allCases, \.code))
    }
    if list { return .accounts(try chosen(status, AccountSituation.allCases, \.code)) }
    return nil
  }

  /// The first of `values` for no code, which is that of no filter.
  private func chosen<Value>(
    _ code: String?, _ values: [Value], _ key: KeyPath<Value, String>
  ) throws(UsageError) -> Value {
    let codes = values.map { $0[keyPath: key] }
    guard let index = codes.firstIndex(of: code ?? "") else {
      let known = codes.filter { !$0.isEmpty }.joined(separator: ", ")
      throw UsageError("there is no '\(code ?? "")'; choose one of \(known)")
    }
    return values[index]
  }

  /// From hexadecimal digits.
  private func bytes(_ text: String?) throws(UsageError) -> [UInt8] {
    guard let text else { return [] }
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      guard rest.count > 1, let byte = UInt8(rest.prefix(2), radix: 16) else {
        throw UsageError("--after '\(text)' is not what a list said; copy it from there")
      }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}

extension AccountQuoteStatus {
  static var codes: String { allCases.dropFirst().map(\.code).joined(separator: ", ") }
}

extension AccountInvoiceStatus {
  static var codes: String { allCases.dropFirst().map(\.code).joined(separator: ", ") }
}

extension AccountAmendmentStatus {
  static var codes: String { allCases.dropFirst().map(\.code).joined(separator: ", ") }
}

extension AccountSituation {
  static var codes: String { allCases.dropFirst().map(\.code).joined(separator: ", ") }
}
