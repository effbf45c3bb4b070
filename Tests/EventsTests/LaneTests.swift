import Events
import Testing

@Suite("Lane")
struct LaneTests {
  @Test func `runs its tasks one at a time, in turns`() async {
    let order = Locked<[Int]>([])
    let running = Locked(0)
    await withTaskExecutorPreference(Lane.building) {
      await withTaskGroup { group in
        for task in 0..<3 {
          group.addTask {
            for _ in 0..<5 {
              running.withLock { $0 += 1 }
              order.withLock { $0.append(task) }
              #expect(running.withLock { $0 } == 1)
              running.withLock { $0 -= 1 }
              await Task.yield()
            }
          }
        }
      }
    }
    let seen = order.withLock { $0 }
    #expect(seen.count == 15)
    #expect(Set(seen.prefix(3)) == [0, 1, 2], "\(seen)")
  }

  @Test func `wakes for what comes after a while of nothing`() async {
    for round in 0..<50 {
      let answer = await withTaskExecutorPreference(Lane.following) {
        await Task.yield()
        return round
      }
      #expect(answer == round)
    }
  }
}
