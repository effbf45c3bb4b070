import Events
import Projections
import Schemas

/// The request of an access, from the first word to the answer.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
enum AccessRequests {
  /// - Parameter folio: the folio of a number; `nil` when there is none.
  static func check(
    _ event: AccessRequested, folio: (FolioNumber) -> Folio?
  ) throws(AccessRefusal) {
    guard [.altaPromotor, .altaAgente].contains(event.kind) else {
      throw .unknownValue(field: "kind", number: event.kind.rawValue)
    }
    try checkShape(event.channel)
    let requesters = AccessEntitlement.requesters(of: event.kind, on: event.channel.medium)
    guard requesters.contains(event.actor.role) else {
      throw .requesterNotEntitled(
        event.actor.role, event.kind, event.channel.medium, allowed: requesters)
    }
    try checkEmail(event.email, "email")
    if event.channel.medium == .folio { try checkFolio(event, folio: folio) }
  }

  /// The folio is one of Administración de Agentes that asks for this access, with this key and
  /// address. It is not over: over it the answer goes out (a).
  private static func checkFolio(
    _ event: AccessRequested, folio: (FolioNumber) -> Folio?
  ) throws(AccessRefusal) {
    guard let number = FolioNumber(event.channel.folio), let folio = folio(number) else {
      throw .folioUnknown(event.channel.folio)
    }
    let wanted = AccessEntitlement.requestKind(of: event.kind)
    guard folio.form.processType == .administracionAgentes, folio.form.requestKind == wanted else {
      throw .folioOfOtherKind(number, folio.form.requestKind, wanted: wanted)
    }
    if folio.place.stage.isFinal { throw .folioEnded(number, folio.place.stage) }
    if event.key != folio.form.agent.key { throw .differsFromFolio(number, field: "key") }
    if event.email != folio.form.agent.email { throw .differsFromFolio(number, field: "email") }
  }

  /// What is named is missing, or the text says what is wrong with it. The notice goes out on the
  /// channel on which the request came.
  static func check(
    _ event: AccessInformationMissing, in request: AccessRequest
  ) throws(AccessRefusal) {
    if request.isGranted { throw .grantedAlready }
    if event.missing.isEmpty { throw .fieldsMissing(["missing"]) }
    for datum in event.missing {
      guard [.clave, .correoElectronico].contains(datum) else {
        throw .unknownValue(field: "missing", number: datum.rawValue)
      }
      guard request.missing.contains(datum) || !event.text.isBlank else {
        throw .notMissing(datum)
      }
    }
    try checkAnswer(event.channel, in: request)
  }

  static func check(
    _ event: AccessInformationSupplied, in request: AccessRequest
  ) throws(AccessRefusal) {
    if request.isGranted { throw .grantedAlready }
    if event.key.isBlank && event.email.isBlank { throw .fieldsMissing(["key", "email"]) }
    try checkEmail(event.email, "email")
    let requesters = AccessEntitlement.requesters(of: request.kind, on: request.channel.medium)
    guard event.actor.role == .mesaDeServicio || requesters.contains(event.actor.role) else {
      throw .requesterNotEntitled(
        event.actor.role, request.kind, request.channel.medium,
        allowed: requesters + [.mesaDeServicio])
    }
  }

  /// With everything that is indispensable, as it was given, and on the channel of the request.
  static func check(_ event: AccessGranted, in request: AccessRequest) throws(AccessRefusal) {
    if request.isGranted { throw .grantedAlready }
    if !request.missing.isEmpty { throw .indispensableMissing(request.missing) }
    if event.key != request.key { throw .otherThanRequested("key", given: request.key) }
    if event.email != request.email { throw .otherThanRequested("email", given: request.email) }
    try checkAnswer(event.channel, in: request)
  }

  private static func checkAnswer(
    _ channel: AccessChannel, in request: AccessRequest
  ) throws(AccessRefusal) {
    try checkShape(channel)
    guard channel == request.channel else {
      throw .otherChannel(channel, of: request.channel)
    }
  }

  /// A folio or an address, as the medium says, and nothing else.
  private static func checkShape(_ channel: AccessChannel) throws(AccessRefusal) {
    switch channel.medium {
    case .folio:
      if channel.folio == 0 { throw .fieldsMissing(["channel.folio"]) }
      if !channel.email.isEmpty { throw .channelUnclear }
    case .correo:
      if channel.email.isBlank { throw .fieldsMissing(["channel.email"]) }
      if channel.folio != 0 { throw .channelUnclear }
      try checkEmail(channel.email, "channel.email")
    case .unspecified: throw .fieldsMissing(["channel.medium"])
    case .UNRECOGNIZED(let number):
      throw .unknownValue(field: "channel.medium", number: number)
    }
  }

  private static func checkEmail(_ text: String, _ field: String) throws(AccessRefusal) {
    guard text.isEmpty || text.isEmailAddress else { throw .notAnEmail(text, field: field) }
  }
}
