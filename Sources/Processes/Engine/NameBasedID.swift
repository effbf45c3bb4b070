internal import Crypto
public import Events

extension EventID {
  /// The id that belongs to `name`: the same name always gives the same id.
  /// Source: RFC 9562 section 5.5 (UUID version 5, SHA-1).
  public init(namespace: EventID, name: String) {
    var hash = Insecure.SHA1()
    hash.update(data: Key(namespace.high, namespace.low).bytes)
    hash.update(data: Array(name.utf8))
    var bytes = Array(hash.finalize().prefix(16))
    bytes[6] = bytes[6] & 0x0f | 0x50
    bytes[8] = bytes[8] & 0x3f | 0x80
    self.init(bytes: bytes)
  }
}
