import Projections
import Schemas
import SwiftProtobuf
import Testing

@testable import eventd

@Suite("FolioPageView")
struct FolioPageViewTests {
  private let agente = FolioActor(.agente, "Begoña Núñez", key: "A-1024")
  private let mesa = FolioActor(.mesaGestionDocumental, "", key: "jlopez")

  private func view(_ page: FolioPage, _ screen: Screen) -> String {
    let response = FolioResponse.with {
      $0.page = page
      $0.goodFor.position = 4321
      $0.goodFor.now = at("2026-01-09T10:00")
    }
    return FolioPageView(response: response, times: mexicoCity, screen: screen).text
  }

  private var page: FolioPage {
    .with {
      $0.number = 399_734
      $0.form = form
      $0.stage = .suscripcion
      $0.area = "Coordinación Suscripción Autos"
      $0.owner = agente
      $0.opened = at("2026-01-05T10:00")
      $0.modified = at("2026-01-09T09:30")
      $0.clonedFrom = 399_001
      $0.clones = [400_001, 400_002]
      $0.deadline = at("2026-01-12T00:00")
      $0.notes = [
        .with {
          $0.added = at("2026-01-05T10:05")
          $0.author = agente
          $0.text = """
            El cliente pide cobertura amplia para tres camionetas.
            Llamar después de las 5.
            """
        }
      ]
      $0.documents = [
        document("solicitud firmada.pdf", .general, 48_213, withdrawn: true),
        document("cotización de la flotilla de Peña e Hijos.xlsx", .quote, 1_250_000),
      ]
      $0.history = history
    }
  }

  private var form: FolioForm {
    .with {
      $0.processType = .cotizacionEmisionAutos
      $0.requestKind = .endosoB
      $0.ramo = .autos
      $0.subramo = "Flotilla"
      $0.referencePolicy = .with {
        $0.ramo = .autos
        $0.number = "AU-0045871"
      }
      $0.priority = .alta
      $0.oficina = "León"
      $0.region = "Centro"
      $0.currency = "MXN"
      $0.deliveryDeadline = "2026-01-15"
      $0.deliveryType = "archivo digital"
      $0.contratante = "Peña e Hijos, S.A. de C.V."
      $0.centroEmisor = "Bajío"
      $0.quoteStatus = .porCotizar
      $0.agent = .with {
        $0.key = "A-1024"
        $0.name = "Begoña Núñez"
        $0.promotor = "Promotoría Ibáñez"
        $0.email = "begona@example.com"
      }
    }
  }

  private func document(
    _ name: String, _ kind: FolioDocumentKind, _ size: UInt64, withdrawn: Bool = false
  ) -> FolioDocument {
    .with {
      $0.document.name = name
      $0.document.kind = kind
      $0.document.created = "2026-01-04"
      $0.document.sizeBytes = size
      $0.document.mediaType = "application/pdf"
      $0.document.sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
      $0.withdrawn = withdrawn
      $0.upload = .complete
    }
  }

  private var history: [FolioStay] {
    [
      .with {
        $0.stage = .altaDeTramite
        $0.entered = at("2026-01-05T10:00")
        $0.left = at("2026-01-07T00:01")
        $0.actor = agente
      },
      .with {
        $0.stage = .gestionDocumental
        $0.entered = at("2026-01-07T00:01")
        $0.left = at("2026-01-09T09:30")
        $0.actor = FolioActor(.system, "")
        $0.escalation = .with {
          $0.rule = "alta-de-tramite-not-moved"
          $0.source = "circular 39-2022/10-27"
          $0.due = at("2026-01-07T00:00")
          $0.fired = at("2026-01-07T00:01")
        }
      },
      .with {
        $0.stage = .suscripcion
        $0.area = "Coordinación Suscripción Autos"
        $0.entered = at("2026-01-09T09:30")
        $0.actor = mesa
        $0.remark =
          "Revisar la siniestralidad de los últimos dos años antes de cotizar la flotilla."
      },
    ]
  }

