import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The people of the companies segment, and the companies that are its clients.
struct OrderCast: Sendable {
  let executives: [OrderExecutive]
  let responsable: OrderActor
  private let people: [OrderRole: [OrderActor]]

  init(seed: UInt64) {
    var dice = SplitMix64(mixing: seed, 0x6f72_6361)
    func people(_ role: OrderRole, _ count: Int) -> [OrderActor] {
      (1...count).map { index in
        let name = TrafficNames.person(&dice)
        return .with {
          $0.role = role
          $0.key = "\(role.code)-\(index)"
          $0.name = name
        }
      }
    }
    let own = people(.ejecutivoEmpresas, 4)
    executives = own.map { actor in
      .with {
        $0.key = actor.key
        $0.name = actor.name
      }
    }
    responsable = people(.responsableEmpresas, 1)[0]
    self.people = [
      .ejecutivoEmpresas: own, .gestorComercial: people(.gestorComercial, 3),
      .gestorTecnico: people(.gestorTecnico, 2), .analistaTecnico: people(.analistaTecnico, 3),
      .unidadExterna: people(.unidadExterna, 2),
    ]
  }

  /// The executive takes the steps of the EE herself.
  func actor(
    _ role: OrderRole, of executive: OrderExecutive, _ dice: inout SplitMix64
  ) -> OrderActor {
    guard let actors = people[role] else { preconditionFailure("nobody plays \(role)") }
    return actors.first { $0.key == executive.key } ?? dice.pick(actors)
  }

  // Clients.

  private static let places = [
    "Queru Queru", "Cala Cala", "Sarco", "Muyurina", "La Recoleta", "Tupuraya", "Las Cuadras",
    "Villa Busch", "Jaihuayco", "Alalay", "Ciudad Jardín", "Temporal",
  ]

  private static let streets = [
    "Av. América", "Av. Blanco Galindo", "Calle Ñuflo de Chávez", "Av. Heroínas",
    "Calle España", "Av. Oquendo", "Av. Ayacucho", "Calle Jordán", "Pasaje Peñaloza",
  ]

  static func place(_ dice: inout SplitMix64) -> String { dice.pick(places) }

  static func address(_ dice: inout SplitMix64) -> String {
    "\(dice.pick(streets)) \(dice.number(in: 100...1999))"
  }

  static func client(_ dice: inout SplitMix64) -> OrderClient {
    .with {
      $0.document = dice.chance(percent: 95) ? .nit : .similarAlNit
      $0.number = "\(dice.number(in: 1_000_000_000...1_099_999_999))"
      $0.name =
        "\(dice.pick(TrafficNames.trades)) \(dice.pick(TrafficNames.brands)) "
        + dice.pick(["S.R.L.", "S.A.", "Ltda."])
    }
  }

  /// One product or two, of the kinds that the cooperative sells.
  static func products(_ dice: inout SplitMix64) -> [OrderProduct] {
    let count = dice.chance(percent: 80) ? 1 : 2
    let first = dice.number(in: 4_400_000...4_799_990)
    return (0..<count).map { index in
      let kind = dice.pick([
        OrderProductKind.telefoniaFija, .internet, .internet, .television, .duoPack, .multipack,
        .hspa,
      ])
      return .with {
        $0.number = "\(first + index)"
        $0.kind = kind
        if kind != .hspa { $0.technology = dice.chance(percent: 55) ? .cobre : .fibra }
      }
    }
  }
}
