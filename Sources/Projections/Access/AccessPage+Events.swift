import Events
import Schemas
import SwiftProtobuf

/// How the page of an access follows from its events. Its times are those of recording.
extension AccessPage {
  /// - Returns: `nil` when the stream does not begin with this event.
  init?(_ id: AccessID, _ first: AccessEvent, _ event: RecordedEvent) {
    switch first {
    case .requested(let requested):
      self = .with {
        $0.kind = requested.kind
        $0.channel = requested.channel
        $0.key = requested.key
        $0.email = requested.email
        $0.name = requested.name
      }
      enter(.requested)
    case .passwordAsked(let asked):
      self = .with { $0.email = asked.email }
      enter(.passwordAsked)
    case .informationMissing, .informationSupplied, .granted, .passwordLinkMailed,
      .passwordLinkOpened, .passwordChanged, .passwordLinkExpired:
      return nil
    }
    self.id = id.text
    requester = first.actor
    begun = .init(event.recorded)
    stamp(first, event)
  }

  /// Never fails: what is stored has happened.
  mutating func apply(_ change: AccessEvent, _ event: RecordedEvent) {
    switch change {
    case .requested, .passwordAsked: break
    case .informationMissing: enter(.informationMissing)
    case .informationSupplied(let supplied):
      if !supplied.key.isEmpty { key = supplied.key }
      if !supplied.email.isEmpty { email = supplied.email }
      enter(.requested)
    case .granted: enter(.granted)
    case .passwordLinkMailed(let mailed):
      access = mailed.access
      linkMailed = .init(event.recorded)
      linkExpires = .init(event.recorded.adding(seconds: Int64(mailed.validMinutes) * 60))
      enter(.linkMailed)
    case .passwordLinkOpened: enter(.linkOpened)
    case .passwordChanged: enter(.passwordChanged)
    case .passwordLinkExpired: enter(.linkExpired)
    }
    stamp(change, event)
  }

  private mutating func enter(_ state: AccessState) {
    self.state = state
    missing = []
    if kind != .unspecified {
      if key.isEmpty { missing.append(.clave) }
      if email.isEmpty { missing.append(.correoElectronico) }
    }
  }

  private mutating func stamp(_ change: AccessEvent, _ event: RecordedEvent) {
    modified = .init(event.recorded)
    revision = event.revision.rawValue
    history.append(AccessStep(change, event))
  }
}

extension AccessStep {
  fileprivate init(_ change: AccessEvent, _ event: RecordedEvent) {
    self = .with {
      $0.recorded = .init(event.recorded)
      $0.event = String(event.type.text.drop { $0 != "." }.dropFirst(4))
      $0.actor = change.actor
      switch change {
      case .requested(let requested): $0.channel = requested.channel
      case .informationMissing(let missing):
        $0.missing = missing.missing
        $0.text = missing.text
        $0.channel = missing.channel
      case .granted(let granted): $0.channel = granted.channel
      case .passwordLinkExpired(let expired): $0.escalation = expired.escalation
      case .informationSupplied, .passwordAsked, .passwordLinkMailed, .passwordLinkOpened,
        .passwordChanged:
        break
      }
    }
  }
}

extension AccessRow {
  init(_ page: AccessPage, position: UInt64) {
    self = .with {
      $0.id = page.id
      $0.state = page.state
      $0.kind = page.kind
      $0.channel = page.channel
      $0.key = page.key
      $0.email = page.email
      $0.name = page.name
      $0.begun = page.begun
      $0.modified = page.modified
      if page.hasLinkExpires { $0.linkExpires = page.linkExpires }
      $0.missing = page.missing
      $0.position = position
    }
  }
}
