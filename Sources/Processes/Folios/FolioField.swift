import Projections
import Schemas

/// One field of the form: when it is required, and whether it is given.
struct FolioField: Sendable {
  enum Requirement {
    case always
    /// Unless the process is one without issue.
    case withIssue
    /// The agent chosen from the look-up: unless the agent is still to be registered.
    case chosenAgent
    /// *Alta de promotor* and *alta de agente*: the key and the e-mail instead of the agent.
    case registration
    /// Movimientos, and endosos in autos and daños (a).
    case referencePolicy
    /// Reexpedición in personas.
    case renewal

    func holds(for form: FolioForm) -> Bool {
      switch self {
      case .always: true
      case .withIssue: FolioProcess.of(form.processType)?.hasIssue != false
      case .chosenAgent: !FolioProcess.altas.contains(form.requestKind)
      case .registration: FolioProcess.altas.contains(form.requestKind)
      // Movimientos take no other kind; while the kind itself is missing, the type decides.
      case .referencePolicy:
        FolioProcess.endosos.contains(form.requestKind)
          || [.movimientosIndividual, .movimientosColectivo].contains(form.processType)
      case .renewal:
        form.requestKind == .reexpedicion
          && FolioProcess.of(form.processType)?.ramo == .personas
      }
    }
  }

  /// As in `schemas/folio/v1/folio.proto`.
  let name: String
  let required: Requirement
  let isGiven: @Sendable (FolioForm) -> Bool

  private init(
    _ name: String, _ required: Requirement, isGiven: @escaping @Sendable (FolioForm) -> Bool
  ) {
    self.name = name
    self.required = required
    self.isGiven = isGiven
  }

  /// The required fields. Of the agent, key and name: the look-up fills the rest, where it has
  /// it (a).
  ///
  /// **Source:** folios page, “Form”; for the renewal date “Process types”.
  static let table: [FolioField] = [
    FolioField("process_type", .always) { $0.processType != .unspecified },
    FolioField("request_kind", .always) { $0.requestKind != .unspecified },
    FolioField("ramo", .withIssue) { $0.ramo != .unspecified },
    FolioField("subramo", .withIssue) { !$0.subramo.isBlank },
    FolioField("reference_policy.ramo", .referencePolicy) {
      $0.referencePolicy.ramo != .unspecified
    },
    FolioField("reference_policy.number", .referencePolicy) {
      !$0.referencePolicy.number.isBlank
    },
    FolioField("priority", .always) { $0.priority != .unspecified },
    FolioField("oficina", .always) { !$0.oficina.isBlank },
    FolioField("region", .always) { !$0.region.isBlank },
    FolioField("currency", .always) { !$0.currency.isBlank },
    FolioField("renewal_date", .renewal) { !$0.renewalDate.isBlank },
    FolioField("agent.key", .always) { !$0.agent.key.isBlank },
    FolioField("agent.name", .chosenAgent) { !$0.agent.name.isBlank },
    FolioField("agent.email", .registration) { !$0.agent.email.isBlank },
  ]
}
