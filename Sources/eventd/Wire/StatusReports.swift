import Events
import Projections
import Schemas
import SwiftProtobuf

extension StorageReport {
  init(_ daemon: Daemon) throws(ReadError) {
    let room = try daemon.log.room()
    self = .with {
      $0.fileBytes = daemon.directory.logBytes ?? 0
      $0.mapBytes = room.mapBytes
      $0.mapUsedBytes = room.mapUsedBytes
      if let bytes = room.diskFreeBytes { $0.diskFreeBytes = bytes }
    }
  }
}

extension QueueReport {
  init(_ waiting: WaitingAppends, _ reading: WriterMeter.Reading) {
    self = .with {
      $0.appends = UInt64(waiting.others.appends)
      $0.bytes = UInt64(waiting.others.bytes)
      $0.processAppends = UInt64(waiting.processes.appends)
      $0.processBytes = UInt64(waiting.processes.bytes)
      $0.answered = reading.append.count
      $0.events = reading.events
      $0.commits = reading.commit.count
      $0.commitSeconds = reading.commit.sum
    }
  }
}

extension TimersReport {
  init(_ summary: (waiting: UInt64, earliest: Timestamp?)) {
    self = .with {
      $0.waiting = summary.waiting
      if let earliest = summary.earliest { $0.earliest = Google_Protobuf_Timestamp(earliest) }
    }
  }
}
