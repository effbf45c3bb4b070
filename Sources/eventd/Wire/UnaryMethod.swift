import SwiftProtobuf

extension RPCMethod {
  /// A call with one request and one answer, both protobuf messages: for everything that is not
  /// hot.
  static func unary<Request: Message, Response: Message>(
    _ service: String, _ name: String, isLong: Bool = false, right: Right = .operate,
    _ body: @escaping @Sendable (Request) async throws -> Response
  ) -> RPCMethod {
    RPCMethod(service: service, name: name, isLong: isLong, right: right) { call in
      let request: Request
      do {
        request = try Request(serializedBytes: try await call.first())
      } catch is BinaryDecodingError {
        throw ProtobufReader.malformed
      }
      try await call.send([try await body(request).bytes])
    }
  }
}
