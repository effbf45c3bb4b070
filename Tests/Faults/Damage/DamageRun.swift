import Events
import Glibc

/// Opens damaged copies of a log's file, and compares what they answer with what is true.
struct DamageRun {
  enum Outcome: Equatable {
    /// By which typed error.
    case refused(String)
    /// Nothing that anybody can ask for was damaged.
    case right
    /// The meta page of the last commit became that of an earlier one: the file is, bit by bit, what a
    /// stop just before the end of that commit leaves, and is opened as that.
    case beforeLastCommit
    case wrong(String)
  }

  let log: DamageLog
  let path: String
  private let before: LogContent
  private let descriptor: Int32

  init(log: DamageLog, path: String) throws {
    self.log = log
    self.path = path
    try writeFile(path, log.states[log.states.count - 2])
    let earlier = try DamageLog.open(path)
    before = log.content.beforeLast(try earlier.treeHead())
    earlier.close()
    descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw FaultsError.file(path: path, errno: errno) }
  }

  func outcome(of damage: Damage) async throws -> Outcome {
    try write(damage.apply(to: log))
    do {
      return try await opened()
    } catch let error as ReadError {
      return .refused(Self.name(error))
    } catch let error as AppendError {
      return .refused("append: \(error.code)")
    }
  }

  private func opened() async throws -> Outcome {
    let log = try DamageLog.open(path)
    defer { log.close() }
    let count = Int(log.head.count)
    let isBefore = count == before.events.count
    if let difference = try await (isBefore ? before : self.log.content).difference(log) {
      return .wrong(difference)
    }
    log.close()
    return isBefore ? .beforeLastCommit : .right
  }

  /// What was appended to an opened one is sound as a whole.
  func isSound() throws -> Bool {
    try LogFile(path: path, mapBytes: 1 << 28).verify(procedures: [Coupons()]).isSound
  }

  /// The bytes are written in place, which is faster than a new file.
  private func write(_ bytes: [UInt8]) throws {
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count,
      ftruncate(descriptor, off_t(bytes.count)) == 0
    else { throw FaultsError.file(path: path, errno: errno) }
  }

  private static func name(_ error: ReadError) -> String {
    switch error {
    case .unknownFormat: "unknown format"
    case .corrupt(let corruption): "log: \(label(corruption.finding))"
    case .failure(let failure):
      switch failure.damage {
      case .page(_, _, let fault): "page \(fault.rawValue)"
      case .table: "table: pages or rows do not add up"
      case .truncated: "file: cut off"
      case .notADatabase: "file: no database"
      case .metaPages: "meta pages do not follow each other"
      case .rows: "rows that cannot be"
      case nil: "LMDB: \(failure.call) \(failure.code)"
      }
    }
  }

  /// The case without its facts.
  private static func label(_ finding: Corruption.Finding) -> String {
    switch finding {
    case .digest: "a table is not as it was written"
    case .checksum: "checksum of a record"
    case .hole: "hole"
    default: "\("\(finding)".prefix { $0 != "(" })"
    }
  }
}
