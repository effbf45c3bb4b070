import Events
import Processes
import Projections
import Schemas
import Testing

/// The tables of the onboarding page, written down a second time: number, who, and where it leads.
@Suite("Tables of accounts") struct AccountTablesTests {
  private static let commercial = """
    1    gerenteComercial                    done:2
    1a   gerenteComercial,jefeDeOperaciones  done:
    1b   gerenteComercial                    in-person: sent:1bR
    1bR  gerenteComercial                    done:
    2    gerenteComercial                    recorded:3 visit-requested:1a,2 presentation-requested:1b,2
    3    gerenteComercial,jefeDeOperaciones  able:5 able-quote-requested:4,5 differences:2 not-able:closed
    4    gerenteComercial                    done:
    5    cliente                             received:6 quote-requested:4,5 quote-refused:closed new-quote:4,5
    6    gerenteComercial                    done:8
    8    jefeDeAdministracion                submitted:9
    9    jefeDeAdministracion                paid:10 paid-and-measured:end others-unpaid:again returned:8
    10   gerenteComercial                    measured:end
    """
  private static let incorporation = """
    1   comercial              done:2
    2   comercial              done:3
    3   comercial              done:4
    4   operaciones            observed:5 none:5
    5   comercial              done:6
    6   comercial,operaciones  done:7
    7   comercial              done:8
    8   ti                     done:9
    9   ti                     passed:10 failed:8
    10  operaciones            passed:end failed:8
    """
  private static let service = """
    S1   comercial            done:S1R
    S1R  ti                   done:S2
    S2   comercial            done:S2R
    S2R  proveedorTelefonico  done:S3
    S3   comercial            done:S3R
    S3R  ti                   done:S4
    S4   comercial            sold-by-telemarketing:S5,S6,S7,S8 sold-otherwise:S5,S6,S8
    S5   operaciones          done:
    S6   proveedores          enough: too-few:again
    S7   comercial            done:
    S8   comercial            done:end
    """
  private static let amendment = """
    7   gerenteComercial  done:7C,7I,7R
    7C  cliente           done:
    7I  gerenteComercial  done:
    7R  gerenteComercial  done:end
    """
  private static let invoice = """
    8.1  jefeDeAdministracion  done:8.2
    8.2  jefeDeAdministracion  done:8.3
    8.3  jefeDeAdministracion  done:8.4
    8.4  jefeDeAdministracion  done:8.5
    8.5  jefeDeAdministracion  done:9
    9    jefeDeAdministracion  paid:end followed-up:again returned:9C
    9C   comercial             done:8.1
    """

  @Test(arguments: [
    (AccountTrack.commercialPhase, commercial), (.incorporation, incorporation),
    (.serviceStart, service), (.amendment, amendment), (.invoice, invoice),
  ])
  func `are those of the page`(track: AccountTrack, table: String) {
    let rows = AccountPaths.path(track).steps.map { step in
      let outcomes = step.outcomes.map { outcome in
        switch outcome.next {
        case .steps(let next): "\(outcome.name):\(next.joined(separator: ","))"
        case .again: "\(outcome.name):again"
        case .done: "\(outcome.name):end"
        case .early: "\(outcome.name):closed"
        }
      }
      return [step.id, step.roles.map { "\($0)" }.joined(separator: ",")] + outcomes
    }
    let page = table.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    #expect(rows == page)
  }

  @Test func `say which rows need more than the one before them`() {
    let all: [AccountTrack] = [
      .commercialPhase, .incorporation, .serviceStart, .amendment, .invoice,
    ]
    let needs = all.flatMap { track in
      AccountPaths.path(track).steps.filter { !$0.needs.isEmpty }.map { "\($0.id) \($0.needs)" }
    }
    #expect(
      needs == [
        #"5 ["4"]"#, #"S8 ["S5", "S6", "S7"]"#, #"7R ["7C", "7I"]"#,
      ])
  }

  @Test func `let the head of an area do what the area does, and no other`() {
    #expect(AccountHolder.comercial.roles == [.gerenteComercial, .comercial])
    #expect(AccountHolder.operaciones.roles == [.jefeDeOperaciones, .operaciones])
    #expect(AccountHolder.ti.roles == [.ti])
    #expect(AccountHolder.proveedores.roles == [.proveedores])
    #expect(AccountHolder.gerenteComercial.roles == [.gerenteComercial])
    #expect(AccountHolder.jefeDeOperaciones.roles == [.jefeDeOperaciones])
    #expect(
      AccountHolder.jefeDeAdministracion.roles == [.jefeDeAdministracionYFinanciera])
    #expect(AccountHolder.cliente.roles == [.gerenteComercial])
  }

  @Test func `every role of the company is somebody`() {
    for role in AccountRole.allCases where role != .unspecified && role != .system {
      #expect(AccountHolder.allCases.contains { $0.roles.contains(role) }, "\(role)")
    }
  }

  @Test func `every row belongs to an area`() {
    for track: AccountTrack in [
      .commercialPhase, .incorporation, .serviceStart, .amendment, .invoice,
    ] {
      for step in AccountPaths.path(track).steps {
        #expect(step.roles.allSatisfy { $0.area != .unspecified }, "\(step.id)")
        #expect(!step.action.isEmpty)
      }
    }
  }

  @Test func `there is a setting for every row but the quote, which has its week`() {
    let names = AccountFigures.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.first == "quote-week")
    #expect(!names.contains("commercial-4"))
    #expect(names.contains("commercial-7"))
    // 12 rows but 4, row 7, ten activities, S1 to S8 with three answers, and the week.
    #expect(names.count == 11 + 1 + 10 + 11 + 1)
    #expect(AccountFigures.all.dropFirst().allSatisfy { $0.builtIn == nil })
    #expect(AccountFigures.quoteWeek.builtIn == .calendarDays(7))
    #expect(AccountFigures.all.allSatisfy { $0.stream.text == "policy-account" })
  }
}
