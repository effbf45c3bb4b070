public import Events
import Schemas
import SwiftProtobuf

/// The view behind the lists, the portfolio, the agenda and the monthly report: a row for each client
/// with all that happened, and the months of the report. Read it with `CreditClientsReader`.
///
/// What is owed depends on the day that is asked for and is not stored. An event costs one read and one
/// write of the client's row, which grows with its movements and contacts.
///
/// **Source:** receivables page, “Credits and collections”.
public struct CreditClients: Projection {
  public let name = "credit-clients"
  public let version: UInt32 = 1
  public var tables: [String] { CreditClientTables.names }
  public let categories: Set<String>? = [CreditEvent.category, CreditClaimEvent.category]

  public init() {}

  /// Of a claim only what says whose it is, and what it pays.
  public func concerns(_ event: RecordedEvent) -> Bool {
    switch event.stream.category {
    case CreditEvent.category[...]: true
    case CreditClaimEvent.category[...]:
      event.type.text == ClaimCauseDetected.protoMessageName
        || CreditClaimEvent.types.contains(event.type.text)
    default: false
    }
  }

  /// - Throws: `FollowerError.poison` for what admission refuses and an ungoverned log may hold.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let tables = CreditClientTables(environment)
    if event.type.text == ClaimCauseDetected.protoMessageName {
      let detected = try Self.read(event) { () throws(PayloadError) in
        try StrictPayload.decode(event.data, event.contentType, as: ClaimCauseDetected.self)
      }
      guard let cedula = Cedula(detected.client.id) else { return }
      try Self.lift { () throws(LMDBError) in
        try tables.put(cedula, ofClaim: event.stream, &rows)
      }
    } else if event.stream.category == CreditClaimEvent.category {
      try applyClaim(event, tables, &rows)
    } else {
      try applyCredit(event, tables, &rows)
    }
  }

  /// Of somebody without credits here it changes nothing.
  private func applyClaim(
    _ event: RecordedEvent, _ tables: CreditClientTables, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    let moved = try Self.read(event) { () throws(PayloadError) in try CreditClaimEvent(event) }
    let client = try Self.lift { () throws(LMDBError) in
      try tables.client(ofClaim: event.stream, rows)
    }
    guard let moved, let client else { return }
    let found = try Self.lift { () throws(LMDBError) in try tables.client(client, rows) }
    guard var row = found else { return }
    do throws(CreditFault) { try row.apply(moved, event) } catch {
      throw .poison(event, error.description)
    }
    try Self.lift { () throws(LMDBError) in try tables.put(row, client, &rows) }
  }

  private func applyCredit(
    _ event: RecordedEvent, _ tables: CreditClientTables, _ rows: inout WriteTransaction
  ) throws(FollowerError) {
    let decoded = try Self.read(event) { () throws(PayloadError) in try CreditEvent(event) }
    if event.stream == CreditEvent.reportStream {
      try Self.lift { () throws(LMDBError) in
        try tables.applyReport(decoded, event.recorded, &rows)
      }
      return
    }
    guard let cedula = Cedula(stream: event.stream) else {
      throw .poison(event, "its stream is not named for a cédula, as credit-1098765432 is")
    }
    let found = try Self.lift { () throws(LMDBError) in try tables.client(cedula, rows) }
    var row = found ?? StoredCreditClient()
    do throws(CreditFault) { try row.apply(decoded, event) } catch {
      throw .poison(event, error.description)
    }
    try Self.lift { () throws(LMDBError) in try tables.put(row, cedula, &rows) }
  }

  private static func read<R>(
    _ event: RecordedEvent, _ body: () throws(PayloadError) -> R
  ) throws(FollowerError) -> R {
    do throws(PayloadError) { return try body() } catch {
      throw .poison(event, error.description)
    }
  }

  private static func lift<R>(_ body: () throws(LMDBError) -> R) throws(FollowerError) -> R {
    do throws(LMDBError) { return try body() } catch { throw .failure(error) }
  }
}
