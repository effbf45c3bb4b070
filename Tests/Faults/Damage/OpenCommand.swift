import ArgumentParser
import Events
import Glibc

/// How long it takes to open a log, since all of it is read.
struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Measures appends to a log, and opening it.")

  @Option(help: "Events in it.") var events = 1_000_000
  @Option(help: "Bytes of data of each.") var bytes = 220
  @Option(help: "Streams that they are in.") var streams = 100_000
  @Option(help: "Events of one stream that are appended together.") var together = 4
  @Option(help: "Appends on their way at a time.") var depth = 512
  @Option(help: "Times that it is opened.") var times = 5
  @Option(help: "Where the file is put.") var directory = "/tmp"

  func run() async throws {
    let path = "\(directory)/faults-open-\(getpid()).mdb"
    defer { for file in [path, path + "-lock"] { unlink(file) } }
    let number = try await fill(path)
    let size = try fileBytes(path)
    for _ in 0..<times {
      let start = ContinuousClock.now
      let log = try Self.open(path)
      let seconds = (ContinuousClock.now - start).seconds
      log.close()
      print(
        "opened in \(Int(seconds * 1000)) ms: \(Int(Double(size >> 20) / seconds)) MiB/s, "
          + "\(Int(Double(number) / seconds)) events/s")
    }
  }

  private func fill(_ path: String) async throws -> UInt64 {
    let log = try Self.open(path)
    let filling = ContinuousClock.now
    var random = SplitMix(seed: 1)
    var number: UInt64 = 0
    while number < UInt64(events) {
      var appends: [Append] = []
      while appends.count < depth, number < UInt64(events) {
        let stream = try StreamName("stream-\(random.next() % UInt64(streams))")
        var together: [NewEvent] = []
        for _ in 0..<self.together {
          number += 1
          together.append(
            NewEvent(
              id: EventID(high: random.next(), low: number), type: try EventType("Happened"),
              contentType: .binary, data: [UInt8](repeating: UInt8(number & 255), count: bytes)))
        }
        appends.append(Append(stream: stream, expected: .any, events: together))
      }
      for result in await log.append(appends) { _ = try result.get() }
    }
    let filled = ContinuousClock.now - filling
    log.close()
    print(
      "\(number) events appended: \(Int(Double(number) / filled.seconds)) events/s, "
        + "\(Int(Double(number) / filled.seconds) / together) appends/s")
    return number
  }

  private static func open(_ path: String) throws(ReadError) -> EventLog {
    try EventLog(
      path: path, newIdentity: EventID(high: 1, low: 1), mapBytes: 1 << 36,
      reserve: LogRoom.Reserve(mapBytes: 0, diskBytes: 0), now: { DamageLog.time })
  }

  private func fileBytes(_ path: String) throws -> UInt64 {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FaultsError.file(path: path, errno: errno) }
    return UInt64(status.st_size)
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
