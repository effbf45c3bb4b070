import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import Testing

@Suite("Who acts on folios") struct FolioActorsTests {
  private static let events: [@Sendable (FolioActor) -> any Message] = [
    { actor in FolioFormUpdated.saving(.individual).by(actor) },
    { actor in FolioStageChanged.move(.altaDeTramite, .rechazo, by: .agente).by(actor) },
    { actor in FolioNoteAdded.note().by(actor) },
    { actor in FolioDocumentAttached.document("d-2").by(actor) },
    { actor in FolioDocumentWithdrawn.withdrawal(of: "d-1").by(actor) },
    { actor in FolioOwnerAssigned.owner(.person(.promotor)).by(actor) },
  ]

  private func opened() throws -> FolioScenario {
    var scenario = try FolioScenario(.individual)
    try scenario.given(.document("d-1"))
    return scenario
  }

  @Test(arguments: 0..<events.count)
  func `every event names a known person`(_ index: Int) throws {
    let event = Self.events[index]
    var scenario = try opened()
    #expect(try scenario.when(event(FolioActor()))?.code == "folio.role-unknown")
    let unknown = FolioActor.person(.UNRECOGNIZED(8))
    #expect(try scenario.when(event(unknown), as: .binary)?.code == "folio.role-unknown")
    let unnamed = FolioActor.with { $0.role = .agente }
    #expect(try scenario.when(event(unnamed))?.code == "folio.actor-unnamed")
    #expect(try scenario.when(event(.daemon))?.code == "folio.system-role-reserved")
  }

  @Test func `a key or a name is enough`() throws {
    var scenario = try opened()
    let byKey = FolioActor.with {
      $0.role = .agente
      $0.key = "A-77"
    }
    let byName = FolioActor.with {
      $0.role = .mesaEmision
      $0.name = "María"
    }
    #expect(try scenario.when(FolioNoteAdded.note().by(byKey)) == nil)
    #expect(try scenario.when(FolioNoteAdded.note().by(byName)) == nil)
  }

  @Test(arguments: 0..<events.count)
  func `the daemon makes time-based moves and nothing else`(_ index: Int) throws {
    let event = Self.events[index]
    var scenario = try opened()
    #expect(
      try scenario.when(event(.daemon), origin: .process)?.code
        == "folio.daemon-without-escalation")
    #expect(
      try scenario.when(event(.person(.agente)), origin: .process)?.code
        == "folio.daemon-as-person")
  }

  @Test func `no client makes a time-based move`() throws {
    var scenario = try opened()
    let move: FolioStageChanged = .move(.altaDeTramite, .gestionDocumental, by: .agente) {
      $0.escalation = Escalation()
    }
    #expect(try scenario.when(move)?.code == "folio.escalation-from-client")
  }

  @Test func `the owner is assigned among the sales force`() throws {
    var scenario = try opened()
    for role in FolioRole.allCases {
      let refusal = try scenario.when(.owner(.person(role)))
      switch role {
      case .agente, .promotor, .ejecutivoComercial:
        #expect(refusal == nil)
        #expect(try scenario.folio().owner.role == role)
      default: #expect(refusal?.code == "folio.owner-not-sales-force")
      }
    }
    let unnamed = FolioActor.with { $0.role = .promotor }
    #expect(try scenario.when(.owner(unnamed))?.code == "folio.fields-missing")
  }
}

extension FolioFormUpdated {
  func by(_ actor: FolioActor) -> Self { changed { $0.actor = actor } }
}
extension FolioStageChanged {
  func by(_ actor: FolioActor) -> Self { changed { $0.actor = actor } }
}
extension FolioNoteAdded {
  func by(_ actor: FolioActor) -> Self { changed { $0.actor = actor } }
}
extension FolioDocumentAttached {
  func by(_ actor: FolioActor) -> Self { changed { $0.actor = actor } }
}
extension FolioDocumentWithdrawn {
  func by(_ actor: FolioActor) -> Self { changed { $0.actor = actor } }
}
extension FolioOwnerAssigned {
  func by(_ actor: FolioActor) -> Self { changed { $0.actor = actor } }
}
