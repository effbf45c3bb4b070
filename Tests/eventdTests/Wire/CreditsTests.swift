import Testing

@testable import eventd

@Suite("Credits")
struct CreditsTests {
  @Test func `are given to those who wait, in turn`() async {
    let credits = Credits(1)
    await credits.take()
    let waiting = Task { await credits.take() }
    credits.giveBack()
    await waiting.value
  }

  /// A batch call whose client had gone waited for a permit for ever, and a stop with it.
  @Test func `end every wait when they are closed`() async {
    let credits = Credits(1)
    await credits.take()
    let waiting = Task { await credits.take() }
    credits.close()
    await waiting.value
    await credits.take()
  }
}
