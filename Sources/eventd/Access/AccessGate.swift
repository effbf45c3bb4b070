import Events
import Glibc

/// The policy in force, which can be read anew while the daemon runs. Without a policy, whoever can
/// connect to the append socket may do everything there.
///
/// What the daemon's own processes append does not pass here.
final class AccessGate: Sendable {
  /// `nil`: there is no policy.
  let file: String?
  private let policy: Locked<AccessPolicy?>

  /// Lets everything pass.
  init() {
    file = nil
    policy = Locked(nil)
  }

  init(_ policy: AccessPolicy) {
    file = policy.source
    self.policy = Locked(policy)
  }

  /// - Throws: `StartError.policy` when the file cannot be read or is not a policy.
  init(file: String) throws(StartError) {
    self.file = file
    policy = Locked(try Self.read(file))
  }

  /// Reads the file anew. What is decided from then on is decided by what it says now.
  /// - Throws: `StartError.policy`; the policy that was in force stays.
  func reload() throws(StartError) {
    guard let file else { return }
    let new = try Self.read(file)
    policy.withLock { $0 = new }
  }

  /// - Returns: `nil` when the caller may append to the stream.
  func refusal(of caller: Caller?, appendingTo stream: StreamName) -> Refusal? {
    guard let policy = policy.withLock({ $0 }) else { return nil }
    guard let caller else { return Self.unknown(policy) }
    return policy.refusal(of: caller, appendingTo: stream)
  }

  /// - Returns: `nil` when the caller may operate the daemon.
  func refusalToOperate(_ caller: Caller?) -> Refusal? {
    guard let policy = policy.withLock({ $0 }) else { return nil }
    guard let caller else { return Self.unknown(policy) }
    return policy.refusalToOperate(caller)
  }

  /// Nobody is let through because the kernel kept silent.
  private static func unknown(_ policy: AccessPolicy) -> Refusal {
    Refusal(
      code: "access.caller-unknown",
      message: "there is a policy, and it is not known who calls; call over the Unix socket",
      source: policy.source)
  }

  private static func read(_ file: String) throws(StartError) -> AccessPolicy {
    guard let text = DurableFile.read(file) else {
      throw .policy(file: file, reason: String(cString: strerror(errno)))
    }
    do throws(AccessPolicyFile.Fault) {
      return try AccessPolicyFile.policy(json: Array(text.utf8), source: file)
    } catch {
      throw .policy(file: file, reason: "at \(error.place): \(error.reason)")
    }
  }
}
