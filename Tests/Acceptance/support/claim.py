"""Claims as services send them: payloads in proto3 JSON over one claim of COP 3,000,000, and the
changes that a test makes to them."""

import json
from copy import deepcopy
from uuid import uuid4

from kurrentdbclient import NewEvent

CEDULA = "63502417"
NAMES = {
    "ADVISER": "Paola Núñez", "ASSIGNED_ADVISER": "Luz Dary Peñuela",
    "DIRECTOR_EARLY": "Adrián Sáenz", "DIRECTOR_ADVANCED": "Rocío Avendaño",
    "STORE": "Cartera Cúcuta", "CENTRAL": "Yolanda Ordóñez", "WRITE_DOWNS": "Mónica Castañeda",
    "BROKER": "Óscar Núñez", "INSURER": "Indemnizaciones", "SYSTEM": "Sistema",
}


def stream(number):
    return f"claim-{number:08}"


def person(role):
    return {"role": role, "key": role.lower(), "name": NAMES[role]}


def cop(amount):
    return {"currencyCode": "COP", "units": str(amount)}


def event(kind, role, **payload):
    return NewEvent(
        type=f"claim.v1.{kind}", data=json.dumps({"actor": person(role)} | payload).encode(),
        id=uuid4(), content_type="application/json")


def adopted(figure, value_kind, value, valid_from):
    """A circular changes a figure of claims."""
    return NewEvent(
        type="policy.v1.FigureAdopted", id=uuid4(), content_type="application/json",
        data=json.dumps({
            "actor": {"name": "Gerencia de Riesgo, Crédito y Cartera"}, "figure": figure,
            value_kind: value, "validFrom": valid_from, "source": "Circular 7"}).encode())


# Facts

def loan(invoice="F-100", disbursed="2018-11-05", **changes):
    return {
        "invoice": invoice, "store": "Cúcuta", "disbursedOn": disbursed, "daysPastDue": 12,
        "state": "VIGENTE", "policySubscribed": True, "motorcycle": False} | changes


def facts(cause, details, occurred="2019-03-10", claimed=None, loans=None, **changes):
    name = {"DEATH": "death", "PERMANENT_INCAPACITY": "permanentIncapacity",
            "UNEMPLOYMENT": "unemployment", "TEMPORARY_INCAPACITY": "temporaryIncapacity"}[cause]
    return {
        "cause": cause, "befellHolder": True, "occurredOn": occurred,
        "claimedOn": claimed or occurred, "credits": loans or [loan()], name: details} | changes


def died(manner="NATURAL", born="1970-05-20", **changes):
    return facts("DEATH", {"manner": manner}, **{"bornOn": born} | changes)


def incapacitated(born="1970-05-20", changes=None, **more):
    details = {
        "lossHundredths": 6250, "selfInflicted": False, "foundByPhysician": True, "decreed": True}
    return facts("PERMANENT_INCAPACITY", details | (changes or {}), **{"bornOn": born} | more)


def dismissed(kind="INDEFINITE_TERM", began="2015-02-01", ends=None, changes=None, **more):
    employment = {"kind": kind}
    if kind in ("INDEFINITE_TERM", "FIXED_TERM"):
        employment["beganOn"] = began
    if ends:
        employment["endsOn"] = ends
    details = {
        "employment": employment, "contractEnd": "EMPLOYER_WITHOUT_JUST_CAUSE",
        "withinTrialPeriod": False, "ownCompany": False, "duringUnpaidLeave": False}
    return facts("UNEMPLOYMENT", details | (changes or {}), **more)


def disabled(days=45, kind="INDEPENDENT_WORKER", began=None, ends=None, changes=None, **more):
    employment = {"kind": kind} | ({"beganOn": began} if began else {})
    if ends:
        employment["endsOn"] = ends
    details = {
        "employment": employment, "certifier": "EPS", "days": days, "causedByInsured": False}
    return facts("TEMPORARY_INCAPACITY", details | (changes or {}), **more)


# Documents: kinds by what they are called on the page.

LISTS = {
    "DEATH": ["ID_COPY", "DEATH_CERTIFICATE"],
    "PERMANENT_INCAPACITY": ["BOARD_RATING"],
    "UNEMPLOYMENT": ["ID_COPY", "CLAIM_LETTER", "DISMISSAL_LETTER", "EMPLOYMENT_CONTRACT"],
    "TEMPORARY_INCAPACITY": ["ID_COPY", "CLAIM_LETTER", "MEDICAL_CERTIFICATE"],
}


def documents(*kinds):
    return [kind if isinstance(kind, dict) else {"kind": kind} for kind in kinds]


# Events in the order of the milestones

def detected(number, cause="DEATH", cedula=CEDULA):
    return event(
        "CauseDetected", "ADVISER", number=str(number), cause=cause, contact="CALL",
        client={"id": cedula, "name": "Íngrid Peña Ñúñez", "phone": "3164150011"},
        note="Contesta la hija.")


def determined(given, findings, role="ADVISER", **changes):
    requested = documents(*LISTS[given["cause"]])
    return event("CoverageDetermined", role, **{
        "facts": given, "findings": findings, "clientInformed": True,
        "requested": requested} | changes)


