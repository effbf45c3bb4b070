"""Accounts as a service sends them: the events of an onboarding, in proto3 JSON."""

import json
from uuid import uuid4

from kurrentdbclient import NewEvent

GERENTE = {"role": "GERENTE_COMERCIAL", "key": "bmunoz", "name": "Begoña Muñoz"}
COMERCIAL = {"role": "COMERCIAL", "key": "orincon", "name": "Óscar Rincón"}
OPERACIONES = {"role": "OPERACIONES", "key": "isalazar", "name": "Íñigo Salazar"}
TI = {"role": "TI", "key": "scardenas", "name": "Sebastián Cárdenas"}
PROVEEDORES = {"role": "PROVEEDORES", "key": "yavila", "name": "Yolanda Ávila"}
FINANCIERA = {
    "role": "JEFE_DE_ADMINISTRACION_Y_FINANCIERA", "key": "gibanez", "name": "Germán Ibáñez"}

REQUIREMENTS = {
    "assistances": ["HOGAR", "VIAL"], "modes": ["EMERGENCIA"], "coverage": "NACIONAL",
    "purpose": "Fidelizar a sus asegurados", "description": "Asistencia vial y del hogar"}


def stream(number):
    return f"account-{number:08}"


def event(type, actor, /, effective=None, **fields):
    metadata = json.dumps({"time": effective}).encode() if effective else b""
    return NewEvent(
        type=f"account.v1.{type}", data=json.dumps({"actor": actor} | fields).encode(),
        metadata=metadata, id=uuid4(), content_type="application/json")


def opened(number):
    return event(
        "ProspectOpened", COMERCIAL, number=str(number),
        client={"name": "Seguros Peñalosa S.A.", "kind": "ASEGURADORA"})


def until_requirements(number):
    return [
        opened(number),
        event("ContactMade", GERENTE, startedBy="STARTED_BY_COMERCIAL", channel="TELEPHONE",
              foundIn="REFERRAL"),
        event("RequirementsRecorded", GERENTE, requirements=REQUIREMENTS),
    ]


def quote_requested(quote="COT-1", **more):
    return event("QuoteRequested", GERENTE, quote=quote, channel="EMAIL", **more)


def able():
    return event("CapabilityVerified", GERENTE, capability="ABLE", byComercial="Begoña Muñoz",
                 byOperaciones="Íñigo Salazar")


def quote_sent(quote="COT-1", **more):
    """Without the guarantee, which is one warning."""
    return event(
        "QuoteSent", GERENTE, quote=quote, sentTo="compras@penalosa.example",
        clientData="NIT 900.123.456-7", negotiationConditions="Un año",
        deliveryConditions="Desde abril", paymentConditions="30 días",
        alternatives=[{
            "description": "Vial y hogar", "quantity": "120.000 afiliados", "quality": "ISO 9001",
            "price": {"currencyCode": "COP", "units": "1250"}}], **more)


def contract(**more):
    return event(
        "ContractReceived", GERENTE, contract="CT-2026-014", issued="2026-03-01",
        finalRequirements=REQUIREMENTS, paymentTerm={"calendarDays": 30}, **more)


def communication():
    return event("InternalCommunicationSent", GERENTE, conditions="30 días",
                 requirements="Vial y hogar",
                 recipients=["AREA_OPERACIONES", "AREA_TI", "AREA_PROVEEDORES"])


def before_contract():
    """Activities 1 to 5."""
    return [
        event("ProspectProfiled", COMERCIAL, profile="Aseguradora", location="Bogotá"),
        event("CoveragesConsolidated", COMERCIAL, coverages=["Grúa", "Plomería"],
              paper="Carpeta 12", electronic="coberturas.xlsx"),
        event("CoveragesSent", COMERCIAL, sentTo="Íñigo Salazar"),
        event("ObservationsIssued", OPERACIONES, none=True),
        event("CoveragesAdjusted", COMERCIAL, finalParameters="Dos eventos al año"),
    ]


def line():
    """S1 and S2 with their answers."""
    return [
        event("HeaderNumberRequested", COMERCIAL, subsidiary="Colombia", askedOf="TI"),
        event("HeaderNumberAssigned", TI, headerNumber="6017000"),
        event("LineRequested", COMERCIAL, kind="LINE_0800", provider="ETB",
              headerNumber="6017000"),
        event("LineLinked", COMERCIAL, line="01 8000 123", headerNumber="6017000"),
    ]


def loaded():
    return event("CoveragesLoaded", OPERACIONES, system="Apolo", signedByComercial="Begoña Muñoz",
                 signedByOperaciones="Íñigo Salazar", privacyNoticeConsidered=True)


def until_configured():
    """Activities 6 to 8."""
    return [
        loaded(),
        event("CoveragesArchived", COMERCIAL, archive="Carpeta 12", requestHandedTo="TI",
              ivrMenu="menu.wav"),
        configured(),
    ]


def configured():
    return event("NumberConfigured", TI, number="01 8000 123")


def tested(passed=True):
    outcome = {"passed": True, "handedOverTo": ["AREA_OPERACIONES"]}
    return event("NumberTested", TI, **(outcome if passed else {"findings": "No entra"}))


def released():
    return event("NumberReleased", OPERACIONES, passed=True)


def until_launch():
    """S3 to S8, sold by telemarketing."""
    return [
        event("PlanSentToSystems", COMERCIAL, plan="Plan Oro", fantasyName="Peñalosa Oro"),
        event("PbxConfigured", TI, fantasyName="Peñalosa Oro"),
        event("PlanSentToOperations", COMERCIAL, line="01 8000 123", plan="Plan Oro",
              coverages=["Grúa"], events=["Dos al año"], generalConditions="condiciones.pdf",
              soldByTelemarketing=True),
        event("PlanConfigured", OPERACIONES, plan="Plan Oro", accountCreated=True,
              startDate="2026-04-01", coverages=["Grúa"], events=["Dos al año"],
              coordinatorsCat=["Yolanda Ávila"], coordinatorsSac=["Germán Ibáñez"]),
        event("ProvidersCounted", PROVEEDORES, enough=True,
              services=[{"service": "Grúa", "providers": 14}]),
        event("TelemarketersTrained", COMERCIAL, agents=12, planDataGiven=True,
              clientBaseGiven=True),
        launched(),
    ]


def launched():
    return event("LaunchCommunicated", COMERCIAL, message="Atendemos a Peñalosa Oro")


def invoice_acts(invoice="FV-1"):
    return [
        event("InvoicePrepared", FINANCIERA, invoice=invoice, concept="Asistencias de marzo",
              amount={"currencyCode": "COP", "units": "150000000"}),
        *(event(kind, FINANCIERA, invoice=invoice)
          for kind in ("InvoiceVerified", "InvoiceApproved", "InvoiceSigned", "InvoiceSubmitted")),
    ]


def amendment(id="OS-1"):
    """Proposed, signed by both, attached."""
    return [
        event("AmendmentProposed", GERENTE, amendment=id, proposedBy="PARTY_CLIENT",
              changes=[{"requirement": "cobertura", "agreed": "nacional", "new": "regional"}]),
        *(event("AmendmentSigned", GERENTE, amendment=id, party=party, signatory="Ángela Rincón")
          for party in ("PARTY_CLIENT", "PARTY_COMPANY")),
        event("AmendmentAttached", GERENTE, amendment=id),
    ]
