import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The event that an act becomes, with everything that the page records.
///
/// **Source:** onboarding page, the tables' columns “who” and “recorded”.
enum AccountMessages {
  static func message(
    _ act: AccountAct, on date: LocalDate, in standing: AccountStanding, _ cast: AccountCast,
    _ dice: inout SplitMix64
  ) -> any Message {
    let holders: [AccountHolder] =
      switch act {
      case .step(let route, let step): route.path.step(step)?.roles ?? [.gerenteComercial]
      case .prepareInvoice, .followUpPayment: [.jefeDeAdministracion]
      case .receiveProperty: [.comercial, .operaciones]
      case .requestVisit, .requestPresentation, .requestQuote, .followUpQuote, .refuseQuote,
        .proposeAmendment:
        [.gerenteComercial]
      }
    var writer = AccountWriter(
      actor: cast.actor(for: holders, &dice), date: date, cast: cast, standing: standing, dice: dice
    )
    defer { dice = writer.dice }
    switch act {
    case .step(.commercial, let step): return writer.commercial(step)
    case .step(.incorporation, let step): return writer.incorporation(step)
    case .step(.service, let step): return writer.service(step)
    case .step(.amendment(let id), let step): return writer.amendment(id, step)
    case .step(.invoice(let id), let step): return writer.invoice(id, step)
    case .requestVisit: return AccountVisitRequested.with { $0.actor = writer.actor }
    case .requestPresentation: return AccountPresentationRequested.with { $0.actor = writer.actor }
    case .requestQuote: return writer.quoteRequested()
    case .followUpQuote: return writer.quoteFollowedUp()
    case .refuseQuote: return writer.quoteRefused()
    case .receiveProperty: return writer.property()
    case .proposeAmendment(let id): return writer.amendment(id, "7")
    case .prepareInvoice(let id): return writer.invoice(id, "8.1")
    case .followUpPayment(let id): return writer.paymentFollowedUp(id)
    }
  }
}
