"""Claims to the insurers on the running daemon: the decision on the coverage with every boundary, the
documents, the nine milestones to the end, what is refused and why, prescriptions and pools by the
clock, and what the command line shows of it."""

import csv
import gzip
import json
from collections import Counter
from decimal import Decimal

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import claim, credit
from support.claim import died, disabled, dismissed, incapacitated, loan
from support.daemon import ROOT, Daemon, assert_refused
from support.waiting import until

# 10:00 in Bogotá.
START = "2019-04-01T10:00:00-05:00"
USAGE, NOT_FOUND = 64, 66


@pytest.fixture
def office(new_daemon):
    return new_daemon(START).start()


@pytest.fixture(scope="module")
def desk():
    """For questions that record nothing."""
    one = Daemon("2021-03-20T10:00:00-05:00")
    yield one.start()
    one.destroy()


def append(daemon, number, *events):
    with daemon.client() as client:
        for event in events:
            client.append_events(
                claim.stream(number), events=[event], current_version=StreamState.ANY)


def append_to(daemon, stream, *events):
    with daemon.client() as client:
        client.append_events(stream, events=list(events), current_version=StreamState.ANY)


def refusal(daemon, number, event):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, number, event)
    return str(refused.value)


def recorded(daemon, number, kind):
    """The payloads of all events of a kind in the stream of a claim."""
    with daemon.client() as client:
        return [
            json.loads(event.data) for event in client.get_stream(claim.stream(number))
            if event.type == f"claim.v1.{kind}"]


def page(daemon, number):
    return daemon.json("claims", number)["page"]


def waits_for(daemon, number):
    one = page(daemon, number)
    return one.get("ending") or one["milestone"]


def ask(daemon, facts):
    """What the coverage of these facts would be, without recording anything."""
    return json.loads(daemon.ok("claims", "--coverage", "-", "--json", stdin=json.dumps(facts)))


def said(finding):
    """A finding in a line: `COVERED LA_EQUIDAD 6`, `NOT_COVERED PRESCRIBED`."""
    more = finding.get("reasons", []) + finding.get("doubts", [])
    months = finding.get("poolMonths")
    words = [finding["decision"], finding.get("insurer"), str(months) if months else None, *more]
    return " ".join(word for word in words if word)


def needs(answer):
    return [" or ".join(need["anyOf"]) for need in answer.get("documents", [])]


# The decision on the coverage

COVERED = "COVERED LA_EQUIDAD"
MAPFRE = "COVERED MAPFRE"
DOUBT = "DOUBTFUL LA_EQUIDAD AGE_BETWEEN_TEXT_AND_TABLE"
OLD = loan(disbursed="2018-06-30")
LIFE_A = {"occurred": "2018-06-30", "claimed": "2019-03-01"}


def loans(*changes):
    """The same loan with one thing changed in each: one question for many boundaries."""
    return [loan(f"F-{index}", **change) for index, change in enumerate(changes)]


