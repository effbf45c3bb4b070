public import Events
public import Schemas

/// Looks agents up. Any thread.
public struct AgentDirectoryReader: Sendable {
  private let store: FollowerStore
  private let agents: Table

  /// - Parameter store: that of a follower of `AgentDirectory`; traps with another.
  public init(_ store: FollowerStore) {
    self.store = store
    agents = store.environment.table("agents")
  }

  /// The agents whose key or name is exactly `text`; where there are none, all whose key or name has
  /// every word of it somewhere. Letters and accents are not told apart. In order of the keys.
  ///
  /// - Parameter limit: at most so many; traps unless positive.
  /// - Returns: the agents, and how many there are in all. Complexity: linear in the agents.
  public func agents(
    matching text: String, limit: Int
  ) throws(LMDBError) -> (agents: [KnownAgent], count: Int) {
    precondition(limit > 0, "a list of at most \(limit) agents")
    let sought = SearchText.folded(text)
    let words = sought.split(separator: " ")
    return try store.environment.read { transaction throws(LMDBError) in
      var exact: [KnownAgent] = []
      var alike: [KnownAgent] = []
      try transaction.scan(agents) { _, value throws(LMDBError) in
        let known: KnownAgent = Row.message(value.copied)
        let key = SearchText.folded(known.agent.key)
        let name = SearchText.folded(known.agent.name)
        if sought == key || sought == name { exact.append(known) }
        if words.allSatisfy({ key.contains($0) || name.contains($0) }) { alike.append(known) }
        return .next
      }
      let found = exact.isEmpty ? alike : exact
      return (Array(found.prefix(limit)), found.count)
    }
  }
}
