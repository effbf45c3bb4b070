import Events
import Projections
import Schemas

/// What single steps say beside their outcome, in a sentence.
enum OrderDetailWords {
  static func words(_ details: OrderStepTaken.OneOf_Details, _ times: LocalTimes) -> String {
    switch details {
    case .charge(let charge): "Cargo: \(charge.amount.bolivianos)"
    case .technologyCheck(let check): "El lugar nuevo tiene \(check.technology.label)"
    case .earlierSuspension(let earlier): "La del año es \(earlier.number.orderTitle)"
    case .suspensionTerm(let term): "Suspendido del \(term.start) al \(term.end)"
    case .reconnectionDate(let date): "Reconexión el \(date.date)"
    case .returnTimes(let told):
      told.times.map { "\($0.product) \($0.service.label) \($0.within.label)" }
        .joined(separator: "; ")
    case .lastDamage(let damage):
      damage.workOrder.isEmpty
        ? "No hay daño anterior" : "Último daño: \(damage.workOrder) \(damage.state.label)"
    case .visit(let visit): "Visita \(times.minute(visit.at)), \(visit.person)"
    case .claimReference(let reference): "Reclamo \(reference.claim)"
    case .contractReview(let review):
      "Daños \(review.damages), reclamos \(review.claims), interacciones \(review.interactions)"
        + (review.minimumStayUntil.isEmpty
          ? "; sin permanencia mínima" : "; permanencia hasta \(review.minimumStayUntil)")
    case .lastInvoice(let invoice):
      "Última factura: "
        + invoice.lines.map { "\($0.product) \($0.amount.bolivianos)" }.joined(separator: "; ")
    case .equipmentCharge(let charge):
      (charge.kind == .facturaCxc ? "Factura CxC: " : "Reclamo económico: ")
        + charge.amount.bolivianos
    case .legalisation(let legalisation):
      legalisation.missingAccessories.isEmpty
        ? "En inicio de retiro" : "En inicio de retiro; falta: \(legalisation.missingAccessories)"
    case .contactUpdate(let contact):
      [contact.person, contact.email, contact.whatsapp].filter { !$0.isEmpty }
        .joined(separator: ", ")
    case .excessCable(let cable):
      "Cable excedente: \(cable.metres) m"
        + (cable.hasCost ? ", \(cable.cost.bolivianos)" : "")
    case .migrationNotes(let notes): notes.notes
    case .engineeringService(let service): "Servicio de Ingeniería: \(service.workDone)"
    }
  }
}
