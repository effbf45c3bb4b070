import Events

/// The stream service of the event_store.client protocol: what of it this daemon speaks.
enum StreamsService {
  static func methods(
    _ log: EventLog, now: @escaping @Sendable () -> Timestamp,
    newID: @escaping @Sendable () -> EventID
  ) -> [RPCMethod] {
    let service = "event_store.client.streams.Streams"
    return [
      RPCMethod(
        service: service, name: "Read", isLong: true,
        handle: ReadHandler(log: log, now: now, newID: newID).handle),
      RPCMethod(service: service, name: "Append", handle: AppendHandler(log: log).handle),
      RPCMethod(
        service: service, name: "BatchAppend", isLong: true,
        handle: BatchAppendHandler(log: log).handle),
    ]
  }
}
