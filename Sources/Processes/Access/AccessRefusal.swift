public import Events
public import Projections
public import Schemas

/// Why an event may not follow in an access stream. Nothing was written.
public enum AccessRefusal: Error, Equatable, Sendable {
  // The stream and the payload.

  case notAnAccessStream(StreamName)
  case unreadable(PayloadError)
  case unknownValue(field: String, number: Int)
  case fieldsMissing([String])
  /// The event says that it became true at a time that has not come.
  case notYet(Timestamp)
  case textTooLong(field: String, characters: Int)
  /// The text itself is not repeated anywhere.
  case secretInText(field: String)

  // Who acts.

  case roleUnknown(number: Int)
  case actorUnnamed
  case systemRoleReserved
  case otherRole(AccessRole, allowed: [AccessRole])
  case expiryFromClient
  case daemonOutsideDeadlines
  case requesterNotEntitled(AccessRole, AccessKind, AccessMedium, allowed: [AccessRole])

  // The request of an access.

  case alreadyBegun(AccessID)
  case nothingRequested(AccessID)
  case channelUnclear
  case notAnEmail(String, field: String)
  case folioUnknown(UInt64)
  case folioOfOtherKind(FolioNumber, FolioRequestKind, wanted: FolioRequestKind)
  case folioEnded(FolioNumber, FolioStage)
  case differsFromFolio(FolioNumber, field: String)
  case folioRequestedAlready(String, StreamName)
  case notMissing(AccessDatum)
  case indispensableMissing([AccessDatum])
  case otherThanRequested(String, given: String)
  case otherChannel(AccessChannel, of: AccessChannel)
  case grantedAlready
  case emailRegisteredAlready(String, StreamName)

  // A forgotten password.

  case noPasswordAsked(AccessID)
  case addressNotRegistered(access: String)
  case linkMailedAlready
  case tokenMailedAlready(StreamName)
  case notASHA256
  case otherValidity(Int, inForce: Int)
  case noLink
  case otherToken
  case linkOpenedAlready
  case linkNotOpened
  case linkUsed
  /// Since when.
  case linkExpired(Timestamp)
  /// The daemon's expiry does not follow from the link: `field` is the first that differs.
  case expiryNotByRule(field: String)
}
