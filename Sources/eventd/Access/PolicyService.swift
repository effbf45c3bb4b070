import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the policy anew on SIGHUP. One that cannot be read is reported, and the old one stays.
struct PolicyService: Service {
  let gate: AccessGate
  let logger: Logger

  func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    for await _ in signals.cancelOnGracefulShutdown() {
      let file = gate.file ?? ""
      do throws(StartError) {
        try gate.reload()
        logger.info("the policy was read anew", metadata: ["file": "\(file)"])
      } catch {
        logger.error("\(error); the policy from before stays in force")
      }
    }
  }
}
