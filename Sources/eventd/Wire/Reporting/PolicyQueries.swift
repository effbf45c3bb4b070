import Events
import Processes
import Projections
import Schemas
import SwiftProtobuf

/// The read of the figures and settings that may change.
struct PolicyQueries: Sendable {
  let queries: ViewQueries

  var methods: [RPCMethod] {
    let zone = queries.processes[FolioEscalations.self].projection.manager.calendar.zone
    return [
      queries.view("Policies", queries.views[PolicyAdoptions.self]) {
        (request: PoliciesRequest, store, now) in
        let date = request.on.isEmpty ? zone.localDate(at: now) : LocalDate(request.on)
        guard let date else {
          throw RPCStatus(
            .invalidArgument, "on is “\(request.on)”; give a calendar date as YYYY-MM-DD")
        }
        let adoptions = try PolicyAdoptionsReader(store).all()
        return PoliciesResponse.with {
          $0.on = "\(date)"
          $0.figures = PolicyCatalog.figures
            .filter { request.area.isEmpty || request.area == $0.area }
            .map { PolicyReport($0, on: date, adoptions) }
        }
      }
    ]
  }
}

extension PolicyReport {
  /// - Parameter adoptions: of all figures, in order.
  fileprivate init(_ figure: PolicyFigure, on date: LocalDate, _ adoptions: [AdoptedFigure]) {
    let own = adoptions.filter {
      $0.stream == figure.stream.text && $0.adopted.figure == figure.name
    }
    let (value, source) = PolicyBook(own).inForce(figure, on: date)
    let adopted = own.last { LocalDate($0.adopted.validFrom).map { $0 <= date } ?? false }
    self = .with {
      $0.area = figure.area
      $0.stream = figure.stream.text
      $0.name = figure.name
      $0.title = figure.title
      $0.builtIn = adopted == nil
      $0.inForce =
        adopted?.adopted
        ?? .with {
          $0.figure = figure.name
          $0.value = value?.wire ?? .noLimit(true)
          $0.source = source
        }
      $0.adoptions = own
    }
  }
}

extension PoliciesRequest: ViewRequest {}
extension PoliciesResponse: ViewResponse {}
