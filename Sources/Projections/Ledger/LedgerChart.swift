/// The chart of accounts of one ledger, and the movements that there are between them.
public struct LedgerChart: Sendable {
  /// Stable, for programs: `premium`.
  public let name: String
  /// For people, in Spanish: `Primas por cobrar`.
  public let title: String
  /// What a holder and a document of it are, in Spanish: `cliente`, `cuota`.
  public let holderTitle: String
  public let documentTitle: String
  /// In the order in which a trial balance lists them.
  public let accounts: [LedgerAccount]
  public let movements: [LedgerMovement]

  /// Traps when two accounts or two movements share a name, or a movement names an account that
  /// the chart does not have.
  public init(
    _ name: String, _ title: String, holder: String, document: String,
    accounts: [LedgerAccount], movements: [LedgerMovement]
  ) {
    let names = Set(accounts.map(\.name))
    precondition(names.count == accounts.count, "\(name): two accounts share a name")
    precondition(
      Set(movements.map(\.name)).count == movements.count, "\(name): two movements share a name")
    for movement in movements {
      precondition(
        accounts.contains(movement.debit) && accounts.contains(movement.credit),
        "\(name): \(movement.name) uses an account that is not in the chart")
    }
    for name in names { precondition(CompositeKey.fits(name), "“\(name)” fits no key") }
    self.name = name
    self.title = title
    holderTitle = holder
    documentTitle = document
    self.accounts = accounts
    self.movements = movements
  }

  /// The account of this name; `nil` when the chart has none.
  public func account(_ name: String) -> LedgerAccount? { accounts.first { $0.name == name } }

  /// The movement of this name; `nil` when there is none.
  public func movement(_ name: String) -> LedgerMovement? { movements.first { $0.name == name } }
}
