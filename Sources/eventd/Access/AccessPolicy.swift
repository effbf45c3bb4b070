import Events

/// Who may append to which categories, and who may operate the daemon. What no rule allows is refused;
/// nobody, not even root, is allowed anything without a rule.
///
/// A decision looks at what the kernel says of the caller, and at nothing else.
struct AccessPolicy: Equatable, Sendable {
  /// Some of the callers.
  struct Callers: Equatable, Sendable {
    var isEveryone = false
    var users: Set<UInt32> = []
    /// Whoever has one of these as group or supplementary group.
    var groups: Set<UInt32> = []

    func contains(_ caller: Caller) -> Bool {
      isEveryone || users.contains(caller.peer.uid) || groups.contains(where: caller.isMember)
    }
  }

  enum Categories: Equatable, Sendable {
    case every
    case named(Set<String>)

    func contains(_ category: Substring) -> Bool {
      switch self {
      case .every: true
      case .named(let names): names.contains(String(category))
      }
    }
  }

  struct AppendRule: Equatable, Sendable {
    let callers: Callers
    let categories: Categories
  }

  /// Where the rules are written, for refusals.
  let source: String
  let append: [AppendRule]
  /// Moving the clock, building views anew, and whatever else changes more than the log.
  let operate: [Callers]

  /// - Returns: `nil` when the caller may append to the stream.
  func refusal(of caller: Caller, appendingTo stream: StreamName) -> Refusal? {
    let rules = append.filter { $0.callers.contains(caller) }
    let category = stream.category
    if rules.contains(where: { $0.categories.contains(category) }) { return nil }
    let allowed = rules.reduce(into: Set<String>()) { all, rule in
      if case .named(let names) = rule.categories { all.formUnion(names) }
    }
    return Refusal(
      code: "access.category-not-allowed",
      message:
        "\(Self.name(caller)) may not append to streams of the category “\(category)”; for that "
        + "an entry of “append” has to name the user or one of its groups, and this category",
      source: source, allowed: allowed.sorted())
  }

  /// - Returns: `nil` when the caller may operate the daemon.
  func refusalToOperate(_ caller: Caller) -> Refusal? {
    if operate.contains(where: { $0.contains(caller) }) { return nil }
    return Refusal(
      code: "access.operating-not-allowed",
      message:
        "\(Self.name(caller)) may not operate this daemon; for that an entry of “operate” has to "
        + "name the user or one of its groups",
      source: source)
  }

  /// `the user 1001 (groups 1001, 2000)`
  private static func name(_ caller: Caller) -> String {
    var groups = [caller.peer.gid]
    for group in caller.groups where !groups.contains(group) { groups.append(group) }
    let list = groups.prefix(groupsShownMax).map(String.init).joined(separator: ", ")
    return
      "the user \(caller.peer.uid) (groups \(list)\(groups.count > groupsShownMax ? ", …" : ""))"
  }

  private static let groupsShownMax = 16
}