def covered(given, insurer="LA_EQUIDAD", months=0):
    finding = {"decision": "COVERED", "insurer": insurer} | ({"poolMonths": months} if months else {})
    return determined(given, [finding | {"invoice": one["invoice"]} for one in given["credits"]])


def typified(cause="DEATH", resolution="2019-03-25"):
    names = {"DEATH": "FALLECIDO", "PERMANENT_INCAPACITY": "INCAPACIDAD_TOTAL"}
    more = {"resolutionOn": resolution} if cause == "DEATH" else {}
    return event(
        "Typified", "ADVISER", typification=names.get(cause, "TRAMITE_DESEMPLEO"), **more)


def assigned(cause="DEATH"):
    if cause in ("DEATH", "PERMANENT_INCAPACITY"):
        return event("Assigned", "DIRECTOR_ADVANCED", adviser=person("ASSIGNED_ADVISER"))
    return event("Assigned", "DIRECTOR_EARLY", band="1-30")


def received(*kinds, on="2019-04-01", role="STORE", **changes):
    handed = [one | {"medium": "PAPER"} for one in documents(*kinds)]
    return event("DocumentsReceived", role, **{
        "receivedOn": on, "documents": handed, "receipt": "R-881", "ticket": "GLPI-20417",
        "markedInSiif": True} | changes)


def certified(balances, on="2019-04-01"):
    return event("BalancesCertified", "CENTRAL", issuedOn=on, obligations=[
        {"invoice": invoice, "balance": cop(amount)} for invoice, amount in balances.items()])


def returned(*kinds, role="CENTRAL"):
    kind = "DocumentsReturned" if role == "CENTRAL" else "ReturnedByBroker"
    return event(kind, role, missing=documents(*kinds), note="Incompleto.")


def sent():
    return event("SentToBroker", "CENTRAL", memorandum="M-77")


def submitted(amount=3_000_000, insurer="LA_EQUIDAD"):
    return event("SubmittedToInsurer", "BROKER", insurer=insurer, claimed=cop(amount))


def answered(answer, **more):
    return event("InsurerAnswered", "INSURER", answer=answer, **more)


def passed_on(role):
    return event("RequestPassedOn", role)


def announced(amount=2_700_000):
    return event("PaymentAnnounced", "BROKER", amount=cop(amount), note="Correo de Asekura.")


def confirmed(amount=2_700_000, reference="BCO-9001", on="2019-04-01"):
    return event(
        "TransferConfirmed", "CENTRAL", bankReference=reference, amount=cop(amount),
        transferredOn=on, ticket="GLPI-20960")


def line(concept, paid=0, condoned=0):
    amounts = {"paid": paid, "condoned": condoned}
    return {"concept": concept} | {name: cop(value) for name, value in amounts.items() if value}


WHOLE = [{"invoice": "F-100", "concepts": [
    line("CAPITAL", paid=2_500_000), line("INTEREST", paid=200_000),
    line("DEFAULT_INTEREST", condoned=300_000)]}]


def applied(on="2019-03-10", applications=None, **changes):
    return event("PaymentApplied", "WRITE_DOWNS", **{
        "clientId": CEDULA, "bankReference": "BCO-9001", "effectiveOn": on,
        "applications": deepcopy(applications or WHOLE), "arrears": "NOT_IN_ARREARS",
        "informed": person("ASSIGNED_ADVISER")} | changes)


def pooled(amounts, first, day, **changes):
    """Each month pays the same capital of F-100."""
    return event("PoolOpened", "WRITE_DOWNS", **{
        "clientId": CEDULA, "bankReference": "BCO-9001", "firstDueOn": first, "dueDay": day,
        "months": [{"applications": [{"invoice": "F-100", "concepts": [line("CAPITAL", paid=amount)]}]}
                   for amount in amounts],
        "arrears": "NOT_IN_ARREARS", "informed": person("ADVISER")} | changes)


def refusal_passed_on(role):
    more = {"ticket": "GLPI-20417", "informed": person("ASSIGNED_ADVISER")}
    return event("RefusalPassedOn", role, **(more if role == "CENTRAL" else {}))


def delivered(delivery="IN_PERSON"):
    return event("RefusalDelivered", "STORE", delivery=delivery, recipient="Íngrid Peña Ñúñez")


def closed(kind="RECEIPT", on="2019-04-01"):
    return event("RefusalClosed", "STORE", proof={
        "kind": kind, "reference": "G-5512", "receivedOn": on})


# Courses

def until_assigned(number, given, months=0, insurer="LA_EQUIDAD"):
    cause = given["cause"]
    return [
        detected(number, cause), covered(given, insurer, months), typified(cause), assigned(cause)]


def until_submitted(number, given, months=0, amount=3_000_000, claimed=None):
    """Everything is handed in at once and nothing is missing."""
    return [
        *until_assigned(number, given, months), received(*LISTS[given["cause"]]),
        certified({"F-100": amount}), sent(), submitted(claimed or amount)]
