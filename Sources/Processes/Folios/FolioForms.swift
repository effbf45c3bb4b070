import Events
import Projections
import Schemas

/// What makes a form complete and sound.
///
/// **Source:** folios page, “Process types” and “Form”.
enum FolioForms {
  /// Days on either side of the policy's renewal in which reexpedición in personas is taken.
  static let renewalWindowDays = 30

  /// Whether the form may be saved. The same rules hold at the first save and at each later one.
  ///
  /// - Parameter created: the local date of the first save.
  static func check(_ form: FolioForm, created: LocalDate) throws(FolioRefusal) {
    try FolioValues.check(form.processType, "process_type")
    try FolioValues.check(form.requestKind, "request_kind")
    try FolioValues.check(form.ramo, "ramo")
    try FolioValues.check(form.referencePolicy.ramo, "reference_policy.ramo")
    try FolioValues.check(form.priority, "priority")
    try FolioValues.check(form.quoteStatus, "quote_status")

    let missing = FolioField.table.filter { $0.required.holds(for: form) && !$0.isGiven(form) }
    if !missing.isEmpty { throw .fieldsMissing(missing.map(\.name), .form) }

    try checkProcess(form)
    guard Currency(form.currency) != nil else {
      throw .notACurrency(form.currency)
    }
    _ = try date(form.deliveryDeadline, "delivery_deadline")
    let renewal = try date(form.renewalDate, "renewal_date")
    try checkEmail(form.agent.email, "agent.email")
    try checkEmail(form.agent.commercialEmail, "agent.commercial_email")

    if FolioField.Requirement.renewal.holds(for: form), let renewal {
      guard abs(renewal.days(since: created)) <= renewalWindowDays else {
        throw .outsideRenewal(renewal, created: created)
      }
    }
  }

  /// Two forms with the same fields, whether an empty póliza de referencia was sent or left out.
  static func areEqual(_ a: FolioForm, _ b: FolioForm) -> Bool {
    func plain(_ form: FolioForm) -> FolioForm {
      var form = form
      if form.referencePolicy == FolioPolicyReference() { form.clearReferencePolicy() }
      return form
    }
    return plain(a) == plain(b)
  }

  private static func checkProcess(_ form: FolioForm) throws(FolioRefusal) {
    guard let process = FolioProcess.of(form.processType) else {
      preconditionFailure("\(form.processType) is in no row of FolioProcess.table")
    }
    guard process.kinds.contains(form.requestKind) else {
      throw .kindNotTaken(form.requestKind, form.processType, allowed: process.kinds)
    }
    if let ramo = process.ramo, form.ramo != ramo {
      throw .ramoNotTaken(form.ramo, form.processType, allowed: ramo)
    }
    if form.ramo == .personas, !form.subramo.isEmpty,
      !FolioProcess.subramosPersonas.contains(form.subramo)
    {
      throw .subramoNotTaken(form.subramo, allowed: FolioProcess.subramosPersonas)
    }
  }

  /// `nil` when it is not given.
  private static func date(_ text: String, _ field: String) throws(FolioRefusal) -> LocalDate? {
    if text.isEmpty { return nil }
    guard let date = LocalDate(text) else { throw .notADate(text, field: field) }
    return date
  }

  private static func checkEmail(_ text: String, _ field: String) throws(FolioRefusal) {
    guard text.isEmpty || text.isEmailAddress else { throw .notAnEmail(text, field: field) }
  }
}
