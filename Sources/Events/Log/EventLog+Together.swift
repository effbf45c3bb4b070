/// Several appends at once.
extension EventLog {
  /// Queues the appends in this order, so that they share commits, and answers when all are
  /// settled. Each is accepted or refused on its own.
  public func append(
    _ appends: [Append]
  ) async -> [Result<AppendReceipt, AppendError>] {
    if appends.isEmpty { return [] }
    let empty = [Result<AppendReceipt, AppendError>?](repeating: nil, count: appends.count)
    let results = Locked((settled: empty, left: appends.count))
    await withCheckedContinuation { continuation in
      for (index, append) in appends.enumerated() {
        self.append(append) { result in
          let isLast = results.withLock { results in
            results.settled[index] = result
            results.left -= 1
            return results.left == 0
          }
          if isLast { continuation.resume() }
        }
      }
    }
    return results.withLock { $0.settled.compactMap { $0 } }
  }
}
