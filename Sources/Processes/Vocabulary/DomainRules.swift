public import Events
public import Projections

/// The rules of one procedure, in its own words: events of one enum, refusals of another. What all
/// procedures do alike towards the log is written here.
public protocol DomainRules: Procedure where Event: DomainEvent {
  associatedtype Reason: DomainRefusal

  /// The state of a stream without events.
  /// - Throws: when this cannot be the name of a stream of the category.
  func begin(_ stream: StreamName) throws(Reason) -> State

  /// Whether `event` may follow.
  /// - Parameter elsewhere: the states of other governed streams, as of this commit.
  func admit(
    _ event: Event, _ facts: EventFacts, in state: State, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Reason)
}

/// The refusals of one procedure, of which one says that a payload cannot be read.
public protocol DomainRefusal: RuleRefusal {
  static func unreadable(_ error: PayloadError) -> Self
}

extension DomainRules {
  public var category: String { Event.category }

  public func initialState(of stream: StreamName) throws(Refusal) -> State {
    do throws(Reason) { return try begin(stream) } catch { throw error.refusal }
  }

  public func decode(
    type: EventType, contentType: ContentType, data: [UInt8]
  ) throws(Refusal) -> Event {
    do throws(PayloadError) {
      return try Event(type: type, contentType: contentType, data: data)
    } catch {
      throw Reason.unreadable(error).refusal
    }
  }

  public func check(
    _ event: Event, _ facts: EventFacts, in state: State, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(Refusal) {
    do throws(Reason) {
      try admit(event, facts, in: state, of: stream, elsewhere: elsewhere)
    } catch {
      throw error.refusal
    }
  }
}
