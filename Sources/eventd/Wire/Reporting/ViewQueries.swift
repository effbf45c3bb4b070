import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// A request of a view: says in `at` which state of it is asked for.
protocol ViewRequest: Message {
  var at: ReadAt { get }
}

/// An answer of a view: says in `good_for` which state it shows.
protocol ViewResponse: Message {
  var goodFor: GoodFor { get set }
}

/// What every query of `eventd.v1.Reporting` has in common: it waits for the caller's own append,
/// reads the view as it is or as it was, and says which state the answer shows.
struct ViewQueries: Sendable {
  static let service = "eventd.v1.Reporting"

  let log: EventLog
  let clock: DaemonClock
  let views: Views
  let processes: ProcessRunners

  /// A query of one view.
  ///
  /// - Parameter body: makes the answer, without `good_for`, from one state of the view. Gets the
  ///   time to reckon with: now, or the moment in the past. It must not keep the store.
  func view<Request: ViewRequest, Response: ViewResponse>(
    _ name: String, _ host: ViewHost<some Projection>,
    _ body: @escaping @Sendable (Request, FollowerStore, Timestamp) throws -> Response
  ) -> RPCMethod {
    .unary(Self.service, name, isLong: true) { (request: Request) in
      let moment = try moment(request.at)
      return try await read(host, at: moment).exactly { store, events in
        var response = try body(request, store, time(of: moment))
        response.goodFor = goodFor(events, moment)
        return response
      }
    }
  }

  /// A query of one view that looks things up in another one, as it is at the same time or as it was at
  /// the same moment. `good_for` speaks of the first.
  func view<Request: ViewRequest, Response: ViewResponse>(
    _ name: String, _ host: ViewHost<some Projection>, and other: ViewHost<some Projection>,
    _ body:
      @escaping @Sendable (Request, FollowerStore, FollowerStore, Timestamp) throws -> Response
  ) -> RPCMethod {
    .unary(Self.service, name, isLong: true) { (request: Request) in
      let moment = try moment(request.at)
      let read = try await read(host, at: moment)
      // Not waited for: a process that stands still must not take the view with it.
      let isNow = if case .now = moment { true } else { false }
      let second = try await self.read(other, at: isNow ? .now(including: nil) : moment)
      return try read.exactly { store, events in
        try second.exactly { other, _ in
          var response = try body(request, store, other, time(of: moment))
          response.goodFor = goodFor(events, moment)
          return response
        }
      }
    }
  }

  func moment(_ at: ReadAt) throws(RPCStatus) -> ViewMoment {
    try ViewMoment(at, log, now: clock.now)
  }

  /// A state of a view, once it is there.
  func read(
    _ host: ViewHost<some Projection>, at moment: ViewMoment
  ) async throws(RPCStatus) -> ViewRead {
    do throws(ViewUnavailable) {
      switch moment {
      case .now(let position):
        if let position { try await host.wait(for: position) }
        let applied = host.progress.count
        return ViewRead(store: try host.store(), applied: applied, past: nil)
      case .past(let events, _):
        let past = try await host.past.read(events)
        return ViewRead(store: past.store, applied: events, past: past)
      }
    } catch {
      throw RPCStatus(error)
    }
  }

  /// Now, or the moment in the past.
  func time(of moment: ViewMoment) -> Timestamp {
    switch moment {
    case .now: clock.now
    case .past(_, let time): time
    }
  }

  /// - Parameter events: how many are taken into account.
  func goodFor(_ events: UInt64, _ moment: ViewMoment) -> GoodFor {
    GoodFor.with {
      $0.position = WirePosition.last(ofCount: events)
      $0.now = Google_Protobuf_Timestamp(time(of: moment))
    }
  }
}

/// A state of a view, to read from.
struct ViewRead: Sendable {
  fileprivate let store: FollowerStore
  /// How many events it has applied or passed over, at least.
  fileprivate let applied: UInt64
  /// Keeps a state of the past as it is.
  fileprivate let past: PastRead?

  /// Lends `body` one snapshot, and how many events it takes into account.
  func exactly<R>(_ body: (FollowerStore, UInt64) throws -> R) throws -> R {
    try withExtendedLifetime(past) {
      try store.frozen { store in
        let next = try store.next().rawValue
        // A store of the past may have passed over later events, and a view that is followed may have
        // applied more since it was looked at.
        return try body(store, past == nil ? max(next, applied) : applied)
      }
    }
  }
}

extension RPCStatus {
  init(_ error: ViewUnavailable) {
    switch error {
    case .beingBuilt, .standsStill, .stopping: self.init(.unavailable, error.description)
    case .failure: self.init(.internal, error.description)
    }
  }
}
