import Events
import Projections
import Testing

@Suite("Instalment plans") struct InstalmentPlanTests {
  @Test(
    arguments: [
      // The end of the month: its last day where it has no 31st, and the 31st again after it.
      ("2018-01-31", "2018-01-31 2018-02-28 2018-03-31 2018-04-30 2018-05-31 2018-06-30"),
      ("2018-10-30", "2018-10-30 2018-11-30 2018-12-30 2019-01-30 2019-02-28 2019-03-30"),
      // A leap year has a 29 February, the years around it have not.
      ("2019-12-29", "2019-12-29 2020-01-29 2020-02-29 2020-03-29 2020-04-29 2020-05-29"),
      ("2019-12-31", "2019-12-31 2020-01-31 2020-02-29 2020-03-31 2020-04-30 2020-05-31"),
      ("2020-12-31", "2020-12-31 2021-01-31 2021-02-28 2021-03-31 2021-04-30 2021-05-31"),
      ("2020-02-29", "2020-02-29 2020-03-29 2020-04-29 2020-05-29 2020-06-29 2020-07-29"),
      // The ordinary case, across a year's end.
      ("2018-10-15", "2018-10-15 2018-11-15 2018-12-15 2019-01-15 2019-02-15 2019-03-15"),
    ])
  func `falls due on the same day of each month, or on its last`(
    _ first: String, _ expected: String
  ) {
    let dates = InstalmentPlan.dueDates(first: day(first), count: 6)
    #expect(dates.map(\.description).joined(separator: " ") == expected)
  }

  @Test func `falls due on 29 February again in four years`() {
    let dates = InstalmentPlan.dueDates(first: day("2020-02-29"), count: 49)
    #expect(dates[12] == day("2021-02-28"))
    #expect(dates[24] == day("2022-02-28"))
    #expect(dates[36] == day("2023-02-28"))
    #expect(dates[48] == day("2024-02-29"))
  }

  @Test func `comes to the sum of its instalments`() throws {
    let plan = try CreditAccounts.withCredit().obligations[0].plan
    #expect(
      plan.total
        == ConceptAmounts(
          capital: pesos(600_000), interest: pesos(120_000), charges: pesos(30_000)))
    #expect(plan.total.total == pesos(750_000))
  }
}

@Suite("Cédulas") struct CedulaTests {
  @Test(arguments: ["123", "52987654", "1098765432", "9999999999"])
  func `have three to ten digits, and name the client's stream`(_ digits: String) throws {
    let cedula = try #require(Cedula(digits))
    #expect(cedula.stream.text == "credit-\(digits)")
    #expect(Cedula(stream: cedula.stream) == cedula)
  }

  @Test(arguments: [
    "", "12", "12345678901", "0123456", "12.345.678", "1098765432 ", "informe", "١٢٣",
  ])
  func `are nothing else`(_ text: String) {
    #expect(Cedula(text) == nil)
  }

  @Test(arguments: [
    "credit-informe", "credit-", "credit", "credits-1098765432", "claim-1098765432",
  ])
  func `are in no other stream's name`(_ stream: String) throws {
    #expect(Cedula(stream: try StreamName(stream)) == nil)
  }

  @Test func `are ordered by their number`() throws {
    let sorted = try ["1098765432", "999", "52987654"].map { try #require(Cedula($0)) }.sorted()
    #expect(sorted.map(\.digits) == ["999", "52987654", "1098765432"])
  }
}
