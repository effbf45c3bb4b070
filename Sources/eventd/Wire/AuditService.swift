import Events
import FoundationEssentials
import Schemas
import SwiftProtobuf

/// `eventd.v1.Audit`: signed checkpoints, and proofs that lead to them.
struct AuditService: Sendable {
  let auditor: Auditor

  private var log: EventLog { auditor.log }

  var methods: [RPCMethod] {
    let service = "eventd.v1.Audit"
    return [
      .unary(service, "Checkpoint") { (_: AuditCheckpointRequest) in try checkpoint() },
      .unary(service, "Prove") { (request: AuditProveRequest) in try prove(request) },
      .unary(service, "Consistency") { (request: AuditConsistencyRequest) in
        try consistency(request)
      },
      .unary(service, "Verify") { (request: AuditVerifyRequest) in try verify(request) },
      .unary(service, "Leaves") { (request: AuditLeavesRequest) in try leaves(request) },
      RecordsFeed(auditor: auditor).method(service, "Records"),
    ]
  }

  private func signed() throws(RPCStatus) -> (note: SignedNote, head: TreeHead) {
    do throws(Auditor.Refusal) { return try auditor.checkpoint() } catch { throw RPCStatus(error) }
  }

  private func read<R>(_ body: () throws(ReadError) -> R) throws(RPCStatus) -> R {
    do throws(ReadError) { return try body() } catch { throw RPCStatus(error) }
  }

  private func checkpoint() throws -> AuditCheckpointResponse {
    let (note, head) = try signed()
    return AuditCheckpointResponse.with {
      $0.checkpoint = note.description
      $0.verifierKey = auditor.key.verifier.description
      $0.size = head.size
      $0.root = Data(head.root.bytes)
    }
  }

  private func prove(_ request: AuditProveRequest) throws -> AuditProveResponse {
    let (note, head) = try signed()
    let found = try WirePosition.decode(request.position).flatMap { position in
      try read { () throws(ReadError) in
        try log.inclusion(of: position, inSize: head.size).map { (position, $0.leaf, $0.proof) }
      }
    }
    guard let (position, leaf, proof) = found else {
      throw RPCStatus(
        .notFound,
        "no event has the position \(request.position); give one that an append or a read answered")
    }
    let receipt = InclusionReceipt(
      leaf: leaf, index: position.rawValue, proof: proof, checkpoint: note)
    return AuditProveResponse.with { $0.receipt = receipt.description }
  }

  private func consistency(_ request: AuditConsistencyRequest) throws -> AuditConsistencyResponse {
    let (note, head) = try signed()
    let proof = try read { () throws(ReadError) in
      try log.consistency(from: request.oldSize, toSize: head.size)
    }
    guard let proof else {
      throw RPCStatus(
        .failedPrecondition,
        "the log has \(head.size) events, fewer than \(request.oldSize): it cannot continue a "
          + "checkpoint of that size")
    }
    let growth = GrowthProof(oldSize: request.oldSize, proof: proof, checkpoint: note)
    return AuditConsistencyResponse.with { $0.proof = growth.description }
  }

  private func verify(_ request: AuditVerifyRequest) throws -> AuditVerifyResponse {
    let note: SignedNote
    let head: TreeHead
    do throws(NoteError) {
      note = try SignedNote(parsing: request.checkpoint)
      head = try TreeHead(text: note.text)
    } catch {
      throw RPCStatus(.invalidArgument, "this is no checkpoint; \(error)")
    }
    let verdict = try self.verdict(on: note, head)
    let now = verdict == .continues ? try signed().note.description : ""
    return AuditVerifyResponse.with {
      $0.verdict = verdict
      $0.checkpoint = now
    }
  }

  private func verdict(
    on note: SignedNote, _ head: TreeHead
  ) throws -> AuditVerifyResponse.Verdict {
    guard head.origin == log.origin else { return .otherLog }
    guard (try? note.verify(auditor.key.verifier)) != nil else { return .notSigned }
    let found = try read { () throws(ReadError) in try log.treeHead(ofSize: head.size) }
    guard let found else { return .shorter }
    return found == head ? .continues : .differs
  }

  private func leaves(_ request: AuditLeavesRequest) throws -> AuditLeavesResponse {
    let limit = request.limit == 0 ? Int.max : Int(request.limit)
    let found = try read { () throws(ReadError) in
      try log.leaves(
        from: Position(request.from), limit: min(limit, Limits.readBatchEventsMax))
    }
    return AuditLeavesResponse.with { $0.leaves = found.map { Data($0) } }
  }
}

extension RPCStatus {
  init(_ refusal: Auditor.Refusal) {
    switch refusal {
    case .read(let error): self.init(error)
    case .doesNotContinue: self.init(.dataLoss, refusal.description)
    case .cannotKeep, .cannotRead: self.init(.internal, refusal.description)
    }
  }
}
