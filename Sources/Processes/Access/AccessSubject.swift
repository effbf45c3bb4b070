public import Events
public import Projections
public import Schemas

/// What the rules know of an access stream.
public struct AccessSubject: Equatable, Sendable {
  public let id: AccessID
  public internal(set) var matter: Matter = .nothing

  /// What its first event says that it is about.
  public enum Matter: Equatable, Sendable {
    case nothing
    case request(AccessRequest)
    case password(PasswordReset)
  }
}

/// An access that was asked for.
public struct AccessRequest: Equatable, Sendable {
  public let kind: AccessKind
  /// Where it came from, and where its answer goes out.
  public let channel: AccessChannel
  /// Empty while it is missing.
  public internal(set) var key: String
  /// Empty while it is missing.
  public internal(set) var email: String
  public internal(set) var isGranted = false

  init(_ event: AccessRequested) {
    kind = event.kind
    channel = event.channel
    key = event.key
    email = event.email
  }

  /// What is indispensable and not given, in the order of the schema.
  public var missing: [AccessDatum] {
    (key.isBlank ? [.clave] : []) + (email.isBlank ? [.correoElectronico] : [])
  }

  /// Whether this address is registered for the access.
  func isRegistered(_ email: String) -> Bool {
    isGranted && self.email.lowercased() == email.lowercased()
  }
}

/// A password that somebody has forgotten.
public struct PasswordReset: Equatable, Sendable {
  /// As it was typed.
  public let email: String
  /// `nil` until it was mailed.
  public internal(set) var link: Link?

  public struct Link: Equatable, Sendable {
    /// SHA-256 of the token.
    public let digest: String
    /// When the event was recorded.
    public let mailed: Timestamp
    public let validMinutes: Int
    public internal(set) var isOpened = false
    public internal(set) var isUsed = false
    public internal(set) var isExpired = false

    /// The first moment at which it is of no use: 60 minutes after it was mailed.
    public var due: Timestamp { mailed.adding(seconds: Int64(validMinutes) * 60) }
  }
}
