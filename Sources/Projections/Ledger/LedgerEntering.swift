import Events

/// Why an entry was not made: the bookkeeping is wrong, or the tables failed.
enum LedgerFailure: Error, LMDBFailing {
  case failure(LMDBError)
  case bookkeeping(BookkeepingError)

  func follower(_ event: RecordedEvent) -> FollowerError {
    switch self {
    case .failure(let error): .failure(error)
    case .bookkeeping(let error): .poison(event, error.description)
    }
  }
}

extension LedgerTables {
  /// Writes an entry, its key and its lines.
  func enter(
    _ entry: JournalEntry, _ transaction: inout WriteTransaction
  ) throws(LedgerFailure) {
    if !entry.key.isEmpty { try take(entry, &transaction) }
    do throws(LMDBError) { try put(entry, &transaction) } catch { throw .failure(error) }
    for posting in entry.postings {
      let fits: Bool
      do throws(LMDBError) { fits = try add(posting, &transaction) } catch { throw .failure(error) }
      guard fits else { throw .bookkeeping(.tooLarge(account: posting.account)) }
    }
  }

  private func take(
    _ entry: JournalEntry, _ transaction: inout WriteTransaction
  ) throws(LedgerFailure) {
    let before: JournalEntry?
    do throws(LMDBError) {
      let id = try id(of: entry.key, holder: entry.holder, transaction)
      before = if let id { try self.entry(id, transaction) } else { nil }
      try put(entry.id, as: entry.key, holder: entry.holder, &transaction)
    } catch {
      throw .failure(error)
    }
    if let before, before.reversedBy == nil {
      throw .bookkeeping(.keyTaken(entry.key, holder: entry.holder, by: before.id))
    }
  }

  /// The entry of this key.
  /// - Throws: when there is none, or it is reversed already.
  func standing(
    _ key: String, of holder: String, _ transaction: borrowing some Transaction & ~Copyable
  ) throws(LedgerFailure) -> JournalEntry {
    guard CompositeKey.fits(key), CompositeKey.fits(holder) else {
      throw .bookkeeping(.keyUnknown(key, holder: holder))
    }
    let found: JournalEntry?
    do throws(LMDBError) {
      if let id = try id(of: key, holder: holder, transaction) {
        found = try entry(id, transaction)
      } else {
        found = nil
      }
    } catch {
      throw .failure(error)
    }
    guard let found else { throw .bookkeeping(.keyUnknown(key, holder: holder)) }
    if let by = found.reversedBy {
      throw .bookkeeping(.reversedAlready(key, holder: holder, by: by))
    }
    return found
  }
}

extension EntryDraft {
  /// Whether it can become an entry.
  func check(_ chart: LedgerChart) throws(BookkeepingError) {
    guard let first = legs.first else { throw .noLegs }
    for name in [holder, key] + legs.flatMap({ [$0.document, $0.creditDocument] })
    where !CompositeKey.fits(name) {
      throw .nameUnfit(name)
    }
    for leg in legs {
      guard leg.amount.isPositive else { throw .notPositive(leg.amount) }
      guard leg.amount.currency == first.amount.currency else {
        throw .twoCurrencies(first.amount, leg.amount)
      }
      guard chart.movements.contains(leg.movement) else {
        throw .foreignMovement(leg.movement.name)
      }
    }
    // What the largest amounts add up to stays far below what can be counted.
    guard legs.count <= Self.legsMax else { throw .inconsistent("\(legs.count) movements") }
  }

  /// 1,000 of the largest amounts are 10^18 minor units.
  static let legsMax = 1000
}
