import ArgumentParser
import Events
import Glibc

/// Whether a damaged log is refused, or right.
struct DamageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "damage",
    abstract: "Damages a log's file at random, opens it, and asks it for everything.",
    discussion: """
      Single bits anywhere in the file, torn pages (sectors of an earlier state, zeros, or of another \
      page) and truncations. Whatever opens has to answer every question rightly and take more \
      events. All of it in this process: a signal would end the run.
      """)

  @Option(help: "Files with one bit changed.") var flips = 2000
  @Option(help: "Files with a torn page.") var torn = 500
  @Option(help: "Files that are cut off.") var truncations = 250
  @Option(help: "Of the log and of the damage.") var seed: UInt64 = 1
  @Option(help: "A log to begin with, e.g. one of an earlier format.") var from: String?
  @Option(help: "Where the file is put, best in memory.") var directory = "/dev/shm"
  @Option(help: "Of so many files that open one has its indexes worked out again.")
  var thorough = 10

  func run() async throws {
    let path = "\(directory)/faults-damage-\(getpid()).mdb"
    defer { for file in [path, path + "-lock"] { unlink(file) } }
    let log = try await DamageLog.make(path: path, from: from, seed: seed)
    print(
      "\(log.content.events.count) events, \(log.file.count / Damage.pageBytes) pages, "
        + "seed \(seed)")
    let run = try DamageRun(log: log, path: path)
    var random = SplitMix(seed: seed)
    var tallies: [DamageTally] = []
    for (name, count, make) in [
      ("bit flips", flips, { Damage.flip(of: log.file, &random) }),
      ("torn pages", torn, { Damage.torn(log, &random) }),
      ("truncations", truncations, { Damage.truncation(of: log.file, &random) }),
    ] as [(String, Int, () -> Damage)] {
      var tally = DamageTally(name: name)
      let start = ContinuousClock.now
      for _ in 0..<count {
        let damage = make()
        var outcome = try await run.outcome(of: damage)
        if outcome == .right, tally.right % thorough == 0, try !run.isSound() {
          outcome = .wrong("what was appended is not sound")
        }
        tally.add(outcome, damage)
      }
      tally.duration = ContinuousClock.now - start
      tallies.append(tally)
    }
    report(tallies)
    if tallies.contains(where: { !$0.wrong.isEmpty }) { throw ExitCode(1) }
  }

  private func report(_ tallies: [DamageTally]) {
    for tally in tallies {
      print(tally.line)
      for (name, count) in tally.refused.sorted(by: { $0.value > $1.value }) {
        print("    \(count)  \(name)")
      }
      for wrong in tally.wrong.prefix(10) { print("    WRONG  \(wrong)") }
    }
    let all = tallies.reduce(into: DamageTally(name: "all")) { $0.add($1) }
    print(all.line)
  }
}

/// What came of one kind of damage.
struct DamageTally {
  let name: String
  /// How many, by the error.
  private(set) var refused: [String: Int] = [:]
  /// Opened, and everything right: the damage was where nothing is.
  private(set) var right = 0
  /// Opened as before the last commit, as after a stop in it.
  private(set) var beforeLastCommit = 0
  private(set) var wrong: [String] = []
  var duration = Duration.zero

  init(name: String) { self.name = name }

  mutating func add(_ outcome: DamageRun.Outcome, _ damage: Damage) {
    switch outcome {
    case .refused(let name): refused[name, default: 0] += 1
    case .right: right += 1
    case .beforeLastCommit where damage.takesMetaPageBack: beforeLastCommit += 1
    case .beforeLastCommit: wrong.append("\(damage): the last commit is gone")
    case .wrong(let difference): wrong.append("\(damage): \(difference)")
    }
  }

  mutating func add(_ other: DamageTally) {
    refused.merge(other.refused, uniquingKeysWith: +)
    right += other.right
    beforeLastCommit += other.beforeLastCommit
    wrong += other.wrong
    duration += other.duration
  }

  var line: String {
    let refusals = refused.values.reduce(0, +)
    let total = refusals + right + beforeLastCommit + wrong.count
    return
      "\(name): \(total); refused \(refusals), opened and right \(right), as before the last commit "
      + "\(beforeLastCommit), wrong \(wrong.count); \(duration.components.seconds) s"
  }
}

extension Damage {
  /// Whether this can undo the last commit, and nothing else.
  fileprivate var takesMetaPageBack: Bool {
    if case .torn(page: 0...1, _, source: .earlier) = self { return true }
    return false
  }
}
