public import Events
public import Schemas

/// An event of an access stream. The messages are described in `schemas/access/v1/access.proto`.
public enum AccessEvent: DomainEvent {
  case requested(AccessRequested)
  case informationMissing(AccessInformationMissing)
  case informationSupplied(AccessInformationSupplied)
  case granted(AccessGranted)
  case passwordAsked(AccessPasswordAsked)
  case passwordLinkMailed(AccessPasswordLinkMailed)
  case passwordLinkOpened(AccessPasswordLinkOpened)
  case passwordChanged(AccessPasswordChanged)
  case passwordLinkExpired(AccessPasswordLinkExpired)

  /// The category of the streams, `access-2026-0117`.
  public static let category = "access"

  public static let table = PayloadTable<AccessEvent>(
    .of(AccessRequested.self, AccessEvent.requested),
    .of(AccessInformationMissing.self, AccessEvent.informationMissing),
    .of(AccessInformationSupplied.self, AccessEvent.informationSupplied),
    .of(AccessGranted.self, AccessEvent.granted),
    .of(AccessPasswordAsked.self, AccessEvent.passwordAsked),
    .of(AccessPasswordLinkMailed.self, AccessEvent.passwordLinkMailed),
    .of(AccessPasswordLinkOpened.self, AccessEvent.passwordLinkOpened),
    .of(AccessPasswordChanged.self, AccessEvent.passwordChanged),
    .of(AccessPasswordLinkExpired.self, AccessEvent.passwordLinkExpired))

  /// Who acted.
  public var actor: AccessActor {
    switch self {
    case .requested(let event): event.actor
    case .informationMissing(let event): event.actor
    case .informationSupplied(let event): event.actor
    case .granted(let event): event.actor
    case .passwordAsked(let event): event.actor
    case .passwordLinkMailed(let event): event.actor
    case .passwordLinkOpened(let event): event.actor
    case .passwordChanged(let event): event.actor
    case .passwordLinkExpired(let event): event.actor
    }
  }
}

/// The id of an access: what follows `access-` in the name of its stream. 1 to 64 letters, digits,
/// dots, underscores and hyphens of ASCII.
public struct AccessID: Hashable, Sendable {
  public let text: String

  public static let charactersMax = 64

  public init?(_ text: String) {
    guard (1...Self.charactersMax).contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      })
    else { return nil }
    self.text = text
  }

  public init?(stream: StreamName) {
    guard stream.text.hasPrefix("access-") else { return nil }
    self.init(String(stream.text.dropFirst(7)))
  }

  public var stream: StreamName {
    do { return try StreamName("access-" + text) } catch { preconditionFailure("\(error)") }
  }
}
