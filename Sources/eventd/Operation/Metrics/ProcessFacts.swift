import FoundationEssentials
import Glibc

/// What the system says of this process, for the metrics that every program has under the same names.
///
/// Source: Prometheus, "Writing client libraries", "Process metrics"; proc(5), `/proc/pid/stat`.
struct ProcessFacts {
  let cpuSeconds: Double
  let virtualBytes: UInt64
  let residentBytes: UInt64
  let threads: UInt64
  let openDescriptors: Int
  /// `nil`: as many as there are.
  let descriptorsMax: UInt64?
  /// Seconds since 1970.
  let startSeconds: Double

  /// `nil` where the system does not say.
  init?() {
    guard let stat = DurableFile.read("/proc/self/stat"),
      let system = DurableFile.read("/proc/stat"),
      let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    else { return nil }
    self.init(
      stat: stat, system: system, openDescriptors: descriptors.count,
      ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
      pageBytes: UInt64(sysconf(Int32(_SC_PAGESIZE))))
  }

  init?(
    stat: String, system: String, openDescriptors: Int, ticksPerSecond: Double, pageBytes: UInt64
  ) {
    // The name of the program is in parentheses and may hold anything; the third field comes after it.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: end)...].split { $0 == " " || $0 == "\n" }
    func field(_ number: Int) -> UInt64? {
      fields.indices.contains(number - 3) ? UInt64(fields[number - 3]) : nil
    }
    let boot = system.split(separator: "\n").first { $0.hasPrefix("btime ") }
      .flatMap { UInt64($0.dropFirst(6)) }
    guard let user = field(14), let kernel = field(15), let threads = field(20),
      let start = field(22), let virtual = field(23), let resident = field(24), let boot
    else { return nil }
    cpuSeconds = Double(user + kernel) / ticksPerSecond
    virtualBytes = virtual
    residentBytes = resident * pageBytes
    self.threads = threads
    self.openDescriptors = openDescriptors
    startSeconds = Double(boot) + Double(start) / ticksPerSecond
    var limit = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    descriptorsMax = isKnown && limit.rlim_cur != .max ? UInt64(limit.rlim_cur) : nil
  }
}

extension MetricsText {
  mutating func add(_ process: ProcessFacts) {
    add(
      "process_cpu_seconds_total", .counter, "Total user and system CPU time spent in seconds.",
      [Sample(process.cpuSeconds)])
    add(
      "process_open_fds", .gauge, "Number of open file descriptors.", process.openDescriptors)
    if let max = process.descriptorsMax {
      add("process_max_fds", .gauge, "Maximum number of open file descriptors.", max)
    }
    add(
      "process_virtual_memory_bytes", .gauge,
      "Virtual memory size in bytes; the maps of all environments count, whatever is in them.",
      process.virtualBytes)
    add(
      "process_resident_memory_bytes", .gauge,
      "Resident memory size in bytes, pages of mapped files included.", process.residentBytes)
    add("process_threads", .gauge, "Number of OS threads in the process.", process.threads)
    add(
      "process_start_time_seconds", .gauge,
      "Start time of the process since unix epoch in seconds.", [Sample(process.startSeconds)])
  }
}
