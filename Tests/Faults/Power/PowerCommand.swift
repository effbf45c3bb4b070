import ArgumentParser
import Events
import Glibc

/// Whether a log survives the loss of power at any moment of a traced run.
struct PowerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Builds what a power loss can leave of a traced log, and opens each image.",
    discussion: """
      Every moment between two writes; of what was not waited for nothing, all, or any sectors of \
      512 bytes. What was acknowledged before that moment has to be there, and nothing else.
      """)

  @Argument(help: "What the shim wrote down.") var trace: String
  @Option(help: "Images; the moments at which something can be lost share them.") var images =
    100_000
  @Option(help: "Of the choice of sectors.") var seed: UInt64 = 1
  @Option(help: "Where the images are put, best in memory.") var directory = "/dev/shm"
  @Option(help: "Threads.") var jobs = 2
  @Option(help: "Of so many images one has its indexes worked out again and takes one more event.")
  var thorough = 10

  func run() async throws {
    let run = try TracedRun(DiskTrace(path: trace), scratch: "\(directory)/faults-\(getpid()).mdb")
    let perMoment = max(1, images / max(1, run.openMomentCount))
    let tallies = try await withThrowingTaskGroup(of: PowerTally.self) { group in
      for job in 0..<jobs {
        group.addTask {
          try check(run, job: job, perMoment: perMoment)
        }
      }
      return try await group.reduce(into: PowerTally()) { $0.add($1) }
    }
    for fault in tallies.faults.prefix(10) { print(fault) }
    print(
      "\(tallies.images) images of \(run.momentCount) moments, \(run.truth.count) events, "
        + "\(tallies.withoutFile) without a file, \(tallies.thorough) verified: "
        + "\(tallies.faults.count) faults (seed \(seed))")
    if !tallies.faults.isEmpty { throw ExitCode(1) }
  }

  private func check(_ run: TracedRun, job: Int, perMoment: Int) throws -> PowerTally {
    let path = "\(directory)/faults-\(getpid())-\(job).mdb"
    defer {
      unlink(path)
      unlink(path + "-lock")
    }
    let check = ImageCheck(truth: run.truth, path: path)
    var tally = PowerTally()
    try run.moments { moment, disk, acknowledged in
      guard moment % jobs == job else { return }
      var random = SplitMix(seed: seed &* 1_000_003 &+ UInt64(moment))
      try disk.images(perMoment, &random) { image in
        tally.images += 1
        if image == nil { tally.withoutFile += 1 }
        let isThorough = tally.images % thorough == 0
        if isThorough { tally.thorough += 1 }
        if let fault = try check.fault(
          in: image, acknowledged: acknowledged, isThorough: isThorough)
        {
          tally.faults.append("moment \(moment), \(acknowledged) acknowledged: \(fault)")
        }
      }
    }
    return tally
  }
}

struct PowerTally: Sendable {
  var images = 0
  var withoutFile = 0
  var thorough = 0
  var faults: [String] = []

  mutating func add(_ other: PowerTally) {
    images += other.images
    withoutFile += other.withoutFile
    thorough += other.thorough
    faults += other.faults
  }
}
