"""Onboarding of accounts on the running daemon: from the prospect to a live account, what is refused
and why, the deadlines, and what the command line shows of it."""

import csv
import gzip
import json
from collections import Counter

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import account
from support.daemon import ROOT, assert_refused
from support.waiting import until

# A Monday, 10:00 in Bogotá.
START = "2026-03-02T10:00:00-05:00"
USAGE, NOT_FOUND = 64, 66


@pytest.fixture
def office(new_daemon):
    return new_daemon(START).start()


def append(daemon, number, *events):
    with daemon.client() as client:
        for event in events:
            client.append_events(
                account.stream(number), events=[event], current_version=StreamState.ANY)


def refusal(daemon, number, event):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, number, event)
    return str(refused.value)


def passed(daemon, number):
    """The deadlines that the daemon recorded as passed."""
    with daemon.client() as client:
        return [
            json.loads(event.data)
            for event in client.get_stream(account.stream(number))
            if event.type == "account.v1.DeadlinePassed"
        ]


def board(daemon):
    """Bucket and count, as the board tells them."""
    counts = daemon.json("accounts")["counts"]
    return {
        value: int(count["count"])
        for count in counts
        for key, value in count.items()
        if key not in ("count", "oldest")
    }


def tasks(daemon, area):
    rows = daemon.json("accounts", "--area", area).get("rows", [])
    return sorted(row["task"]["step"] for row in rows)


def test_from_the_prospect_to_a_live_account_that_has_paid(office):
    append(office, 42, *account.until_requirements(42), account.quote_requested())
    assert tasks(office, "comercial") == ["1", "3"]
    assert tasks(office, "operaciones") == ["3"]
    append(office, 42, account.able(), account.quote_sent(), *account.before_contract())
    assert tasks(office, "cliente") == ["5"]
    assert "account.needs-first" in refusal(office, 42, account.loaded())
    append(office, 42, account.contract(quote="COT-1"), account.communication())
    append(office, 42, *account.line(), *account.until_configured())
    append(office, 42, account.tested(passed=False))
    assert tasks(office, "TI") == ["8"]
    append(office, 42, account.configured(), account.tested())
    append(office, 42, *account.until_launch()[:-1], *account.amendment())
    append(office, 42, account.released())
    page = office.json("accounts", "42")["page"]
    assert "live" not in page["standing"]
    append(office, 42, account.launched())
    page = office.json("accounts", "42")["page"]
    assert "live" in page["standing"]
    append(office, 42, *account.invoice_acts())
    append(office, 42, account.event("InvoicePaid", account.FINANCIERA, invoice="FV-1"),
           account.event("SatisfactionMeasured", account.GERENTE, result="4,6 de 5"))
    assert board(office) == {
        "ACCOUNT_SITUATION_LIVE": 1, "ACCOUNT_QUOTE_STATUS_SENT": 1,
        "ACCOUNT_INVOICE_STATUS_PAID": 1, "ACCOUNT_AMENDMENT_STATUS_IN_FORCE": 1}
    text = office.ok("accounts", "42")
    for words in ("Seguros Peñalosa S.A.", "En servicio", "Falta: garantía", "S8 Lanzamiento comunicado",
                  "9 Pruebas del número", "No entra"):
        assert words in text
    assert "account.taken-already" not in text
    office.assert_healthy()


