public import Events
public import Schemas

/// Reads the figures that were adopted.
public struct PolicyAdoptionsReader: Sendable {
  private let store: FollowerStore
  private let adoptions: Table

  /// - Parameter store: that of a follower of `PolicyAdoptions`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    adoptions = store.environment.table("adoptions")
  }

  /// All of them in order of adoption, those that hold only later among them. They are few: circulars
  /// and managers write them.
  public func all() throws(LMDBError) -> [AdoptedFigure] {
    try store.environment.read { transaction throws(LMDBError) in
      var found: [AdoptedFigure] = []
      try transaction.scan(adoptions) { _, value throws(LMDBError) in
        found.append(Row.message(value.copied))
        return .next
      }
      return found
    }
  }
}
