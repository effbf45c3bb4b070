import Events

/// The policies that were read last, with the row that they were read from: so that they are decoded when
/// the row has changed and not for each event.
///
/// What is compared is the row itself. So several builds of a process can have one, also one of the past,
/// and a transaction that was dropped leaves nothing wrong behind.
final class PolicyCache: Sendable {
  private struct Known {
    var row: [UInt8] = []
    var book = PolicyBook()
  }

  private let known = Locked(Known())

  /// What `read` makes of the row.
  func book(_ row: RawSpan, _ read: ([UInt8]) -> PolicyBook) -> PolicyBook {
    let known = known.withLock { $0 }
    if row.equals(known.row) { return known.book }
    return keep(row.copied, read)
  }

  private func keep(_ row: [UInt8], _ read: ([UInt8]) -> PolicyBook) -> PolicyBook {
    let book = read(row)
    known.withLock { $0 = Known(row: row, book: book) }
    return book
  }
}
