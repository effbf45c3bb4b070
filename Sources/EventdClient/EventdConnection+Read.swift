import FoundationEssentials
import GRPCCore
import Schemas
import SwiftProtobuf

extension EventdConnection {
  /// What to read, from where, which way, and how far.
  public struct Selection: Sendable {
    /// `nil`: the whole log.
    public var stream: String?
    /// A revision in a stream, a commit position in the log; `nil`: from the end where the read
    /// begins. Included, except in the whole log backwards, and by `follow`.
    public var from: UInt64?
    public var isBackwards: Bool
    public var limit: UInt64

    public init(
      stream: String? = nil, from: UInt64? = nil, isBackwards: Bool = false,
      limit: UInt64 = .max
    ) {
      self.stream = stream
      self.from = from
      self.isBackwards = isBackwards
      self.limit = limit
    }
  }

  /// Gives the selected events to `body`, in order, until it returns `false` or they end.
  ///
  /// - Throws: `EventdError.notFound` when the stream has no events, or no event has the position;
  ///   what `body` throws.
  public func read(
    _ selection: Selection, _ body: @Sendable @escaping (StoredEvent) async throws -> Bool
  ) async throws {
    var options = Self.readOptions(selection)
    options.countOption = .count(selection.limit)
    try await run(options, body)
  }

  /// As `read`, forwards, and goes on with what is appended, for ever: after the event at `from`,
  /// or from the start when that is `nil`. `caughtUp` is called whenever there is no more for now.
  public func follow(
    _ selection: Selection, caughtUp: @Sendable @escaping () async throws -> Void = {},
    _ body: @Sendable @escaping (StoredEvent) async throws -> Bool
  ) async throws {
    var options = Self.readOptions(selection)
    options.countOption = .subscription(.init())
    try await run(options, caughtUp: caughtUp, body)
  }

  private func run(
    _ options: EventStore_Client_Streams_ReadReq.Options,
    caughtUp: @Sendable @escaping () async throws -> Void = {},
    _ body: @Sendable @escaping (StoredEvent) async throws -> Bool
  ) async throws {
    let request = EventStore_Client_Streams_ReadReq.with { $0.options = options }
    do {
      try await streams.read(request, options: Self.options) { response in
        for try await message in response.messages {
          switch message.content {
          case .event(let event):
            if try await !body(StoredEvent(event.event)) { return }
          case .streamNotFound(let missing):
            let name = String(decoding: missing.streamIdentifier.streamName, as: UTF8.self)
            throw EventdError.notFound("the stream \(name) has no events")
          case .caughtUp: try await caughtUp()
          default: break
          }
        }
      }
    } catch let error as RPCError {
      // The protocol's own words for a position that no event has.
      if error.message.contains("InvalidPosition") || error.message.contains("invalid position") {
        throw EventdError.notFound(
          "no event has the position \(options.all.position.commitPosition); "
            + "give one that a read printed, or 0 for the start")
      }
      throw EventdError(error)
    }
  }

  private static func readOptions(
    _ selection: Selection
  ) -> EventStore_Client_Streams_ReadReq.Options {
    .with { options in
      options.readDirection = selection.isBackwards ? .backwards : .forwards
      options.filterOption = .noFilter(.init())
      options.uuidOption = .with { $0.string = .init() }
      if let stream = selection.stream {
        options.stream = .with {
          $0.streamIdentifier = .with { $0.streamName = Data(stream.utf8) }
          switch selection.from {
          case .some(let revision): $0.revision = revision
          case nil where selection.isBackwards: $0.end = .init()
          case nil: $0.start = .init()
          }
        }
      } else {
        options.all = .with {
          switch selection.from {
          case .some(let position):
            $0.position = .with {
              $0.commitPosition = position
              $0.preparePosition = position
            }
          case nil where selection.isBackwards: $0.end = .init()
          case nil: $0.start = .init()
          }
        }
      }
    }
  }
}
