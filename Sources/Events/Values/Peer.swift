/// Who was at the other end of the socket when an append came in, as the kernel says it. A number
/// means what it means on that machine at that time; a process id is given out again.
///
/// Source: `unix(7)`, `SO_PEERCRED`.
public struct Peer: Hashable, Sendable {
  /// Effective user and group of the process that connected.
  public let uid: UInt32
  public let gid: UInt32
  /// Its process id, in the process namespace of the daemon; 0 where it has none there.
  public let pid: UInt32

  public init(uid: UInt32, gid: UInt32, pid: UInt32) {
    self.uid = uid
    self.gid = gid
    self.pid = pid
  }
}
