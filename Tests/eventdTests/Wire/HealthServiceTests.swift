import Events
import Schemas
import SwiftProtobuf
import TestSupport
import Testing

@testable import eventd

@Suite("grpc.health.v1", .timeLimit(.minutes(1)))
struct HealthServiceTests {
  private final class Subject: Sendable {
    let isReady = Locked(false)
    let changes = ProgressSignal(count: 0)

    var service: HealthService {
      HealthService(
        isReady: { self.isReady.withLock { $0 } }, changes: changes,
        others: [RPCMethod(service: "eventd.v1.Operations", name: "Status") { _ in }])
    }

    func become(ready: Bool) {
      isReady.withLock { $0 = ready }
      changes.advance(to: changes.count + 1)
    }
  }

  /// Calls a method, and gives each answer to `body`.
  private func call(
    _ name: String, _ service: String, _ subject: Subject,
    _ body: @escaping @Sendable (Grpc_Health_V1_HealthCheckResponse.ServingStatus) -> Void
  ) async throws {
    let method = try #require(subject.service.methods.first { $0.name == name })
    let request = Grpc_Health_V1_HealthCheckRequest.with { $0.service = service }
    let bytes: [UInt8] = try request.serializedBytes()
    let messages = AsyncThrowingStream<[UInt8], any Error> {
      $0.yield(bytes)
      $0.finish()
    }
    try await method.handle(
      RPCCall(messages: messages) { sent in
        for message in sent {
          body(try Grpc_Health_V1_HealthCheckResponse(serializedBytes: message).status)
        }
      })
  }

  @Test(arguments: ["", "eventd.v1.Operations", "grpc.health.v1.Health"])
  func `says of each service and of all whether they serve`(service: String) async throws {
    let subject = Subject()
    let heard = Locked<[Grpc_Health_V1_HealthCheckResponse.ServingStatus]>([])
    for ready in [false, true] {
      subject.become(ready: ready)
      try await call("Check", service, subject) { status in heard.withLock { $0.append(status) } }
    }
    #expect(heard.withLock { $0 } == [.notServing, .serving])
  }

  @Test func `knows no other services`() async throws {
    let error = await #expect(throws: RPCStatus.self) {
      try await call("Check", "another.Service", Subject()) { _ in }
    }
    #expect(error?.code == .notFound)
  }

  @Test func `a watch hears of each change, and once of each state`() async throws {
    let subject = Subject()
    let (heard, hear) = AsyncStream.makeStream(
      of: Grpc_Health_V1_HealthCheckResponse.ServingStatus.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await call("Watch", "", subject) { hear.yield($0) } }
      var statuses = heard.makeAsyncIterator()
      #expect(await statuses.next() == .notServing)
      subject.become(ready: false)
      subject.become(ready: true)
      #expect(await statuses.next() == .serving)
      subject.become(ready: false)
      #expect(await statuses.next() == .notServing)
      group.cancelAll()
      try await group.waitForAll()
    }
  }

  @Test func `a watch of a service that is not there says so and goes on`() async throws {
    let subject = Subject()
    let (heard, hear) = AsyncStream.makeStream(
      of: Grpc_Health_V1_HealthCheckResponse.ServingStatus.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await call("Watch", "another.Service", subject) { hear.yield($0) } }
      var statuses = heard.makeAsyncIterator()
      #expect(await statuses.next() == .serviceUnknown)
      group.cancelAll()
      try await group.waitForAll()
    }
  }
}
