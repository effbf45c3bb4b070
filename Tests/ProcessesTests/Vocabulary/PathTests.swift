import Processes
import Testing

@Suite("Paths") struct PathTests {
  enum Role: Hashable { case desk, workshop, store }

  /// Forks after `2`, joins before `5`; `4` may fail and lead back.
  static let repair = Path<Role>(
    "R", "Reparación",
    steps: [
      PathStep("1", .desk, action: "Receives", next: .step("2")),
      PathStep(
        "2", .desk, action: "Checks",
        outcomes: .on("missing", .again), .on("complete", to: "3", "4", "5"),
        .on("refused", .early)),
      PathStep("3", .store, action: "Sends the part", next: .steps([])),
      PathStep(
        "4", .workshop, .desk, action: "Takes it apart",
        outcomes: .on("open", .steps([])), .on("wrong", to: "2")),
      PathStep("5", .workshop, action: "Puts it together", needs: ["3", "4"], next: .done),
    ])

  private func after(_ steps: (String, String)...) -> PathState {
    steps.reduce(Self.repair.beginning) { Self.repair.take($1.0, outcome: $1.1, in: $0) }
  }

  private func refusal(
    _ id: String, _ outcome: String = "done", by role: Role, in state: PathState
  ) -> PathRefusal<Role>? {
    do throws(PathRefusal<Role>) {
      _ = try Self.repair.check(id, outcome: outcome, by: role, in: state)
      return nil
    } catch {
      return error
    }
  }

  @Test func `begins with the first step and goes on where the outcome leads`() {
    #expect(Self.repair.beginning.open == ["1"])
    #expect(after(("1", "done")).open == ["2"])
    #expect(after(("1", "done"), ("2", "missing")).open == ["2"])
    let forked = after(("1", "done"), ("2", "complete"))
    #expect(forked.open == ["3", "4"])
    #expect(forked.taken == ["1", "2"])
  }

  @Test func `opens a step that needs others when the last of them is taken`() {
    let one = after(("1", "done"), ("2", "complete"), ("4", "open"))
    #expect(one.open == ["3"])
    let both = Self.repair.take("3", outcome: "done", in: one)
    #expect(both.open == ["5"])
    let end = Self.repair.take("5", outcome: "done", in: both)
    #expect(end.end == .done)
    #expect(end.open == [])
  }

  @Test func `comes back to a step, which can then be taken again`() {
    let back = after(("1", "done"), ("2", "complete"), ("4", "wrong"))
    #expect(back.open == ["3", "2"])
    #expect(!back.taken.contains("2"))
    #expect(refusal("2", "complete", by: .desk, in: back) == nil)
  }

  @Test func `refuses what the table does not allow, and says what it does`() {
    let start = Self.repair.beginning
    #expect(refusal("9", by: .desk, in: start) == .unknownStep("9", open: ["1"]))
    #expect(
      refusal("2", "complete", by: .desk, in: start) == .notOpen("2", missing: [], open: ["1"]))
    #expect(refusal("1", by: .store, in: start) == .otherRole("1", .store, allowed: [.desk]))
    #expect(
      refusal("1", "yes", by: .desk, in: start) == .unknownOutcome("1", "yes", allowed: ["done"]))
    let second = after(("1", "done"))
    #expect(refusal("1", by: .desk, in: second) == .takenAlready("1", open: ["2"]))
    let forked = after(("1", "done"), ("2", "complete"), ("3", "done"))
    #expect(refusal("5", by: .workshop, in: forked) == .notOpen("5", missing: ["4"], open: ["4"]))
    let ended = after(("1", "done"), ("2", "refused"))
    #expect(ended.end == .early)
    #expect(refusal("3", by: .store, in: ended) == .ended("3", .early))
  }

  /// The branch `3` is there in some cases only; `4` waits for it where it is.
  static let branch = Path<Role>(
    "B", "Con una rama",
    steps: [
      PathStep(
        "1", .desk, action: "Sends it out",
        outcomes: .on("with", to: "2", "3", "4"), .on("without", to: "2", "4", leavingOut: "3")),
      PathStep("2", .store, action: "Packs", next: .steps([])),
      PathStep("3", .workshop, action: "Paints", next: .steps([])),
      PathStep(
        "4", .desk, action: "Delivers", needs: ["2", "3"],
        outcomes: .on("taken", .done), .on("repainted", to: "3", "4")),
    ])

  @Test func `does not wait for a step that an outcome left out`() {
    let packed = ["with", "without"].map { outcome in
      Self.branch.take(
        "2", outcome: "done", in: Self.branch.take("1", outcome: outcome, in: Self.branch.beginning)
      )
    }
    #expect(packed[0].open == ["3"])
    #expect(packed[0].leftOut == [])
    #expect(packed[1].open == ["4"])
    #expect(packed[1].leftOut == ["3"])
    #expect(!packed[1].taken.contains("3"))
    #expect(throws: PathRefusal<Role>.notOpen("3", missing: [], open: ["4"])) {
      try Self.branch.check("3", outcome: "done", by: .workshop, in: packed[1])
    }
    // Once the path leads to it all the same, it counts again.
    let back = Self.branch.take("4", outcome: "repainted", in: packed[1])
    #expect(back.open == ["3"])
    #expect(back.leftOut == [])
    #expect(back.reached == ["4"])
    #expect(Self.branch.take("3", outcome: "done", in: back).open == ["4"])
  }

  @Test func `a step that was not open changes nothing`() {
    #expect(
      Self.repair.take("5", outcome: "done", in: Self.repair.beginning) == Self.repair.beginning)
  }
}
