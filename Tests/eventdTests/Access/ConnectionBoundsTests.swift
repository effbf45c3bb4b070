import Events
import NIOCore
import Testing

@testable import eventd

@Suite("Connections of many users")
struct ConnectionCensusTests {
  private func admitted(_ user: UInt32, _ census: inout ConnectionCensus) -> Int {
    var count = 0
    while census.admit(user) == nil { count += 1 }
    return count
  }

  @Test func `one user alone gets three quarters, and the next ones their share of the rest`() {
    var census = ConnectionCensus(connectionsMax: 1000)
    #expect(admitted(1, &census) == 750)
    #expect(census.admit(1) == .share(user: 1, count: 750))
    #expect(admitted(2, &census) == 188)
    #expect(admitted(3, &census) == 47)
    #expect(admitted(4, &census) == 12)
    #expect(admitted(5, &census) == 3)
    #expect(census.count == 1000)
  }

  @Test func `who takes turns gets as much as the others`() {
    var census = ConnectionCensus(connectionsMax: 700)
    var counts = [0, 0]
    for _ in 0..<700 {
      for user in 0..<2 where census.admit(UInt32(user)) == nil { counts[user] += 1 }
    }
    #expect(counts == [300, 300])
  }

  @Test func `what is closed is free again, for everybody`() {
    var census = ConnectionCensus(connectionsMax: 8)
    #expect(admitted(1, &census) == 6)
    for _ in 0..<6 { census.leave(1) }
    #expect(census.count == 0)
    #expect(admitted(2, &census) == 6)
  }

  @Test func `there is never one more than the most`() {
    var census = ConnectionCensus(connectionsMax: 3)
    var user: UInt32 = 0
    while census.count < 3 && user < 10 {
      _ = census.admit(user)
      user += 1
    }
    #expect(census.admit(99) == .full(connectionsMax: 3))
  }

  @Test func `descriptors are kept in reserve`() {
    #expect(DescriptorLimit.connections(wanted: 100, descriptors: 1_000_000) == 100)
    #expect(DescriptorLimit.connections(wanted: 16_384, descriptors: 1024) == 768)
    #expect(DescriptorLimit.connections(wanted: 16_384, descriptors: 64) == 1)
  }
}

@Suite("Reports of refusals")
struct ReportThrottleTests {
  @Test func `are one a second, and each says how many were left out`() {
    var throttle = ReportThrottle()
    #expect(throttle.admit(at: 7) == 0)
    #expect([throttle.admit(at: 7), throttle.admit(at: 7)] == [nil, nil])
    #expect(throttle.admit(at: 9) == 2)
    #expect(throttle.admit(at: 10) == 0)
  }
}

@Suite("What is held for a connection", .timeLimit(.minutes(1)))
struct ConnectionAccountTests {
  private let caller = Caller(peer: Peer(uid: 1, gid: 1, pid: 1))
  private let ended = Locked<[String]>([])

  private func bounds(
    _ change: (inout ConnectionLimits) -> Void = { _ in }
  ) -> ConnectionBounds {
    var limits = ConnectionLimits()
    limits.heldBytesMax = 1000
    limits.heldBytesTotalMax = 3000
    limits.answerBytesMax = 100
    change(&limits)
    return ConnectionBounds(limits)
  }

  private func account(_ bounds: ConnectionBounds, _ name: String = "it") throws
    -> ConnectionAccount
  {
    try bounds.admit(caller) { [ended] _ in ended.withLock { $0.append(name) } }
  }

  private var names: [String] { ended.withLock { $0 } }

  @Test func `what came in counts until it is dealt with, or the call is over`() throws {
    let account = try account(bounds())
    account.began(1)
    account.hold(300, for: 1)
    account.began(3)
    account.hold(400, for: 3)
    account.hold(-100, for: 1)
    #expect(account.heldBytes == 600)
    account.ended(3)
    #expect(account.heldBytes == 200)
    // What comes late for it is not kept by anybody, and its last headers do not open it again.
    account.began(3)
    account.hold(400, for: 3)
    #expect(account.heldBytes == 200)
    account.hold(-500, for: 1)
    #expect(account.heldBytes == 0)
  }

  @Test func `a connection for which too much is held is ended, once`() throws {
    let bounds = bounds()
    let account = try account(bounds)
    account.began(1)
    account.hold(600, for: 1)
    account.answer(400, for: 1)
    #expect(names == [])
    account.answer(1, for: 1)
    account.answer(1, for: 1)
    #expect(names == ["it"])
    bounds.leave(account)
    bounds.leave(account)
    #expect(bounds.count == 0)
    #expect(bounds.account(account.number) == nil)
  }

  @Test func `when all together hold too much, the one that holds most is ended`() throws {
    let bounds = bounds { $0.heldBytesTotalMax = 2000 }
    let accounts = try ["a", "b", "c"].map { try account(bounds, $0) }
    accounts[0].answer(500, for: 1)
    accounts[1].answer(900, for: 1)
    accounts[2].answer(600, for: 1)
    #expect(names == [])
    accounts[0].answer(1, for: 1)
    #expect(names == ["b"])
    bounds.leave(accounts[1])
    // What was held for it counts no more.
    accounts[0].answer(400, for: 1)
    #expect(names == ["b"])
  }

  @Test func `a call waits for its own answers, and for those of the others`() async throws {
    let account = try account(bounds { $0.callAnswerBytesMax = 50 })
    account.answer(60, for: 3)
    #expect(await account.room(for: 5) > 0)
    async let room = account.room(for: 3)
    account.answer(-20, for: 3)
    #expect(await room > 0)
  }

