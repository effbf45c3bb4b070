public import Events
public import Projections
import Schemas

/// The rules of portal access: what may be appended to `access-2026-0117`, and why not.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
public struct AccessRules: DomainRules {
  private let zone: TimeZoneRules

  /// - Parameter zone: America/Mexico_City, in which days are counted (a).
  public init(zone: TimeZoneRules) { self.zone = zone }

  /// - Throws: `access.not-an-access-stream` unless the name is `access-` and an id.
  public func begin(_ stream: StreamName) throws(AccessRefusal) -> AccessSubject {
    guard let id = AccessID(stream: stream) else {
      throw .notAnAccessStream(stream)
    }
    return AccessSubject(id: id)
  }

  public func admit(
    _ event: AccessEvent, _ facts: EventFacts, in state: AccessSubject, of stream: StreamName,
    elsewhere: Elsewhere
  ) throws(AccessRefusal) {
    if facts.effective > facts.recorded { throw .notYet(facts.effective) }
    try AccessActors.check(event, origin: facts.origin)
    try AccessTexts.check(event)
    switch (event, state.matter) {
    case (.requested(let event), .nothing):
      try AccessRequests.check(event) { number in
        (elsewhere(number.stream) as? FolioState)?.folio
      }
    case (.passwordAsked(let event), .nothing): try PasswordLinks.check(event)
    case (.informationMissing(let event), .request(let request)):
      try AccessRequests.check(event, in: request)
    case (.informationSupplied(let event), .request(let request)):
      try AccessRequests.check(event, in: request)
    case (.granted(let event), .request(let request)):
      try AccessRequests.check(event, in: request)
    case (.passwordLinkMailed(let event), .password(let reset)):
      try check(event, facts, in: reset, elsewhere)
    case (.passwordLinkOpened(let event), .password(let reset)):
      try PasswordLinks.check(event, facts, in: reset)
    case (.passwordChanged(let event), .password(let reset)):
      try PasswordLinks.check(event, facts, in: reset)
    case (.passwordLinkExpired(let event), .password(let reset)):
      try PasswordLinks.check(event, facts, in: reset)
    default: throw Self.outOfPlace(event, in: state)
    }
  }

  private func check(
    _ event: AccessPasswordLinkMailed, _ facts: EventFacts, in reset: PasswordReset,
    _ elsewhere: Elsewhere
  ) throws(AccessRefusal) {
    let policies = AccessFigures.passwordLink.book(elsewhere)
    let date = zone.localDate(at: facts.recorded)
    try PasswordLinks.check(
      event, in: reset, minutes: AccessFigures.linkMinutes(policies, on: date)
    ) { id in
      guard let subject = elsewhere(id.stream) as? AccessSubject,
        case .request(let request) = subject.matter
      else { return nil }
      return request
    }
  }

  /// An event that belongs to the other matter, or that comes before the first or after it.
  private static func outOfPlace(_ event: AccessEvent, in state: AccessSubject) -> AccessRefusal {
    switch (event, state.matter) {
    case (.requested, _), (.passwordAsked, _): .alreadyBegun(state.id)
    case (.informationMissing, _), (.informationSupplied, _), (.granted, _):
      .nothingRequested(state.id)
    case (.passwordLinkMailed, _), (.passwordLinkOpened, _), (.passwordChanged, _),
      (.passwordLinkExpired, _):
      .noPasswordAsked(state.id)
    }
  }

  /// A folio is asked for once; an address is registered for one access, because a forgotten password
  /// is asked for with the address alone (a); a token is made once (a).
  public func keys(of event: AccessEvent, in state: AccessSubject) -> KeyChanges {
    switch event {
    case .requested(let event) where event.channel.medium == .folio:
      KeyChanges(taken: ["folio:\(event.channel.folio)"])
    case .granted(let event): KeyChanges(taken: ["email:\(event.email.lowercased())"])
    case .passwordLinkMailed(let event): KeyChanges(taken: ["token:\(event.tokenSha256)"])
    case .requested, .informationMissing, .informationSupplied, .passwordAsked,
      .passwordLinkOpened, .passwordChanged, .passwordLinkExpired:
      KeyChanges()
    }
  }

  public func refusal(ofTaken key: String, heldBy stream: StreamName) -> Refusal {
    let value = key.drop { $0 != ":" }.dropFirst()
    if key.hasPrefix("folio:") {
      return AccessRefusal.folioRequestedAlready(String(value), stream).refusal
    }
    if key.hasPrefix("email:") {
      return AccessRefusal.emailRegisteredAlready(String(value), stream).refusal
    }
    return AccessRefusal.tokenMailedAlready(stream).refusal
  }

  public func apply(_ event: AccessEvent, _ facts: EventFacts, to state: inout AccessSubject) {
    switch (event, state.matter) {
    case (.requested(let event), .nothing): state.matter = .request(AccessRequest(event))
    case (.passwordAsked(let event), .nothing):
      state.matter = .password(PasswordReset(email: event.email))
    case (_, .request(var request)):
      request.apply(event)
      state.matter = .request(request)
    case (_, .password(var reset)):
      reset.apply(event, facts)
      state.matter = .password(reset)
    default: break
    }
  }
}

extension AccessRequest {
  fileprivate mutating func apply(_ event: AccessEvent) {
    switch event {
    case .informationSupplied(let event):
      if !event.key.isEmpty { key = event.key }
      if !event.email.isEmpty { email = event.email }
    case .granted: isGranted = true
    default: break
    }
  }
}

extension PasswordReset {
  fileprivate mutating func apply(_ event: AccessEvent, _ facts: EventFacts) {
    switch event {
    case .passwordLinkMailed(let event):
      link = Link(
        digest: event.tokenSha256, mailed: facts.recorded, validMinutes: Int(event.validMinutes))
    case .passwordLinkOpened: link?.isOpened = true
    case .passwordChanged: link?.isUsed = true
    case .passwordLinkExpired: link?.isExpired = true
    default: break
    }
  }
}
