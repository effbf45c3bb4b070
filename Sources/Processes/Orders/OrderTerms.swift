import Projections
import Schemas

/// What the first event of a procedure may say: how it came in, who asked, and for what.
struct OrderTerms {
  let procedure: OrderProcedure
  /// Empty: our own initiative comes in by none.
  let channels: [OrderChannel]
  /// Empty: our own initiative is asked for by nobody.
  let askers: [OrderAsker]
  /// Who starts it.
  let receivers: [OrderRole]
  /// The fields of `Received.asked`, of which one is given; none where nothing is asked for.
  let asked: [Asked]

  /// By the names of the schema.
  enum Asked: String {
    case supplementaryService = "supplementary_service"
    case planChange = "plan_change"
    case transfer
    case suspension
    case reconnection
    case trouble
    case billingClaim = "billing_claim"
    case callDetail = "call_detail"
    case withdrawal
    case supportVisit = "support_visit"
  }

  /// Where the page names no channel, any is taken (a). I, J and K begin with us, and so have neither
  /// channel nor asker (a). The EE receives and starts the procedure; K and L begin with a step of
  /// the AT, who may start them too (a).
  ///
  /// **Source:** post-sale page, the headings and first steps of A to L.
  static let table: [OrderTerms] = [
    OrderTerms(.serviciosSuplementarios, any, client, [.ee], .supplementaryService),
    OrderTerms(
      .cambioDePlan, [.email, .whatsapp, .presencial], client, [.ee], .planChange),
    OrderTerms(
      .trasladoDeProductos, [.email, .whatsapp, .presencial], client, [.ee], .transfer),
    OrderTerms(.suspensionYReconexion, any, client, [.ee], .suspension, .reconnection),
    OrderTerms(.registroDeDanos, any, client, [.ee], .trouble),
    OrderTerms(.registroDeReclamos, [.telefono, .whatsapp], client, [.ee], .billingClaim),
    OrderTerms(.detalleDeLlamadas, any, client, [.ee], .callDetail),
    OrderTerms(
      .retiroDeProductos, [.email, .whatsapp, .carta], client, [.ee], .withdrawal),
    OrderTerms(.gestionDeMora, [], [], [.ee]),
    OrderTerms(.llamadasDeFidelizacion, [], [], [.ee]),
    OrderTerms(.gestionPreventiva, [], [], [.ee, .at]),
    OrderTerms(
      .visitaDeSoporte, [.telefono, .whatsapp, .email], anybody, [.ee, .at], .supportVisit),
  ]

  private static let any: [OrderChannel] = [.email, .whatsapp, .presencial, .carta, .telefono]
  private static let client: [OrderAsker] = [.cliente]
  private static let anybody: [OrderAsker] = [
    .cliente, .ejecutivoEmpresas, .analistaTecnico, .gestorTecnico, .responsableEmpresas,
    .jefeDivision,
  ]

  private init(
    _ procedure: OrderProcedure, _ channels: [OrderChannel], _ askers: [OrderAsker],
    _ receivers: [OrderRole], _ asked: Asked...
  ) {
    self.procedure = procedure
    self.channels = channels
    self.askers = askers
    self.receivers = receivers
    self.asked = asked
  }

  /// `nil` for no procedure at all.
  static func of(_ procedure: OrderProcedure) -> OrderTerms? {
    table.first { $0.procedure == procedure }
  }
}

extension OrderReceived.OneOf_Asked {
  var field: OrderTerms.Asked {
    switch self {
    case .supplementaryService: .supplementaryService
    case .planChange: .planChange
    case .transfer: .transfer
    case .suspension: .suspension
    case .reconnection: .reconnection
    case .trouble: .trouble
    case .billingClaim: .billingClaim
    case .callDetail: .callDetail
    case .withdrawal: .withdrawal
    case .supportVisit: .supportVisit
    }
  }
}
