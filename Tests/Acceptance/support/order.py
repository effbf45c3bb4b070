"""Post-sale requests as a service sends them: the tables of steps, and the events around them."""

import json
from uuid import uuid4

from kurrentdbclient import NewEvent

ROLES = {
    "EE": "EJECUTIVO_EMPRESAS", "GC": "GESTOR_COMERCIAL", "GT": "GESTOR_TECNICO",
    "AT": "ANALISTA_TECNICO", "RE": "RESPONSABLE_EMPRESAS", "JD": "JEFE_DIVISION",
    "UE": "UNIDAD_EXTERNA"}
PROCEDURES = {
    "A": "SERVICIOS_SUPLEMENTARIOS", "B": "CAMBIO_DE_PLAN", "C": "TRASLADO_DE_PRODUCTOS",
    "D": "SUSPENSION_Y_RECONEXION", "E": "REGISTRO_DE_DANOS", "F": "REGISTRO_DE_RECLAMOS",
    "G": "DETALLE_DE_LLAMADAS", "H": "RETIRO_DE_PRODUCTOS", "I": "GESTION_DE_MORA",
    "J": "LLAMADAS_DE_FIDELIZACION", "K": "GESTION_PREVENTIVA", "L": "VISITA_DE_SOPORTE"}
OUR_OWN = "IJK"
ASKED = {
    "A": {"supplementaryService": {"kind": "CALLER_ID", "change": "HABILITACION"}},
    "B": {"planChange": {"toPlan": "Empresas 100 Mbps", "direction": "MAYOR_COSTO"}},
    "C": {"transfer": {"address": "Av. América 123", "barrio": "Queru Queru"}},
    "D": {"suspension": {"start": "2026-04-01", "end": "2026-08-01"}},
    "E": {"trouble": {"service": "SERVICE_INTERNET", "description": "cortes"}},
    "F": {"billingClaim": {"month": "2026-02", "disputed": "llamadas no realizadas"}},
    "G": {"callDetail": {
        "network": "COMTECO", "telephones": ["4401234"],
        "months": ["2026-01", "2026-02", "2026-03"]}},
    "H": {"withdrawal": {"cause": "cierre de sucursal"}},
    "L": {"supportVisit": {"problem": "sin servicio"}}}


def person(role):
    return {"role": ROLES[role], "key": f"{role}-1", "name": "Íngrid Ñáñez"}


def stream(number):
    return f"order-{number:08}"


def event(kind, payload, effective=None):
    metadata = json.dumps({"time": effective}).encode() if effective else b""
    return NewEvent(
        type=kind if "." in kind else f"order.v1.{kind}", data=json.dumps(payload).encode(),
        metadata=metadata, id=uuid4(), content_type="application/json")


def bob(units, nanos=0):
    return {"currencyCode": "BOB", "units": str(units)} | ({"nanos": nanos} if nanos else {})


def product(kind="INTERNET", technology="COBRE", number="4401234"):
    return {"number": number, "kind": kind, "technology": technology}


def received(number, letter, /, effective=None, executive=("EE-1", "Ximena Peña"), **more):
    payload = {
        "actor": person("AT" if letter == "K" else "EE"), "number": str(number),
        "procedure": PROCEDURES[letter],
        "client": {"document": "NIT", "number": "1023275028", "name": "Panadería Ñuflo S.R.L."},
        "contract": "C-77", "products": [product()],
        "executive": {"key": executive[0], "name": executive[1]}}
    if letter not in OUR_OWN:
        payload |= {"channel": "WHATSAPP", "asker": "ASKER_CLIENTE"}
    if not more.keys() & {"reconnection"}:
        payload |= ASKED.get(letter, {})
    return event("Received", payload | more, effective)


def step(line, effective=None, **more):
    """A step from one line of a table: `A3 missing EE A4`; at the end of the line `DONE` or `EARLY`."""
    name, outcome, role, to = line.split()
    payload = {"actor": person(role), "step": name, "outcome": outcome}
    payload |= {"end": to} if to in ("DONE", "EARLY") else {"next": to}
    if to in ("DONE", "EARLY") or name in ("C9", "E8", "I2", "K14"):
        payload["interaction"] = {"text": "Se informó al cliente.", "channel": "TELEFONO"}
    return event("StepTaken", payload | more, effective)


def order(number, state, **more):
    return {"workOrders": [{"number": number, "state": state, "cause": "cortes"} | more]}


