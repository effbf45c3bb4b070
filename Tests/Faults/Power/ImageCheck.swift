import Events
import Glibc

/// Opens what a power loss left, and compares it with what was acknowledged.
struct ImageCheck {
  /// The whole log of the run.
  let truth: [RecordedEvent]
  /// A file of this check alone.
  let path: String

  /// What was lost, or made up; `nil`: all is well.
  ///
  /// - Parameters:
  ///   - image: `nil`: there is no file.
  ///   - acknowledged: so many events were answered before the power went.
  ///   - isThorough: the log has to take one more event, and every index is worked out again.
  func fault(in image: [UInt8]?, acknowledged: Int, isThorough: Bool) throws -> String? {
    unlink(path)
    if let image { try writeFile(path, image) }
    if let fault = try opened(acknowledged, isThorough) { return fault }
    if !isThorough { return nil }
    let report = try LogFile(path: path).verify(procedures: nil)
    return report.isSound ? nil : "verification finds \(report.findings)"
  }

  /// The log is open in here alone.
  private func opened(_ acknowledged: Int, _ isThorough: Bool) throws -> String? {
    let log: EventLog
    do throws(ReadError) {
      log = try EventLog(
        path: path, newIdentity: EventID(high: 9, low: 9), now: { TraceLoad.time })
    } catch {
      return "it does not open: \(error)"
    }
    defer { log.close() }
    return try compare(log, acknowledged) ?? (isThorough ? takesOneMore(log) : nil)
  }

  private func compare(_ log: EventLog, _ acknowledged: Int) throws -> String? {
    let count = Int(log.head.count)
    guard count >= acknowledged else {
      return "\(acknowledged) events were acknowledged, and \(count) are there"
    }
    // A log that was begun anew, since nothing of it was answered.
    if acknowledged == 0, count == 1, log.identity != truth[0].id { return nil }
    guard count <= truth.count else { return "\(count) events, and only \(truth.count) were sent" }
    var next = 0
    while next < count {
      for event in try log.events(from: Position(UInt64(next))) {
        guard event == truth[next] else { return "event \(next) is not as it was acknowledged" }
        next += 1
      }
    }
    return nil
  }

  private func takesOneMore(_ log: EventLog) throws -> String? {
    let position = Position(log.head.count)
    let answer = Locked<Result<AppendReceipt, AppendError>?>(nil)
    log.append(try TraceLoad.oneMore) { result in answer.withLock { $0 = result } }
    log.close()
    let result = answer.withLock { $0 }
    if case .success(let receipt)? = result, receipt.position == position { return nil }
    return "one more event is not taken: \(String(describing: result))"
  }
}