@pytest.mark.parametrize("facts, expected", [
    # Refused outright, each credit by itself: 360 days past due, castigado, nothing owed, no policy;
    # disbursed on the day of occurrence, and after it.
    (died(loans=loans(
        {"daysPastDue": 359}, {"daysPastDue": 360}, {"state": "CASTIGADO"},
        {"state": "PAZ_Y_SALVO"}, {"policySubscribed": False}, {"disbursed": "2019-03-10"},
        {"disbursed": "2019-03-11"}, {"daysPastDue": 400, "policySubscribed": False})),
     [COVERED, "NOT_COVERED ARREARS_TOO_LONG", "NOT_COVERED WRITTEN_OFF",
      "NOT_COVERED OWES_NOTHING", "NOT_COVERED NO_POLICY", COVERED,
      "NOT_COVERED OCCURRED_BEFORE_DISBURSEMENT", "NOT_COVERED ARREARS_TOO_LONG NO_POLICY"]),
    (died(befellHolder=False), ["NOT_COVERED NOT_THE_HOLDER"]),
    # Two years: the second anniversary still counts.
    (died(claimed="2021-03-10"), [COVERED]),
    (died(claimed="2021-03-11"), ["NOT_COVERED PRESCRIBED"]),
    # Insurer A before 1 July 2018, insurer B from then on, whenever disbursed; any age with A.
    (died(loans=[OLD], **LIFE_A), [MAPFRE]),
    (died(loans=[OLD], born="1920-01-01", **LIFE_A), [MAPFRE]),
    (died(loans=[OLD], occurred="2018-07-01"), [COVERED]),
    (died(loans=[loan(disbursed="2018-07-01")], occurred="2018-07-01"), [COVERED]),
    # Entry up to 75 completed years, at disbursement on 2018-11-05; stay until the 85th birthday.
    (died(born="1942-11-06"), [COVERED]),
    (died(born="1942-11-05"), ["NOT_COVERED TOO_OLD_AT_ENTRY"]),
    (died(born="1934-03-11", loans=[loan(disbursed="2009-03-10")]), [COVERED]),
    (died(born="1934-03-10", loans=[loan(disbursed="2009-03-10")]),
     ["NOT_COVERED TOO_OLD_TO_STAY"]),
    # Any cause, from the first day.
    (died("SUICIDE", loans=[loan(disbursed="2019-03-10")]), [COVERED]),
    (died("TERRORISM", loans=[loan(disbursed="2019-03-10")]), [COVERED]),
    # Total and permanent incapacity: under 64, 64 and 65 doubtful, up to 65; insurer A by its table.
    (incapacitated("1955-03-11"), [COVERED]),
    (incapacitated("1955-03-10"), [DOUBT]),
    (incapacitated("1953-03-11"), [DOUBT]),
    (incapacitated("1953-03-10"), ["NOT_COVERED TOO_OLD_FOR_INCAPACITY"]),
    (incapacitated("1952-07-01", loans=[OLD], **LIFE_A), [MAPFRE]),
    (incapacitated("1952-06-30", loans=[OLD], **LIFE_A), ["NOT_COVERED TOO_OLD_FOR_INCAPACITY"]),
    (incapacitated(changes={"lossHundredths": 5000}), [COVERED]),
    (incapacitated(changes={"lossHundredths": 4999}), ["NOT_COVERED LOSS_TOO_SMALL"]),
    (incapacitated(changes={"selfInflicted": True}), ["NOT_COVERED SELF_INFLICTED"]),
    (incapacitated(changes={"decreed": False}), ["DOUBTFUL LA_EQUIDAD NOT_DECREED"]),
    (incapacitated(changes={"foundByPhysician": False}),
     ["DOUBTFUL LA_EQUIDAD NOT_FOUND_BY_PHYSICIAN"]),
    # Unemployment: only insurer B, disbursed on or after 1 October 2018; 30 days of waiting.
    (dismissed(loans=loans(
        {"disbursed": "2018-09-30"}, {"disbursed": "2018-10-01"}, {"disbursed": "2019-02-07"},
        {"disbursed": "2019-02-08"})),
     ["NOT_COVERED DISBURSED_BEFORE_COVER", f"{COVERED} 6", f"{COVERED} 6",
      "NOT_COVERED WITHIN_WAITING_PERIOD"]),
    (dismissed(loans=[OLD], **LIFE_A),
     ["NOT_COVERED NOT_INSURED_BY_MAPFRE DISBURSED_BEFORE_COVER WITHIN_WAITING_PERIOD"]),
    (dismissed("FIXED_TERM", began="2018-03-11", ends="2019-03-10"), [f"{COVERED} 6"]),
    (dismissed("FIXED_TERM", began="2018-03-11", ends="2019-03-09"),
     ["NOT_COVERED FIXED_TERM_TOO_SHORT"]),
    (dismissed(began="2018-09-11"), [f"{COVERED} 6"]),
    (dismissed(began="2018-09-12"), ["NOT_COVERED TOO_FEW_MONTHS_WORKED"]),
    (dismissed(changes={"contractEnd": "RESIGNATION"}),
     ["NOT_COVERED NOT_ENDED_WITHOUT_JUST_CAUSE RESIGNED"]),
    (dismissed(changes={"contractEnd": "EMPLOYER_WITH_JUST_CAUSE"}),
     ["NOT_COVERED NOT_ENDED_WITHOUT_JUST_CAUSE"]),
    (dismissed(changes={"contractEnd": "TERM_EXPIRED"}),
     ["NOT_COVERED NOT_ENDED_WITHOUT_JUST_CAUSE"]),
    (dismissed("PUBLIC_SERVANT"), ["NOT_COVERED PUBLIC_EMPLOYEE"]),
    (dismissed("FREE_APPOINTMENT_POST"), ["NOT_COVERED FREE_APPOINTMENT"]),
    (dismissed("SERVICES"), ["NOT_COVERED SERVICE_CONTRACT"]),
    (dismissed("INDEPENDENT_WORKER"), ["NOT_COVERED INDEPENDENT"]),
    (dismissed(changes={"withinTrialPeriod": True}), ["NOT_COVERED ENDED_WITHIN_TRIAL_PERIOD"]),
    (dismissed(changes={"ownCompany": True}), ["NOT_COVERED OWN_COMPANY"]),
    (dismissed(changes={"duringUnpaidLeave": True}), ["NOT_COVERED ENDED_DURING_UNPAID_LEAVE"]),
    # Total temporary incapacity.
    *[(disabled(days), [f"{COVERED} {months}"]) for days, months in [
        (20, 1), (49, 1), (50, 2), (79, 2), (80, 3), (109, 3), (110, 4), (139, 4), (140, 5),
        (169, 5), (170, 6), (179, 6), (180, 6)]],
    (disabled(19), ["NOT_COVERED TOO_FEW_DAYS"]),
    (disabled(changes={"causedByInsured": True}), ["NOT_COVERED CAUSED_BY_INSURED"]),
    (disabled(changes={"certifier": "OTHER_CERTIFIER"}), ["NOT_COVERED NOT_DULY_CERTIFIED"]),
    (disabled(kind="FREE_APPOINTMENT_POST"), [f"{COVERED} 1"]),
    (disabled(kind="SERVICES", changes={"certifier": "ARL"}), [f"{COVERED} 1"]),
    (disabled(kind="FIXED_TERM", began="2018-03-11", ends="2019-03-09"), [f"{COVERED} 1"]),
    (disabled(kind="FIXED_TERM", began="2018-03-11", ends="2019-03-10"),
     ["NOT_COVERED EMPLOYMENT_NOT_COVERED"]),
    (disabled(kind="INDEFINITE_TERM", began="2015-01-01"),
     ["NOT_COVERED EMPLOYMENT_NOT_COVERED"]),
    (disabled(loans=[loan(disbursed="2018-09-30")]), ["NOT_COVERED DISBURSED_BEFORE_COVER"]),
])
def test_the_coverage_is_decided_by_the_facts(desk, facts, expected):
    assert [said(finding) for finding in ask(desk, facts)["findings"]] == expected


def test_facts_that_are_not_complete_are_told(desk):
    facts = died()
    del facts["bornOn"], facts["befellHolder"]
    result = desk.cli("claims", "--coverage", "-", stdin=json.dumps(facts))
    assert_refused(result, (65, USAGE), "facts.befell_holder", "facts.born_on")
    assert_refused(
        desk.cli("claims", "--coverage", "-", stdin="{"), USAGE, "claim.v1.Facts")


