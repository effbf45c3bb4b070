import Events
import Projections
import Schemas
import SwiftProtobuf

/// Visits of technicians, and the work that they record.
///
/// **Source:** post-sale page, E8, K14, L5 and L7; Documents, visit schedule.
enum OrderVisits {
  /// E8 and K14 say when the technician comes, L5 puts the visit into the calendar.
  static func check(_ event: OrderStepTaken) throws(OrderRefusal) {
    guard case .visit(let visit) = event.details else { return }
    if !visit.hasAt { throw .fieldsMissing(["visit.at"], .documents) }
  }

  /// L7.
  static func checkWork(_ event: OrderStepTaken) throws(OrderRefusal) {
    guard case .engineeringService(let service) = event.details else { return }
    try OrderValues.require(
      [("engineering_service.work_done", !service.workDone.isBlank)], .table(.visitaDeSoporte))
  }
}

/// Claims at UTAR (F).
///
/// **Source:** post-sale page, F3 and F7.
enum OrderClaims {
  /// A claim that there is, or that was entered, has a number.
  static func check(_ event: OrderStepTaken) throws(OrderRefusal) {
    guard case .claimReference(let reference) = event.details else { return }
    try OrderValues.require(
      [("claim_reference.claim", !reference.claim.isBlank)], .table(.registroDeReclamos))
  }
}
