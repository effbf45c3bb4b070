import TestSupport
import Testing

@testable import Events

@Suite("Digests of the tables", .temporaryDirectory)
struct DigestTests {
  /// As the reference implementation has them since it was published.
  @Test(
    arguments: [
      ("", 0, 0xEF46_DB37_51D8_E999), ("a", 0, 0xD24E_C4F1_A98C_6E5B),
      ("abc", 0, 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0, 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64, UInt64)])
  func `has the XXH64 of its specification`(text: String, seed: UInt64, expected: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { XXH64.hash($0, seed: seed) } == expected)
  }

  /// Of bytes 1, 8, 15, … modulo 256, by the reference implementation in Python's `xxhash` 4.1.0.
  @Test(
    arguments: [
      (4, 0, 0x22ed_a2cf_6af4_c124), (4, 0x1234_5678_9abc_def0, 0x9f35_2adc_09d7_2afc),
      (12, 0, 0x9178_b724_dce3_84c0), (12, 0x1234_5678_9abc_def0, 0x402d_a477_c0ad_1597),
      (32, 0, 0x5a07_56fb_e9ec_d3d1), (32, 0x1234_5678_9abc_def0, 0xf47c_2b9d_7ee3_2d35),
      (33, 0, 0xdc50_cdc3_7bb9_c183), (33, 0x1234_5678_9abc_def0, 0x27df_034e_5278_8006),
      (100, 0, 0xd248_bfc5_208b_0b16), (100, 0x1234_5678_9abc_def0, 0x4bff_7eb1_993a_85de),
    ] as [(Int, UInt64, UInt64)])
  func `has the XXH64 of the reference`(count: Int, seed: UInt64, expected: UInt64) {
    let bytes = (0..<count).map { UInt8(($0 * 7 + 1) % 256) }
    #expect(bytes.withUnsafeBytes { XXH64.hash($0, seed: seed) } == expected)
  }

  /// Whatever is appended, in whatever order: what is stored is what counting gives.
  @Test func `follow every change of every table`() async throws {
    var random = SeededRandom.printed()
    let path = TemporaryDirectory.path + "/log.mdb"
    for round in UInt8(1)...4 {
      try await grow(path, round, &random)
      let environment = try Environment(path: path, tables: LogTables.names, mapBytes: 1 << 32)
      let tables = LogTables(environment)
      try environment.read { transaction throws(ReadError) in
        let stored = try tables.digests(transaction, as: ReadError.self)
        #expect(try tables.countedDigests(transaction, as: ReadError.self) == stored)
        #expect(stored?.uniqueKeys.rows ?? 0 >= round)
      }
    }
  }

  private func grow(_ path: String, _ round: UInt8, _ random: inout SeededRandom) async throws {
    let test = try TestLog(procedures: SampleLog.procedures, path: path)
    for _ in 0..<40 {
      let voucher = Bool.random(using: &random)
      let name = (voucher ? "voucher-" : "s-") + "\(Int.random(in: 0..<5, using: &random))"
      let events = try (0..<Int.random(in: 1...4, using: &random)).map { _ in
        NewEvent(
          id: EventID(high: 1, low: UInt64.random(in: 0..<200, using: &random)),
          type: try EventType(Bool.random(using: &random) ? "Taken" : "Returned"),
          contentType: .json, data: [UInt8.random(in: 65..<70, using: &random)])
      }
      do {
        _ = try await test.log.append(
          Append(stream: try StreamName(name), expected: .any, events: events))
      } catch let error as AppendError {
        switch error {
        case .revisionMismatch, .refused: break
        default: throw error
        }
      }
    }
    // A key that stays.
    let taken = NewEvent(
      id: EventID(high: 2, low: UInt64(round)), type: try EventType("Taken"),
      contentType: .binary, data: [round])
    _ = try await test.log.append(
      Append(stream: try StreamName("voucher-kept"), expected: .any, events: [taken]))
    test.log.close()
  }

  @Test func `tell a row from every other`() {
    var digest = TableDigest()
    digest.add(Key(1), [1, 2])
    var other = TableDigest()
    other.add(Key([0, 0, 0, 0, 0, 0, 0, 1, 1]), [2])
    #expect(digest != other)
    digest.remove(Key(1), [1, 2])
    #expect(digest == TableDigest())
  }
}
