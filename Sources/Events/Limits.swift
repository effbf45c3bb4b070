/// Every bound of the log in one place.
public enum Limits {
  /// A stream name is an LMDB key, and those have at most 511 bytes (`mdb_env_get_maxkeysize`).
  public static let streamNameBytesMax = 500
  public static let eventTypeBytesMax = 250
  /// Data and metadata of one event together.
  public static let eventBytesMax = 4 * 1024 * 1024
  /// Data and metadata of all events of one append together.
  public static let appendBytesMax = 8 * 1024 * 1024
  public static let appendEventsMax = 10_000
  /// Appends that wait for the writer in a line; one more is refused with `AppendError.busy`.
  public static let queueAppendsMax = 4096
  /// Bytes of data and metadata that wait for the writer in a line.
  public static let queueBytesMax = 64 * 1024 * 1024
  /// Events that the writer puts into one transaction.
  public static let commitEventsMax = 4096
  /// While others wait, one append of a process is in each commit, and one more for so many of others.
  public static let commitAppendsOfOthersForOneOfProcesses = 4
  /// A key that a procedure wants to be unique; with its category it has to fit an LMDB key.
  public static let uniqueKeyBytesMax = 200
  /// Folded states of governed streams that the writer keeps.
  public static let foldedStreamsMax = 50_000
  /// Events that one read copies out of the log at a time.
  public static let readBatchEventsMax = 1000
  /// Bytes after which a read batch ends; one event more than this still fits.
  public static let readBatchBytesMax = 1024 * 1024
  /// Records as they are stored that one batch copies out of the log; the bytes bound it as well.
  public static let recordBatchRecordsMax = 4096
  /// The largest record: head, names, data and metadata, checksum.
  public static let recordBytesMax =
    1024 + streamNameBytesMax + eventTypeBytesMax + eventBytesMax
  /// Size of the memory map, 256 GiB: no file can grow beyond it. Address space, not disk; a
  /// process has 128 TiB of it.
  public static let mapBytes = 1 << 38
  /// Size of the map of what is derived from the log, 32 GiB: there are many of these, some of the past.
  public static let derivedMapBytes = 1 << 35
  /// Findings that the verification of a log keeps; it counts all.
  public static let findingsMax = 1000
  public static let readersMax: UInt32 = 1024
}
