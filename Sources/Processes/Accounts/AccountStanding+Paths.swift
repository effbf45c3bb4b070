import Events
import Projections
public import Schemas
import SwiftProtobuf

/// The paths of an account: where each stands, and since when.
extension AccountStanding {
  /// The account's own routes, then those of its amendments and invoices, in the order in which they
  /// began.
  public var routes: [AccountRoute] {
    [.commercial, .incorporation, .service]
      + amendments.map { .amendment($0.amendment) } + invoices.map { .invoice($0.invoice) }
  }

  /// Where a route stands; one that did not begin is `nil`.
  public func path(_ route: AccountRoute) -> AccountPathState? {
    switch route {
    case .commercial: commercial
    case .incorporation: incorporation
    case .service: service
    case .amendment(let id): amendments.first { $0.amendment == id }?.path
    case .invoice(let id): invoices.first { $0.invoice == id }?.path
    }
  }

  private mutating func set(_ path: AccountPathState, of route: AccountRoute) {
    switch route {
    case .commercial: commercial = path
    case .incorporation: incorporation = path
    case .service: service = path
    case .amendment(let id):
      for index in amendments.indices where amendments[index].amendment == id {
        amendments[index].path = path
      }
    case .invoice(let id):
      for index in invoices.indices where invoices[index].invoice == id {
        invoices[index].path = path
      }
    }
  }

  /// The state that the route's table is asked with.
  func pathState(_ route: AccountRoute) -> PathState {
    path(route).map(PathState.init) ?? route.path.beginning
  }

  func isOpen(_ step: String, on route: AccountRoute) -> Bool {
    path(route)?.open.contains { $0.step == step } ?? false
  }

  func hasTaken(_ row: AccountRowID) -> Bool {
    let path: AccountPathState? =
      switch row.track {
      case .commercialPhase: commercial
      case .incorporation: incorporation
      case .serviceStart: service
      case .amendment, .invoice, .unspecified, .UNRECOGNIZED: nil
      }
    return path?.taken.contains(row.step) ?? false
  }

  /// What a row still needs of other tables.
  func missing(for row: AccountRowID) -> [AccountRowID] {
    AccountNeed.needs(of: row).filter { !hasTaken($0) }
  }

  /// The steps of a route that may be taken now.
  func openSteps(of route: AccountRoute) -> [String] {
    pathState(route).open.filter { missing(for: AccountRowID(route.track, $0)).isEmpty }
  }

  mutating func take(_ step: AccountStep) {
    let before = path(step.route)?.open ?? []
    let state = step.route.path.take(step.id, outcome: step.outcome, in: pathState(step.route))
    set(AccountPathState(state, keeping: before), of: step.route)
  }

  /// Gives every step its time that can be taken from now on.
  mutating func openWhatIsFree(at moment: Timestamp) {
    for route in routes {
      guard var path = path(route) else { continue }
      for index in path.open.indices where !path.open[index].hasSince {
        let row = AccountRowID(route.track, path.open[index].step)
        if missing(for: row).isEmpty { path.open[index].since = .init(moment) }
      }
      set(path, of: route)
    }
  }

  /// Marks that a step's time has passed.
  mutating func mark(_ step: String, on route: AccountRoute, _ escalation: Escalation) {
    guard var path = path(route) else { return }
    for index in path.open.indices where path.open[index].step == step {
      path.open[index].passed = escalation
    }
    set(path, of: route)
  }
}

extension AccountPathState {
  /// - Parameter before: the steps that were open; those that still are keep their time.
  init(_ state: PathState, keeping before: [AccountOpenStep] = []) {
    self.init()
    open = state.open.map { step in
      before.first { $0.step == step } ?? AccountOpenStep.with { $0.step = step }
    }
    taken = state.taken.sorted()
    leftOut = state.leftOut.sorted()
    waiting = state.reached
    end =
      switch state.end {
      case nil: .unspecified
      case .done: .done
      case .early: .early
      }
  }
}

extension PathState {
  init(_ stored: AccountPathState) {
    let end: PathEnd? =
      switch stored.end {
      case .done: .done
      case .early: .early
      case .unspecified, .UNRECOGNIZED: nil
      }
    self.init(
      open: stored.open.map(\.step), taken: Set(stored.taken), leftOut: Set(stored.leftOut),
      reached: stored.waiting, end: end)
  }
}
