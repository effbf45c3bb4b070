import Events
import Glibc

/// The log's file through a traced run.
struct TracedRun: Sendable {
  private let trace: DiskTrace
  /// The whole log as it was in the end.
  let truth: [RecordedEvent]
  let momentCount: Int
  /// Of these, those at which something can be lost.
  let openMomentCount: Int

  /// - Parameter scratch: a file that is made and removed.
  init(_ trace: DiskTrace, scratch: String) throws {
    self.trace = trace
    var last: [UInt8] = []
    var counts = (all: 0, open: 0)
    Self.walk(trace) { disk, _ in
      counts.all += 1
      if !disk.isSettled { counts.open += 1 }
      last = disk.durable
    }
    (momentCount, openMomentCount) = counts
    try writeFile(scratch, last)
    defer {
      unlink(scratch)
      unlink(scratch + "-lock")
    }
    let file = try LogFile(path: scratch)
    var truth: [RecordedEvent] = []
    while true {
      let batch = try file.events(from: Position(UInt64(truth.count)), until: Position(.max))
      if batch.isEmpty { break }
      truth += batch
    }
    self.truth = truth
  }

  /// Each moment at which the power could go: when a write has begun, when a wait for the disk is
  /// over, when something was acknowledged.
  func moments(
    _ body: (_ number: Int, _ disk: Disk, _ acknowledged: Int) throws -> Void
  ) throws {
    var number = 0
    try Self.walk(trace) { disk, acknowledged in
      try body(number, disk, acknowledged)
      number += 1
    }
  }

  private static func walk(_ trace: DiskTrace, _ body: (Disk, Int) throws -> Void) rethrows {
    var disk = Disk()
    var acknowledged = 0
    for record in trace.records {
      let name = record.path.split(separator: "/").last
      switch (name, record.step) {
      // A log is made beside its place, and put there when it is whole.
      case ("log.mdb", .opened(isNew: true)), ("log.mdb", .renamed): disk.name()
      case ("log.mdb", .written(let offset, let bytes, let isSynced)),
        ("log.mdb.new", .written(let offset, let bytes, let isSynced)):
        disk.write(bytes, at: offset)
        try body(disk, acknowledged)
        if isSynced { disk.syncLastWrite() }
        continue
      case ("log.mdb", .synced), ("log.mdb.new", .synced): disk.sync()
      case ("log.mdb", .truncated), ("log.mdb", .removed):
        preconditionFailure("a log is never cut or removed")
      case ("acknowledged", .written(_, let bytes, _)):
        acknowledged = max(acknowledged, Int(bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }))
      case (_, .synced) where trace.isDirectoryOfLog(record.path): disk.syncDirectory()
      default: continue
      }
      try body(disk, acknowledged)
    }
  }
}

extension DiskTrace {
  fileprivate func isDirectoryOfLog(_ path: String) -> Bool {
    records.contains { $0.path == path + "/log.mdb" }
  }
}
