import Events
import Glibc
import Schemas

/// A second copy of a log that grows with it: takes what the leader answers when its key has signed it
/// and it continues the copy, and nothing else. What contradicts the copy is kept as evidence.
final class LogFollower {
  private let directory: DataDirectory
  private let replica: LogReplica
  /// Of the leader; `nil` before the first contact.
  private var key: VerifierKey?

  /// Where the copy is.
  struct Progress: Equatable {
    let size: UInt64
    /// Of the leader's log.
    let leader: UInt64

    var lag: UInt64 { leader > size ? leader - size : 0 }
  }

  /// Opens the copy of a data directory, or begins one.
  ///
  /// - Parameter key: of the leader, from elsewhere; `nil`: that of the first contact, which is kept.
  init(
    _ directory: DataDirectory, procedures: [any Procedure], leader key: VerifierKey?
  ) throws(FollowError) {
    self.directory = directory
    if access(directory.leaderContradiction, F_OK) == 0 {
      throw .contradicted(keptIn: directory.leaderContradiction)
    }
    do throws(ReplicaError) {
      replica = try LogReplica(path: directory.log, procedures: procedures)
    } catch {
      throw FollowError(error, keptIn: directory.leaderContradiction)
    }
    var pinned: VerifierKey?
    if let text = DurableFile.read(directory.leaderKey) {
      pinned = try? VerifierKey(text.hasSuffix("\n") ? String(text.dropLast()) : text)
      guard let pinned else { throw .malformedPin(path: directory.leaderKey) }
      if let key, key != pinned { throw .otherKey(path: directory.leaderKey) }
    }
    self.key = key ?? pinned
    if let key, pinned == nil { try pin(key) }
  }

  /// The number of events in the copy.
  var size: UInt64 { replica.size }

  /// Takes an answer: durable when this returns. When it throws, nothing of it was taken.
  func take(_ answer: AuditRecordsResponse) throws(FollowError) -> Progress {
    let head = try signed(answer)
    let batch = RecordBatch(
      first: Position(answer.first), records: answer.records.map { [UInt8]($0) })
    do throws(ReplicaError) {
      // The first answer of a leader with fewer events begins before the copy's end.
      let isBehind = batch.records.isEmpty && head.size < size
      try replica.append(
        isBehind ? RecordBatch(first: Position(size), records: []) : batch, provenBy: head)
    } catch {
      throw try evidence(answer, FollowError(error, keptIn: directory.leaderContradiction))
    }
    try keep(answer.checkpoint, directory.leaderCheckpoint)
    return Progress(size: size, leader: max(answer.size, size))
  }

  /// Whether the leader's log, of which this is a checkpoint, begins as the copy does.
  func agrees(with answer: AuditRecordsResponse) throws(FollowError) -> Bool {
    let head = try signed(answer)
    do throws(ReplicaError) { return try replica.head(ofSize: head.size) == head } catch {
      throw FollowError(error, keptIn: directory.leaderContradiction)
    }
  }

  private func signed(_ answer: AuditRecordsResponse) throws(FollowError) -> TreeHead {
    let signer: VerifierKey
    let head: TreeHead
    do throws(NoteError) {
      signer = if let key { key } else { try VerifierKey(answer.verifierKey) }
      head = try TreeHead(checkpoint: SignedNote(parsing: answer.checkpoint), signedBy: signer)
    } catch {
      // Whoever answers with another log contradicts nothing.
      let said = try? TreeHead(text: SignedNote(parsing: answer.checkpoint).text)
      if let said, let key, said.origin != key.name {
        throw .otherLog(own: key.name, found: said.origin)
      }
      throw try evidence(
        answer, .notSigned(error, keptIn: directory.leaderContradiction, directory.leaderKey))
    }
    if key == nil {
      try pin(signer)
      key = signer
    }
    return head
  }

  private func pin(_ key: VerifierKey) throws(FollowError) {
    try keep("\(key)\n", directory.leaderKey)
  }

  /// Keeps what the leader signed, when that is what is wrong.
  private func evidence(
    _ answer: AuditRecordsResponse, _ error: FollowError
  ) throws(FollowError) -> FollowError {
    if error.isContradiction {
      try keep(answer.checkpoint, directory.leaderContradiction)
    }
    return error
  }

  private func keep(_ text: String, _ path: String) throws(FollowError) {
    guard DurableFile.replace(path, with: text, mode: 0o640) else {
      throw .cannotKeep(path: path, errno: errno)
    }
  }
}