def test_what_is_out_of_order_or_of_another_area_is_refused_with_what_is_allowed(office):
    append(office, 7, account.opened(7))
    early = refusal(office, 7, account.able())
    assert "[account.out-of-order]" in early and "allowed here: 1" in early
    assert "source: onboarding: Commercial phase" in early
    other = refusal(office, 7, account.event(
        "ProspectProfiled", account.TI, profile="Banco", location="Cali"))
    assert "[account.other-area]" in other
    assert "allowed here: Gerente Comercial, Comercial" in other
    append(office, 7, account.before_contract()[0])
    assert "[account.taken-already]" in refusal(office, 7, account.before_contract()[0])
    missing = refusal(office, 7, account.event("ContactMade", account.GERENTE))
    assert "[account.fields-missing]" in missing and "started_by, channel" in missing
    daemons = account.event("DeadlinePassed", account.GERENTE, quote="COT-1")
    assert "[account.system-role-reserved]" in refusal(office, 7, daemons)
    # The number of an invoice counts once among all accounts.
    for number in (8, 9):
        append(office, number, *account.until_requirements(number), account.able(),
               account.contract(), account.communication())
    append(office, 8, account.invoice_acts()[0])
    taken = refusal(office, 9, account.invoice_acts()[0])
    assert "[account.invoice-taken]" in taken and "account-00000008" in taken


def test_a_quote_that_is_not_sent_within_its_week_is_late_and_taken_all_the_same(office):
    append(office, 1, *account.until_requirements(1), account.quote_requested(), account.able())
    append(office, 2, *account.until_requirements(2), account.quote_requested(), account.able())
    rows = office.json("accounts", "--quotes", "--status", "por-enviar")["rows"]
    assert [row["quote"]["due"] for row in rows] == ["2026-03-10T05:00:00Z"] * 2
    office.advance("2026-03-09T23:59:59-05:00")
    append(office, 2, account.quote_sent())
    office.advance("2026-03-10T00:00:00-05:00")
    (late,) = until(lambda: passed(office, 1), "the quote is late")
    assert late["quote"] == "COT-1"
    assert late["escalation"]["rule"] == "quote-week"
    assert late["escalation"]["addressee"] == "Director Ejecutivo"
    assert late["escalation"]["fired"] == "2026-03-10T05:00:00Z"
    assert passed(office, 2) == []
    assert "Tardía" in office.ok("accounts", "--quotes", "--status", "tardia")
    append(office, 1, account.quote_sent())
    (row,) = office.json("accounts", "--quotes", "--status", "enviada-tarde")["rows"]
    assert (row["number"], row["quote"]["warnings"]) == (1, 1)
    office.advance("30d")
    assert len(passed(office, 1)) == 1 and passed(office, 2) == []


def test_a_setting_escalates_a_step_and_the_contract_s_term_an_invoice(office):
    with office.client() as client:
        client.append_events("policy-account", current_version=StreamState.ANY, events=[
            account.NewEvent(
                type="policy.v1.FigureAdopted", content_type="application/json",
                data=json.dumps({
                    "actor": {"name": "Russell"}, "figure": "service-s1", "businessDays": 3,
                    "validFrom": "2026-03-01", "source": "acta 7-2026"}).encode())])
    append(office, 5, *account.until_requirements(5), account.able(), account.contract(),
           account.communication(), *account.invoice_acts())
    timers = {timer["rule"]: timer["due"] for timer in office.json("timers")["timers"]}
    assert timers == {
        "service-s1": "2026-03-06T05:00:00Z", "payment-term FV-1": "2026-04-02T05:00:00Z"}
    (task,) = [row["task"] for row in office.json("accounts", "--area", "comercial")["rows"]
               if row["task"]["step"] == "S1"]
    assert task["deadline"] == "2026-03-06T05:00:00Z"
    office.advance("2026-03-06T00:00:00-05:00")
    (step,) = until(lambda: passed(office, 5), "S1 is escalated")
    assert step["step"] == {"track": "SERVICE_START", "step": "S1"}
    assert step["escalation"]["source"] == "acta 7-2026"
    office.kill9()
    office.start(clock="2026-04-01T23:59:59-05:00")
    assert "Radicada" in office.ok("accounts", "--invoices")
    office.advance("2026-04-02T00:00:00-05:00")
    until(lambda: len(passed(office, 5)) == 2, "the invoice is overdue")
    (row,) = office.json("accounts", "--invoices", "--status", "vencida")["rows"]
    assert row["invoice"]["invoice"] == "FV-1"
    # Paid in time by its effective time, it is written down late.
    append(office, 5, account.event(
        "InvoicePaid", account.FINANCIERA, effective="2026-03-30T09:00:00-05:00", invoice="FV-1"))
    assert board(office)["ACCOUNT_INVOICE_STATUS_PAID"] == 1


