import Processes
import Projections
import Schemas
import Testing

@Suite("Labels of steps") struct OrderStepLabelsTests {
  private static let steps = OrderProcedures.all.flatMap { $0.path.steps }

  @Test func `every step of every table has one, of a length for a column`() {
    for step in Self.steps {
      let label = OrderStepLabels.step(step.id)
      #expect(!label.isEmpty && label.count <= 30, "\(step.id) “\(label)”")
    }
    #expect(OrderStepLabels.step("Z1").isEmpty)
  }

  @Test func `every condition has one in Spanish, but where there is one way to go on`() {
    for step in Self.steps {
      for outcome in step.outcomes {
        let label = OrderStepLabels.outcome(outcome.name)
        #expect(label.isEmpty == (outcome.name == "done"), "\(step.id) \(outcome.name)")
        #expect(!label.contains("-"), "\(step.id) \(outcome.name) has no label")
      }
    }
    #expect(OrderStepLabels.outcome("unheard-of") == "unheard-of")
  }

  @Test(arguments: OrderProcedure.all)
  func `a request begins at the first step of its table`(_ procedure: OrderProcedure) {
    #expect(procedure.firstStep == OrderProcedures.path(procedure)?.steps.first?.id)
  }
}
