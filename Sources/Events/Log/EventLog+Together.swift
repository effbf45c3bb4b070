/// Several appends at once.
extension EventLog {
  /// Queues the appends in this order, so that they share commits, and answers when all are
  /// settled. Each is accepted or refused on its own, but when one finds no room in the queue, those
  /// behind it are not tried either: none is written before one that has to be repeated.
  public func append(
    _ appends: [Append]
  ) async -> [Result<AppendReceipt, AppendError>] {
    if appends.isEmpty { return [] }
    let empty = [Result<AppendReceipt, AppendError>?](repeating: nil, count: appends.count)
    let results = Locked((settled: empty, left: appends.count))
    await withCheckedContinuation { continuation in
      let hasSettled = { @Sendable (index: Int, result: Result<AppendReceipt, AppendError>) in
        results.withLock { results in
          results.settled[index] = result
          results.left -= 1
          return results.left == 0
        }
      }
      var isFull = false
      for (index, append) in appends.enumerated() {
        if isFull {
          if hasSettled(index, .failure(.busy)) { continuation.resume() }
          continue
        }
        self.append(append) { if hasSettled(index, $0) { continuation.resume() } }
        // Only what is refused at the door is busy, and at once.
        isFull = results.withLock { $0.settled[index] == .failure(.busy) }
      }
    }
    return results.withLock { $0.settled.compactMap { $0 } }
  }
}
