import Projections
import Schemas

/// Amendments (otro sí): any change of the agreed requirements, by either party, before or during the
/// service. Whose signature is missing, and that it is attached, is in `AccountPaths.amendment`.
///
/// **Source:** onboarding page, “Commercial phase”, 7.
enum AccountAmendmentRules {
  static func check(_ event: AccountAmendmentEvent) throws(AccountRefusal) {
    switch event {
    case .proposed(let event):
      try AccountValues.check(event.proposedBy, "proposed_by")
      try AccountValues.need(
        .commercial, [:],
        [
          "proposed_by": event.proposedBy != .unspecified, "changes": !event.changes.isEmpty,
        ])
      for (index, change) in event.changes.enumerated() {
        try AccountValues.need(
          .commercial,
          [
            "changes.\(index).requirement": change.requirement,
            "changes.\(index).agreed": change.agreed, "changes.\(index).new": change.new,
          ])
      }
      if event.hasPaymentTerm { try AccountValues.checkTerm(event.paymentTerm, "payment_term") }
    case .signed(let event): try AccountValues.need(.commercial, ["signatory": event.signatory])
    case .attached: break
    }
  }
}
