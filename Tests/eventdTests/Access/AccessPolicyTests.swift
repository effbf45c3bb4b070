import Events
import Testing

@testable import eventd

@Suite("Access policy")
struct AccessPolicyTests {
  private func policy(_ json: String) throws -> AccessPolicy {
    try AccessPolicyFile.policy(
      json: Array(json.utf8), source: "policy.json",
      user: { ["cobranza": 1001, "root": 0][$0] ?? UInt32($0) },
      group: { ["backoffice": 500][$0] ?? UInt32($0) })
  }

  private func caller(_ uid: UInt32, gid: UInt32 = 99, groups: [UInt32] = []) -> Caller {
    Caller(peer: Peer(uid: uid, gid: gid, pid: 7), groups: groups)
  }

  private static let backOffice = """
    {"append": [
       {"users": ["cobranza", 1002], "groups": ["backoffice"], "categories": ["folio", "claim"]},
       {"users": [1002], "categories": ["order"]}
     ], "operate": [{"users": ["root"]}]}
    """

  @Test(
    arguments: [
      (1001, 99, [], "folio-1", true), (1001, 99, [], "claim-1", true),
      (1001, 99, [], "order-1", false), (1001, 99, [], "folios-1", false),
      (1002, 99, [], "order-1", true), (1002, 99, [], "folio-1", true),
      (7, 500, [], "folio-1", true), (7, 99, [3, 500], "folio-1", true),
      (7, 99, [3], "folio-1", false), (0, 0, [0], "folio-1", false), (1001, 99, [], "folio", true),
    ] as [(UInt32, UInt32, [UInt32], String, Bool)])
  func `lets users and groups append to the categories that an entry names`(
    uid: UInt32, gid: UInt32, groups: [UInt32], stream: String, isAllowed: Bool
  ) throws {
    let refusal = try policy(Self.backOffice).refusal(
      of: caller(uid, gid: gid, groups: groups), appendingTo: try StreamName(stream))
    #expect((refusal == nil) == isAllowed)
  }

  @Test func `says who was refused what, and what is allowed`() throws {
    let refusal = try #require(
      try policy(Self.backOffice).refusal(
        of: caller(1002, groups: [99, 12]), appendingTo: try StreamName("account-1")))
    #expect(
      refusal
        == Refusal(
          code: "access.category-not-allowed",
          message:
            "the user 1002 (groups 99, 12) may not append to streams of the category “account”; "
            + "for that an entry of “append” has to name the user or one of its groups, and this "
            + "category",
          source: "policy.json", allowed: ["claim", "folio", "order"]))
  }

  @Test func `lets only those operate who are named, root like everybody else`() throws {
    let policy = try policy(Self.backOffice)
    #expect(policy.refusalToOperate(caller(0)) == nil)
    let refusal = policy.refusalToOperate(caller(1001))
    #expect(refusal?.code == "access.operating-not-allowed")
    #expect(try self.policy("{}").refusalToOperate(caller(0)) != nil)
  }

  @Test func `allows nothing when it says nothing, and everything to a star`() throws {
    let stream = try StreamName("folio-1")
    #expect(try policy("{}").refusal(of: caller(0), appendingTo: stream) != nil)
    let open = try policy(#"{"append": [{"users": ["*"], "categories": ["*"]}]}"#)
    #expect(open.refusal(of: caller(12), appendingTo: stream) == nil)
    #expect(open.refusalToOperate(caller(0)) != nil)
  }

  @Test func `a caller of whom nothing is known is refused where there is a policy`() throws {
    let stream = try StreamName("folio-1")
    let open = try policy(#"{"append": [{"users": ["*"], "categories": ["*"]}]}"#)
    #expect(AccessGate(open).refusal(of: nil, appendingTo: stream)?.code == "access.caller-unknown")
    #expect(AccessGate(open).refusalToOperate(nil)?.code == "access.caller-unknown")
    #expect(AccessGate().refusal(of: nil, appendingTo: stream) == nil)
  }

  @Test(
    arguments: [
      (#"{"append": [{"users": ["nadie"], "categories": ["*"]}]}"#, "append.0.users.0", "nadie"),
      (#"{"append": [{"groups": ["x"], "categories": ["*"]}]}"#, "append.0.groups.0", "group “x”"),
      (#"{"append": [{"users": [1]}]}"#, "append.0.categories", "no category"),
      (#"{"append": [{"users": [1], "categories": ["folio-1"]}]}"#, "append.0.categories.0", "-"),
      (#"{"append": [{"categories": ["folio"]}]}"#, "append.0", "names nobody"),
      (#"{"append": [{"user": [1], "categories": ["*"]}]}"#, "append.0.user", "no such setting"),
      (#"{"operate": [{"users": [1], "categories": ["*"]}]}"#, "operate.0.categories", "leave it"),
      (#"{"appendix": []}"#, "appendix", "no such setting"),
      (#"{"append": {}}"#, "append", "another type"), ("", "the file", "JSON"),
    ])
  func `a file that is wrong is refused with the place and what to do`(
    json: String, place: String, words: String
  ) {
    let fault = #expect(throws: AccessPolicyFile.Fault.self) { try policy(json) }
    #expect(fault?.place == place)
    #expect(fault?.reason.contains(words) == true, "\(fault?.reason ?? "")")
  }
}
