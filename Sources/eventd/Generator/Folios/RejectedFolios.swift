import Events
import Projections
import Schemas

/// Folios that ended in Rechazo and were not cloned yet.
struct RejectedFolios {
  struct Original {
    let number: FolioNumber
    let form: FolioForm
    /// Who opened it; so they may open the clone too.
    let owner: FolioActor
    let seller: TrafficCast.Seller
    let rejected: Timestamp
  }

  private var waiting: [Original] = []

  mutating func add(_ script: TrafficScript, _ seller: TrafficCast.Seller) {
    waiting.append(
      Original(
        number: script.number, form: script.form, owner: script.opener, seller: seller,
        rejected: script.now))
  }

  /// The first folio known to be rejected by then.
  mutating func take(before moment: Timestamp) -> Original? {
    guard let index = waiting.firstIndex(where: { $0.rejected < moment }) else { return nil }
    return waiting.remove(at: index)
  }
}
