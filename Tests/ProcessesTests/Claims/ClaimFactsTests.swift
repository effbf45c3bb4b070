import Events
import Processes
import Projections
import Schemas
import Testing

@Suite("Claims: the facts that are asked")
struct ClaimFactsTests {
  /// How the facts are refused; `nil` when they can be read.
  private static func refusal(_ facts: ClaimFacts) -> ClaimRefusal? {
    do throws(ClaimRefusal) {
      _ = try ClaimCase(facts)
      return nil
    } catch {
      return error
    }
  }

  private static func missing(_ facts: ClaimFacts) -> [String] {
    guard case .fieldsMissing(let fields) = refusal(facts) else { return [] }
    return fields
  }

  @Test func `all that every cause asks for is named at once`() {
    #expect(
      Self.missing(ClaimFacts()) == [
        "facts.cause", "facts.befell_holder", "facts.occurred_on", "facts.claimed_on",
        "facts.credits",
      ])
    #expect(
      Self.missing(.died().changed { $0.credits = [ClaimCredit()] }) == [
        "facts.credits[0].invoice", "facts.credits[0].disbursed_on",
        "facts.credits[0].days_past_due", "facts.credits[0].state",
        "facts.credits[0].policy_subscribed", "facts.credits[0].motorcycle",
      ])
  }

  @Test(arguments: [
    (ClaimCause.death, ["facts.death", "facts.born_on"]),
    (.permanentIncapacity, ["facts.permanent_incapacity", "facts.born_on"]),
    (.unemployment, ["facts.unemployment"]),
    (.temporaryIncapacity, ["facts.temporary_incapacity"]),
  ])
  func `each cause asks for its own details`(cause: ClaimCause, fields: [String]) {
    let facts = ClaimFacts.covered(cause).changed {
      $0.details = nil
      $0.bornOn = ""
    }
    #expect(Self.missing(facts) == fields)
    let others = ClaimFacts.covered(cause == .death ? .unemployment : .death)
    #expect(Self.missing(facts.changed { $0.details = others.details }) == fields)
  }

  @Test func `what is not answered is not a no`() {
    #expect(
      Self.missing(.permanent().changed { $0.permanentIncapacity = .init() }) == [
        "facts.permanent_incapacity.self_inflicted",
        "facts.permanent_incapacity.found_by_physician", "facts.permanent_incapacity.decreed",
      ])
    #expect(
      Self.missing(.unemployed().changed { $0.unemployment = .init() }) == [
        "facts.unemployment.contract_end", "facts.unemployment.within_trial_period",
        "facts.unemployment.own_company", "facts.unemployment.during_unpaid_leave",
        "facts.unemployment.employment.kind",
      ])
    #expect(
      Self.missing(.temporary().changed { $0.temporaryIncapacity = .init() }) == [
        "facts.temporary_incapacity.certifier", "facts.temporary_incapacity.days",
        "facts.temporary_incapacity.caused_by_insured",
        "facts.temporary_incapacity.employment.kind",
      ])
    #expect(Self.missing(.died().changed { $0.death = .init() }) == ["facts.death.manner"])
  }

  @Test func `a decree says the loss`() {
    #expect(
      Self.missing(.permanent { $0.clearLossHundredths() })
        == ["facts.permanent_incapacity.loss_hundredths"])
    #expect(
      Self.refusal(
        .permanent {
          $0.clearLossHundredths()
          $0.decreed = false
        }) == nil)
  }

  @Test func `a contract says when it began, and a fixed term when it ends`() {
    #expect(
      Self.missing(.unemployed { $0.employment.beganOn = "" })
        == ["facts.unemployment.employment.began_on"])
    #expect(
      Self.missing(
        .unemployed {
          $0.employment.kind = .fixedTerm
          $0.employment.beganOn = ""
        }) == [
          "facts.unemployment.employment.began_on", "facts.unemployment.employment.ends_on",
        ])
  }

  @Test func `dates come in their order`() {
    func out(_ first: String, _ second: String) -> ClaimRefusal {
      .datesOutOfOrder(first: first, second: second)
    }
    #expect(
      Self.refusal(.died().changed { $0.claimedOn = "2019-03-09" })
        == out("facts.occurred_on", "facts.claimed_on"))
    #expect(
      Self.refusal(.died(born: "2019-03-11")) == out("facts.born_on", "facts.occurred_on"))
    #expect(
      Self.refusal(.died(born: "2018-11-06"))
        == out("facts.born_on", "disbursed_on of F-100"))
    #expect(
      Self.refusal(.unemployed { $0.employment.beganOn = "2019-03-11" })
        == out("employment.began_on", "facts.occurred_on"))
    #expect(
      Self.refusal(
        .unemployed {
          $0.employment.kind = .fixedTerm
          $0.employment.endsOn = "2015-01-31"
        }) == out("employment.began_on", "employment.ends_on"))
  }

  @Test func `dates are dates, invoices are named once, lists are closed`() {
    #expect(
      Self.refusal(.died(on: "2019-02-29"))
        == .notADate("2019-02-29", field: "facts.occurred_on"))
    #expect(
      Self.refusal(.died().changed { $0.credits = [.credit(), .credit()] })
        == .invoiceTwice("F-100"))
    #expect(
      Self.refusal(.died().changed { $0.death.manner = .UNRECOGNIZED(9) })
        == .unknownValue(field: "facts.death.manner", number: 9))
  }

  @Test func `a hundred credits are taken, and no more`() {
    func facts(_ count: Int) -> ClaimFacts {
      .died().changed { $0.credits = (1...count).map { .credit("F-\($0)") } }
    }
    #expect(Self.refusal(facts(100)) == nil)
    #expect(Self.refusal(facts(101)) == .tooMany(101, field: "facts.credits"))
  }

  @Test func `nothing lies in the future`() throws {
    var scenario = try ClaimScenario(at: .coverageDetermined)
    for (change, field): ((inout ClaimFacts) -> Void, String) in [
      ({ $0.claimedOn = "2019-04-02" }, "facts.claimed_on"),
      ({ $0.credits[0].disbursedOn = "2019-04-02" }, "disbursed_on of F-100"),
    ] {
      let event = try ClaimCoverageDetermined.determined(.died().changed(change))
      let refusal = try #require(try scenario.refusal(of: event))
      #expect(refusal.code == "claim.in-the-future")
      #expect(refusal.message.hasPrefix("\(field) is 2019-04-02"))
    }
  }
}
