import Schemas

/// The people of the generated traffic: who sells, and who works in the back office.
struct TrafficCast: Sendable {
  /// An agente, with the promotor they belong to.
  struct Seller: Sendable {
    let agent: FolioAgent
    let promotor: FolioActor
    let ejecutivo: FolioActor
    let office: TrafficOffice

    var agente: FolioActor { .of(.agente, agent.key, agent.name) }
  }

  let sellers: [Seller]
  private let documents: [FolioActor]
  private let underwriters: [FolioActor]
  private let issuers: [FolioActor]

  init(seed: UInt64) {
    var dice = SplitMix64(mixing: seed, 0x6361_7374)
    let ejecutivos = (1...8).map { index in Self.employee(.ejecutivoComercial, index, &dice) }
    let promotores = (1...12).map { index in
      FolioActor.of(.promotor, "P\(1000 + index)", TrafficNames.person(&dice))
    }
    sellers = (1...60).map { index in
      let promotor = dice.pick(promotores)
      let name = TrafficNames.person(&dice)
      var agent = FolioAgent()
      agent.key = "A\(20_000 + index)"
      agent.name = name
      agent.promotor = promotor.name
      agent.email = "\(TrafficNames.mailbox(of: name))@agentes.example"
      agent.commercialEmail = "comercial.\(promotor.key.lowercased())@promotorias.example"
      return Seller(
        agent: agent, promotor: promotor, ejecutivo: dice.pick(ejecutivos),
        office: dice.pick(weighted: TrafficOffice.all))
    }
    documents = (1...5).map { Self.employee(.mesaGestionDocumental, $0, &dice) }
    underwriters = (1...5).map { Self.employee(.mesaSuscripcion, $0, &dice) }
    issuers = (1...4).map { Self.employee(.mesaEmision, $0, &dice) }
  }

  /// Someone of the desk that works on folios in `stage`; elsewhere the document desk.
  func backOffice(in stage: FolioStage, _ dice: inout SplitMix64) -> FolioActor {
    switch stage {
    case .suscripcion, .cotizacionEntregada, .recotizacionReproceso: dice.pick(underwriters)
    case .emisionDePoliza: dice.pick(issuers)
    case .altaDeTramite, .gestionDocumental, .atencionComercial, .confirmacionCliente,
      .cotizacionAceptada, .cotizacionNoAceptada, .envio, .rechazo, .unspecified, .UNRECOGNIZED:
      dice.pick(documents)
    }
  }

  private static func employee(
    _ role: FolioRole, _ index: Int, _ dice: inout SplitMix64
  ) -> FolioActor {
    let name = TrafficNames.person(&dice)
    return .of(role, "\(TrafficNames.mailbox(of: name)).\(index)", name)
  }
}

extension FolioActor {
  static func of(_ role: FolioRole, _ key: String, _ name: String) -> FolioActor {
    var actor = FolioActor()
    actor.role = role
    actor.key = key
    actor.name = name
    return actor
  }
}
