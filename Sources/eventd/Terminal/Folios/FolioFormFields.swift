import Projections
import Schemas

/// "Datos generales" of a folio's page, with the labels of the portal.
/// Source: folios page, "Form".
struct FolioFormFields {
  let page: FolioPage
  let times: LocalTimes

  var list: FieldList { FieldList(fields: heads + request + delivery + agent) }

  private var form: FolioForm { page.form }

  private var heads: [(String, String)] {
    [
      ("Trámite origen", page.clonedFrom == 0 ? "" : page.clonedFrom.folioTitle),
      ("Clones", page.clones.map(\.folioTitle).joined(separator: ", ")),
      ("Responsable", page.hasOwner ? page.owner.label : ""),
      ("Asignado a", assignee),
      ("Fecha de alta", page.hasOpened ? times.minute(page.opened) : ""),
      ("Última modificación", page.hasModified ? times.minute(page.modified) : ""),
      ("Vence", page.hasDeadline ? times.minute(page.deadline) : ""),
    ]
      + (page.hasServiceDue
        ? [("Nivel de servicio", "hasta \(times.minute(page.serviceDue))")] : [])
  }

  /// Whose turn it is: the owner's where the sales force moves the folio on, else the desk's.
  /// Source: folios page, "Stages and who may move what" and "Notices".
  private var assignee: String {
    switch page.stage {
    case .altaDeTramite, .atencionComercial, .confirmacionCliente, .cotizacionEntregada,
      .cotizacionAceptada:
      page.hasOwner ? page.owner.label : ""
    case .gestionDocumental: FolioRole.mesaGestionDocumental.label
    case .suscripcion, .recotizacionReproceso: FolioRole.mesaSuscripcion.label
    case .emisionDePoliza: FolioRole.mesaEmision.label
    case .cotizacionNoAceptada, .envio, .rechazo, .unspecified, .UNRECOGNIZED: ""
    }
  }

  private var request: [(String, String)] {
    let policy = form.referencePolicy
    return [
      ("Tipo de trámite", form.requestKind.label),
      ("Ramo", form.ramo.label),
      ("Subramo", form.subramo),
      (
        "Póliza de referencia",
        policy.number.isEmpty ? "" : "\(policy.ramo.label) \(policy.number)"
      ),
      ("Prioridad", form.priority.label),
      ("Oficina", form.oficina),
      ("Región", form.region),
      ("Moneda", form.currency),
    ]
  }

  private var delivery: [(String, String)] {
    [
      ("Fecha límite de entrega", form.deliveryDeadline),
      ("Tipo de entrega", form.deliveryType),
      ("Contratante", form.contratante),
      ("Centro emisor", form.centroEmisor),
      ("Estatus de la cotización", form.quoteStatus.label),
      ("Información médica", form.medicalInformation ? "sí" : "no"),
      ("Fecha de renovación", form.renewalDate),
    ]
  }

  private var agent: [(String, String)] {
    [
      ("Identificador", form.agent.key),
      ("Agente", form.agent.name),
      ("Promotor", form.agent.promotor),
      ("Correo del agente", form.agent.email),
      ("Correo comercial", form.agent.commercialEmail),
    ]
  }
}
