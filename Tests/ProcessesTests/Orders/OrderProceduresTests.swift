import Processes
import Projections
import Schemas
import Testing

@Suite("Procedures of post-sale, beside the page") struct OrderProceduresTests {
  static let page = Result { try PostSalePage() }
  static let rows: [PostSalePage.Row] = (try? page.get().rows) ?? []

  /// Where the page's words are not the name of the outcome.
  private static let names: [String: [String]] = [
    "C2": ["both", "lacking"],
    "D1": ["yes", "completed", "not-completed"],
    "G1": ["boliviatel", "comteco"],
    "H2": ["fulfilled", "not-fulfilled"],
    "H8": ["yes", "already-charged", "no"],
    "K2": ["another-product", "to-fibre", "trouble"],
    "K5": ["trouble", "works"],
    "D9": ["confirmed", "not-confirmed", "without-service"],
  ]

  /// Where several outcomes share an arrow of the page, or it has none of its own.
  private static let targets: [String: [String]] = [
    "D1": ["D2", "D2", "D9"],
    "D9": ["done", "again", "early"],
    "H8": ["H9", "H9", "H13"],
  ]

  @Test func `there are twelve, with as many steps as on the page`() throws {
    let page = try Self.page.get()
    #expect(OrderProcedures.all.map(\.path.name) == page.tables.map(\.letter))
    #expect(OrderProcedures.all.map(\.path.name) == "ABCDEFGHIJKL".map(String.init))
    #expect(OrderProcedures.all.map(\.path.steps.count) == page.tables.map(\.rows.count))
    #expect(Self.rows.count == 119)
    for (procedure, path) in OrderProcedures.all {
      #expect(procedure.letter == path.name)
      #expect(procedure.firstStep == path.start[0])
      #expect(OrderProcedures.path(procedure)?.steps.map(\.id) == path.steps.map(\.id))
    }
  }

  @Test(arguments: rows)
  func `each step is the page's row`(_ row: PostSalePage.Row) throws {
    let path = try #require(OrderProcedures.all.first { row.id.hasPrefix($0.path.name) }?.path)
    let step = try #require(path.step(row.id))
    #expect(step.roles.map(\.code) == row.roles)
    #expect(step.action == row.action)
    #expect(targets(step) == expectedTargets(row))
    #expect(step.outcomes.map(\.name) == expectedNames(row))
  }

  @Test func `the steps stand in the order of the page, and the first one begins`() throws {
    for (letter, rows) in try Self.page.get().tables {
      let path = try #require(OrderProcedures.all.first { $0.path.name == letter }?.path)
      #expect(path.steps.map(\.id) == rows.map(\.id))
      #expect(path.start == [rows[0].id])
    }
  }

  @Test func `no procedure forks, and every step is reached`() {
    for (_, path) in OrderProcedures.all {
      var reached = Set(path.start)
      for step in path.steps {
        for case .steps(let next) in step.outcomes.map(\.next) {
          #expect(next.count == 1, "\(step.id)")
          reached.formUnion(next)
        }
        #expect(step.needs == [])
      }
      #expect(reached == Set(path.steps.map(\.id)))
    }
  }

  @Test func `those of clients count in the indicators, our own initiative does not`() {
    let counted = OrderProcedures.all.filter(\.procedure.countsInIndicators).map(\.path.name)
    #expect(counted == ["A", "B", "C", "D", "E", "F", "G", "H", "L"])
  }

  private func targets(_ step: PathStep<OrderRole>) -> [String] {
    step.outcomes.map { outcome in
      switch outcome.next {
      case .steps(let steps): steps.joined(separator: "+")
      case .again: "again"
      case .done: "done"
      case .early: "early"
      }
    }
  }

  /// A quality call that is not confirmed stays at its step.
  private func isQualityCall(_ row: PostSalePage.Row) -> Bool {
    row.action.lowercased().contains("quality call")
  }

  private func expectedTargets(_ row: PostSalePage.Row) -> [String] {
    if let targets = Self.targets[row.id] { return targets }
    return row.branches.map(\.target) + (isQualityCall(row) ? ["again"] : [])
  }

  private func expectedNames(_ row: PostSalePage.Row) -> [String] {
    if let names = Self.names[row.id] { return names }
    if isQualityCall(row) { return ["confirmed", "not-confirmed"] }
    let conditions = row.branches.map(\.condition)
    return zip(conditions, conditions.indices).map { condition, index in
      if condition.isEmpty { return "done" }
      let name = condition.lowercased().split(separator: " ").joined(separator: "-")
      // “completed → … · not → …”: not what the branch before it is.
      guard name == "not", index > 0, row.id != "K11" else { return name }
      let before = conditions[index - 1].lowercased()
      return "not-" + before
    }
  }
}
