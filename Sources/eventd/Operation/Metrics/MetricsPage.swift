import Events
import Glibc
import Processes
import Projections

/// All metrics of the daemon, as they are now.
struct MetricsPage {
  let daemon: Daemon

  private typealias Sample = MetricsText.Sample

  var text: String {
    var page = MetricsText()
    addDaemon(&page)
    addLog(&page)
    addWriter(&page, daemon.state.meter.reading)
    addConnections(&page, daemon.connections)
    addFollowers(&page)
    addTimers(&page)
    if let process = ProcessFacts() { page.add(process) }
    return page.text
  }

  private func addDaemon(_ page: inout MetricsText) {
    page.add(
      "eventd_info", .gauge, "Version of the daemon and identity of its log; always 1.",
      [Sample(1, ["version": eventdVersion, "log": "\(daemon.log.identity)"])])
    page.add(
      "eventd_ready", .gauge, "1 when the daemon is ready, as /health/ready says.",
      daemon.readiness.isReady ? 1 : 0)
    page.add(
      "eventd_clock_timestamp_seconds", .gauge,
      "The daemon's time in seconds since unix epoch; simulated with --clock.",
      [Sample(Self.seconds(daemon.clock.now))])
  }

  private func addLog(_ page: inout MetricsText) {
    let log = daemon.log
    page.add(
      "eventd_log_events", .gauge,
      "Events in the log. The position of the last one on the wire is 64 times this number.",
      log.head.count)
    if let recorded = try? log.lastRecorded() {
      page.add(
        "eventd_log_last_recorded_timestamp_seconds", .gauge,
        "When the last event was recorded, in seconds since unix epoch.",
        [Sample(Self.seconds(recorded))])
    }
    if let bytes = daemon.directory.logBytes {
      page.add("eventd_log_file_bytes", .gauge, "Size of the log's file.", bytes)
    }
    guard let room = try? log.room() else { return }
    page.add(
      "eventd_map_bytes", .gauge, "Size of the log's memory map, beyond which it cannot grow.",
      room.mapBytes)
    page.add(
      "eventd_map_used_bytes", .gauge,
      "Bytes of the map up to the last page that was ever used; free ones below are used again.",
      room.mapUsedBytes)
    if let bytes = room.diskFreeBytes {
      page.add(
        "eventd_disk_free_bytes", .gauge, "What the log's file system has left for the daemon.",
        bytes)
    }
  }

  private func addWriter(_ page: inout MetricsText, _ reading: WriterMeter.Reading) {
    let waiting = daemon.log.waiting
    let lines = [("clients", waiting.others), ("processes", waiting.processes)]
    page.add(
      "eventd_queue_appends", .gauge, "Appends that wait for the writer, by line.",
      lines.map { Sample($1.appends, ["line": $0]) })
    page.add(
      "eventd_queue_bytes", .gauge,
      "Bytes of data and metadata that wait for the writer, by line.",
      lines.map { Sample($1.bytes, ["line": $0]) })
    page.add(
      "eventd_appends_total", .counter,
      "Answered appends of clients and processes: accepted, repeated (the first answer again), or "
        + "why not.",
      reading.answers.sorted { $0.key < $1.key }.map { Sample($1, ["result": $0]) })
    page.add(
      "eventd_events_appended_total", .counter, "Events that were made durable.", reading.events)
    page.add(
      "eventd_append_seconds",
      "From the arrival of an append at the log to its answer, refusals included.", reading.append)
    page.add(
      "eventd_commit_prepare_seconds",
      "Of each commit: checking its appends and writing their records to the transaction.",
      reading.prepare)
    page.add(
      "eventd_commit_seconds",
      "Of each commit: mdb_txn_commit, which writes the pages and waits for the disk twice "
        + "(fdatasync of the pages, then the synchronous write of the meta page).",
      reading.commit)
    page.add(
      "eventd_commits_failed_total", .counter, "Transactions of the log that failed.",
      reading.commitsFailed)
    page.add(
      "eventd_transaction_under_way_seconds", .gauge,
      "For how long the writer is at its present transaction; 0 when it is idle.",
      [Sample(Double(reading.underWay) / 1e9)])
  }

  private func addConnections(_ page: inout MetricsText, _ connections: ConnectionBounds) {
    page.add(
      "eventd_connections", .gauge, "Open connections on the daemon's sockets.", connections.count)
    page.add(
      "eventd_connections_max", .gauge, "How many there may be.", connections.limits.connectionsMax)
    page.add(
      "eventd_connections_held_bytes", .gauge,
      "Bytes of requests and answers that are held for all connections.", connections.held)
    page.add(
      "eventd_connections_held_bytes_max", .gauge, "How many may be held.",
      connections.limits.heldBytesTotalMax)
  }

  private func addFollowers(_ page: inout MetricsText) {
    let all = daemon.followers.map { kind, view in
      (labels: ["follower": view.name, "kind": kind.rawValue] as MetricsText.Labels, view.report())
    }
    page.add(
      "eventd_follower_events", .gauge,
      "How many events of the log a view or process has applied or passed over.",
      all.map { Sample($1.applied, $0) })
    page.add(
      "eventd_follower_lag_events", .gauge,
      "Events of the log that a view or process has not applied.",
      all.map { Sample($1.lag, $0) })
    page.add(
      "eventd_follower_standing_still", .gauge, "1 when a view or process stands still.",
      all.map { Sample($1.incident == nil && $1.building?.incident == nil ? 0 : 1, $0) })
    page.add(
      "eventd_follower_building", .gauge, "1 while a view or process is built from the log.",
      all.map { Sample($1.building == nil ? 0 : 1, $0) })
  }

  private func addTimers(_ page: inout MetricsText) {
    let now = daemon.clock.now
    let all = daemon.processes.all.compactMap { process in
      (try? process.timerSummary()).map {
        (["process": process.view.name] as MetricsText.Labels, $0)
      }
    }
    page.add(
      "eventd_timers_waiting", .gauge, "Deadlines that wait, by process.",
      all.map { Sample($1.waiting, $0) })
    page.add(
      "eventd_timer_overdue_seconds", .gauge,
      "For how long the oldest deadline of a process has been due, by the daemon's time; 0 when none is.",
      all.map { labels, timers in
        let overdue = timers.earliest.map { now.microseconds - $0.microseconds } ?? 0
        return Sample(Double(max(0, overdue)) / 1e6, labels)
      })
    page.add(
      "eventd_timers_fired_total", .counter, "Timers that fired since the start, by process.",
      daemon.processes.all.map { Sample($0.fired.count, ["process": $0.view.name]) })
    page.add(
      "eventd_process_incidents", .gauge,
      "Events that a process could not take into account and deadlines that it could not fire.",
      daemon.processes.all.compactMap { process in
        (try? process.incidents()).map { Sample($0.count, ["process": process.view.name]) }
      })
  }

  private static func seconds(_ time: Timestamp) -> Double { Double(time.microseconds) / 1e6 }
}

extension DataDirectory {
  /// Size of the log's file; `nil` where the system does not say.
  var logBytes: UInt64? {
    var file = stat()
    return stat(log, &file) == 0 ? UInt64(file.st_size) : nil
  }
}
