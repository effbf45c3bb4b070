import EventdClient
import Glibc

/// An error that says in one line what is wrong and what to do, and how the command ends.
protocol ExplainedError: Error, CustomStringConvertible {
  /// Of `sysexits.h`.
  var exitCode: Int32 { get }
}

extension StartError: ExplainedError {}

extension EventdError: ExplainedError {
  var exitCode: Int32 {
    switch self {
    case .refused(let code, _, _, _): code.hasPrefix("access.") ? 77 : 65
    case .invalid, .damaged: 65
    case .notPermitted: 77
    case .notFound: 66
    case .unavailable: 69
    case .wrongRevision, .busy: 75
    case .other: 70
    }
  }
}

/// Input of a command that cannot be used.
struct InputError: ExplainedError, Equatable {
  let description: String
  var exitCode: Int32 { 65 }

  init(_ description: String) { self.description = description }
}

/// An argument or option that cannot be used.
struct UsageError: ExplainedError, Equatable {
  let description: String
  var exitCode: Int32 { 64 }

  init(_ description: String) { self.description = description }
}

/// Ends the command.
func fail(_ error: any ExplainedError) -> Never {
  Output.flush()
  Output.error("eventd: \(error.description)\n")
  exit(error.exitCode)
}
