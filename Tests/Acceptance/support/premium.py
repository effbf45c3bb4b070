"""Premiums as a service sends them: the events of a client's stream, in proto3 JSON."""

import json
from uuid import uuid4

from kurrentdbclient import NewEvent

COBRANZAS = {"role": "COBRANZAS", "key": "mquispe", "name": "Milagros Quispe Ñahui"}
CORREDOR = {"role": "CORREDOR", "key": "C-77", "name": "Corredora Peña"}
CLIENT = "20512345678"


def stream(client=CLIENT):
    return f"premium-{client}"


def event(kind, /, actor=COBRANZAS, effective=None, **fields):
    metadata = json.dumps({"time": effective}).encode() if effective else b""
    return NewEvent(
        type=f"premium.v1.{kind}", data=json.dumps({"actor": actor} | fields).encode(),
        metadata=metadata, id=uuid4(), content_type="application/json")


def money(amount, currency="PEN"):
    """Of a text such as 250.00."""
    units, cents = f"{amount}".split(".")
    return {"currencyCode": currency, "units": units, "nanos": int(cents) * 10_000_000}


def cuota_of(number):
    return {"kind": "CUOTA", "number": number}


def settlement_of(number):
    return {"kind": "LIQUIDACION", "number": number}


def policy(number="V-1", line="VIDA", broker="C-77", client="Peña e Hijos S.A.C.", **more):
    return event(
        "PolicyAssigned", policy=number, line=line, clientName=client,
        broker={"key": broker, "name": f"Corredora {broker}"}, **more)


def cuota(number, policy="V-1", amount="250.00", issued="2026-01-15", due="2026-02-15",
          currency="PEN", validity=("2026-01-01", "2026-12-31"), **more):
    if validity:
        more["validity"] = {"start": validity[0], "end": validity[1]}
    return event("CuotaIssued", number=number, policy=policy, amount=money(amount, currency),
                 issuedOn=issued, dueOn=due, **more)


def amended(number, policy="V-1", amount="260.00", issued="2026-01-15", due="2026-02-20"):
    return event("CuotaAmended", number=number, policy=policy, amount=money(amount),
                 issuedOn=issued, dueOn=due, reason="Prima mal calculada",
                 validity={"start": "2026-01-01", "end": "2026-12-31"})


def settlement(number, policy="V-1", amount="900.00", issued="2026-01-31", due="2026-02-28"):
    return event("SettlementIssued", number=number, policy=policy, amount=money(amount),
                 periodStart="2026-01-01", periodEnd="2026-01-31", issuedOn=issued, dueOn=due)


def annulled(document, on):
    return event("DocumentAnnulled", document=document, annulledOn=on, reason="Póliza anulada")


def paid(reference, on, *parts, currency="PEN", amount=None, **more):
    """`parts`: documents with their amounts; what the bank took in is their sum."""
    total = sum(round(float(part) * 100) for _, part in parts)
    return event(
        "PaymentRecorded", bankReference=reference, bank="BCP", paidOn=on,
        amount=money(amount or f"{total // 100}.{total % 100:02}", currency),
        applications=[
            {"document": document, "amount": money(part, currency)} for document, part in parts],
        **more)


def reversed(reference, on):
    return event(
        "PaymentReversed", bankReference=reference, reversedOn=on, reason="Cheque sin fondos")


def receipt(number, document, on):
    return event("ReceiptIssued", number=number, document=document, issuedOn=on)
