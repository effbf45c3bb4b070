import Events
import Schemas
import SwiftProtobuf

/// The tables of `CreditClients`.
struct CreditClientTables: Sendable {
  /// Number of digits, digits of the cédula -> `StoredCreditClient`: in order of the number.
  let clients: Table
  /// Stream of a claim -> cédula of its client.
  let claims: Table
  /// `YYYY-MM` -> `CreditReportMonth`.
  let months: Table

  static let names = ["clients", "claims", "months"]

  init(_ environment: Environment) {
    clients = environment.table("clients")
    claims = environment.table("claims")
    months = environment.table("months")
  }

  static func key(_ cedula: Cedula) -> Key {
    Key([UInt8(cedula.digits.utf8.count)] + Array(cedula.digits.utf8))
  }

  func client(
    _ cedula: Cedula, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> StoredCreditClient? {
    try transaction.get(clients, Self.key(cedula)).map(Row.message)
  }

  func put(
    _ client: StoredCreditClient, _ cedula: Cedula, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(clients, Self.key(cedula), Row.bytes(client))
  }

  func client(
    ofClaim stream: StreamName, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Cedula? {
    try transaction.get(claims, Key(stream.text)).flatMap {
      Cedula(String(decoding: $0, as: UTF8.self))
    }
  }

  func put(
    _ cedula: Cedula, ofClaim stream: StreamName, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    try transaction.put(claims, Key(stream.text), Array(cedula.digits.utf8))
  }

  func month(
    _ month: YearMonth, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> CreditReportMonth? {
    try transaction.get(months, Key("\(month)")).map(Row.message)
  }

  /// An event of the stream of the report.
  func applyReport(
    _ event: CreditEvent, _ recorded: Timestamp, _ transaction: inout WriteTransaction
  ) throws(LMDBError) {
    switch event {
    case .reportSent(let event):
      try change(event.month, &transaction) {
        $0.sent = event
        $0.sentAt = .init(recorded)
      }
    case .deadlinePassed(let event):
      switch event.subject {
      case .closedMonth(let month):
        try change(month, &transaction) { $0.closed = .init(recorded) }
      case .unsentMonth(let month):
        try change(month, &transaction) { $0.late = .init(recorded) }
      case .promise, nil: break
      }
    default: break
    }
  }

  private func change(
    _ text: String, _ transaction: inout WriteTransaction,
    _ change: (inout CreditReportMonth) -> Void
  ) throws(LMDBError) {
    guard let month = YearMonth(text) else { return }
    var row = try self.month(month, transaction) ?? CreditReportMonth()
    row.month = text
    change(&row)
    try transaction.put(months, Key(text), Row.bytes(row))
  }
}
