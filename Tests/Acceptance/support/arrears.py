"""What company clients owe, as a service sends it: events in proto3 JSON."""

import json
from uuid import uuid4

from kurrentdbclient import NewEvent

EJECUTIVO = {"role": "EJECUTIVO_EMPRESAS", "key": "vrojas", "name": "Verónica Rojas Núñez"}
OTRO = {"role": "EJECUTIVO_EMPRESAS", "key": "jteran", "name": "Joaquín Terán Peña"}
GESTOR = {"role": "GESTOR_COMERCIAL", "key": "gcomercial1", "name": "Óscar Zúñiga"}
FACTURACION = {"role": "FACTURACION", "key": "facturacion2", "name": "Íngrid Ordóñez"}
RESPONSABLE = {"role": "RESPONSABLE_EMPRESAS", "key": "rempresas", "name": "Begoña Quiroga"}


def stream(nit):
    return f"arrears-{nit}"


def event(kind, actor, /, **fields):
    type = kind if "." in kind else f"arrears.v1.{kind}"
    return NewEvent(
        type=type, data=json.dumps({"actor": actor} | fields).encode(), id=uuid4(),
        content_type="application/json")


def bob(amount):
    """Of bolivianos, e.g. 319.5."""
    units, centavos = divmod(round(amount * 100), 100)
    return {"currencyCode": "BOB", "units": str(units), "nanos": centavos * 10_000_000}


def client(name="Muebles Peñaflor S.R.L.", public=False, executive=EJECUTIVO, **more):
    return event(
        "ClientRecorded", EJECUTIVO, name=name, publicInstitution=public, executive=executive,
        email="pagos@muebles.example", **more)


def contract(number="K-1"):
    """A telephone line and internet."""
    return event("ContractRecorded", GESTOR, contract=number, products=[
        {"number": f"{number}-TF", "kind": "LINEA_TELEFONICA"},
        {"number": f"{number}-IN", "kind": "INTERNET", "description": "Fibra 100 Mbps"}])


def line(product, amount, charge=""):
    return {"product": product, "amount": bob(amount), "concept": "Servicio", "charge": charge}


def lines(contract, *more):
    """Bs 319 of both products, and more."""
    return [line(f"{contract}-TF", 70), line(f"{contract}-IN", 249), *more]


def proforma(contract="K-1", month="2026-02"):
    return event(
        "ProformaIssued", FACTURACION, contract=contract, month=month, lines=lines(contract))


def sent(contract="K-1", month="2026-02", channel="CORREO", recipient="pagos@muebles.example"):
    return event("ProformaSent", EJECUTIVO, contract=contract, month=month, channel=channel,
                 recipient=recipient)


def charge(id, contract="K-1", amount=12, month="2026-02", on="2026-02-20"):
    return event("ChargeAdded", GESTOR, charge=id, contract=contract, product=f"{contract}-TF",
                 amount=bob(amount), concept="Detalle de llamadas salientes de 2026-01",
                 month=month, aroseOn=on)


def withdrawn(id):
    return event("ChargeWithdrawn", GESTOR, charge=id, reason="El cliente desistió")


def invoice(number, contract="K-1", month="2026-02", on="2026-02-27", more=()):
    return event("InvoiceIssued", FACTURACION, invoice=number, contract=contract, month=month,
                 issuedOn=on, lines=lines(contract, *more))


def annulled(number, on="2026-03-02"):
    return event("InvoiceAnnulled", FACTURACION, invoice=number, annulledOn=on,
                 reason="Resolución de UTAR")


def stamped(form, *invoices, on="2026-03-02"):
    return event("SigepStamped", FACTURACION, form=form, invoices=invoices, stampedOn=on)


def paid(reference, invoices, way="BANCO", on="2026-03-02"):
    """`invoices`: amounts by number."""
    return event("PaymentRecorded", FACTURACION, reference=reference, way=way, paidOn=on,
                 amount=bob(sum(invoices.values())), applications=[
                     {"invoice": number, "amount": bob(amount)}
                     for number, amount in invoices.items()])


def reversed(reference, on="2026-03-02"):
    return event("PaymentReversed", FACTURACION, reference=reference, reversedOn=on,
                 reason="Depósito de otro cliente")


def interaction(text="Se informan las facturas pendientes y las formas de pago", round="",
                channel="LLAMADA"):
    return event("InteractionRecorded", EJECUTIVO, channel=channel, text=text, round=round)


def commitment(id, *invoices, way="BANCO"):
    return event("CommitmentMade", EJECUTIVO, commitment=id, invoices=invoices, way=way,
                 promisedBy="Ing. Óscar Peña")


def letter(number, *invoices, on="2026-03-02"):
    return event("LetterIssued", EJECUTIVO, letter=number, issuedOn=on, invoices=invoices,
                 copy="Archivo Empresas, carpeta 3")
