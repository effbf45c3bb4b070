"""Folios as a service sends them: payloads in proto3 JSON, and the events around them."""

import itertools
import json
from uuid import uuid4

from kurrentdbclient import NewEvent

AGENTE = {"role": "AGENTE", "key": "A-1042", "name": "Begoña Núñez Peña"}
MESA_DOCUMENTAL = {
    "role": "MESA_GESTION_DOCUMENTAL", "key": "gdocumental1", "name": "Íñigo Güemes"}
MESA_SUSCRIPCION = {"role": "MESA_SUSCRIPCION", "key": "suscripcion1", "name": "Sofía Ibáñez"}
AREA = "Coordinación Suscripción Autos"

_numbers = itertools.count(500_001)


def new_number():
    """A number that no other test of this run uses."""
    return next(_numbers)


def stream(number):
    return f"folio-{number:08}"


def event(kind, payload, id=None, content_type="application/json"):
    data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    type = kind if "." in kind else f"folio.v1.{kind}"
    return NewEvent(type=type, data=data, id=id or uuid4(), content_type=content_type)


def form(**changes):
    """A complete form of autos."""
    return {
        "processType": "COTIZACION_EMISION_AUTOS",
        "requestKind": "COTIZACION_INICIAL",
        "ramo": "AUTOS",
        "subramo": "Individual",
        "priority": "ALTA",
        "oficina": "León",
        "region": "Centro",
        "currency": "MXN",
        "contratante": "Transportes Muñoz, S.A. de C.V.",
        "centroEmisor": "León",
        "agent": {
            "key": "A-1042",
            "name": "Begoña Núñez Peña",
            "promotor": "Promotoría Bajío",
            "email": "begona.nunez@example.mx",
        },
    } | changes


def opened(number, id=None, **changes):
    return event(
        "Opened", {"actor": AGENTE, "number": str(number), "form": form(**changes)}, id=id)


def note(text="Se entregó la documentación que faltaba.", actor=AGENTE, id=None):
    return event("NoteAdded", {"actor": actor, "text": text}, id=id)


def quote(document="cotizacion-1"):
    return event(
        "DocumentAttached",
        {
            "actor": MESA_SUSCRIPCION, "document": document, "kind": "QUOTE",
            "name": "cotización.pdf", "created": "2026-01-05", "sizeBytes": "48213",
            "mediaType": "application/pdf", "sha256": "ab" * 32,
        })


def moved(actor, origin, to, id=None, **more):
    return event("StageChanged", {"actor": actor, "from": origin, "to": to} | more, id=id)


def way_to_confirmacion(number, **changes):
    """The events that bring a new folio to Confirmación Cliente."""
    return [
        opened(number, **changes),
        moved(AGENTE, "ALTA_DE_TRAMITE", "GESTION_DOCUMENTAL"),
        moved(MESA_DOCUMENTAL, "GESTION_DOCUMENTAL", "CONFIRMACION_CLIENTE"),
    ]


def way_to_entregada(number, **changes):
    """The events that bring a new folio to Cotización Entregada."""
    return [
        opened(number, **changes),
        moved(AGENTE, "ALTA_DE_TRAMITE", "GESTION_DOCUMENTAL"),
        moved(MESA_DOCUMENTAL, "GESTION_DOCUMENTAL", "SUSCRIPCION", area=AREA),
        quote(),
        moved(MESA_SUSCRIPCION, "SUSCRIPCION", "COTIZACION_ENTREGADA"),
    ]