def test_findings_that_the_facts_do_not_say_are_refused(office):
    append(office, 1, claim.detected(1))
    facts = died(claimed="2019-04-01")
    for findings, words in [
        ([{"invoice": "F-100", "decision": "COVERED", "insurer": "MAPFRE"}], "LA_EQUIDAD"),
        ([{"invoice": "F-100", "decision": "NOT_COVERED", "reasons": ["NO_POLICY"]}], "COVERED"),
        ([], "LA_EQUIDAD"),
    ]:
        text = refusal(office, 1, claim.determined(facts, findings))
        assert "[claim.coverage-differs]" in text and words in text
        assert "source: claims: Coverage decision" in text
    good = [{"invoice": "F-100", "decision": "COVERED", "insurer": "LA_EQUIDAD"}]
    silent = claim.determined(facts, good, clientInformed=False)
    assert "[claim.client-not-informed]" in refusal(office, 1, silent)
    few = claim.determined(facts, good, requested=claim.documents("ID_COPY"))
    text = refusal(office, 1, few)
    assert "[claim.documents-not-requested]" in text
    assert "Certificado de defunción (Registraduría) o Certificado de fallecido" in text
    tomorrow = claim.covered(died(claimed="2019-04-02"))
    assert "[claim.in-the-future]" in refusal(office, 1, tomorrow)
    append(office, 1, claim.covered(facts))
    # The facts turn out to be others; nothing is covered any more, and the claim ends.
    facts["credits"][0]["daysPastDue"] = 360
    reasons = [{"invoice": "F-100", "decision": "NOT_COVERED", "reasons": ["ARREARS_TOO_LONG"]}]
    append(office, 1, claim.determined(facts, reasons, requested=[]))
    assert waits_for(office, 1) == "ENDED_NOT_COVERED"
    assert "[claim.ended]" in refusal(office, 1, claim.typified())
    assert "Sin cobertura" in office.ok("claims", 1)


# The documents

NATURAL_A = ["CLINICAL_HISTORY", "ID_COPY", "POLICY_COPY", "CLAIM_LETTER",
             "DEATH_CERTIFICATE or DEATH_RECORD"]
ACCIDENT = ["ID_COPY", "POLICY_COPY", "CLAIM_LETTER", "DEATH_CERTIFICATE or DEATH_RECORD",
            "BODY_REMOVAL_RECORD", "NECROPSY"]
RATING = "BOARD_RATING or EPS_RATING"
NOTE = "POLICY_COPY or PROMISSORY_NOTE_COPY"


def with_note(kinds):
    return [NOTE if kind == "POLICY_COPY" else kind for kind in kinds]


@pytest.mark.parametrize("make, insurer_a, insurer_b", [
    (lambda **more: died("NATURAL", **more), NATURAL_A,
     ["ID_COPY", "DEATH_CERTIFICATE or DECEASED_CERTIFICATE"]),
    (lambda **more: died("SUICIDE", **more), NATURAL_A,
     ["ID_COPY", "DEATH_CERTIFICATE or DECEASED_CERTIFICATE"]),
    (lambda **more: died("ACCIDENTAL", **more), ACCIDENT, ACCIDENT),
    (incapacitated, ["CLINICAL_HISTORY", "ID_COPY", "POLICY_COPY", "CLAIM_LETTER", RATING],
     [RATING]),
    (dismissed, [], ["ID_COPY", "CLAIM_LETTER", "DISMISSAL_LETTER", "EMPLOYMENT_CONTRACT"]),
    (disabled, [], ["ID_COPY", "CLAIM_LETTER", "MEDICAL_CERTIFICATE"]),
], ids=["natural", "suicide", "accidental", "permanent", "unemployment", "temporary"])
def test_every_list_of_documents(desk, make, insurer_a, insurer_b):
    assert needs(ask(desk, make(loans=[OLD], **LIFE_A))) == insurer_a
    motorcycle = [OLD | {"motorcycle": True}]
    assert needs(ask(desk, make(loans=motorcycle, **LIFE_A))) == with_note(insurer_a)
    assert needs(ask(desk, make())) == insurer_b
    # With insurer B the policy is the policy, also for a motorcycle.
    assert needs(ask(desk, make(loans=[loan(motorcycle=True)]))) == insurer_b


def test_a_balance_above_the_limit_asks_for_more(office):
    facts = died(claimed="2019-04-01", loans=[loan("F-100"), loan("F-200")])
    for number, second in [(1, 1_000_001), (2, 1_000_002)]:
        append(office, number, *claim.until_assigned(number, facts),
               claim.received("ID_COPY", "DECEASED_CERTIFICATE"))
        assert "[claim.documents-missing]" in refusal(office, number, claim.sent())
        append(office, number, claim.certified({"F-100": 3_000_000, "F-200": second}))
    # 4,000,001 does not exceed the limit; 4,000,002 does.
    append(office, 1, claim.sent())
    text = refusal(office, 2, claim.sent())
    missing = ["Historia clínica completa", "Fotocopia de la póliza", "Carta de reclamación",
               "Certificado de defunción (Registraduría) o Registro de defunción"]
    assert "[claim.documents-missing]" in text and all(one in text for one in missing)
    (row,) = office.json("claims", "--missing", "--milestone", "5")["rows"]
    assert row["number"] == 2 and len(row["missing"]) == 4
    screen = office.ok("claims", "--missing")
    assert "00000002" in screen and "Falta: Historia clínica completa" in screen
    assert "00000001" not in screen
    # Whoever sends it back says everything that is missing.
    assert "[claim.more-is-missing]" in refusal(office, 2, claim.returned("CLINICAL_HISTORY"))
    kinds = ["CLINICAL_HISTORY", "POLICY_COPY", "CLAIM_LETTER", "DEATH_RECORD"]
    append(office, 2, claim.returned(*kinds), claim.received(*kinds), claim.sent())
    assert waits_for(office, 2) == "SUBMITTED"


