public import Events
import Schemas
import SwiftProtobuf

/// The agents that were ever named in a form, each as the form saved last says. Read it with
/// `AgentDirectoryReader`.
///
/// It follows the streams of the category `folio` and no others. An agent without a name, as in a
/// request of access, is still to be registered, and so not in it (a).
///
/// Source: folios page, "Form".
public struct AgentDirectory: Projection {
  public let name = "agent-directory"
  public let version: UInt32 = 1
  public let tables = ["agents"]
  public let categories: Set<String>? = [FolioEvent.category]

  /// Keys that are longer are nobody's.
  private static let keyBytesMax = 200

  public init() {}

  /// - Throws: `FollowerError.poison` for a payload that is no event of a folio.
  public func apply(
    _ event: RecordedEvent, to rows: inout WriteTransaction, _ environment: Environment
  ) throws(FollowerError) {
    let change = try FollowerError.reading(event, as: FolioEvent.self)
    let form: FolioForm
    switch change {
    case .opened(let opened): form = opened.form
    case .formUpdated(let update): form = update.form
    case .stageChanged, .noteAdded, .documentAttached, .documentWithdrawn, .ownerAssigned: return
    }
    let agent = form.agent
    guard !agent.key.isEmpty, agent.key.utf8.count <= Self.keyBytesMax, !agent.name.isEmpty else {
      return
    }
    let known = KnownAgent.with {
      $0.agent = agent
      $0.seen = .init(event.recorded)
      $0.folio = FolioNumber(stream: event.stream)?.rawValue ?? 0
    }
    do throws(LMDBError) {
      try rows.put(environment.table("agents"), Key(agent.key), Row.bytes(known))
    } catch {
      throw .failure(error)
    }
  }
}
