import Glibc

/// How much more can be written: into the map, and onto the disk.
public struct LogRoom: Equatable, Sendable {
  /// Size of the map, in bytes.
  public let mapBytes: UInt64
  /// Bytes of the map up to the last page that was ever used; free pages below it are used again
  /// before it grows.
  public let mapUsedBytes: UInt64
  /// Bytes that this process may still write to the file system; `nil` when it does not say.
  public let diskFreeBytes: UInt64?

  public var mapFreeBytes: UInt64 { mapBytes - min(mapBytes, mapUsedBytes) }

  public init(mapBytes: UInt64, mapUsedBytes: UInt64, diskFreeBytes: UInt64?) {
    self.mapBytes = mapBytes
    self.mapUsedBytes = mapUsedBytes
    self.diskFreeBytes = diskFreeBytes
  }

  /// What is kept for those who must go on when there is little room left: the deadlines of processes,
  /// and whoever makes room.
  public struct Reserve: Equatable, Sendable {
    public let mapBytes: UInt64
    public let diskBytes: UInt64

    public init(mapBytes: UInt64, diskBytes: UInt64) {
      self.mapBytes = mapBytes
      self.diskBytes = diskBytes
    }

    /// A 64th of the map, and 256 MiB of the disk.
    public static func standard(mapBytes: Int) -> Reserve {
      Reserve(mapBytes: UInt64(mapBytes) / 64, diskBytes: 256 * 1024 * 1024)
    }
  }

  /// Where there is less room than has to be kept in reserve.
  public struct Shortage: Equatable, Sendable {
    public enum Place: Equatable, Sendable { case map, disk }
    public let place: Place
    public let freeBytes: UInt64
    public let reserveBytes: UInt64

    public init(place: Place, freeBytes: UInt64, reserveBytes: UInt64) {
      self.place = place
      self.freeBytes = freeBytes
      self.reserveBytes = reserveBytes
    }
  }

  /// `nil` when there is more than the reserve everywhere.
  public func shortage(_ reserve: Reserve) -> Shortage? {
    if mapFreeBytes < reserve.mapBytes {
      return Shortage(place: .map, freeBytes: mapFreeBytes, reserveBytes: reserve.mapBytes)
    }
    if let diskFreeBytes, diskFreeBytes < reserve.diskBytes {
      return Shortage(place: .disk, freeBytes: diskFreeBytes, reserveBytes: reserve.diskBytes)
    }
    return nil
  }

  init(_ environment: Environment, diskFreeBytes: UInt64?) throws(LMDBError) {
    let map = try environment.mapUse()
    self.init(mapBytes: map.bytes, mapUsedBytes: map.used, diskFreeBytes: diskFreeBytes)
  }

  /// What the file system of `path` has for this process, in bytes. **Source:** statvfs(3), `f_bavail`.
  static func freeOnDisk(of path: String) -> UInt64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
      .partialValue
  }
}

extension LogRoom.Shortage: CustomStringConvertible {
  public var description: String {
    let (place, remedy) =
      switch place {
      case .map: ("the map of the log", "start the daemon with a larger --map-size")
      case .disk: ("the disk", "free some of it, or start the daemon with a smaller --disk-reserve")
      }
    return
      "only \(freeBytes) bytes are left on \(place), and \(reserveBytes) are kept for deadlines; "
      + "\(remedy), and append again"
  }
}