# The milestones

def test_a_death_from_the_call_to_the_paz_y_salvo(office):
    """With every milestone that is out of its turn refused on the way."""
    early = {
        "submitted": claim.submitted(), "pays": claim.answered("PAYS"),
        "announced": claim.announced(), "confirmed": claim.confirmed(),
        "applied": claim.applied(), "closed": claim.closed()}
    assert "[claim.not-open]" in refusal(office, 417, early["announced"])
    facts = died(claimed="2019-04-01")
    course = [
        ("CauseDetected", "COVERAGE_DETERMINED", claim.detected(417)),
        ("CoverageDetermined", "TYPIFIED", claim.covered(facts)),
        ("Typified", "ASSIGNED", claim.typified()),
        ("Assigned", "DOCUMENTS_RECEIVED", claim.assigned()),
        ("DocumentsReceived", "DOCUMENTS_REVIEWED",
         claim.received("ID_COPY", "DEATH_CERTIFICATE")),
        ("BalancesCertified", "DOCUMENTS_REVIEWED", claim.certified({"F-100": 3_000_000})),
        ("SentToBroker", "SUBMITTED", claim.sent()),
        ("SubmittedToInsurer", "ANSWERED", early.pop("submitted")),
        ("InsurerAnswered", "PAYMENT_ANNOUNCED", early.pop("pays")),
        ("PaymentAnnounced", "TRANSFER_CONFIRMED", early.pop("announced")),
        ("TransferConfirmed", "PAYMENT_APPLIED", early.pop("confirmed")),
        ("PaymentApplied", "ENDED_PAID_OFF", early.pop("applied")),
    ]
    later = {"SubmittedToInsurer": claim.submitted(), "InsurerAnswered": claim.answered("PAYS"),
             "PaymentAnnounced": claim.announced(), "TransferConfirmed": claim.confirmed(),
             "PaymentApplied": claim.applied()}
    for kind, then, event in course:
        if kind in later:
            del later[kind]
        append(office, 417, event)
        assert waits_for(office, 417) == then
        for other in later.values():
            if then != "ENDED_PAID_OFF" and other.type.split(".")[-1] != next_of(then):
                assert "[claim.milestone-not-open]" in refusal(office, 417, other), (kind, other)
        assert "[claim." in refusal(office, 417, early["closed"])
    text = refusal(office, 417, claim.typified())
    assert "[claim.ended]" in text and "A paz y salvo" in text
    assert len(office.json("claims", 417)["page"]["history"]) == 12
    screen = office.ok("claims", 417)
    for words in ("Reclamación 00000417 · Fallecimiento · A paz y salvo", "Íngrid Peña Ñúñez",
                  "FALLECIDO, resolución de la Registraduría del 2019-03-25",
                  "Cubierto por LA EQUIDAD", "2.700.000 el 2019-04-01, ref. BCO-9001",
                  "Fecha efectiva", "2019-03-10", "Pago aplicado", "Bajas de cartera"):
        assert words in screen
    # A note may still be added.
    append(office, 417, claim.event("NoteAdded", "ADVISER", system="SAC", text="Se informó."))


def next_of(milestone):
    """The event that such a milestone waits for."""
    return {"SUBMITTED": "SubmittedToInsurer", "ANSWERED": "InsurerAnswered",
            "PAYMENT_ANNOUNCED": "PaymentAnnounced", "TRANSFER_CONFIRMED": "TransferConfirmed",
            "PAYMENT_APPLIED": "PaymentApplied"}.get(milestone)


def test_who_acts_and_with_what_is_checked(office):
    facts = died(claimed="2019-04-01")
    broker = claim.event("CauseDetected", "BROKER", number="1", cause="DEATH", contact="CALL",
                         client={"id": claim.CEDULA, "name": "Íngrid Peña"})
    assert "[claim.other-actor]" in refusal(office, 1, broker)
    assert "[claim.other-number]" in refusal(office, 1, claim.detected(2))
    append(office, 1, claim.detected(1), claim.covered(facts))
    other = claim.event(
        "Typified", "ADVISER", typification="TRAMITE_DESEMPLEO", resolutionOn="2019-03-25")
    assert "[claim.typification-differs]" in refusal(office, 1, other)
    without = claim.event("Typified", "ADVISER", typification="FALLECIDO")
    assert "resolution_on" in refusal(office, 1, without)
    append(office, 1, claim.typified())
    assert "[claim.field-not-taken]" in refusal(office, 1, claim.assigned("UNEMPLOYMENT"))
    append(office, 1, claim.assigned())
    unmarked = claim.received("ID_COPY", markedInSiif=False)
    assert "[claim.not-marked-in-siif]" in refusal(office, 1, unmarked)
    assert "ticket" in refusal(office, 1, claim.received("ID_COPY", ticket=""))
    assert "receipt" in refusal(office, 1, claim.received("ID_COPY", receipt=""))
    append(office, 1, claim.received("ID_COPY", "DEATH_RECORD", "DEATH_CERTIFICATE"),
           claim.certified({"F-100": 3_000_000}), claim.sent())
    assert "[claim.other-insurer]" in refusal(office, 1, claim.submitted(insurer="MAPFRE"))
    assert "[claim.claimed-differs]" in refusal(office, 1, claim.submitted(2_999_999))
    append(office, 1, claim.submitted(), claim.answered("PAYS"), claim.announced(),
           claim.confirmed())
    assert "[claim.not-effective-on-occurrence]" in refusal(
        office, 1, claim.applied(on="2019-04-01"))
    short = [{"invoice": "F-100", "concepts": [claim.line("CAPITAL", paid=2_700_000)]}]
    assert "[claim.balance-not-settled]" in refusal(office, 1, claim.applied(applications=short))
    more = [{"invoice": "F-100", "concepts": [claim.line("CAPITAL", paid=3_000_000)]}]
    assert "[claim.sum-differs]" in refusal(office, 1, claim.applied(applications=more))
    # The bank reference counts once in all claims, until it is given back.
    append(office, 2, *claim.until_submitted(2, facts), claim.answered("PAYS"), claim.announced())
    taken = refusal(office, 2, claim.confirmed(reference="bco-9001"))
    assert "[claim.bank-reference-taken]" in taken and "claim-00000001" in taken
    append(office, 1, claim.event(
        "TransferReversed", "CENTRAL", bankReference="BCO-9001", why="Era de otro siniestro."))
    assert waits_for(office, 1) == "TRANSFER_CONFIRMED"
    append(office, 2, claim.confirmed(), claim.applied())
    # A mistake is taken back by an entry that names it.
    undone = claim.event(
        "ApplicationReversed", "WRITE_DOWNS", reverses="10", why="Otra factura.")
    assert "[claim.other-revision]" in refusal(office, 2, undone)
    append(office, 2, claim.event(
        "ApplicationReversed", "WRITE_DOWNS", reverses="11", why="Otra factura."))
    assert waits_for(office, 2) == "PAYMENT_APPLIED"
    append(office, 2, claim.applied())


