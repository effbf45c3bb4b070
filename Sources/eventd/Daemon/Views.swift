import Events
import Projections

/// The views that the daemon keeps.
struct Views: Sendable {
  let all: [any HostedView]

  /// Opens them; nothing runs yet.
  init(_ projections: [any Projection], _ directory: DataDirectory, _ log: EventLog)
    throws(StartError)
  {
    func host(_ projection: some Projection) throws(StartError) -> any HostedView {
      do throws(FollowerError) {
        return try ViewHost(
          projection, directory: directory.projections, scratch: directory.scratch, log: log)
      } catch {
        throw .follower(name: projection.name, error)
      }
    }
    var all: [any HostedView] = []
    for projection in projections { all.append(try host(projection)) }
    self.all = all
  }

  /// The host of a projection; traps when the registry does not name it.
  subscript<P: Projection>(_ projection: P.Type) -> ViewHost<P> {
    for case let host as ViewHost<P> in all { return host }
    preconditionFailure("\(projection) is not in the registry")
  }
}
