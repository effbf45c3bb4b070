import Events
import Glibc
import Logging

/// Signs what the log is, and never two things that contradict each other: the last checkpoint is
/// kept, and a log that does not continue it is not signed.
///
/// Source: C2SP tlog-checkpoint, "Signatures": a log must not sign a checkpoint that is inconsistent
/// with one that it signed before.
final class Auditor: Sendable {
  let log: EventLog
  let key: SigningKey
  private let path: String
  /// What was signed last; `nil` before the first.
  private let last: Locked<TreeHead?>
  /// Why it is not known what was signed last.
  private let unread: Refusal?

  /// Why nothing is signed.
  enum Refusal: Error {
    case read(ReadError)
    /// The log has not grown out of what was signed before.
    case doesNotContinue(TreeHead, keptIn: String)
    case cannotKeep(path: String, errno: Int32)
    case cannotRead(path: String, errno: Int32)
  }

  /// - Parameter path: of the file where the last checkpoint is kept.
  init(_ log: EventLog, _ key: SigningKey, keptIn path: String, logger: Logger) {
    self.log = log
    self.key = key
    self.path = path
    var kept: TreeHead?
    let text = DurableFile.read(path)
    unread = text == nil && errno != ENOENT ? .cannotRead(path: path, errno: errno) : nil
    if let unread { logger.error("\(unread)") }
    if let text {
      do throws(NoteError) {
        kept = try TreeHead(checkpoint: SignedNote(parsing: text), signedBy: key.verifier)
      } catch {
        logger.warning("the last checkpoint in \(path) is not used: \(error)")
      }
    }
    last = Locked(kept)
    do throws(ReadError) {
      if let kept, try !log.continues(kept) {
        logger.error("\(Refusal.doesNotContinue(kept, keptIn: path))")
      }
    } catch {
      logger.error("\(error)")
    }
  }

  /// The log of this moment, signed; or the log as it was when it had `size` events.
  ///
  /// A checkpoint that reaches farther than the last one is kept before it is given out. An earlier one
  /// says nothing that the last one does not.
  ///
  /// - Returns: of all of the log when it has fewer than `size` events.
  func checkpoint(
    ofSize size: UInt64? = nil
  ) throws(Refusal) -> (note: SignedNote, head: TreeHead) {
    if let unread { throw unread }
    return try last.withLock { last throws(Refusal) in
      let head = try self.head(ofSize: size, continuing: last)
      let note = key.sign(head.text)
      if let last, head.size < last.size { return (note, head) }
      guard DurableFile.replace(path, with: note.description, mode: 0o640) else {
        throw .cannotKeep(path: path, errno: errno)
      }
      last = head
      return (note, head)
    }
  }

  private func head(
    ofSize size: UInt64?, continuing last: TreeHead?
  ) throws(Refusal) -> TreeHead {
    let isContinued: Bool
    let found: TreeHead?
    do throws(ReadError) {
      isContinued = try last.map { last throws(ReadError) in try log.continues(last) } ?? true
      if let asked = try log.treeHead(ofSize: size) {
        found = asked
      } else {
        found = try log.treeHead()
      }
    } catch {
      throw .read(error)
    }
    if let last, !isContinued { throw .doesNotContinue(last, keptIn: path) }
    guard let found else { preconditionFailure("a log without an answer to how large it is") }
    return found
  }
}

extension Auditor.Refusal: CustomStringConvertible {
  var description: String {
    switch self {
    case .read(let error): error.description
    case .doesNotContinue(let head, let path):
      "the log does not continue what was signed when it had \(head.size) events (\(path)): it was "
        + "rolled back or changed, and nothing is signed; restore it from a backup"
    case .cannotKeep(let path, let errno):
      "nothing is signed, since the checkpoint cannot be kept in \(path): "
        + String(cString: strerror(errno))
    case .cannotRead(let path, let errno):
      "nothing is signed, since the last checkpoint in \(path) could not be read: "
        + "\(String(cString: strerror(errno))); start the daemon again when it can"
    }
  }
}