  @Test func `answers wait until those from before are sent`() async throws {
    let account = try account(bounds())
    #expect(await account.room(for: 1) > 0)
    account.answer(100, for: 1)
    async let room = account.room(for: 1)
    account.answer(-1, for: 1)
    #expect(await room > 0)
  }

  @Test func `a wait ends with the connection, and with the task`() async throws {
    let bounds = bounds()
    let account = try account(bounds)
    account.answer(100, for: 1)
    let task = Task { await account.room(for: 1) }
    task.cancel()
    #expect(await task.value == 0)
    async let room = account.room(for: 1)
    bounds.leave(account)
    #expect(await room == 0)
  }

  @Test func `many slow calls of a connection share what one would have`() {
    let limits = ConnectionLimits()
    func bytes(ofCall: Int = 0, ofAll: Int, isCrowded: Bool = false) -> Int? {
      limits.answerBytes(ofCall: ofCall, ofAll: ofAll, isCrowded: isCrowded)
    }
    var unsent = 0
    var calls = 0
    while let more = bytes(ofAll: unsent) {
      unsent += more
      calls += 1
    }
    #expect(bytes(ofAll: 0) == 256 * 1024)
    #expect(calls > 100 && unsent < limits.answerBytesMax + 16 * 1024)
    // A call that has much unsent waits, whatever the others have.
    #expect(bytes(ofCall: 64 * 1024 + 1, ofAll: 64 * 1024 + 1) == nil)
    // Whoever waits for nothing gets something also when others hold too much.
    #expect(bytes(ofAll: 0, isCrowded: true) == 16 * 1024)
    #expect(bytes(ofAll: 64 * 1024, isCrowded: true) == nil)
  }
}

@Suite("HTTP/2 frames as they come in")
struct FrameScannerTests {
  private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  private static func frame(_ type: UInt8, _ stream: UInt8, _ bytes: Int) -> [UInt8] {
    [UInt8(bytes >> 16), UInt8(bytes >> 8 & 0xff), UInt8(bytes & 0xff), type, 0, 0, 0, 0, stream]
      + [UInt8](repeating: 0x5a, count: bytes)
  }

  private func findings(_ chunks: [[UInt8]]) -> ([FrameScanner.Finding], hasSettings: Bool) {
    var scanner = FrameScanner()
    var found: [FrameScanner.Finding] = []
    for chunk in chunks {
      chunk.withUnsafeBytes { bytes in scanner.scan(bytes) { found.append($0) } }
    }
    return (found, scanner.hasSettings)
  }

  private static let connection =
    preface + frame(4, 0, 12) + frame(1, 1, 40) + frame(0, 1, 70_000) + frame(8, 0, 4)
    + frame(1, 3, 5) + frame(0, 3, 0) + frame(0, 3, 9) + frame(3, 1, 4)

  @Test func `are told apart, and their data counted`() {
    let (found, hasSettings) = findings([Self.connection])
    #expect(hasSettings)
    #expect(
      found == [
        .headers(stream: 1), .data(stream: 1, bytes: 70_000), .headers(stream: 3),
        .data(stream: 3, bytes: 9), .reset(stream: 1, at: Self.connection.count - 13),
      ])
  }

  @Test func `the end of the requests of a call is found`() {
    var data = Self.frame(0, 3, 2)
    data[4] = 0x1
    var headers = Self.frame(1, 5, 2)
    headers[4] = 0x5
    let (found, _) = findings([Self.preface + Self.frame(4, 0, 0) + data + headers])
    #expect(
      found == [
        .end(stream: 3), .data(stream: 3, bytes: 2), .headers(stream: 5), .end(stream: 5),
      ])
  }

  @Test(
    arguments: [
      (Reset.cancel, [0, 0, 4, 3, 0, 0, 0, 0, 7, 0x5a, 0x5a, 0x5a, 0x5a]),
      // DATA of the call with END_STREAM and PADDED: one byte that says 3, and 3 bytes of padding.
      (.end, [0, 0, 4, 0, 0x9, 0, 0, 0, 7, 3, 0, 0, 0]),
      // WINDOW_UPDATE of the connection by 1.
      (.nothing, [0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ] as [(Reset, [UInt8])])
  func `a reset becomes the frame that says what it means`(reset: Reset, expected: [UInt8]) {
    let before = Self.frame(1, 3, 5)
    let after = Self.frame(0, 5, 9)
    var bytes = ByteBuffer(bytes: before + Self.frame(3, 7, 4) + after)
    reset.write(over: &bytes, at: before.count)
    #expect(Array(bytes.readableBytesView) == before + expected + after)
  }

  @Test(arguments: [1, 2, 7, 9, 24, 33, 1000])
  func `are the same however the bytes are cut`(size: Int) {
    let chunks = stride(from: 0, to: Self.connection.count, by: size).map {
      Array(Self.connection[$0..<min($0 + size, Self.connection.count)])
    }
    let (found, hasSettings) = findings(chunks)
    #expect(hasSettings)
    let bytes = found.reduce(into: [:] as [Int: Int]) { sums, finding in
      if case .data(let stream, let bytes) = finding { sums[stream, default: 0] += bytes }
    }
    #expect(bytes == [1: 70_000, 3: 9])
  }

  @Test func `the settings are there only when they are whole`() {
    let hello = Self.preface + Self.frame(4, 0, 6)
    for count in [0, 1, 24, 32, 33, 38] {
      #expect(!findings([Array(hello.prefix(count))]).hasSettings)
    }
    #expect(findings([hello]).hasSettings)
    #expect(findings([Self.preface + Self.frame(4, 0, 0)]).hasSettings)
  }
}
