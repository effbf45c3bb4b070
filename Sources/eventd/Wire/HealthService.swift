import Events
import Schemas
import SwiftProtobuf

/// `grpc.health.v1.Health`: whether the daemon is ready, for clients and probes that know no other way
/// to ask. All its services are ready together.
///
/// Source: gRPC, "GRPC Health Checking Protocol".
struct HealthService: Sendable {
  let isReady: @Sendable () -> Bool
  /// Advanced when that may have changed.
  let changes: ProgressSignal
  /// The full names of all services of the daemon; empty: as a whole.
  let services: Set<String>

  private static let name = "grpc.health.v1.Health"

  /// - Parameter others: the other methods of the daemon.
  init(isReady: @escaping @Sendable () -> Bool, changes: ProgressSignal, others: [RPCMethod]) {
    self.isReady = isReady
    self.changes = changes
    services = Set(others.map(\.service)).union(["", Self.name])
  }

  var methods: [RPCMethod] {
    [
      .unary(Self.name, "Check") { (request: Grpc_Health_V1_HealthCheckRequest) in
        guard services.contains(request.service) else {
          throw RPCStatus(.notFound, "there is no service \(request.service)")
        }
        return answer(isReady() ? .serving : .notServing)
      },
      RPCMethod(service: Self.name, name: "Watch", isLong: true, handle: watch),
    ]
  }

  private func watch(_ call: RPCCall) async throws {
    let request: Grpc_Health_V1_HealthCheckRequest
    do {
      request = try Grpc_Health_V1_HealthCheckRequest(serializedBytes: try await call.first())
    } catch is BinaryDecodingError {
      throw ProtobufReader.malformed
    }
    var last: Grpc_Health_V1_HealthCheckResponse.ServingStatus?
    while !Task.isCancelled {
      // Taken before the look: what changes after it ends the wait below.
      let seen = changes.count
      let isKnown = services.contains(request.service)
      let now: Grpc_Health_V1_HealthCheckResponse.ServingStatus =
        isKnown ? isReady() ? .serving : .notServing : .serviceUnknown
      if now != last {
        try await call.send([answer(now).bytes])
        last = now
      }
      await changes.wait(past: seen)
    }
  }

  private func answer(
    _ status: Grpc_Health_V1_HealthCheckResponse.ServingStatus
  ) -> Grpc_Health_V1_HealthCheckResponse { .with { $0.status = status } }
}
