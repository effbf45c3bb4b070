import Events
import FoundationEssentials

/// The policy as a file: JSON, read strictly.
///
/// ```json
/// {
///   "comment": ["Who writes what in the back office."],
///   "append": [
///     {"users": ["cobranza", 1001], "groups": ["backoffice"], "categories": ["folio", "claim"]},
///     {"users": ["*"], "categories": ["suggestion"]}
///   ],
///   "operate": [{"users": ["root"]}]
/// }
/// ```
///
/// - `append`: each entry lets its users and groups append to streams of its categories; `"*"` among the
///   categories is every category, among the users everybody.
/// - `operate`: who may move the clock, build views anew and so on.
///
/// Users and groups are names or numbers of this machine; names are looked up when the file is read.
/// Source: RFC 8259.
enum AccessPolicyFile {
  /// Where in the file something is wrong, and what.
  struct Fault: Error, Equatable {
    let place: String
    let reason: String
  }

  /// - Parameters:
  ///   - user: looks a user up by name or number; `nil` when there is none.
  ///   - group: the same for a group.
  static func policy(
    json: [UInt8], source: String, user: (String) -> UInt32? = SystemAccounts.user,
    group: (String) -> UInt32? = SystemAccounts.group
  ) throws(Fault) -> AccessPolicy {
    let form: Form
    do {
      form = try JSONDecoder().decode(Form.self, from: Data(json))
    } catch {
      let (place, reason) = JSONFault.explain(error)
      throw Fault(place: place, reason: reason)
    }
    func callers(_ entry: Entry, _ place: String) throws(Fault) -> AccessPolicy.Callers {
      var callers = AccessPolicy.Callers()
      for (index, name) in (entry.users ?? []).enumerated() {
        if name.text == "*" {
          callers.isEveryone = true
        } else if let found = user(name.text) {
          callers.users.insert(found)
        } else {
          throw Fault(
            place: "\(place).users.\(index)",
            reason: "there is no user “\(name.text)” on this machine; make it, or correct the name")
        }
      }
      for (index, name) in (entry.groups ?? []).enumerated() {
        guard let found = group(name.text) else {
          throw Fault(
            place: "\(place).groups.\(index)",
            reason: "there is no group “\(name.text)” on this machine; make it, or correct the name"
          )
        }
        callers.groups.insert(found)
      }
      if callers == AccessPolicy.Callers() {
        throw Fault(place: place, reason: "it names nobody; give it users or groups")
      }
      return callers
    }
    var append: [AccessPolicy.AppendRule] = []
    for (index, entry) in form.append.enumerated() {
      let place = "append.\(index)"
      append.append(
        .init(
          callers: try callers(entry, place),
          categories: try categories(entry.categories ?? [], "\(place).categories")))
    }
    var operate: [AccessPolicy.Callers] = []
    for (index, entry) in form.operate.enumerated() {
      let place = "operate.\(index)"
      guard entry.categories == nil else {
        throw Fault(
          place: "\(place).categories", reason: "operating has no categories; leave it out")
      }
      operate.append(try callers(entry, place))
    }
    return AccessPolicy(source: source, append: append, operate: operate)
  }

  private static func categories(
    _ names: [String], _ place: String
  ) throws(Fault) -> AccessPolicy.Categories {
    if names.isEmpty {
      throw Fault(place: place, reason: "it names no category; [\"*\"] stands for every one")
    }
    for (index, name) in names.enumerated() where name.isEmpty || name.contains("-") {
      throw Fault(
        place: "\(place).\(index)",
        reason: "“\(name)” is no category: that is what a stream's name has before its first “-”")
    }
    return names.contains("*") ? .every : .named(Set(names))
  }
}

private struct Form: Decodable {
  let append: [Entry]
  let operate: [Entry]

  private enum Key: String, CodingKey, CaseIterable { case append, operate, comment }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    append = try fields.decodeIfPresent([Entry].self, forKey: .append) ?? []
    operate = try fields.decodeIfPresent([Entry].self, forKey: .operate) ?? []
    _ = try fields.decodeIfPresent([String].self, forKey: .comment)
  }
}

private struct Entry: Decodable {
  let users: [Name]?
  let groups: [Name]?
  let categories: [String]?

  private enum Key: String, CodingKey, CaseIterable { case users, groups, categories }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.strict(Key.self)
    users = try fields.decodeIfPresent([Name].self, forKey: .users)
    groups = try fields.decodeIfPresent([Name].self, forKey: .groups)
    categories = try fields.decodeIfPresent([String].self, forKey: .categories)
  }
}

/// A user or a group: `"cobranza"` or `1001`.
private struct Name: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(UInt32.self) {
      text = String(number)
    } else {
      text = try value.decode(String.self)
    }
  }
}
