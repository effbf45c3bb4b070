public import Events
public import Projections
public import Schemas
import SwiftProtobuf

/// A post-sale request as its events have made it: what the rules need to know of it.
public struct Order: Equatable, Sendable {
  public struct Suspension: Equatable, Sendable {
    public let start: LocalDate
    /// The day on which the service comes back, as changed last.
    public internal(set) var end: LocalDate
    public internal(set) var isReconnected: Bool
    /// By their numbers.
    public let products: [String]
  }

  public let number: OrderNumber
  public let received: OrderReceived
  /// When it was received, in truth.
  public let receivedAt: Timestamp
  public private(set) var executive: OrderExecutive
  public private(set) var path: PathState
  /// The step that was taken last; empty before the first.
  public private(set) var lastStep = ""
  /// The last outcome of each step that was ever taken.
  public private(set) var outcomes: [String: String] = [:]
  /// In the order in which they came up.
  public private(set) var workOrders: [OrderWorkOrder] = []
  public private(set) var documents: [OrderDocument]
  /// Who has the documents; `nil` when there are none or they are archived.
  public private(set) var holder: OrderRole?
  public private(set) var suspension: Suspension?
  /// What the excess cable costs, as the client accepted it.
  public private(set) var excessCable: Money?
  public private(set) var damages: [UInt64] = []
  /// The client did not confirm, and has not confirmed since.
  public private(set) var isDenied = false
  /// The time limits that run; without their lengths, which the process keeps.
  public private(set) var wait: OrderWait

  init(_ event: OrderReceived, _ facts: EventFacts, number: OrderNumber, path: OrderPath) {
    self.number = number
    received = event
    receivedAt = facts.effective
    executive = event.executive
    self.path = path.beginning
    documents = event.documents
    // They go at once to whoever takes the first step.
    holder = event.documents.isEmpty ? nil : path.steps.first?.roles.first
    wait = OrderWait(event, recorded: facts.recorded, policies: nil)
  }

  public var procedure: OrderProcedure { received.procedure }

  /// The step that may be taken now; `nil` after the end. No procedure forks.
  public var step: String? { path.open.first }

  public var openWorkOrders: [String] { workOrders.filter(\.state.isOpen).map(\.number) }

  func workOrder(_ number: String) -> OrderWorkOrder? {
    workOrders.first { $0.number == number }
  }

  mutating func apply(_ event: OrderEvent, _ facts: EventFacts) {
    wait.apply(event, recorded: facts.recorded, policies: nil)
    switch event {
    case .received, .interactionRecorded, .deadlinePassed: break
    case .stepTaken(let event): take(event)
    case .workOrderReported(let event): workOrders.note(event.workOrder)
    case .documentsArchived: holder = nil
    case .damageLinked(let event): damages.append(event.damage)
    case .executiveAssigned(let event): executive = event.executive
    case .reopened:
      path = PathState(open: [lastStep])
      isDenied = true
    case .reconnectionDateChanged(let event):
      if let date = LocalDate(event.date) { suspension?.end = date }
    case .serviceReconnected: suspension?.isReconnected = true
    }
  }

  private mutating func take(_ event: OrderStepTaken) {
    guard let table = OrderProcedures.path(procedure) else { return }
    let step = table.step(event.step)
    path = table.take(event.step, outcome: event.outcome, in: path)
    lastStep = event.step
    outcomes[event.step] = event.outcome
    if step?.isQualityCall == true {
      isDenied = event.outcome == PathOutcome.notConfirmed.name
    } else if event.end != .unspecified {
      isDenied = false
    }
    for order in event.workOrders { workOrders.note(order) }
    documents += event.documents
    if !event.documents.isEmpty, holder == nil { holder = event.actor.role }
    holder = OrderPapers.holder(after: event, holder: holder, path: table)

    switch event.details {
    case .lastDamage(let damage) where !damage.workOrder.isEmpty:
      workOrders.note(
        .with {
          $0.number = damage.workOrder
          $0.state = damage.state
          $0.cause = damage.cause
        })
    case .suspensionTerm(let term):
      if let start = LocalDate(term.start), let end = LocalDate(term.end) {
        suspension = Suspension(
          start: start, end: end, isReconnected: false, products: received.products.map(\.number))
      }
    case .excessCable(let cable) where event.outcome == "accepts":
      excessCable = try? Money(cable.cost)
    default: break
    }
  }
}

/// What the rules know of a request's stream: its number, and the request once it was received.
public struct OrderState: Equatable, Sendable {
  public let number: OrderNumber
  /// `nil` before its first event.
  public private(set) var order: Order?

  /// Before the first event.
  public init(_ number: OrderNumber) { self.number = number }

  /// Takes what was admitted into account.
  public mutating func apply(_ event: OrderEvent, _ facts: EventFacts) {
    if case .received(let event) = event, order == nil {
      guard let path = OrderProcedures.path(event.procedure) else { return }
      order = Order(event, facts, number: number, path: path)
    } else {
      order?.apply(event, facts)
    }
  }
}