def visit(at="2026-03-12T14:00:00Z"):
    return {"visit": {
        "at": at, "person": "Noé Ibáñez", "location": "Queru Queru", "observations": "timbre 2"}}


HANDED, ARCHIVED = {"documentsMove": "HANDED_OVER"}, {"documentsMove": "ARCHIVED"}
LETTER = {"documents": [{"kind": "CARTA_DE_SOLICITUD", "name": "carta.pdf"}]}
LETTER_H = {"documents": [{"kind": "CARTA_DE_RETIRO", "name": "carta con causal", "onPaper": True}]}
LAST_INVOICE = {"lastInvoice": {"lines": [
    {"product": "4401234", "monthly": bob(310), "amount": bob(110)}]}}
RECONNECTED = {"returnTimes": {"times": [
    {"product": "4401234", "service": "SERVICE_INTERNET", "within": "AT_ONCE"}]}}

# Ways through the procedures, a row a step: from where, what held, who, to where, and what the step
# says. Between them every procedure ends with the service, and where it can also without.
WALKS = {
    "A, on": [
        "A2 done EE A3", "A3 missing EE A4", "A4 completed EE A5",
        ("A5 done GC A6", {"charge": {"amount": bob(15)}}),
        "A6 not-confirmed EE A6", "A6 confirmed EE DONE"],
    "A, early": ["A2 done EE A3", "A3 missing EE A4", "A4 not-completed EE EARLY"],
    "B, to another plan": [
        "B1 done EE B2", "B2 missing EE B3", "B3 completed EE B4", "B4 done EE B5",
        "B5 done GC B6", "B6 done GC B7", "B7 confirmed EE DONE"],
    "B, early": ["B1 done EE B2", "B2 missing EE B3", "B3 not-completed EE EARLY"],
    "C, another technology": [
        "C1 done EE C2", "C2 both GC C3",
        ("C3 yes GC C4", {"technologyCheck": {"technology": "FIBRA"}}), "C4 done GC C5",
        ("C5 done GC C8", {"charge": {"amount": bob(80)}} | order("OT-1", "ASIGNADO")),
        ("C8 done GT C9", order("OT-1", "ATENDIDO")), "C9 done GT C11",
        "C11 confirmed EE DONE"],
    "C, the same technology": [
        "C1 done EE C2", "C2 both GC C3",
        ("C3 no GC C6", {"technologyCheck": {"technology": "COBRE"}}),
        ("C6 done GC C7", {"charge": {"amount": bob(80)}}), "C7 done GC C8", "C8 done GT C9",
        "C9 done GT C11", "C11 confirmed EE DONE"],
    "C, not feasible": ["C1 done EE C2", "C2 lacking GC C10", "C10 done EE EARLY"],
    "D, suspension": [
        "D1 yes EE D2", "D2 suspension GC D3", "D3 yes GC D4",
        ("D4 done GC D6", {"suspensionTerm": {"start": "2026-04-01", "end": "2026-08-01"}}),
        "D6 done GC D9", "D9 confirmed EE DONE"],
    "D, accounts not up to date": ["D1 not-completed EE D9", "D9 without-service EE EARLY"],
    "E, solved from afar": [
        "E1 done EE E2", ("E2 none-open EE E3", {"lastDamage": {}}),
        ("E3 internet EE E4", order("OT-1", "ASIGNADO")), "E4 remotely-solvable AT E5",
        ("E5 done AT E12", order("OT-1", "INFUNDADO")), "E12 confirmed EE DONE"],
    "E, repeated": [
        "E1 done EE E2", ("E2 none-open EE E3", {"lastDamage": {}}),
        ("E3 internet EE E4", order("OT-1", "ASIGNADO")), "E4 else AT E6", "E6 done AT E7",
        "E7 done GT E8", ("E8 done GT E9", visit() | order("OT-1", "ATENDIDO_SIN_SOLUCION")),
        "E9 without-solution GT E10",
        ("E10 done GT E11", order("OT-2", "ASIGNADO", repeats="OT-1")),
        ("E11 done GT E9", order("OT-2", "CERRADO")), "E9 solved GT E12",
        "E12 confirmed EE DONE"],
    "F, entered": [
        "F1 done EE F2", "F2 done EE F3", "F3 none EE F7",
        ("F7 resolved GC F4", {"claimReference": {"claim": "R-9"}}), "F4 not-satisfied EE F5",
        "F5 done EE F4", "F4 satisfied EE DONE"],
    "F, assigned already": [
        "F1 done EE F2", "F2 done EE F3",
        ("F3 assigned EE F6", {"claimReference": {"claim": "R-8"}}), "F6 done EE DONE"],
    "G, own lines": [
        "G1 comteco EE G4", ("G4 complete EE G5", LETTER),
        ("G5 done EE G6", {"charge": {"amount": bob(24)}} | HANDED), "G6 done GC G7",
        ("G7 done GC G8", {"charge": {"amount": bob(24)}}), ("G8 done GC G9", HANDED),
        ("G9 done EE DONE", ARCHIVED)],
    "G, no letter": ["G1 comteco EE G4", "G4 missing EE G10", "G10 not-sent EE EARLY"],
    "H, withdrawn": [
        "H1 done EE H2", ("H2 fulfilled EE H3", {"contractReview": {"damages": 2}}),
        "H3 refuses EE H4", ("H4 complete EE H6", LETTER_H | HANDED), "H6 done GC H7",
        ("H7 done GC H8", LAST_INVOICE), "H8 no GC H13",
        ("H13 done GC H7", {"equipmentCharge": {"kind": "FACTURA_CXC", "amount": bob(350)}}),
        "H7 done GC H8", "H8 already-charged GC H9",
        ("H9 no GC H10", order("OT-1", "ASIGNADO")), ("H10 done GC H11", order("OT-1", "CERRADO")),
        "H11 done GC H12",
        ("H12 done GC H14", {"legalisation": {
            "cutState": "INICIO_DE_RETIRO", "missingAccessories": "control remoto"}}),
        ("H14 done GC DONE", HANDED)],
    "H, stays": [
        "H1 done EE H2", ("H2 fulfilled EE H3", {"contractReview": {}}), "H3 stays EE EARLY"],
    "H, no penalty accepted": [
        "H1 done EE H2",
        ("H2 not-fulfilled EE H5", {"contractReview": {"minimumStayUntil": "2026-12-31"}}),
        "H5 no EE EARLY"],
    "I, with debts": [
        "I1 done EE I2", "I2 done EE I3", "I3 pending EE I4", "I4 done EE I5", "I5 done EE I6",
        "I6 done EE I7", "I7 done EE DONE"],
    "J, trouble": [
        "J1 done EE J2", "J2 trouble EE J4", "J4 done EE J5",
        ("J5 internet EE J6", order("OT-1", "ASIGNADO")), "J6 else AT J9", "J9 done AT J10",
        "J10 done AT J11", ("J11 confirmed EE DONE", order("OT-1", "ATENDIDO"))],
    "J, all works": ["J1 done EE J2", "J2 yes EE J3", "J3 done EE DONE"],
    "K, to fibre": [
        "K1 done AT K2", "K2 to-fibre AT K4", "K4 yes AT K12",
        ("K12 accepts EE K15", {"excessCable": {"metres": 40, "cost": bob(120)}}),
        ("K15 done GC K16", {"migrationNotes": {"notes": "acepta Bs 120 por el cable"}}),
        "K16 done GC K17", "K17 confirmed EE DONE"],
    "K, trouble": [
        "K1 done AT K2", "K2 trouble AT K5", "K5 trouble AT K6", "K6 else AT K8",
        ("K8 done AT K9", order("OT-1", "ASIGNADO")), "K9 done AT K13", "K13 done GT K14",
        ("K14 done GT K17", visit() | order("OT-1", "ATENDIDO")), "K17 confirmed EE DONE"],
    "K, does not pay": [
        "K1 done AT K2", "K2 to-fibre AT K4", "K4 yes AT K12", "K12 does-not-pay EE EARLY"],
    "L, visit": [
        "L1 done AT L2", "L2 else AT L5", ("L5 done AT L6", visit()), "L6 done AT L7",
        ("L7 done AT L8", {"engineeringService": {"workDone": "cambio de router"}}),
        "L8 confirmed EE DONE"],
    "L, from afar": [
        "L1 done AT L2", "L2 remotely-solvable AT L3", "L3 done AT L4", "L4 done AT DONE"],
}


def row(one):
    """The event of a row of a walk."""
    line, more = one if isinstance(one, tuple) else (one, {})
    return step(line, **more)


def walk(name):
    return [row(one) for one in WALKS[name]]