def test_what_is_incomplete_goes_back_and_the_insurer_asks_for_more(office):
    facts = incapacitated(claimed="2019-04-01")
    append(office, 3, *claim.until_assigned(3, facts),
           claim.received("BOARD_RATING"), claim.certified({"F-100": 3_000_000}), claim.sent(),
           claim.returned("BOARD_RATING", role="BROKER"))
    assert waits_for(office, 3) == "DOCUMENTS_REVIEWED"
    assert "[claim.documents-missing]" in refusal(office, 3, claim.sent())
    append(office, 3, claim.returned("BOARD_RATING"), claim.received("EPS_RATING"))
    # The one that was sent back is asked for itself.
    assert "[claim.documents-missing]" in refusal(office, 3, claim.sent())
    append(office, 3, claim.received("BOARD_RATING"), claim.sent(), claim.submitted())
    asked = {"kind": "OTHER_DOCUMENT", "name": "Concepto del médico tratante"}
    append(office, 3, claim.answered("MORE_DOCUMENTS", documents=[asked]))
    for role, other in [("BROKER", "CENTRAL"), ("CENTRAL", "ASSIGNED_ADVISER"),
                        ("ASSIGNED_ADVISER", "BROKER")]:
        assert "[claim.other-actor]" in refusal(office, 3, claim.passed_on(other))
        append(office, 3, claim.passed_on(role))
    assert waits_for(office, 3) == "DOCUMENTS_RECEIVED"
    assert "Concepto del médico tratante" in office.ok("claims", "--missing")
    append(office, 3, claim.received(asked, role="ASSIGNED_ADVISER", receipt=""), claim.sent(),
           claim.submitted(), claim.answered("PAYS"))
    assert waits_for(office, 3) == "PAYMENT_ANNOUNCED"


def test_a_refusal_is_closed_only_with_the_proof_that_it_was_received(office):
    facts = died(claimed="2019-04-01")
    for number in (4, 5):
        append(office, number, *claim.until_submitted(number, facts))
        assert "objection" in refusal(office, number, claim.answered("REFUSES"))
        append(office, number, claim.answered("REFUSES", objection="Preexistencia no declarada."))
        for role in ("BROKER", "CENTRAL"):
            assert "[claim.milestone-not-open]" in refusal(office, number, claim.closed())
            append(office, number, claim.refusal_passed_on(role))
        assert "[claim.not-delivered]" in refusal(office, number, claim.closed())
    append(office, 4, claim.delivered())
    without = claim.event("RefusalClosed", "STORE", proof={"kind": "RECEIPT"})
    assert "proof.reference" in refusal(office, 4, without)
    assert "[claim.other-proof]" in refusal(office, 4, claim.closed("COURIER_GUIDE"))
    append(office, 4, claim.closed())
    append(office, 5, claim.delivered("CERTIFIED_MAIL"))
    assert "[claim.other-proof]" in refusal(office, 5, claim.closed("RECEIPT"))
    # It came back, and is sent again.
    append(office, 5, claim.delivered("CERTIFIED_MAIL"), claim.closed("COURIER_GUIDE"))
    assert waits_for(office, 4) == waits_for(office, 5) == "ENDED_REFUSED"
    rows = office.json("claims", "--milestone", "closed", "--insurer", "la-equidad")["rows"]
    assert [(row["number"], row["ending"]) for row in rows] == [
        (4, "ENDED_REFUSED"), (5, "ENDED_REFUSED")]


# The clock

