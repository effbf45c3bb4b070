import Projections
import Schemas
import SwiftProtobuf

/// What moved an obligation, a movement a line. Several of one entry that became true on the same day,
/// as the months that go into a pool, are one line.
struct CreditMovementsTable {
  private let movements: [CreditMovementView]
  private let times: LocalTimes

  init(_ movements: [CreditMovementView], _ times: LocalTimes) {
    self.movements = movements.reduce(into: []) { merged, movement in
      if let last = merged.last, last.belongs(with: movement) {
        merged[merged.count - 1].amounts = last.amounts.plus(movement.amounts)
      } else {
        merged.append(movement)
      }
    }
    self.times = times
  }

  /// Indented by two.
  func lines(_ screen: Screen) -> [String] {
    (screen.fits(wide.widthMin + 2) ? wide : narrow).lines(screen, indent: 2)
  }

  private var wide: TextTable {
    TextTable(
      [
        .text("Fecha"), .text("Registrado"), .text("Movimiento", widthMin: 18),
        .text("Id", widthMin: 12),
      ] + CreditBalance.columns,
      movements.map { movement in
        TextTable.Row(
          cells: [
            movement.effectiveDate, times.day(movement.recorded), label(of: movement),
            movement.id,
          ] + movement.amounts.cells(\.pesos))
      })
  }

  /// The concepts under the movement.
  private var narrow: TextTable {
    TextTable(
      [
        .text("Fecha"), .text("Registrado"), .text("Movimiento", widthMin: 10),
        .text("Id", widthMin: 8), .number("Valor"),
      ],
      movements.map { movement in
        TextTable.Row(
          cells: [
            movement.effectiveDate, times.day(movement.recorded), label(of: movement),
            movement.id, movement.amounts.total.pesos,
          ], details: [movement.amounts.breakdown].filter { !$0.isEmpty })
      })
  }

  private func label(of movement: CreditMovementView) -> String {
    let kind = CreditMovement.Kind.allCases.first { $0.code == movement.kind }
    let label = kind?.label ?? movement.kind
    return movement.reversal ? "Reverso: \(label)" : label
  }
}

extension CreditMovementView {
  fileprivate func belongs(with other: CreditMovementView) -> Bool {
    id == other.id && kind == other.kind && reversal == other.reversal
      && effectiveDate == other.effectiveDate && recorded == other.recorded
  }
}

extension CreditBalance {
  /// Concept by concept; exact, since all are in COP.
  fileprivate func plus(_ other: CreditBalance) -> CreditBalance {
    .with {
      if hasCapital || other.hasCapital { $0.capital = capital.plus(other.capital) }
      if hasInterest || other.hasInterest { $0.interest = interest.plus(other.interest) }
      if hasDefaultInterest || other.hasDefaultInterest {
        $0.defaultInterest = defaultInterest.plus(other.defaultInterest)
      }
      if hasCharges || other.hasCharges { $0.charges = charges.plus(other.charges) }
      $0.total = total.plus(other.total)
    }
  }
}

extension WireMoney {
  /// What is not given is zero.
  fileprivate func plus(_ other: WireMoney) -> WireMoney {
    [self, other].compactMap { try? Money($0) }.reduce(.zero(.cop), +).wire
  }
}
