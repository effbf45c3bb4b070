import Events

/// The stream service of the event_store.client protocol: what of it this daemon speaks.
enum StreamsService {
  static func methods(
    _ log: EventLog, gate: AccessGate, now: @escaping @Sendable () -> Timestamp,
    newID: @escaping @Sendable () -> EventID
  ) -> [RPCMethod] {
    let service = "event_store.client.streams.Streams"
    return [
      RPCMethod(
        service: service, name: "Read", isLong: true, right: .read,
        handle: ReadHandler(log: log, now: now, newID: newID).handle),
      RPCMethod(
        service: service, name: "Append", right: .append,
        handle: AppendHandler(log: log, gate: gate).handle),
      RPCMethod(
        service: service, name: "BatchAppend", isLong: true, endsByItself: true, right: .append,
        handle: BatchAppendHandler(log: log, gate: gate).handle),
    ]
  }
}
