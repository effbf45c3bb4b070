import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

/// Random events on a few accesses: whatever the rules admit, no link is used twice, late, or for an
/// address that is not registered.
@Suite("Random histories of access") struct AccessRandomTests {
  @Test func `what the rules admit keeps the promises of the page`() throws {
    var random = SeededRandom.printed()
    for _ in 0..<20 {
      var scenario = try AccessScenario.make()
      for _ in 0..<150 {
        let event = Self.event(&random)
        scenario.now = scenario.now.adding(seconds: Int64.random(in: 0...1500, using: &random))
        let stream = "access-\(Int.random(in: 1...6, using: &random))"
        _ = try scenario.when(event, in: stream)
      }
      try check(scenario)
    }
  }

  private static func event(_ random: inout SeededRandom) -> any Message {
    let email = "p\(Int.random(in: 1...3, using: &random))@x.example"
    let digest = String.digest(["a", "b", "c", "d", "e", "f"].randomElement(using: &random)!)
    let mail = AccessChannel.with {
      $0.medium = .correo
      $0.email = email
    }
    switch Int.random(in: 0..<9, using: &random) {
    case 0:
      return AccessRequested.byMail.changed {
        $0.channel = mail
        $0.email = Bool.random(using: &random) ? email : ""
      }
    case 1: return AccessInformationMissing.missing(.correoElectronico, on: mail)
    case 2: return AccessInformationSupplied.supplied(email: email)
    case 3: return AccessGranted.granted("A-10423", email, on: mail)
    case 4: return AccessPasswordAsked.asked(email)
    case 5:
      return AccessPasswordLinkMailed.mailed(
        digest, access: "\(Int.random(in: 1...6, using: &random))")
    case 6, 7: return AccessPasswordLinkOpened.link(opened: digest)
    default: return AccessPasswordChanged.password(changed: digest)
    }
  }

  private func check(_ scenario: ProcedureScenario) throws {
    var registered: [String: String] = [:]
    var asked: [StreamName: String] = [:]
    var links: [StreamName: (digest: String, mailed: Timestamp)] = [:]
    var opened: Set<StreamName> = []
    var changed: Set<StreamName> = []
    for event in scenario.recorded {
      switch try AccessEvent(event) {
      case .granted(let granted):
        #expect(registered.updateValue(event.stream.text, forKey: granted.email) == nil)
        #expect(!granted.key.isEmpty && !granted.email.isEmpty)
      case .passwordAsked(let ask): asked[event.stream] = ask.email
      case .passwordLinkMailed(let mailed):
        #expect(registered[try #require(asked[event.stream])] == "access-\(mailed.access)")
        #expect(!links.values.contains { $0.digest == mailed.tokenSha256 })
        #expect(
          links.updateValue((mailed.tokenSha256, event.recorded), forKey: event.stream) == nil)
      case .passwordLinkOpened(let open):
        let link = try #require(links[event.stream])
        #expect(link.digest == open.tokenSha256)
        #expect(event.recorded < link.mailed.adding(seconds: 3600))
        #expect(opened.insert(event.stream).inserted)
      case .passwordChanged:
        let link = try #require(links[event.stream])
        #expect(event.recorded < link.mailed.adding(seconds: 3600))
        #expect(opened.contains(event.stream) && changed.insert(event.stream).inserted)
      case .requested, .informationMissing, .informationSupplied, .passwordLinkExpired: break
      }
    }
  }
}
