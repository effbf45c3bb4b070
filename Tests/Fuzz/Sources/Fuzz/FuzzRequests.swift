import Events
import Glibc

/// An expression and, behind a line break, a text. However costly, it ends within the budget.
func fuzzPattern(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  guard let pattern = try? Pattern(String(decoding: parts[0], as: UTF8.self)) else { return }
  let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "folio-00399734"
  var steps = 0
  _ = try? pattern.isFound(in: text, &steps)
}

/// Calls as they come from the socket: the first byte says which, then messages with their lengths
/// before them (two bytes). The handlers work on a real log.
func fuzzRequest(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let method = FuzzedLog.methods[Int(first) % FuzzedLog.methods.count]
  var messages: [[UInt8]] = []
  var rest = bytes.dropFirst()
  while rest.count >= 2 {
    let length = min(
      Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1]), rest.count - 2)
    messages.append(Array(rest.dropFirst(2).prefix(length)))
    rest = rest.dropFirst(2 + length)
  }
  if method.name == "Read" {
    // One that waits for events to come would wait for ever.
    guard let message = messages.first, let request = try? ReadRequest(message),
      case .count = request.extent
    else { return }
  }
  let done = Completion()
  let sent = messages
  Task.detached {
    let stream = AsyncThrowingStream<[UInt8], any Error> { continuation in
      for message in sent { continuation.yield(message) }
      continuation.finish()
    }
    try? await method.handle(RPCCall(messages: stream) { _ in })
    done.signal()
  }
  done.wait()
}

/// A log in memory, thrown away with the process.
private enum FuzzedLog {
  static let methods: [RPCMethod] = {
    let path = "/dev/shm/eventd-fuzz-log-\(getpid()).mdb"
    let time = Timestamp(seconds: 1_767_600_000)
    let ids = Locked<UInt64>(0)
    guard
      let log = try? EventLog(
        path: path, newIdentity: EventID(high: 1, low: 2), mapBytes: 1 << 32, now: { time })
    else { preconditionFailure("no log in \(path)") }
    unlink(path)
    unlink(path + "-lock")
    return StreamsService.methods(
      log, gate: AccessGate(), now: { time },
      newID: {
        ids.withLock { ids in
          ids += 1
          return EventID(high: 3, low: ids)
        }
      })
  }()
}

/// Waits on a thread for what a task does.
private final class Completion: @unchecked Sendable {
  // Sendable: a semaphore is made for several threads.
  private let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func signal() { sem_post(semaphore) }
  func wait() { while sem_wait(semaphore) != 0 {} }
}
