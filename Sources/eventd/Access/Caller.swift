import Events
import Glibc

/// Who is at the other end of a connection, as the kernel says it: nothing of it comes from the
/// caller's messages, so nothing can be made up.
struct Caller: Hashable, Sendable {
  let peer: Peer
  /// The supplementary groups that the process had when it connected.
  let groups: [UInt32]

  init(peer: Peer, groups: [UInt32] = []) {
    self.peer = peer
    self.groups = groups
  }

  /// The caller that a connected Unix socket leads to; `nil` when the kernel does not say, which does
  /// not happen for a Unix socket.
  ///
  /// Source: unix(7), `SO_PEERCRED`; socket(7) of Linux 4.13 and later, `SO_PEERGROUPS`.
  init?(connection descriptor: Int32) {
    // `struct ucred`, which the Swift overlay of Glibc leaves out.
    var credentials: (pid: Int32, uid: UInt32, gid: UInt32) = (0, 0, 0)
    var size = socklen_t(MemoryLayout.size(ofValue: credentials))
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0,
      credentials.uid != .max
    else { return nil }
    peer = Peer(
      uid: credentials.uid, gid: credentials.gid, pid: UInt32(clamping: credentials.pid))
    groups = Self.groups(of: descriptor)
  }

  func isMember(of group: UInt32) -> Bool { peer.gid == group || groups.contains(group) }

  /// Asks with room for a usual number first; the kernel says how much it takes where that is more.
  private static func groups(of descriptor: Int32) -> [UInt32] {
    var groups = [UInt32](repeating: 0, count: 32)
    for _ in 0..<2 {
      var size = socklen_t(groups.count * MemoryLayout<UInt32>.stride)
      if getsockopt(descriptor, SOL_SOCKET, SO_PEERGROUPS, &groups, &size) == 0 {
        return Array(groups.prefix(Int(size) / MemoryLayout<UInt32>.stride))
      }
      guard errno == ERANGE else { return [] }
      groups = [UInt32](repeating: 0, count: Int(size) / MemoryLayout<UInt32>.stride)
    }
    return []
  }
}
