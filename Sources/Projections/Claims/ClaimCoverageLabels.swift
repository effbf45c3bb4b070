public import Schemas

/// The words of the coverage in Spanish: what was found out, and what it means.
///
/// **Source:** claims page; the words are those of the procedure.

extension ClaimDecision {
  public var label: String {
    switch self {
    case .covered: "Cubierto"
    case .doubtful: "Dudoso"
    case .notCovered: "No cubierto"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimReason {
  public var label: String {
    switch self {
    case .arrearsTooLong: "Mora excesiva a la fecha de los hechos"
    case .writtenOff: "Crédito castigado"
    case .owesNothing: "Crédito a paz y salvo"
    case .noPolicy: "Sin póliza suscrita"
    case .notTheHolder: "No le ocurrió al titular"
    case .prescribed: "Reclamación prescrita"
    case .occurredBeforeDisbursement: "Hechos anteriores al desembolso"
    case .tooOldAtEntry: "Ingreso con más edad de la amparada"
    case .tooOldToStay: "Edad de permanencia cumplida"
    case .tooOldForIncapacity: "Edad mayor a la amparada por incapacidad"
    case .lossTooSmall: "Pérdida de capacidad laboral insuficiente"
    case .selfInflicted: "Incapacidad provocada intencionalmente"
    case .notInsuredByMapfre: "MAPFRE no ampara esta causa"
    case .disbursedBeforeCover: "Desembolso anterior a la póliza de desempleo"
    case .fixedTermTooShort: "Contrato a término fijo demasiado corto"
    case .notEndedWithoutJustCause: "El empleador no terminó el contrato sin justa causa"
    case .tooFewMonthsWorked: "Menos meses trabajados de los exigidos"
    case .resigned: "El cliente renunció"
    case .withinWaitingPeriod: "Dentro del periodo de espera"
    case .publicEmployee: "Empleado público"
    case .freeAppointment: "Cargo de libre nombramiento y remoción"
    case .serviceContract: "Contrato de prestación de servicios"
    case .independent: "Trabajador independiente"
    case .endedWithinTrialPeriod: "Terminado en el periodo de prueba"
    case .ownCompany: "Empleado de su propia empresa"
    case .endedDuringUnpaidLeave: "Terminado en licencia no remunerada"
    case .tooFewDays: "Menos días de incapacidad de los exigidos"
    case .causedByInsured: "Causada por acción u omisión del asegurado"
    case .notDulyCertified: "No certificada por médico de EPS, ARL, ARS u ocupacional"
    case .employmentNotCovered: "Vinculación laboral no amparada"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimDoubt {
  public var label: String {
    switch self {
    case .ageBetweenTextAndTable: "Edad entre el texto (menor de 64) y la tabla (hasta 65)"
    case .notDecreed: "Incapacidad aún no decretada"
    case .notFoundByPhysician: "Sin dictamen del médico tratante"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimDocumentKind {
  public var label: String {
    switch self {
    case .clinicalHistory: "Historia clínica completa"
    case .idCopy: "Fotocopia de la cédula"
    case .policyCopy: "Fotocopia de la póliza"
    case .promissoryNoteCopy: "Fotocopia del pagaré"
    case .claimLetter: "Carta de reclamación"
    case .deathCertificate: "Certificado de defunción (Registraduría)"
    case .deathRecord: "Registro de defunción"
    case .deceasedCertificate: "Certificado de fallecido"
    case .bodyRemovalRecord: "Levantamiento de cadáver"
    case .necropsy: "Necropsia"
    case .balanceCertificate: "Saldo insoluto de la deuda"
    case .boardRating: "Dictamen de la junta de calificación"
    case .epsRating: "Calificación o prueba de la EPS"
    case .dismissalLetter: "Carta de despido"
    case .employmentContract: "Contrato de trabajo"
    case .medicalCertificate: "Certificado médico con sus días"
    case .otherDocument: "Otro documento"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimCreditState {
  public var label: String {
    switch self {
    case .vigente: "Vigente"
    case .castigado: "Castigado"
    case .pazYSalvo: "A paz y salvo"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}

extension ClaimManner {
  public var label: String {
    switch self {
    case .natural: "Natural"
    case .accidental: "Accidental"
    case .suicide: "Suicidio"
    case .terrorism: "Actos terroristas"
    case .unspecified, .UNRECOGNIZED: "—"
    }
  }
}
