import ArgumentParser
import Events

/// How large the log may become, and what is kept for deadlines when room runs out.
struct RoomOptions: ParsableArguments {
  @Option(
    help: """
      Most that the file of the log can grow to, in GiB: addresses, not disk. It can be another one \
      at each start.
      """)
  var mapSize = Limits.mapBytes >> 30

  @Option(
    help: """
      MiB of the disk into which clients may not write: with less left their appends are refused, and \
      deadlines and reads go on.
      """)
  var diskReserve = 256

  func validate() throws {
    guard (1...65_536).contains(mapSize) else {
      throw ValidationError("--map-size is a number of GiB from 1 to 65536, not \(mapSize)")
    }
    guard (0...1 << 30).contains(diskReserve) else {
      throw ValidationError("--disk-reserve is a number of MiB from 0 on, not \(diskReserve)")
    }
  }

  var mapBytes: Int { mapSize << 30 }

  var reserve: LogRoom.Reserve {
    LogRoom.Reserve(
      mapBytes: LogRoom.Reserve.standard(mapBytes: mapBytes).mapBytes,
      diskBytes: UInt64(diskReserve) << 20)
  }
}
