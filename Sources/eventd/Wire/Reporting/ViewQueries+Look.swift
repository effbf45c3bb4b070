import Events
import Projections

/// Looking things up in other views while a view is read.
extension ViewQueries {
  /// What another view says, as it is or was at the same moment. `nil` while it is being built or
  /// stands still: that must not take the view with it that is read.
  func look<R>(
    into host: ViewHost<some Projection>, at moment: ViewMoment,
    _ body: (FollowerStore) throws -> R
  ) async throws -> R? {
    let read: ViewRead
    do throws(RPCStatus) { read = try await self.read(host, at: moment) } catch {
      return nil
    }
    return try read.exactly { store, _ in try body(store) }
  }
}
