public import Events
public import Projections

/// What a process manager keeps, as a view of the log: so that it is hosted, rebuilt and looked back
/// at as any other.
public struct ProcessState<P: ProcessManager>: Projection {
  public let manager: P
  private let policies = PolicyCache()

  public init(_ manager: P) { self.manager = manager }

  public var name: String { manager.name }
  public var version: UInt32 { manager.version }
  public var tables: [String] { ProcessTables<P>.names }
  public var categories: Set<String>? {
    Set(manager.policyStreams.map { String($0.category) }).union(manager.categories)
  }

  public func concerns(_ event: RecordedEvent) -> Bool {
    manager.categories.contains(String(event.stream.category))
      || manager.policyStreams.contains(event.stream)
  }

  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    try ProcessTables(manager, environment, policies).apply(event, &rows)
  }
}
