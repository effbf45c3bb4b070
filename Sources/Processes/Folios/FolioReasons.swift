import Projections
public import Schemas

/// The reasons that a final move names.
///
/// **Source:** folios page, “Stages and who may move what”.
public enum FolioReasons {
  /// The reasons for ending a folio so; empty for a stage that is not final.
  ///
  /// What Envío delivered follows from the request kind: an endoso, else a policy, and in the
  /// processes without issue the request itself (the last is on the page, the rest is (a)).
  public static func allowed(_ stage: FolioStage, form: FolioForm) -> [FolioFinalReason] {
    switch stage {
    case .rechazo: [.missingInformation, .outsideRiskAppetite, .noAcceptanceReceived]
    case .cotizacionNoAceptada: [.noAcceptanceReceived, .otherReason]
    case .envio:
      if FolioProcess.of(form.processType)?.hasIssue != true {
        [.requestAttended]
      } else if FolioProcess.endosos.contains(form.requestKind) {
        [.endorsementIssued]
      } else {
        [.policyIssued]
      }
    case .altaDeTramite, .gestionDocumental, .suscripcion, .emisionDePoliza, .atencionComercial,
      .confirmacionCliente, .cotizacionEntregada, .cotizacionAceptada, .recotizacionReproceso,
      .unspecified, .UNRECOGNIZED:
      []
    }
  }

  /// A final move names its reason, and no other move does. The other reason is a text.
  static func check(_ event: FolioStageChanged, in folio: Folio) throws(FolioRefusal) {
    try FolioValues.check(event.reason, "reason")
    let allowed = allowed(event.to, form: folio.form)
    guard event.to.isFinal else {
      if event.reason != .unspecified { throw .reasonOutsideFinalStage(event.to) }
      return
    }
    if event.reason == .unspecified { throw .reasonMissing(event.to, allowed: allowed) }
    guard allowed.contains(event.reason) else {
      throw .reasonNotTaken(event.reason, event.to, allowed: allowed)
    }
    if event.reason == .otherReason && event.remark.isBlank { throw .remarkMissing }
  }
}
