/// What waits for the writer, in two lines: what others append, and what the daemon's own processes
/// append because time has passed.
///
/// Others go first, since somebody waits for the answer, and a process may have a great deal to do at
/// once: after an outage, every deadline that has passed. So a commit has what others wait for, and with
/// them only a few appends of processes, the more the more others are, so that neither line keeps the other
/// from going on. A commit without others takes appends of processes one after the other, for as long as
/// nobody else has come. Whoever comes waits for one or a few of them, and not for all that a process has
/// still to do.
///
/// Each line keeps its order.
struct WriterQueue {
  struct Waiting {
    let append: Append
    let bytes: Int
    let completion: LogWriter.Completion

    init(_ append: Append, _ completion: @escaping LogWriter.Completion) {
      self.append = append
      bytes = append.bytes
      self.completion = completion
    }
  }

  /// How much of a commit is taken.
  struct Share {
    fileprivate(set) var events = 0
    fileprivate(set) var appendsOfOthers = 0
    fileprivate(set) var appendsOfProcesses = 0
  }

  /// Takes no more; what waits is still written.
  var isClosed = false
  private var others = Line()
  private var processes = Line()

  var isEmpty: Bool { others.first == nil && processes.first == nil }

  /// How much waits; what a commit has taken does not wait any more.
  var waiting: WaitingAppends { WaitingAppends(others: others.length, processes: processes.length) }

  /// Lets an append wait. Returns why not, when it cannot.
  mutating func add(_ waiting: Waiting) -> AppendError? {
    if isClosed { return .closed }
    let hasRoom =
      waiting.append.origin == .process ? processes.add(waiting) : others.add(waiting)
    return hasRoom ? nil : .busy
  }

  /// Begins a commit: what others wait for, as much as one commit takes; where that is nothing, the first
  /// append of a process. So something is taken, whatever becomes of the commit, if anything waits.
  mutating func begin(_ share: inout Share) -> [Waiting] {
    var taken: [Waiting] = []
    while let first = others.first, share.hasRoom(for: first) {
      share.events += first.append.events.count
      share.appendsOfOthers += 1
      taken.append(first)
      others.removeFirst()
    }
    if taken.isEmpty, let first = takeOfProcesses(&share) { return [first] }
    return taken
  }

  /// Goes on with a commit: the next append of a process. `nil`: commit now.
  mutating func takeOfProcesses(_ share: inout Share) -> Waiting? {
    guard let first = processes.first else { return nil }
    if share.appendsOfProcesses >= share.appendsOfProcessesMin {
      guard share.appendsOfOthers == 0, others.first == nil, share.hasRoom(for: first) else {
        return nil
      }
    }
    share.events += first.append.events.count
    share.appendsOfProcesses += 1
    processes.removeFirst()
    return first
  }
}

extension WriterQueue.Share {
  /// So many appends of processes go with those of others in any case.
  fileprivate var appendsOfProcessesMin: Int {
    1 + appendsOfOthers / Limits.commitAppendsOfOthersForOneOfProcesses
  }

  /// What is alone in its commit always fits.
  fileprivate func hasRoom(for waiting: WriterQueue.Waiting) -> Bool {
    events == 0 || events + waiting.append.events.count <= Limits.commitEventsMax
  }
}

/// First come, first served. Complexity: constant.
private struct Line {
  private var places: [WriterQueue.Waiting?] = []
  /// Of the first that waits; those before it are gone.
  private var front = 0
  private var bytes = 0

  var first: WriterQueue.Waiting? { front < places.count ? places[front] : nil }

  var length: WaitingAppends.Line {
    WaitingAppends.Line(appends: places.count - front, bytes: bytes)
  }

  /// Returns whether there was room.
  mutating func add(_ waiting: WriterQueue.Waiting) -> Bool {
    guard places.count - front < Limits.queueAppendsMax,
      bytes + waiting.bytes <= Limits.queueBytesMax
    else { return false }
    if front == Limits.queueAppendsMax {
      places.removeFirst(front)
      front = 0
    }
    places.append(waiting)
    bytes += waiting.bytes
    return true
  }

  /// Traps when nothing waits.
  mutating func removeFirst() {
    bytes -= places[front]?.bytes ?? 0
    places[front] = nil
    front += 1
    if front == places.count {
      places.removeAll(keepingCapacity: true)
      front = 0
    }
  }
}