  @Test func `shows form, notes, expediente and history in 80 columns`() {
    #expect(
      view(page, .columns(80)) == """
        #00399734 · Cotización / Emisión Autos · Suscripción (Coordinación Suscripción
        Autos)
        Al 2026-01-09 10:00, posición 4321

        Datos generales
          Trámite origen            #00399001
          Clones                    #00400001, #00400002
          Responsable               Begoña Núñez (Agente)
          Asignado a                Mesa de suscripción
          Fecha de alta             2026-01-05 10:00
          Última modificación       2026-01-09 09:30
          Vence                     2026-01-12 00:00
          Tipo de trámite           Endoso B
          Ramo                      Autos
          Subramo                   Flotilla
          Póliza de referencia      Autos AU-0045871
          Prioridad                 Alta
          Oficina                   León
          Región                    Centro
          Moneda                    MXN
          Fecha límite de entrega   2026-01-15
          Tipo de entrega           archivo digital
          Contratante               Peña e Hijos, S.A. de C.V.
          Centro emisor             Bajío
          Estatus de la cotización  Por cotizar
          Información médica        no
          Fecha de renovación       —
          Identificador             A-1024
          Agente                    Begoña Núñez
          Promotor                  Promotoría Ibáñez
          Correo del agente         begona@example.com
          Correo comercial          —

        Notas
          2026-01-05 10:05  Begoña Núñez (Agente)
            El cliente pide cobertura amplia para tres camionetas.
            Llamar después de las 5.

        Expediente
          Nombre        Clase      Fecha        Tamaño  Tipo      SHA-256       Carga
          solicitud f…  Documento  2026-01-04  48.2 kB  applica…  9f86d081884c  Retirado
          cotización …  Cotizaci…  2026-01-04   1.2 MB  applica…  9f86d081884c  Completo

        Historia
          Etapa                 Entrada           Salida            Quién
          Alta de Trámite       2026-01-05 10:00  2026-01-07 00:01  Begoña Núñez (Agent…
          Gestión Documental    2026-01-07 00:01  2026-01-09 09:30  Sistema
              Regla alta-de-tramite-not-moved (circular 39-2022/10-27)
              Vencía 2026-01-07 00:00, se aplicó 2026-01-07 00:01
          Suscripción (Coordi…  2026-01-09 09:30  —                 jlopez (Mesa de ges…
              Observación: Revisar la siniestralidad de los últimos dos años antes de
              cotizar la flotilla.

        """)
  }

  @Test func `cuts and wraps less in 120 columns`() {
    #expect(
      view(page, .columns(120)).hasSuffix(
        """
        Expediente
          Nombre                                        Clase       Fecha        Tamaño  Tipo             SHA-256       Carga
          solicitud firmada.pdf                         Documento   2026-01-04  48.2 kB  application/pdf  9f86d081884c  Retirado
          cotización de la flotilla de Peña e Hijos.x…  Cotización  2026-01-04   1.2 MB  application/pdf  9f86d081884c  Completo

        Historia
          Etapa                                         Entrada           Salida            Quién
          Alta de Trámite                               2026-01-05 10:00  2026-01-07 00:01  Begoña Núñez (Agente)
          Gestión Documental                            2026-01-07 00:01  2026-01-09 09:30  Sistema
              Regla alta-de-tramite-not-moved (circular 39-2022/10-27)
              Vencía 2026-01-07 00:00, se aplicó 2026-01-07 00:01
          Suscripción (Coordinación Suscripción Autos)  2026-01-09 09:30  —                 jlopez (Mesa de gestión documental)
              Observación: Revisar la siniestralidad de los últimos dos años antes de cotizar la flotilla.

        """))
  }

  @Test func `names the reason of a final move`() {
    let rejected = FolioPage.with {
      $0.number = 1
      $0.form.processType = .cobranza
      $0.stage = .rechazo
      $0.history = [
        .with {
          $0.stage = .rechazo
          $0.entered = at("2026-01-09T00:00")
          $0.actor = FolioActor(.mesaSuscripcion, "Ana Ruiz")
          $0.reason = .outsideRiskAppetite
        }
      ]
    }
    #expect(
      view(rejected, .columns(80)).hasSuffix(
        """
        Historia
          Etapa    Entrada           Salida  Quién
          Rechazo  2026-01-09 00:00  —       Ana Ruiz (Mesa de suscripción)
              Motivo: Riesgo fuera del apetito de la compañía

        """))
  }

  /// What others know of the folio, each with a section of its own.
  private var surrounded: FolioPage {
    var page = page
    page.warnings = [.emptyExpediente, .serviceLevelExceeded]
    page.serviceDue = at("2026-01-09T00:00")
    page.checklist = [
      .with {
        $0.document = "Solicitud firmada"
        $0.attached = true
      },
      .with { $0.document = "Identificación oficial" },
    ]
    page.documents[0].document.requirement = "Solicitud firmada"
    page.documents[1].upload = .pending
    page.history[1].emptyExpediente = true
    page.notices = [
      .with {
        $0.queued.to = .gestionDocumental
        $0.queued.owner = agente
        $0.state = .failed
        $0.queuedAt = at("2026-01-07T00:01")
        $0.reportedAt = at("2026-01-07T00:02")
        $0.why = "La dirección no existe."
      }
    ]
    page.access.id = "2026-0117"
    page.access.kind = .altaAgente
    page.access.state = .granted
    page.access.modified = at("2026-01-08T12:00")
    page.predecessor = row(399_001, .rechazo)
    page.cloneRows = [row(400_001, .altaDeTramite)]
    return page
  }

  private func row(_ number: UInt64, _ stage: FolioStage) -> FolioRow {
    .with {
      $0.number = number
      $0.stage = stage
      $0.requestKind = .endosoB
      $0.contratante = "Peña e Hijos"
      $0.entered = at("2026-01-04T09:00")
    }
  }

  @Test func `shows what others know of the folio`() {
    let shown = view(surrounded, .columns(80))
    for part in [
      """
      Atención
        Pasó de Alta de Trámite con el expediente vacío, y no tiene documentos
        todavía.
        Lleva en la etapa más tiempo que el de su nivel de servicio.
      """,
      "  Nivel de servicio         hasta 2026-01-09 00:00\n",
      """
      Documentos requeridos
        ✓ Solicitud firmada
        · Identificación oficial
      """,
      "      Es: Solicitud firmada\n", "  Pendiente\n",
      "      Entró con el expediente vacío\n",
      """
      Avisos al responsable
        En cola           Etapa            Para              Estado   Reporte
        2026-01-07 00:01  Gestión Docume…  Begoña Núñez (A…  Fallido  2026-01-07 00:02
      """,
      "      No se envió: La dirección no existe.\n",
      """
      Acceso al portal
        Solicitud  2026-0117
        Clase      Alta de agente
        Estado     Otorgado
      """,
      """
      Predecesor y clones
                        Número     Etapa       Trámite   Contratante  Desde
        Trámite origen  #00399001  Rechazo     Endoso B  Peña e Hij…  2026-01-04 09:00
      """,
    ] { #expect(shown.contains(part), "\(part)") }
    #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `names the owner while the sales force has it`() {
    for stage in FolioStage.all where !stage.isFinal {
      var page = page
      page.stage = stage
      let label =
        switch stage {
        case .gestionDocumental: "Mesa de gestión documental"
        case .suscripcion, .recotizacionReproceso: "Mesa de suscripción"
        case .emisionDePoliza: "Mesa de emisión"
        default: "Begoña Núñez (Agente)"
        }
      #expect(view(page, .columns(80)).contains("  Asignado a                \(label)\n"))
    }
  }

  @Test func `tells a person at a terminal where to go on`() {
    let terminal = Screen(width: 80, isTerminal: true)
    let shown = view(surrounded, terminal)
    #expect(shown.contains("Tablero: eventd board\n"))
    #expect(shown.contains("Todos: eventd board --all\n"))
    #expect(
      shown.contains(
        "Tipo/Etapa: eventd board --type cotizacion-emision-autos --stage suscripcion\n"))
    #expect(shown.contains("Trámite origen: eventd folio 399001\n"))
    #expect(!view(surrounded, .columns(80)).contains("eventd board"))
  }
}