def test_a_claim_that_nobody_makes_is_warned_of_and_prescribes(office):
    office.advance("2020-11-30T10:00:00-05:00")
    facts = died(claimed="2020-11-30")
    append(office, 1, *claim.until_assigned(1, facts))
    append(office, 2, *claim.until_assigned(2, facts))
    append(office, 3, *claim.until_assigned(3, facts))
    days = {"prescription-warning-1": "2020-12-10", "prescription-warning-2": "2021-02-08",
            "prescription-warning-3": "2021-03-03", "prescription-reached": "2021-03-11"}

    def warned(number):
        return [(passed["escalation"]["rule"], passed["escalation"]["due"][:10])
                for passed in recorded(office, number, "DeadlinePassed")]

    def coming(days):
        rows = office.json("claims", "--prescriptions", days).get("rows", [])
        return [row["number"] for row in rows]

    assert coming("90d") == [] and coming("100d") == [1, 2, 3]
    for index, (rule, day) in enumerate(days.items()):
        office.advance(f"{day}T00:00:00-05:00")
        assert warned(1)[index:] == [(rule, day)]
        if rule == "prescription-warning-1":
            assert coming("90") == [1, 2, 3] and coming("89") == []
            # Claimed in time: nothing prescribes any more.
            append(office, 3, claim.received("ID_COPY", "DEATH_RECORD", on="2020-12-10"))
    (first, *_, last) = recorded(office, 1, "DeadlinePassed")
    assert first["prescribesAfter"] == "2021-03-10"
    assert last["escalation"]["addressee"] == "Gerencia de Riesgo, Crédito y Cartera"
    assert len(warned(2)) == 4 and len(warned(3)) == 1 and coming("60") == [1, 2]
    screen = office.ok("claims", "--prescriptions", "30")
    assert "2021-03-10" in screen and "prescrita" in screen
    # Too late; but what came in on the last day and is recorded now is in time.
    late = refusal(office, 1, claim.received("ID_COPY", on="2021-03-11"))
    assert "[claim.prescribed]" in late and "2021-03-10" in late
    append(office, 1, claim.received("ID_COPY", on="2021-03-10"))
    office.advance("400d")
    assert len(warned(1)) == 4 and coming("60") == [2]
    assert "Prescrita" in office.ok("claims", 2)
    # Detected in the last month: of what has passed already only the last warning.
    office.advance("2022-05-02T10:00:00-05:00")
    append(office, 4, claim.detected(4), claim.covered(
        died(claimed="2022-05-02", occurred="2020-05-22")))
    office.advance("1m")
    assert [rule for rule, _ in warned(4)] == ["prescription-warning-2"]


def test_the_settings_for_what_is_waited_for(office):
    facts = died(claimed="2019-04-01")
    append(office, 1, *claim.until_assigned(1, facts))
    office.advance("200d")
    assert recorded(office, 1, "DeadlinePassed") == []
    append_to(
        office, "policy-claim",
        claim.adopted("documents-not-received", "businessDays", 5, "2019-10-01"),
        claim.adopted("insurer-not-answered", "businessDays", 10, "2019-10-01"))
    append(office, 2, *claim.until_assigned(2, died(claimed="2019-10-18")))
    append(office, 3, *claim.until_submitted(3, died(claimed="2019-10-18")))
    timers = {(timer["stream"], timer["rule"]): timer["due"][:10]
              for timer in office.json("timers")["timers"] if "prescription" not in timer["rule"]}
    # Business days from Friday 18 October. What began before keeps its limit: none.
    assert timers == {("claim-00000002", "documents-not-received"): "2019-10-26",
                      ("claim-00000003", "insurer-not-answered"): "2019-11-02"}
    office.advance("20d")
    rules = [[passed["escalation"]["rule"] for passed in recorded(office, number, "DeadlinePassed")]
             for number in (1, 2, 3)]
    assert rules == [[], ["documents-not-received"], ["insurer-not-answered"]]
    append(office, 3, claim.answered("PAYS"))
    office.advance("60d")
    assert len(recorded(office, 3, "DeadlinePassed")) == 1


def test_the_pool_is_applied_month_by_month(office):
    append(office, 7, *claim.until_submitted(
        7, dismissed(claimed="2019-04-01"), months=6, claimed=600_000),
        claim.answered("PAYS"), claim.announced(600_000), claim.confirmed(600_000))
    assert "[claim.other-way-to-apply]" in refusal(office, 7, claim.applied())
    months = [100_000] * 6
    too_long = claim.pooled([*months, 1], "2019-04-30", 31)
    assert "[claim.pool-too-long]" in refusal(office, 7, too_long)
    assert "[claim.not-the-due-day]" in refusal(office, 7, claim.pooled(months, "2019-04-29", 31))
    short = claim.pooled(months[1:], "2019-04-30", 31)
    assert "[claim.sum-differs]" in refusal(office, 7, short)
    append(office, 7, claim.pooled(months, "2019-04-30", 31))
    assert waits_for(office, 7) == "POOL"
    assert "[claim.only-by-daemon]" in refusal(office, 7, claim.event(
        "PoolMonthApplied", "WRITE_DOWNS", month=1, months=6))

    def applied():
        return [month["effectiveOn"] for month in recorded(office, 7, "PoolMonthApplied")]

    dues = ["2019-04-30", "2019-05-31", "2019-06-30", "2019-07-31", "2019-08-31", "2019-09-30"]
    for index, due in enumerate(dues):
        append(office, 7, claim.event(
            "EmploymentChecked", "ADVISER", month=index + 1, employed=False))
        before = int(due[-2:]) - 1
        office.advance(f"{due[:-2]}{before:02}T23:59:59-05:00")
        assert applied() == dues[:index]
        (sums,) = office.json("claims", "--money")["sums"]
        assert int(sums.get("applied", {}).get("units", 0)) == 100_000 * index
        office.advance(f"{due}T00:00:00-05:00")
        assert applied() == dues[:index + 1]
        if index == 2:
            screen = office.ok("claims", 7)
            assert "2019-06-30 (aplicado) F-100 100.000" in screen
            assert "2019-07-31 (por aplicar)" in screen
    assert waits_for(office, 7) == "ENDED_UP_TO_DATE"
    (sums,) = office.json("claims", "--money")["sums"]
    assert (sums["paid"]["units"], sums["applied"]["units"]) == (600_000, 600_000)


