public import Schemas

/// One instance of a path: the account's own three, and one for each amendment and each invoice.
public enum AccountRoute: Hashable, Sendable {
  case commercial
  case incorporation
  case service
  case amendment(String)
  case invoice(String)

  public var track: AccountTrack {
    switch self {
    case .commercial: .commercialPhase
    case .incorporation: .incorporation
    case .service: .serviceStart
    case .amendment: .amendment
    case .invoice: .invoice
    }
  }

  public var path: Path<AccountHolder> { AccountPaths.path(track) }

  /// Which amendment or invoice; empty for the account's own.
  public var subject: String {
    switch self {
    case .commercial, .incorporation, .service: ""
    case .amendment(let id), .invoice(let id): id
    }
  }
}

/// A row that an event takes.
struct AccountStep: Equatable {
  let route: AccountRoute
  /// Of the route's table.
  let id: String
  let outcome: String

  init(_ route: AccountRoute, _ id: String, _ outcome: String = "done") {
    self.route = route
    self.id = id
    self.outcome = outcome
  }
}

/// A row of some table.
struct AccountRowID: Hashable {
  let track: AccountTrack
  let step: String

  init(_ track: AccountTrack, _ step: String) {
    self.track = track
    self.step = step
  }
}
