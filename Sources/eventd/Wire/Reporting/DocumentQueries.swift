import Events
import Projections
import Schemas
import SwiftProtobuf

/// The read of a content's upload.
struct DocumentQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    [
      queries.view("Document", queries.views[DocumentContents.self]) {
        (request: DocumentRequest, store, _) in
        guard let digest = DocumentDigest(request.sha256) else {
          throw RPCStatus(
            .invalidArgument,
            "“\(request.sha256)” is no SHA-256; give its 64 hexadecimal digits in lower case")
        }
        guard let content = try DocumentContentsReader(store).content(digest) else {
          throw RPCStatus(.notFound, "no upload of \(digest.text) was ever begun")
        }
        return DocumentResponse.with { $0.content = content }
      }
    ]
  }
}

extension DocumentRequest: ViewRequest {}
extension DocumentResponse: ViewResponse {}
