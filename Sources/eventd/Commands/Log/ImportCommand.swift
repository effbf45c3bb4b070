import ArgumentParser
import EventdClient
import Glibc
import Schemas

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Loads a CSV event log through the socket, as a mapping file says.",
    discussion: """
      Every row of the file is accepted, refused by a rule, or skipped with a reason, and the \
      report counts them all. The ids of the events follow from the rows, so an import can be \
      repeated or taken up again; nothing is doubled.

      Example:
        eventd import log.csv.gz --mapping examples/homologacion.mapping.json
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The file: CSV (RFC 4180) with a header, plain or .gz.")
  var file: String

  @Option(help: "The mapping file, JSON; examples/ has one.")
  var mapping: String

  @Flag(help: "For programs: the report as JSON.")
  var json = false

  func run() async throws {
    let mapping = try self.mappingFile()
    let plan = try ImportPlan(try CSVRows(try ImportFile.read(file)), mapping: mapping)
    let report = try await client.connect { eventd in
      let head = try await eventd.status().head
      let importer = Importer(plan, headBefore: head) {
        stream, expectation, events async throws(EventdError) in
        try await eventd.append(events, to: stream, expecting: expectation)
      } progress: { done, rows in
        Output.progress("\(done) de \(rows) filas")
      }
      return await importer.run()
    }
    Output.endProgress()
    Output.text(json ? report.json : report.text)
    if report.stopped != nil { throw ExitCode(EX_TEMPFAIL) }
  }
}

extension ImportCommand {
  private func mappingFile() throws -> Mapping {
    let bytes = try ImportFile.read(mapping)
    do throws(ImportError) {
      return try Mapping(json: bytes)
    } catch {
      throw InputError("\(mapping): \(error)")
    }
  }
}

extension ImportError: ExplainedError {
  /// Of `sysexits.h`.
  var exitCode: Int32 {
    switch self {
    case .unreadable: EX_NOINPUT
    case .gzipMissing: EX_UNAVAILABLE
    case .tooLarge, .damaged, .noHeader, .noColumn, .twoColumns, .mapping: EX_DATAERR
    }
  }
}
