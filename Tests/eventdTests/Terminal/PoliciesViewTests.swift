import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("PoliciesView")
struct PoliciesViewTests {
  private static func adopted(
    _ days: UInt32, from date: String, source: String
  ) -> AdoptedFigure {
    .with {
      $0.adopted.actor.name = "María"
      $0.adopted.businessDays = days
      $0.adopted.validFrom = date
      $0.adopted.source = source
      $0.recorded = at("2026-01-02T10:00")
    }
  }

  private static let response = PoliciesResponse.with {
    $0.goodFor.position = 4321
    $0.goodFor.now = at("2026-01-09T10:00")
    $0.on = "2026-01-09"
    $0.figures = [
      .with {
        $0.area = "folio"
        $0.name = "alta-de-tramite-not-moved"
        $0.title = "Alta de Trámite sin mover"
        $0.inForce = adopted(2, from: "2026-01-05", source: "circular 1").adopted
        $0.adoptions = [
          adopted(2, from: "2026-01-05", source: "circular 1"),
          adopted(3, from: "2026-02-01", source: "circular 2"),
        ]
      },
      .with {
        $0.area = "access"
        $0.name = "password-link"
        $0.title = "Vigencia de la liga"
        $0.inForce.minutes = 60
        $0.inForce.source = "folios: Portal access"
        $0.builtIn = true
      },
    ]
  }

  private func view(_ screen: Screen) -> PoliciesView {
    PoliciesView(response: Self.response, times: mexicoCity, screen: screen)
  }

  @Test func `shows each area with what is in force and what was adopted, past and future`() {
    #expect(
      view(.columns(120)).text == """
        Cifras y ajustes vigentes el 2026-01-09
        Al 2026-01-09 10:00, posición 4321

        folio
          Título                     Valor           Desde       Fuente      Nombre
          Alta de Trámite sin mover  2 días hábiles  2026-01-05  circular 1  alta-de-tramite-not-moved
              2 días hábiles desde el 2026-01-05: circular 1; lo adoptó María el 2026-01-02 10:00
              3 días hábiles a partir del 2026-02-01: circular 2; lo adoptó María el 2026-01-02 10:00

        access
          Título               Valor       Desde      Fuente                 Nombre
          Vigencia de la liga  60 minutos  de origen  folios: Portal access  password-link

        """)
  }

  @Test func `fits 80 columns, and has the area as a column in a file`() {
    #expect(view(.columns(80)).text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(view(.pipe).table.csv.first == "Área,Título,Valor,Desde,Fuente,Nombre,Detalle\r")
    #expect(view(.pipe).table.csv[2].hasPrefix("access,Vigencia de la liga,60 minutos,de origen,"))
  }

  @Test(
    arguments: zip(
      [
        .businessDays(1), .businessDays(20), .calendarDays(1), .calendarDays(35), .minutes(1),
        .minutes(60), .count(7), .percentHundredths(9800), .percentHundredths(9805),
        .date("2026-01-31"), .text("[Bx+enlace]"), .texts(.with { $0.items = ["a", "b"] }),
        .noLimit(true),
      ] as [PolicyFigureAdopted.OneOf_Value],
      [
        "1 día hábil", "20 días hábiles", "1 día natural", "35 días naturales", "1 minuto",
        "60 minutos", "7", "98 %", "98.05 %", "2026-01-31", "[Bx+enlace]", "a; b", "ninguno",
      ]))
  func `says a value in words`(value: PolicyFigureAdopted.OneOf_Value, words: String) {
    #expect(PolicyFigureAdopted.with { $0.value = value }.valueText == words)
  }

  @Test func `says an amount with its currency`() {
    let adopted = PolicyFigureAdopted.with {
      $0.amount.currencyCode = "COP"
      $0.amount.units = 4_000_001
    }
    #expect(adopted.valueText == "COP 4000001.00")
  }
}
