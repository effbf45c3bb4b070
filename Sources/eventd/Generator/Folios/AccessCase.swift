import EventdClient
import Events
import Schemas
import SwiftProtobuf

/// What happens to one request of access, or to one forgotten password.
///
/// **Source:** folios page, “Portal access (alta de usuarios) and passwords”.
struct AccessCase {
  /// An address that has an access.
  struct Registered {
    let id: String
    let email: String
    let since: Timestamp
  }

  let id: String
  private(set) var steps: [TrafficStep] = []
  private var now: Timestamp
  private var dice: SplitMix64
  private var events: UInt64 = 0

  init(id: String, at moment: Timestamp, dice: SplitMix64) {
    self.id = id
    now = moment
    self.dice = dice
  }

  private static let desk = AccessActor.with {
    $0.role = .mesaDeServicio
    $0.key = "servicio.agentes"
    $0.name = "Mesa de servicio a agentes"
  }
  private static let portal = AccessActor.with { $0.role = .portal }

  /// By e-mail to the service desk. `nil` when it is left without what is missing.
  mutating func request() -> Registered? {
    let isPromotor = dice.chance(percent: 30)
    let name = TrafficNames.person(&dice)
    let email = "\(TrafficNames.mailbox(of: name)).\(id)@agentes.example"
    let key = "\(isPromotor ? "P" : "A")\(dice.number(in: 30_000...99_999))"
    let requester = AccessActor.with {
      $0.role = isPromotor ? .contactoPromotor : .agente
      $0.key = key
      $0.name = name
    }
    let channel = AccessChannel.with {
      $0.medium = .correo
      $0.email = email
    }
    let isKeyMissing = dice.chance(percent: 25)
    let isEmailMissing = dice.chance(percent: 20)
    write(
      AccessRequested.with {
        $0.actor = requester
        $0.kind = isPromotor ? .altaPromotor : .altaAgente
        $0.channel = channel
        $0.key = isKeyMissing ? "" : key
        $0.email = isEmailMissing ? "" : email
        $0.name = name
      })
    if isKeyMissing || isEmailMissing {
      wait(minutes: 10...300)
      write(
        AccessInformationMissing.with {
          $0.actor = Self.desk
          $0.missing =
            (isKeyMissing ? [.clave] : []) + (isEmailMissing ? [.correoElectronico] : [])
          $0.text = "Favor de completar la solicitud."
          $0.channel = channel
        })
      if dice.chance(percent: 20) { return nil }
      wait(minutes: 30...1500)
      write(
        AccessInformationSupplied.with {
          $0.actor = requester
          $0.key = isKeyMissing ? key : ""
          $0.email = isEmailMissing ? email : ""
        })
    }
    wait(minutes: 20...600)
    write(
      AccessGranted.with {
        $0.actor = Self.desk
        $0.key = key
        $0.email = email
        $0.channel = channel
      })
    return Registered(id: id, email: email, since: now)
  }

  /// - Parameter registered: whose password it is; `nil`: of an address that nobody knows.
  mutating func forget(_ registered: Registered?) {
    write(
      AccessPasswordAsked.with {
        $0.actor = Self.portal
        $0.email = registered?.email ?? "nadie.\(id)@otro.example"
      })
    guard let registered else { return }
    now = now.adding(seconds: Int64(dice.number(in: 1...20)))
    let digest = dice.hex(words: 4)
    write(
      AccessPasswordLinkMailed.with {
        $0.actor = Self.portal
        $0.access = registered.id
        $0.tokenSha256 = digest
        $0.validMinutes = 60
      })
    if dice.chance(percent: 25) { return }
    now = now.adding(seconds: Int64(dice.number(in: 30...2400)))
    write(
      AccessPasswordLinkOpened.with {
        $0.actor = Self.portal
        $0.tokenSha256 = digest
      })
    if dice.chance(percent: 8) { return }
    now = now.adding(seconds: Int64(dice.number(in: 20...600)))
    write(
      AccessPasswordChanged.with {
        $0.actor = Self.portal
        $0.tokenSha256 = digest
      })
  }

  private mutating func wait(minutes: ClosedRange<Int>) {
    now = OfficeHours.after(now, workSeconds: dice.number(in: minutes) * 60 + dice.below(60))
  }

  private mutating func write(_ message: some Message) {
    let event = ProposedEvent(
      message, id: dice.eventID(), at: now, isJSON: !dice.chance(percent: 10))
    steps.append(
      TrafficStep(
        at: now, stream: "access-" + id,
        expected: events == 0 ? .noStream : .revision(events - 1), events: [event]))
    events += 1
  }
}