# What is seen

def test_the_board_the_lists_and_the_money(office):
    facts = died(claimed="2019-04-01")
    append(office, 1, *claim.until_submitted(1, facts), claim.answered("PAYS"), claim.announced(),
           claim.confirmed(), claim.applied())
    append(office, 2, *claim.until_submitted(2, facts),
           claim.answered("REFUSES", objection="Preexistencia no declarada."))
    old = died(claimed="2019-04-01", occurred="2018-06-30", loans=[OLD])
    listed = ["CLINICAL_HISTORY", "ID_COPY", "POLICY_COPY", "CLAIM_LETTER", "DEATH_RECORD"]
    finding = [{"invoice": "F-100", "decision": "COVERED", "insurer": "MAPFRE"}]
    append(office, 3, claim.detected(3),
           claim.determined(old, finding, requested=claim.documents(*listed)), claim.typified(),
           claim.assigned(), claim.received(*listed), claim.certified({"F-100": 5_500_000}),
           claim.sent(), claim.submitted(5_500_000, "MAPFRE"))
    office.advance("3d")
    append(office, 4, claim.detected(4, "UNEMPLOYMENT"))
    office.advance("2d")
    cells = {(cell["milestone"], cell["cause"]): int(cell["count"])
             for cell in office.json("claims")["cells"]}
    assert cells == {("CLOSED", "DEATH"): 1, ("REFUSAL_AT_BROKER", "DEATH"): 1,
                     ("ANSWERED", "DEATH"): 1, ("COVERAGE_DETERMINED", "UNEMPLOYMENT"): 1}
    board = office.ok("claims")
    (waiting,) = [line for line in board.splitlines() if "Respuesta de la aseguradora" in line]
    assert waiting.split()[0] == "7" and waiting.split()[-1] == "5"
    sums = {sums.get("insurer"): sums for sums in office.json("claims", "--money")["sums"]}
    units = {insurer: {name: int(value.get("units", 0)) for name, value in one.items()
                       if isinstance(value, dict)} for insurer, one in sums.items()}
    assert units["MAPFRE"]["claimed"] == 5_500_000 and not units["MAPFRE"].get("paid")
    assert {name: units["LA_EQUIDAD"][name] for name in (
        "claimed", "paid", "applied", "condoned", "refused")} == {
        "claimed": 6_000_000, "paid": 2_700_000, "applied": 2_700_000, "condoned": 300_000,
        "refused": 3_000_000}
    assert int(sums["LA_EQUIDAD"]["claimsRefused"]) == 1
    csv = office.ok("claims", "--money", "--csv").splitlines()
    assert csv[0].startswith("Aseguradora,Causa,Casos,Reclamado,Pagado")
    assert any(line.startswith("MAPFRE,Fallecimiento,1,5500000.00,0.00") for line in csv)
    text = office.ok("claims", "--money")
    assert "11.500.000" in text and "Fallecimiento" in text
    assert "5 Revisar" not in office.ok("claims", "--milestone", "7")
    before = office.json("claims", 1)["goodFor"]["position"]
    append(office, 4, claim.covered(dismissed(claimed="2019-04-06"), months=6))
    assert waits_for(office, 4) == "TYPIFIED"
    then = office.json("claims", 4, "--as-of", before)["page"]
    assert then["milestone"] == "COVERAGE_DETERMINED"
    assert office.ok("claims", "next").startswith("5 (claim-00000005)")
    assert office.json("claims", "--limit", 1, "--after", 2)["rows"][0]["number"] == 3


def test_wrong_use_is_told(desk):
    assert_refused(desk.cli("claims", "417"), NOT_FOUND, "00000417")
    for arguments in (
        ("0",), ("x",), ("--milestone", "10"), ("--cause", "robo"), ("--insurer", "sura"),
        ("--money", "--missing"), ("--prescriptions", "pronto"), ("--after", "zz"),
    ):
        assert_refused(desk.cli("claims", *arguments), USAGE)


# With the credits of the client

DUES = ["2018-12-05", "2019-01-05", "2019-02-05", "2019-03-05", "2019-04-05", "2019-05-05"]


