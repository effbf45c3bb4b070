import Schemas

/// What a row needs of another table, besides the row before it in its own.
///
/// The source does not tie its lists together; the ties are (a).
///
/// **Source:** onboarding page, “Incorporation of a new account”, “Service start”, “Commercial
/// phase”.
struct AccountNeed {
  let row: AccountRowID
  let needs: [AccountRowID]

  static let table = [
    // The service start begins once the contract is received.
    AccountNeed(.serviceStart, "S1", needs: .commercialPhase, "5"),
    // 1 to 5 may precede the contract, 6 needs it.
    AccountNeed(.incorporation, "6", needs: .commercialPhase, "5"),
    AccountNeed(.incorporation, "8", needs: .serviceStart, "S1R", "S2R"),
    // An amendment changes what the contract says.
    AccountNeed(.amendment, "7", needs: .commercialPhase, "5"),
    // Invoices come after the internal communication, as 8 comes after 6.
    AccountNeed(.invoice, "8.1", needs: .commercialPhase, "6"),
  ]

  private init(
    _ track: AccountTrack, _ step: String, needs other: AccountTrack, _ steps: String...
  ) {
    row = AccountRowID(track, step)
    needs = steps.map { AccountRowID(other, $0) }
    let path = AccountPaths.path(other)
    precondition(AccountPaths.path(track).step(step) != nil, "\(track) has no row \(step)")
    precondition(steps.allSatisfy { path.step($0) != nil }, "\(other) has not all of \(steps)")
  }

  static func needs(of row: AccountRowID) -> [AccountRowID] {
    table.first { $0.row == row }?.needs ?? []
  }
}
