import Events
import Glibc

/// What the figures of the daemon are held against: the bare disk, and bare LMDB on it.
enum Baselines {
  /// Writes a block of 4 KiB over an allocated one and waits for the disk, over and over: the
  /// least that a durable commit can cost.
  static func fdatasync(in directory: String, count: Int) throws(InputError) -> Measurement {
    let path = "\(directory)/fdatasync"
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw InputError("cannot write \(path): \(systemError())") }
    defer {
      close(file)
      unlink(path)
    }
    let block = [UInt8](repeating: 7, count: 4096)
    let blocks = 256
    for index in 0..<blocks { pwrite(file, block, block.count, index * block.count) }
    guard Glibc.fdatasync(file) == 0 else { throw InputError("fdatasync: \(systemError())") }

    var latencies: [Duration] = []
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      for index in 0..<count {
        latencies.append(
          clock.measure {
            pwrite(file, block, block.count, index % blocks * block.count)
            Glibc.fdatasync(file)
          })
      }
    }
    return Measurement(
      "fdatasync of 4 KiB in place", events: count, in: elapsed, latencies: latencies)
  }

  /// Appends events of 250 bytes to one table, `batch` of them a commit, without index, checksum,
  /// rule or socket.
  static func lmdb(
    in directory: String, commits: Int, batch: Int
  ) throws -> Measurement {
    let path = "\(directory)/lmdb-\(batch)"
    defer { for suffix in ["", "-lock"] { unlink(path + suffix) } }
    let environment = try Environment(path: path, tables: ["events"])
    let table = environment.table("events")
    let value = [UInt8](repeating: 7, count: 250)
    var key: UInt64 = 0
    var latencies: [Duration] = []
    let clock = ContinuousClock()
    let elapsed = try clock.measure {
      for _ in 0..<commits {
        let latency = try clock.measure {
          try environment.write { transaction throws(LMDBError) in
            for _ in 0..<batch {
              try transaction.append(table, Key(key), value)
              key += 1
            }
          }
        }
        latencies.append(latency)
      }
    }
    return Measurement(
      "bare LMDB, \(batch) event\(batch == 1 ? "" : "s") a commit", events: commits * batch,
      in: elapsed, latencies: latencies)
  }

  private static func systemError() -> String { String(cString: strerror(errno)) }
}
