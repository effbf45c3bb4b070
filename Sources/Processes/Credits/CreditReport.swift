import Events
public import Projections
public import Schemas
import SwiftProtobuf

/// The monthly report of the saldos insolutos of the covered obligations: vigente, with a policy, less
/// than 360 days past due.
///
/// **Source:** receivables page, “Credits and collections”; source 003, “Políticas generales” and
/// “Definiciones”.
public struct CreditReport {
  private let day: CreditDay
  public private(set) var obligations = 0
  public private(set) var total = Money.zero(.cop)
  /// Those that owe something and are not reported.
  public private(set) var notCovered = 0
  public private(set) var notCoveredTotal = Money.zero(.cop)

  public init(_ day: CreditDay) { self.day = day }

  /// Adds a client, and says which lines the report has of it.
  public mutating func add(_ client: CreditClient) -> [CreditReportRow] {
    var rows: [CreditReportRow] = []
    for obligation in client.accounts.current(on: day.date) {
      let balance = obligation.outstanding(on: day.date)
      guard day.isCovered(obligation) else {
        if balance.isPositive {
          notCovered += 1
          notCoveredTotal = notCoveredTotal + balance
        }
        continue
      }
      obligations += 1
      total = total + balance
      rows.append(
        CreditReportRow.with {
          $0.cedula = client.cedula.digits
          $0.name = client.row.name
          $0.birthDate = client.row.birthDate
          $0.invoice = obligation.invoice
          $0.disbursementDate = "\(obligation.disbursed)"
          $0.insurancePolicy = obligation.insurancePolicy
          $0.daysPastDue = UInt32(obligation.daysPastDue(on: day.date))
          $0.balance = balance.wire
        })
    }
    return rows
  }
}
