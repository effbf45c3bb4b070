import Events
import Schemas
import SwiftProtobuf

/// A `ReadReq`, checked.
struct ReadRequest: Equatable, Sendable {
  enum Source: Equatable, Sendable {
    case all(Place<Position>)
    case stream(StreamName, Place<Revision>)
  }

  enum Place<Point: Equatable & Sendable>: Equatable, Sendable {
    case start
    case end
    case at(Point)
  }

  enum Extent: Equatable, Sendable {
    case count(UInt64)
    case subscription
  }

  let source: Source
  let direction: Direction
  /// `nil`: every event. Only for the whole log.
  let filter: ReadFilter.Specification?
  let extent: Extent
  /// Whether ids are written as text or as two numbers.
  let idsAsText: Bool
  /// Whether the caller wants to be told the last revision at the end of a stream.
  let tellsLastRevision: Bool

  init(_ bytes: [UInt8]) throws(RPCStatus) {
    let options: EventStore_Client_Streams_ReadReq.Options
    do {
      options = try EventStore_Client_Streams_ReadReq(serializedBytes: bytes).options
    } catch {
      throw ProtobufReader.malformed
    }
    switch options.uuidOption.content {
    case .string: idsAsText = true
    case .structured: idsAsText = false
    case nil: throw RPCStatus(.invalidArgument, "the read does not say how to write ids")
    }
    switch options.countOption {
    case .count(let count): extent = .count(count)
    case .subscription: extent = .subscription
    case nil: throw RPCStatus(.invalidArgument, "the read has neither a count nor a subscription")
    }
    if case .filter(let given) = options.filterOption {
      guard case .all = options.streamOption else {
        throw RPCStatus(.invalidArgument, "only a read of $all can be filtered")
      }
      filter = try ReadFilter.Specification(given, extent)
    } else {
      filter = nil
    }
    direction = options.readDirection == .backwards ? .backwards : .forwards
    if extent == .subscription, direction == .backwards {
      throw RPCStatus(.invalidArgument, "a subscription only reads forwards")
    }
    tellsLastRevision = options.controlOption.compatibility >= 1
    switch options.streamOption {
    case .all(let all): source = .all(try Self.place(all, extent, isFiltered: filter != nil))
    case .stream(let stream): source = try Self.stream(stream)
    case nil: throw RPCStatus(.invalidArgument, "the read names neither a stream nor $all")
    }
  }

  private static func stream(
    _ options: EventStore_Client_Streams_ReadReq.Options.StreamOptions
  ) throws(RPCStatus) -> Source {
    let name = try StreamIdentifier.streamName(options.streamIdentifier.streamName)
    switch options.revisionOption {
    case .start: return .stream(name, .start)
    case .end: return .stream(name, .end)
    // 2^64 - 1 is how this protocol writes "the end" as a number.
    case .revision(.max): return .stream(name, .end)
    case .revision(let revision): return .stream(name, .at(Revision(revision)))
    case nil:
      throw RPCStatus(.invalidArgument, "the read does not say from which revision")
    }
  }

  private static func place(
    _ options: EventStore_Client_Streams_ReadReq.Options.AllOptions, _ extent: Extent,
    isFiltered: Bool
  ) throws(RPCStatus) -> Place<Position> {
    switch options.allOption {
    case .start: return .start
    case .end: return .end
    case .position(let position):
      switch position.commitPosition {
      case 0: return .start
      case .max: return .end
      case let wire:
        guard let decoded = WirePosition.decode(wire) else {
          throw invalidPosition(extent, isFiltered: isFiltered)
        }
        return .at(decoded)
      }
    case nil: throw RPCStatus(.invalidArgument, "the read does not say from which position")
    }
  }

  /// The texts that existing clients look for.
  private static func invalidPosition(_ extent: Extent, isFiltered: Bool) -> RPCStatus {
    extent == .subscription
      ? RPCStatus(.invalidArgument, "Trying to read from an invalid position.")
      : RPCStatus(
        .unknown, "Unexpected \(isFiltered ? "Filtered" : "")ReadAllResult: InvalidPosition")
  }

  /// For a position that no event of the log has.
  var invalidPosition: RPCStatus {
    Self.invalidPosition(extent, isFiltered: filter != nil)
  }
}
