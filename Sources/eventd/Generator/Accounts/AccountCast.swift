import Processes
import Schemas
import SwiftProtobuf

/// The people of the company, and the clients that it might win.
struct AccountCast: Sendable {
  private let people: [AccountRole: [AccountActor]]

  init(seed: UInt64) {
    var dice = SplitMix64(mixing: seed, 0x6163_6361)
    let counts: [(AccountRole, Int)] = [
      (.gerenteComercial, 1), (.comercial, 4), (.jefeDeOperaciones, 1), (.operaciones, 5),
      (.ti, 3), (.proveedores, 2), (.jefeDeAdministracionYFinanciera, 1),
    ]
    people = Dictionary(
      uniqueKeysWithValues: counts.map { role, count in
        let actors = (1...count).map { index in
          let name = TrafficNames.person(&dice)
          return AccountActor.with {
            $0.role = role
            $0.key = "\(TrafficNames.mailbox(of: name)).\(index)"
            $0.name = name
          }
        }
        return (role, actors)
      })
  }

  /// Whoever writes down a step of one of these holders.
  func actor(for holders: [AccountHolder], _ dice: inout SplitMix64) -> AccountActor {
    actor(dice.pick(holders.flatMap(\.roles)), &dice)
  }

  func actor(_ role: AccountRole, _ dice: inout SplitMix64) -> AccountActor {
    guard let actors = people[role] else { preconditionFailure("nobody plays \(role)") }
    return dice.pick(actors)
  }

  static func client(_ dice: inout SplitMix64) -> AccountClient {
    let (kind, name) = dice.pick(AccountTexts.clients)
    let brand = dice.pick(AccountTexts.brands)
    let contact = TrafficNames.person(&dice)
    return .with {
      $0.kind = kind
      $0.name = "\(name) \(brand)"
      $0.taxID =
        "\(dice.number(in: 800...901)).\(dice.number(in: 100...999)).\(dice.number(in: 100...999))-\(dice.below(10))"
      $0.contact = contact
      $0.email = "\(TrafficNames.mailbox(of: contact))@\(TrafficNames.mailbox(of: brand)).example"
      $0.telephone = "601 \(dice.number(in: 200...799)) \(dice.number(in: 1000...9999))"
    }
  }
}
