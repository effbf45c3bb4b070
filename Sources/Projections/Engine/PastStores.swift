internal import Events
internal import Glibc

/// A view as it was: built from the log up to a position, in scratch stores of which a few are kept.
///
/// A read of the past that lies behind one that is kept goes on from there; so does one whose caller
/// went away half-way. Building takes place on `Lane.building`, in turns with the others there, and
/// waits for nobody but for a free store when all are in use.
public final class PastStores<P: Projection>: Sendable {
  /// How many are kept a view.
  public static var storesMax: Int { 4 }

  private let projection: P
  private let directory: String
  private let log: EventLog
  private let state = Locked(State())
  /// Counts what became free or was built, for those who wait.
  private let changes = ProgressSignal(count: 0)

  private struct State {
    var slots: [Slot] = []
    /// Grows with each use; names files too.
    var uses: UInt64 = 0

    mutating func change(_ number: UInt64, _ body: (inout Slot) -> Void) {
      if let index = slots.firstIndex(where: { $0.number == number }) { body(&slots[index]) }
    }

    /// A slot whose rows are those at `count`: it stands there, or has passed over what is between.
    func index(showing count: UInt64) throws(FollowerError) -> Int? {
      do throws(LMDBError) {
        for index in slots.indices where slots[index].target == nil {
          let follower = slots[index].follower
          if follower.applied == count { return index }
          if follower.applied > count, try follower.store.next().rawValue <= count { return index }
        }
        return nil
      } catch {
        throw .failure(error)
      }
    }
  }

  private struct Slot {
    let number: UInt64
    let follower: Follower
    var readers = 0
    /// Up to where somebody is building; nobody may read it then.
    var target: UInt64?
    var lastUse: UInt64

    var isFree: Bool { readers == 0 && target == nil }
  }

  private enum Choice {
    case ready(Slot)
    case build(Slot)
    case wait(UInt64)
  }

  /// - Parameter directory: an empty one.
  init(_ projection: P, directory: String, log: EventLog) {
    self.projection = projection
    self.directory = directory
    self.log = log
  }

  /// The view as it was when the first `count` events of the log were applied.
  ///
  /// - Parameter count: at most as many as the log has.
  /// - Throws: `standsStill` when one of them cannot be applied, `stopping` when the task is cancelled.
  public func read(_ count: UInt64) async throws(ViewUnavailable) -> PastRead {
    while true {
      if Task.isCancelled { throw .stopping(view: projection.name) }
      switch try choose(count) {
      case .ready(let slot):
        return PastRead(slot.follower.store) { [self] in release(slot.number) }
      case .build(let slot):
        let error = await withTaskExecutorPreference(Lane.building) { [self] in
          await extend(slot.follower, to: count)
        }
        change(slot.number) { $0.target = nil }
        if let error { throw error }
      case .wait(let seen): await changes.wait(past: seen)
      }
    }
  }

  private func choose(_ count: UInt64) throws(ViewUnavailable) -> Choice {
    do throws(FollowerError) {
      return try state.withLock { state throws(FollowerError) in
        // Seen before looking, so that no change is missed.
        let seen = changes.count
        if let index = try state.index(showing: count) {
          state.uses += 1
          state.slots[index].readers += 1
          state.slots[index].lastUse = state.uses
          return .ready(state.slots[index])
        }
        if state.slots.contains(where: { $0.target == count }) { return .wait(seen) }
        let free = state.slots.indices.filter { state.slots[$0].isFree }
        if let index = free.filter({ state.slots[$0].follower.applied <= count })
          .max(by: { state.slots[$0].follower.applied < state.slots[$1].follower.applied })
        {
          state.slots[index].target = count
          return .build(state.slots[index])
        }
        if state.slots.count == Self.storesMax {
          guard let oldest = free.min(by: { state.slots[$0].lastUse < state.slots[$1].lastUse })
          else { return .wait(seen) }
          remove(state.slots.remove(at: oldest).number)
        }
        state.uses += 1
        let slot = Slot(
          number: state.uses, follower: try begin(state.uses), target: count, lastUse: state.uses)
        state.slots.append(slot)
        return .build(slot)
      }
    } catch {
      throw .failure(view: projection.name, error)
    }
  }

  private func extend(_ follower: Follower, to count: UInt64) async -> ViewUnavailable? {
    do throws(FollowerError) {
      while try follower.step(until: Position(count)) {
        if Task.isCancelled { return .stopping(view: projection.name) }
        await Task.yield()
      }
      return nil
    } catch {
      return .standsStill(
        view: projection.name, position: Position(count - min(count, 1)), error)
    }
  }

  private func release(_ number: UInt64) { change(number) { $0.readers -= 1 } }

  /// Changes a slot and tells those who wait for one.
  private func change(_ number: UInt64, _ body: (inout Slot) -> Void) {
    state.withLock {
      $0.change(number, body)
      changes.advance(to: changes.count + 1)
    }
  }

  private func begin(_ number: UInt64) throws(FollowerError) -> Follower {
    try Follower(projection, path: path(number), log: log, durability: .none)
  }

  private func remove(_ number: UInt64) {
    unlink(path(number))
    unlink(path(number) + "-lock")
  }

  private func path(_ number: UInt64) -> String {
    "\(directory)/\(projection.name)-\(number).mdb"
  }
}

/// A view of the past that somebody reads; kept as it is until this is dropped.
public final class PastRead: Sendable {
  public let store: FollowerStore
  private let release: @Sendable () -> Void

  init(_ store: FollowerStore, release: @escaping @Sendable () -> Void) {
    self.store = store
    self.release = release
  }

  deinit { release() }
}
