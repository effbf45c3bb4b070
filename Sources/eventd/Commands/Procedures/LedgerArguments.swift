import ArgumentParser
import Events
import Projections
import Schemas
import SwiftProtobuf

/// Both times of a ledger.
struct LedgerMomentOptions: ParsableArguments {
  @Option(help: "What is true by this day, YYYY-MM-DD.")
  var effective: String?

  @Option(help: "What was recorded by this RFC 3339 time, or by the end of this date.")
  var recorded: String?

  var isOpen: Bool { effective == nil && recorded == nil }

  /// - Parameter zone: of a date in `--recorded`.
  func asOf(in zone: String) throws -> LedgerAsOf {
    try LedgerAsOf.with {
      $0.effective = try DayArgument.text(effective, "--effective")
      if let recorded {
        $0.recorded = Google_Protobuf_Timestamp(
          try MomentArgument.time(recorded, "--recorded", in: zone))
      }
    }
  }
}

/// Where the people of a ledger are, and what they count in.
struct LedgerPlace {
  let zone: String
  /// ISO 4217.
  let currency: String

  static let lima = LedgerPlace(zone: "America/Lima", currency: "PEN")

  /// Source: receivables page: Peru, PEN and USD; Colombia, COP; Bolivia, BOB.
  private static let places = [
    PremiumEvent.category: lima,
    CreditEvent.category: LedgerPlace(zone: "America/Bogota", currency: "COP"),
    ArrearsEvent.category: LedgerPlace(zone: "America/La_Paz", currency: "BOB"),
  ]

  /// Of one that is not known here any, since the daemon says then that there is none.
  static func of(_ ledger: String) -> LedgerPlace { places[ledger] ?? lima }
}

/// Where a list of a ledger goes on, as its screen says it.
enum LedgerCursor {
  /// Of movements: how many to pass over.
  static func count(_ text: String?) throws(UsageError) -> UInt64 {
    guard let text else { return 0 }
    guard let count = UInt64(text) else { throw unknown(text) }
    return count
  }

  /// Of the journal: `1408.0`.
  static func entry(_ text: String?) throws(UsageError) -> WireLedgerEntryReference? {
    guard let text else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let position = UInt64(parts[0]), let index = UInt32(parts[1]) else {
      throw unknown(text)
    }
    return .with {
      $0.position = position
      $0.index = index
    }
  }

  /// Of shares: `20512345678/cuota 4711`.
  static func share(_ text: String?) throws(UsageError) -> (holder: String, document: String) {
    guard let text else { return ("", "") }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw unknown(text) }
    return (String(parts[0]), String(parts[1]))
  }

  private static func unknown(_ text: String) -> UsageError {
    UsageError("--after '\(text)' is not what a list said; copy it from there")
  }
}

extension WireLedgerEntryReference {
  /// `1408.0`
  var text: String { "\(position).\(index)" }
}
