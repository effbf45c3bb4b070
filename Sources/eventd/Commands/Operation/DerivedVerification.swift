import Events
import FoundationEssentials
import Glibc
import Processes
import Projections

/// Builds every view and the state of every process anew and compares them with those of a data
/// directory.
struct DerivedVerification {
  let file: LogFile
  /// The data directory.
  let data: String

  struct Outcome {
    let name: String
    let verdict: ViewVerification.Verdict?
    /// Why it could not be compared.
    let error: FollowerError?
  }

  func verify(_ registry: Registry) throws -> [Outcome] {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let place = "\(parent)/eventd-" + String(repeating: "X", count: 6)
    var template = Array(place.utf8CString)
    guard mkdtemp(&template) != nil else { throw OutputError(parent, errno) }
    let scratch = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    return registry.views.map { verify($0, in: "projections", scratch) }
      + registry.processes.map { verify(process: $0, scratch) }
  }

  private func verify(
    process manager: some ProcessManager, _ scratch: String
  ) -> Outcome { verify(ProcessState(manager), in: "processes", scratch) }

  private func verify(
    _ projection: some Projection, in folder: String, _ scratch: String
  ) -> Outcome {
    defer { Output.endProgress() }
    do throws(FollowerError) {
      let verification = ViewVerification(
        log: file, directory: "\(data)/\(folder)", scratch: scratch)
      let verdict = try verification.verify(projection) { done, total in
        let bar = ProgressBar(done: done, total: total, unit: "eventos").text
        Output.progress("\(bar)  \(projection.name)")
      }
      return Outcome(name: projection.name, verdict: verdict, error: nil)
    } catch {
      return Outcome(name: projection.name, verdict: nil, error: error)
    }
  }
}

extension DerivedVerification.Outcome {
  /// What was not built yet, or is of another log, is built by the next daemon and is no damage.
  var isSound: Bool {
    switch verdict {
    case .same, .notBuilt, .ofAnotherLog: true
    case .differs, nil: false
    }
  }

  var words: String {
    switch verdict {
    case .same(let events): "concuerda, \(events) eventos"
    case .differs(let tables, let events):
      "NO concuerda en \(tables.joined(separator: ", ")) (\(events) eventos); se arregla con: "
        + "eventd rebuild \(name)"
    case .notBuilt: "sin construir; la construye el servicio al arrancar"
    case .ofAnotherLog: "de otro registro; la construye de nuevo el servicio al arrancar"
    case nil: "no se puede leer: \(error.map { "\($0)" } ?? "")"
    }
  }
}