def test_what_a_claim_pays_is_seen_on_the_credit_and_in_the_monthly_report(office):
    """Six instalments of 125,000; the first three are paid, the client dies on 10 March."""
    loans_stream = credit.stream(claim.CEDULA)
    append_to(
        office, loans_stream, credit.registered(claim.CEDULA),
        credit.granted("F-100", DUES, disbursed="2018-11-05"),
        credit.paid("p-1", 375_000, "2019-02-05", invoice="F-100"))
    append_to(office, credit.REPORT, credit.reporting("2019-04"))
    facts = died(claimed="2019-04-01")
    append(office, 9, *claim.until_assigned(9, facts),
           claim.received("ID_COPY", "DEATH_CERTIFICATE"))
    # The saldo insoluto is the ledger's: capital of three instalments, and what of the fourth is due.
    for amount in (324_999, 325_001):
        text = refusal(office, 9, claim.certified({"F-100": amount}))
        assert "[claim.not-the-ledgers]" in text and "325000" in text
    append(office, 9, claim.certified({"F-100": 325_000}), claim.sent(),
           claim.submitted(325_000), claim.answered("PAYS"), claim.announced(320_000),
           claim.confirmed(320_000))
    applications = [{"invoice": "F-100", "concepts": [
        claim.line("CAPITAL", paid=300_000), claim.line("INTEREST", paid=20_000),
        claim.line("CHARGES", condoned=5_000)]}]
    applied = claim.applied(applications=applications)
    assert "[claim.not-linked]" in refusal(office, 9, applied)
    append_to(office, loans_stream, credit.linked(claim.stream(9)))
    before = office.json("status")["head"]
    append(office, 9, applied)

    def owed(date, *more):
        (one,) = office.json("credits", claim.CEDULA, "--date", date, *more)["page"]["obligations"]
        return int(one["balance"]["total"].get("units", 0))

    # With effect from the day of the death, as it is known now and as it was known before.
    assert (owed("2019-03-09"), owed("2019-03-09", "--as-of", before)) == (325_000, 325_000)
    assert (owed("2019-03-10"), owed("2019-03-10", "--as-of", before)) == (0, 325_000)
    append_to(office, loans_stream, credit.written_down(
        "b-1", None, [], invoice="F-100", claim=claim.stream(9)))
    (one,) = office.json("credits", claim.CEDULA)["page"]["obligations"]
    assert one["state"] == "OBLIGATION_STATE_PAZ_Y_SALVO"
    # The month's report to the insurer: another client's covered obligation is in it, this one is not.
    other = "52987654"
    append_to(office, credit.stream(other), credit.registered(other),
              credit.granted("F-7", ["2019-05-05", "2019-06-05"], disbursed="2019-04-01"))
    office.advance("2019-05-02T10:00:00-05:00")
    until(lambda: office.json("credits", "--reports").get("months"), "April is closed")
    report = office.json("credits", "--report", "2019-04")
    assert (report["obligations"], report["total"]["units"]) == (1, 200_000)
    assert "F-7" in office.ok("credits", "--report", "2019-04")


def test_the_months_of_a_pool_are_applied_to_the_credit_on_their_due_dates(office):
    """Twelve instalments of 125,000, four of them paid when the client is dismissed on 10 March."""
    dues = ["2018-12-05"] + [f"2019-{month:02}-05" for month in range(1, 12)]
    loans_stream = credit.stream(claim.CEDULA)
    append_to(
        office, loans_stream, credit.registered(claim.CEDULA),
        credit.granted("F-100", dues, disbursed="2018-11-05"),
        credit.paid("p-1", 500_000, "2019-03-05", invoice="F-100"))
    facts = dismissed(claimed="2019-04-01")
    append(office, 8, *claim.until_submitted(
        8, facts, months=6, amount=800_000, claimed=750_000), claim.answered("PAYS"),
        claim.announced(750_000), claim.confirmed(750_000))
    append_to(office, loans_stream, credit.linked(claim.stream(8)))
    instalment = [{"invoice": "F-100", "concepts": [
        claim.line("CAPITAL", paid=100_000), claim.line("INTEREST", paid=20_000),
        claim.line("CHARGES", paid=5_000)]}]
    append(office, 8, claim.pooled(
        [], "2019-04-05", 5, months=[{"applications": instalment}] * 6))

    def owed_and_waiting():
        page = office.json("credits", claim.CEDULA)["page"]
        (one,) = page["obligations"]
        return (int(one["balance"]["total"].get("units", 0)),
                int(page["row"].get("pool", {}).get("units", 0)), page["row"].get("daysPastDue", 0))

    # The pool moves nothing on the credit; each month does, and keeps it al día.
    assert owed_and_waiting() == (800_000, 750_000, 0)
    for index, due in enumerate(dues[4:10]):
        office.advance(f"{due}T12:00:00-05:00")
        left = 5 - index
        assert owed_and_waiting() == (700_000 - 100_000 * index, 125_000 * left, 0), due
    assert waits_for(office, 8) == "ENDED_UP_TO_DATE"
    office.advance("2019-10-06T00:00:00-05:00")
    assert owed_and_waiting() == (225_000, 0, 1)


# Published data

def test_a_published_claims_register_does_not_fit_and_the_report_says_why(
        new_daemon, shared_data):
    """Damage to cars and homes: none of the four causes, and most payments are no exact amounts."""
    file = shared_data("event-logs/chainladder_prism_claims.csv.gz")
    with gzip.open(file, "rt") as text:
        rows = list(csv.DictReader(text))
    def is_paid(row):
        return Decimal(row["Paid"]) > 0

    def is_exact(row):
        return Decimal(row["Paid"]) % Decimal("0.01") == 0

    assert len(rows) == 34_244
    assert sum(is_paid(row) for row in rows) == 28_978
    assert sum(not is_exact(row) for row in rows) == 23_037
    kinds = Counter(
        f"causa «{row['Line']} {row['Type']}», {'pagada' if is_paid(row) else 'sin pago'}"
        for row in rows if is_exact(row))

    daemon = new_daemon().start()
    mapping = ROOT / "examples/prism-claims.mapping.json"
    report = daemon.json("import", file, "--mapping", mapping, seconds=300)
    assert (report["rows"], report["cases"]) == (34_244, 34_244)
    assert (report["accepted"], report["refused"], report["skipped"]) == (0, 11_207, 23_037)
    assert report["skips"] == [
        {"reason": "paid: no es un importe exacto de la moneda", "count": 23_037}]
    (rule,) = report["refusals"]
    assert rule == {"code": "claim.fields-missing", "count": 11_207,
                    "source": "claims: Milestones, in order, with who"}
    assert {kind["label"]: kind["count"] for kind in report["refusedKinds"]} == kinds
    # What the mapping says of itself is what came of it.
    comment = " ".join(json.loads(mapping.read_text())["comment"])
    for number in ("34.244", "28.978", "23.037", "11.207", "5.941", "5.266", "6.626", "4.581"):
        assert number in comment
    assert daemon.json("claims").get("cells", []) == []
