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
          Nombre        Clase      Fecha        Tamaño  Tipo      SHA-256
          solicitud f…  Documento  2026-01-04  48.2 kB  applica…  9f86d081884c  retirado
          cotización …  Cotizaci…  2026-01-04   1.2 MB  applica…  9f86d081884c

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
          Nombre                                        Clase       Fecha        Tamaño  Tipo             SHA-256
          solicitud firmada.pdf                         Documento   2026-01-04  48.2 kB  application/pdf  9f86d081884c  retirado
          cotización de la flotilla de Peña e Hijos.x…  Cotización  2026-01-04   1.2 MB  application/pdf  9f86d081884c

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
}