def test_lists_go_on_from_page_to_page_and_as_they_were(office):
    for number in (3, 1, 2):
        append(office, number, account.opened(number))
    first = office.json("accounts", "--list", "--limit", "2")
    assert [row["number"] for row in first["rows"]] == [1, 2]
    text = office.ok("accounts", "--list", "--limit", "2")
    after = text.split("--after ")[1].strip()
    rest = office.json("accounts", "--list", "--limit", "2", "--after", after)
    assert [row["number"] for row in rest["rows"]] == [3] and "next" not in rest
    position = office.json("accounts")["goodFor"]["position"]
    append(office, 2, *account.until_requirements(2)[1:])
    assert tasks(office, "comercial").count("3") == 1
    before = office.json("accounts", "--area", "comercial", "--as-of", position)["rows"]
    assert [row["task"]["step"] for row in before] == ["1"] * 6
    csv = office.ok("accounts", "--area", "todas", "--csv").splitlines()
    assert csv[0].startswith("Cuenta,Cliente,Área,Tabla,Paso")
    assert len(csv) == 1 + 7


def test_wrong_use_is_told(office):
    assert_refused(office.cli("accounts", "42"), NOT_FOUND, "#00000042")
    for arguments in (
        ("0",), ("x",), ("--area", "marte"), ("--quotes", "--status", "azul"),
        ("--quotes", "--invoices"), ("--status", "tardia"), ("--list", "--after", "zz"),
    ):
        assert_refused(office.cli("accounts", *arguments), USAGE)


def test_a_published_onboarding_log_goes_in_as_far_as_it_fits(new_daemon, shared_data, tmp_path):
    """A bank's: no quotes, contracts, coverages or lines. What there is of a commercial phase goes in;
    what follows an approval needs the contract, and is refused."""
    with gzip.open(shared_data("event-logs/ibm_client_onboarding.csv.gz"), "rt") as file:
        rows = list(csv.reader(file))
    cases = list(dict.fromkeys(row[0] for row in rows[1:]))[::97]
    some = [row for row in rows[1:] if row[0] in set(cases)]
    small = tmp_path / "log.csv"
    with small.open("w", newline="") as file:
        csv.writer(file).writerows([rows[0], *some])
    count = Counter(row[1] for row in some)
    approved = count["Update Backend Systems"]
    rejected = len(cases) - approved
    assert approved and rejected and count["Upload Missing Documents"]

    daemon = new_daemon().start()
    mapping = ROOT / "examples/ibm-onboarding.mapping.json"
    report = daemon.json("import", small, "--mapping", mapping)
    assert report["rows"] == len(some) and report["cases"] == len(cases)
    assert report["skipped"] == (
        count["Determine Missing Document"] + count["Scoreboarding"]
        + count["Review Request Manually"])
    assert report["refused"] == 2 * approved == count["Four-eyes Check"] + approved
    assert report["accepted"] == len(some) - report["skipped"] - report["refused"]
    assert {refusal["code"] for refusal in report["refusals"]} == {"account.out-of-order"}
    assert {refusal["source"] for refusal in report["refusals"]} == {
        "onboarding: Incorporation of a new account", "onboarding: Commercial phase"}
    counts = board(daemon)
    assert counts["ACCOUNT_SITUATION_PROSPECT"] == approved
    assert counts["ACCOUNT_SITUATION_CLOSED"] == rejected
    again = daemon.json("import", small, "--mapping", mapping)
    assert (again["accepted"], again["repeated"]) == (report["accepted"], report["accepted"])
