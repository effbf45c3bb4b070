"""Access to the portal, as its service and the service desk send it: events in proto3 JSON."""

import hashlib
import json
from uuid import uuid4

from kurrentdbclient import NewEvent

DESK = {"role": "MESA_DE_SERVICIO", "key": "servicio.agentes", "name": "Mesa de servicio"}
PORTAL = {"role": "PORTAL"}
ROLES = ["EJECUTIVO_COMERCIAL", "PROMOTOR", "CONTACTO_PROMOTOR", "AGENTE"]


def stream(id):
    return f"access-{id}"


def person(role):
    return {"role": role, "key": "P-77", "name": "Íñigo Peña Ñúñez"}


def by_folio(number):
    return {"medium": "FOLIO", "folio": str(number)}


def by_email(email="contacto@bajio.example"):
    return {"medium": "CORREO", "email": email}


def event(kind, actor, /, **fields):
    return NewEvent(
        type=f"access.v1.{kind}", data=json.dumps({"actor": actor} | fields).encode(),
        id=uuid4(), content_type="application/json")


def requested(kind, channel, role, key="A-2001", email="nueva@agentes.example"):
    return event("Requested", person(role), kind=kind, channel=channel, key=key, email=email)


def missing(data, channel):
    return event("InformationMissing", DESK, missing=data, channel=channel)


def supplied(role="AGENTE", **data):
    return event("InformationSupplied", person(role), **data)


def granted(channel, key="A-2001", email="nueva@agentes.example", actor=DESK):
    return event("Granted", actor, key=key, email=email, channel=channel)


def asked(email="nueva@agentes.example"):
    return event("PasswordAsked", PORTAL, email=email)


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def mailed(access, token, minutes=60):
    return event(
        "PasswordLinkMailed", PORTAL, access=access, tokenSha256=digest(token),
        validMinutes=minutes)


def opened(token):
    return event("PasswordLinkOpened", PORTAL, tokenSha256=digest(token))


def changed(token):
    return event("PasswordChanged", PORTAL, tokenSha256=digest(token))
