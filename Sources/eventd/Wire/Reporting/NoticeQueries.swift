import Events
import Projections
import Schemas
import SwiftProtobuf

/// The reads of the outbox of notices.
struct NoticeQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    [
      queries.view("Notices", queries.views[NoticeOutbox.self]) {
        (request: NoticesRequest, store, _) in try notices(request, NoticeOutboxReader(store))
      }
    ]
  }

  private func notices(
    _ request: NoticesRequest, _ outbox: NoticeOutboxReader
  ) throws -> NoticesResponse {
    var response = NoticesResponse()
    let counts = try outbox.counts()
    response.counts = NoticeState.all.map { state in
      NoticeCount.with {
        $0.state = state
        $0.count = UInt64(counts[state] ?? 0)
      }
    }
    if request.folio != 0 {
      guard let number = FolioNumber(request.folio) else {
        throw RPCStatus(.invalidArgument, "\(request.folio) is no folio number")
      }
      response.notices = try outbox.notices(of: number)
    } else {
      let state = request.state == .unspecified ? .queued : request.state
      (response.notices, response.next) = try outbox.notices(
        in: state, after: request.after, limit: PageSize.rows(request.limit))
    }
    return response
  }
}

extension NoticesRequest: ViewRequest {}
extension NoticesResponse: ViewResponse {}
