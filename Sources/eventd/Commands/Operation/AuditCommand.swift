import ArgumentParser
import EventdClient
import Events
import FoundationEssentials
import Schemas
import SwiftProtobuf

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Signed checkpoints of the log, and proofs of what is in it.",
    discussion: """
      A checkpoint says how many events the log has and the root of its Merkle tree, signed. Keep \
      one where the daemon's owner cannot change it: from it, anybody can check later that no \
      event of then was changed, left out, put in or moved.

      Examples:
        eventd audit key > clave.pub
        eventd audit checkpoint > hoy.checkpoint
        eventd audit verify --checkpoint hoy.checkpoint --key clave.pub
        eventd audit prove 6400 > recibo.tlog-proof
        eventd audit verify --receipt recibo.tlog-proof --key clave.pub
        eventd audit consistency hoy.checkpoint
      """,
    subcommands: [
      CheckpointCommand.self, KeyCommand.self, ProveCommand.self, ConsistencyCommand.self,
      LeavesCommand.self, AuditVerifyCommand.self,
    ])

  struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checkpoint",
      abstract: "Prints a signed checkpoint of the log as it is now (C2SP tlog-checkpoint).")

    @OptionGroup var client: ClientOptions

    @Flag(help: "For programs: the answer as proto3 JSON.")
    var json = false

    func run() async throws {
      let answer = try await client.connect { eventd in try await eventd.checkpoint() }
      try Output.text(json ? JSONAnswer.text(answer) : answer.checkpoint)
    }
  }

  struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key",
      abstract: "Prints the verifier key of the daemon: name+hash+base64 (C2SP signed-note).",
      discussion: "It is also in the file audit.pub of the data directory.")

    @OptionGroup var client: ClientOptions

    func run() async throws {
      let answer = try await client.connect { eventd in try await eventd.checkpoint() }
      Output.line(answer.verifierKey)
    }
  }

  struct ProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prove",
      abstract: "Prints a receipt: a proof that one event is in the log (C2SP tlog-proof).")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The position of the event, as 'eventd read' prints it.")
    var position: UInt64

    func run() async throws {
      Output.text(
        try await client.connect { eventd in try await eventd.receipt(at: position) })
    }
  }

  struct ConsistencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "consistency",
      abstract: "Prints a proof that the log has only grown (as C2SP tlog-witness takes it).")

    @OptionGroup var client: ClientOptions

    @Argument(help: "Since when: the file of a checkpoint, or its number of events.")
    var old: String

    func run() async throws {
      let size: UInt64
      if let number = UInt64(old) {
        size = number
      } else {
        size = try AuditFiles.head(old).size
      }
      Output.text(try await client.connect { eventd in try await eventd.growth(since: size) })
    }
  }

  struct LeavesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "leaves",
      abstract: "Prints the leaves of the Merkle tree in Base64, one a line.",
      discussion: """
        Whoever hashes them (RFC 6962) gets the root of the checkpoint, without believing the \
        daemon. What the bytes are is in docs/DATA_FILE.md.
        """)

    @OptionGroup var client: ClientOptions

    @Option(help: "The number of the first leaf; 0 is the first event of the log.")
    var from: UInt64 = 0

    @Option(help: "At most this many.")
    var limit: UInt64?

    func run() async throws {
      try await client.connect { eventd in
        var next = from
        let end = limit.map { $0 > .max - from ? .max : from + $0 } ?? UInt64.max
        while next < end {
          let request = AuditLeavesRequest.with {
            $0.from = next
            $0.limit = UInt32(min(end - next, 1000))
          }
          let leaves = try await eventd.leaves(request).leaves
          if leaves.isEmpty { break }
          for leaf in leaves { Output.line(leaf.base64EncodedString()) }
          next += UInt64(leaves.count)
        }
        Output.flush()
      }
    }
  }
}
