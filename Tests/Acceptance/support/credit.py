"""Credits as a service sends them: payloads in proto3 JSON, and the events around them."""

import json
from uuid import uuid4

from kurrentdbclient import NewEvent


REPORT = "credit-informe"


def person(role):
    return {"role": role, "key": "nquintero", "name": "Núria Quintero"}


def stream(cedula):
    return f"credit-{cedula}"


def event(kind, payload):
    return NewEvent(
        type=kind if "." in kind else f"credit.v1.{kind}", data=json.dumps(payload).encode(),
        id=uuid4(), content_type="application/json")


def cop(amount):
    return {"currencyCode": "COP", "units": str(amount)}


def registered(cedula):
    return event("ClientRegistered", {
        "actor": person("ALMACEN"), "cedula": cedula, "name": "Íngrid Peña Ñúñez",
        "birthDate": "1980-02-29"})


def granted(invoice, dues, disbursed="2018-07-15", policy="VD-1"):
    """Instalments of 100,000 of capital, 20,000 of interest and 5,000 of charges."""
    return event("CreditGranted", {
        "actor": person("ALMACEN"), "id": f"otorgado-{invoice}", "invoice": invoice,
        "store": "Bucaramanga", "disbursementDate": disbursed, "insurancePolicy": policy,
        "instalments": [
            {"dueDate": due, "capital": cop(100_000), "interest": cop(20_000),
             "charges": cop(5_000)} for due in dues]})


def paid(id, amount, on, invoice="F-1", concepts=None, reference=None):
    application = {"invoice": invoice, "amount": cop(amount)}
    if concepts:
        application["concepts"] = [
            {"concept": concept, "amount": cop(value)} for concept, value in concepts.items()]
    return event("PaymentReceived", {
        "actor": person("ALMACEN"), "id": id, "bankReference": reference or f"B-{id}",
        "payer": "CLIENTE", "amount": cop(amount), "effectiveDate": on,
        "applications": [application]})


def condoned(id, concepts, on, invoice="F-1"):
    return event("Condoned", {
        "actor": person("CARTERA_BAJAS"), "id": id, "invoice": invoice, "effectiveDate": on,
        "concepts": [
            {"concept": concept, "amount": cop(value)} for concept, value in concepts.items()],
        "approval": "Política de Condonaciones, numeral 3"})


def written_down(id, payment, condonations, invoice="F-1", claim=None):
    """By a payment of the client, or by that of a claim."""
    by = {"claim": claim} if claim else {"payment": payment}
    return event("WrittenDown", {
        "actor": person("CARTERA_BAJAS"), "id": id, "invoice": invoice,
        "condonations": condonations} | by)


def linked(claim):
    return event("ClaimLinked", {"actor": person("CARTERA_CENTRAL"), "claim": claim})


def certified(number, on, balances):
    return event("CertificateIssued", {
        "actor": person("CARTERA_CENTRAL"), "number": number, "date": on,
        "obligations": [
            {"invoice": invoice, "balance": cop(balance)}
            for invoice, balance in balances.items()]})


def promised(id, amount, by):
    return event("ClientContacted", {
        "actor": person("ASESOR_CALL_CENTER"), "id": id, "channel": "LLAMADA",
        "typification": "PROMESA_DE_PAGO", "reason": "DIFICULTAD_ECONOMICA",
        "promise": {"amount": cop(amount), "date": by}})


def assigned(band, director):
    return event("AdviserAssigned", {
        "actor": person(director), "adviser": person("ASESOR_CALL_CENTER"), "band": band})


def reversed(id, reverses):
    return event("Reversed", {
        "actor": person("CARTERA_CENTRAL"), "id": id, "reverses": reverses,
        "reason": "Registrado por error"})


def reporting(first_month):
    return event("ReportingStarted", {
        "actor": person("CARTERA_CENTRAL"), "firstMonth": first_month})


def report_sent(month, obligations, total):
    return event("ReportSent", {
        "actor": person("CARTERA_CENTRAL"), "month": month, "insurer": "LA EQUIDAD",
        "obligations": obligations, "total": cop(total)})
