"""Credits and their collection on the running daemon: what a client owes on any day, what is refused
and why, the deadlines that pass, and what the command line shows of it."""

import json

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import credit

CEDULA = "1098765432"
DUES = ["2018-08-15", "2018-09-15", "2018-10-15", "2018-11-15", "2018-12-15", "2019-01-15"]
REPORT = "credit-informe"
USAGE, NOT_FOUND = 64, 66


@pytest.fixture
def office(new_daemon):
    """10:00 in Bogota, with one client and one obligation."""
    daemon = new_daemon("2018-07-15T10:00:00-05:00").start()
    append(daemon, credit.registered(CEDULA), credit.granted("F-1", DUES))
    return daemon


def append(daemon, *events, stream=credit.stream(CEDULA)):
    with daemon.client() as client:
        client.append_events(stream, events=list(events), current_version=StreamState.ANY)


def refusal(daemon, event, stream=credit.stream(CEDULA)):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, event, stream=stream)
    return str(refused.value)


def page(daemon, *options):
    return daemon.json("credits", CEDULA, *options)["page"]


def total(obligation):
    return int(obligation["balance"]["total"].get("units", 0))


def passed(daemon, stream):
    """The deadlines that the daemon recorded as passed."""
    with daemon.client() as client:
        return [
            json.loads(event.data) for event in client.get_stream(stream)
            if event.type == "credit.v1.DeadlinePassed"
        ]


def test_a_backdated_payment_gives_every_pair_of_days_its_balance(office):
    office.advance("2018-09-20T10:00:00-05:00")
    before = office.json("status")["head"]
    append(office, credit.paid("p-1", 125_000, "2018-08-15"))

    def owed(date, *as_of):
        return total(page(office, "--date", date, *as_of)["obligations"][0])

    then = ["--as-of", before]
    assert (owed("2018-08-14"), owed("2018-08-14", *then)) == (600_000, 600_000)
    assert (owed("2018-08-15"), owed("2018-08-15", *then)) == (500_000, 625_000)
    assert (owed("2018-09-15"), owed("2018-09-15", *then)) == (525_000, 650_000)
    assert page(office)["row"]["daysPastDue"] == 5
    assert page(office, *then)["row"]["daysPastDue"] == 36


def test_what_is_refused_names_its_rule(office):
    office.advance("2018-09-20T10:00:00-05:00")
    # Interest and charges of both instalments come first, so the older one is not paid: band 2.
    append(office, credit.paid("p-1", 125_000, "2018-09-20"))
    other = "credit-52987654"
    append(office, credit.registered("52987654"), credit.granted("F-2", DUES), stream=other)
    for event, code in [
        (credit.paid("p-2", 1_000, "2018-09-20", reference="b-p-1"), "credit.counted-already"),
        (credit.paid("p-2", 1_000, "2018-09-21"), "credit.in-the-future"),
        (credit.paid("p-2", 1_000, "2018-07-14"), "credit.before-disbursement"),
        (credit.paid("p-2", 625_001, "2018-09-20"), "credit.exceeds-debt"),
        (credit.granted("F-2", DUES), "credit.counted-already"),
        (credit.certified("C-1", "2018-09-20", {"F-1": 1}), "credit.not-the-ledgers"),
        (credit.assigned(1, "DIRECTOR_COBRANZA_TEMPRANA"), "credit.other-band"),
        (credit.assigned(2, "DIRECTOR_COBRANZA_AVANZADA"), "credit.not-entitled"),
        (credit.reversed("r-1", "p-9"), "credit.id-unknown"),
        (credit.written_down("b-1", "p-1", []), "credit.still-owed"),
        (credit.reporting("2018-07"), "credit.other-stream"),
    ]:
        assert code in refusal(office, event), code
    # The same transfer, in the stream of somebody else.
    twice = credit.paid("p-1", 1_000, "2018-09-20", invoice="F-2")
    assert "credit.counted-already" in refusal(office, twice, stream=other)
    append(office, credit.certified("C-1", "2018-09-20", {"F-1": 525_000}))


def test_an_obligation_is_written_down_with_its_payment_and_condonation(office):
    office.advance("2018-12-03T10:00:00-05:00")
    append(office, credit.paid("p-1", 600_000, "2018-09-20", concepts={"CAPITAL": 600_000}))
    append(office, credit.condoned("c-1", {"INTERESES": 40_000, "CARGOS": 10_000}, "2018-09-20"))
    append(office, credit.written_down("b-1", "p-1", ["c-1"]))
    obligation = page(office)["obligations"][0]
    assert obligation["state"] == "OBLIGATION_STATE_PAZ_Y_SALVO"
    assert total(obligation) == 0
    assert total(page(office, "--date", "2018-09-19")["obligations"][0]) == 650_000
    assert office.json("credits").get("rows", []) == []
    assert len(office.json("credits", "--closed")["rows"]) == 1
    assert "credit.closed" in refusal(office, credit.paid("p-2", 1, "2018-12-03"))


def test_a_promise_that_is_not_kept_and_the_monthly_report(office):
    append(office, credit.reporting("2018-07"), stream=REPORT)
    office.advance("2018-08-20T10:00:00-05:00")
    assert [event["closedMonth"] for event in passed(office, REPORT) if "closedMonth" in event] == [
        "2018-07"]
    # Five business days after 1 August, the 7th being a holiday.
    (late,) = [event for event in passed(office, REPORT) if "unsentMonth" in event]
    assert late["escalation"]["due"] == "2018-08-10T05:00:00Z"
    append(office, credit.report_sent("2018-07", 1, 600_000), stream=REPORT)
    assert "credit.not-closed" in refusal(
        office, credit.report_sent("2018-08", 1, 600_000), stream=REPORT)

    append(office, credit.promised("g-1", 125_000, "2018-08-24"))
    office.advance("2018-08-24T23:59:59-05:00")
    assert passed(office, credit.stream(CEDULA)) == []
    office.advance("2018-08-25T00:00:00-05:00")
    (broken,) = passed(office, credit.stream(CEDULA))
    assert broken["promise"] == "g-1"
    assert broken["escalation"]["rule"] == "promise-not-kept"
    (row,) = office.json("credits", "--agenda")["rows"]
    assert row["promiseOutcome"] == "PROMISE_OUTCOME_NOT_KEPT"

    append(office, credit.promised("g-2", 125_000, "2018-08-30"))
    append(office, credit.paid("p-1", 125_000, "2018-08-25"))
    office.advance("2018-09-02T00:00:00-05:00")
    assert len(passed(office, credit.stream(CEDULA))) == 1

    july = office.json("credits", "--report", "2018-07")
    assert (july["obligations"], july["total"]["units"]) == (1, 600_000)
    august = office.json("credits", "--report", "2018-08")
    assert august["total"]["units"] == 500_000
    assert august["month"]["month"] == "2018-08" and "closed" in august["month"]
    months = office.json("credits", "--reports")["months"]
    assert [("sent" in month, "late" in month) for month in months] == [(True, True), (False, False)]


def test_the_portfolio_by_band_follows_the_figures(office):
    office.advance("2018-09-14T10:00:00-05:00")

    def bands():
        return {
            band.get("band", 0): band["outstanding"]["units"]
            for band in office.json("credits", "--portfolio")["bands"] if band.get("obligations")}

    assert bands() == {1: 625_000}
    append(office, credit.event("policy.v1.FigureAdopted", {
        "actor": {"name": "Gerencia"}, "figure": "band-1-last-day", "count": 20,
        "validFrom": "2018-09-14", "source": "Acta 3"}), stream="policy-credit")
    assert bands() == {2: 625_000}
    append(office, credit.assigned(2, "DIRECTOR_COBRANZA_TEMPRANA"))
    (row,) = office.json("credits", "--band", "2", "--adviser", "nquintero")["rows"]
    assert row["cedula"] == CEDULA


def test_the_screens(office):
    office.advance("2018-09-20T10:00:00-05:00")
    append(office, credit.paid("p-1", 125_000, "2018-09-20"))
    for options, words in [
        ([], ["Clientes con crédito", CEDULA, "525.000"]),
        ([CEDULA], ["Íngrid Peña Ñúñez", "Factura F-1", "Desembolso", "amparada"]),
        (["--portfolio"], ["Cartera por franja de mora", "temprana", "360 y más"]),
        (["--agenda"], ["Agenda de cobranza", CEDULA]),
        (["--report", "2018-08"], ["Reporte de saldos insolutos 2018-08", "Amparadas: 1"]),
        (["--reports"], ["No ha cerrado ningún mes."]),
    ]:
        screen = office.ok("credits", *options)
        for word in words:
            assert word in screen, (options, word)
    csv = office.ok("credits", "--report", "2018-08", "--csv").splitlines()
    assert csv[0].startswith("Cédula,Cliente,Nacimiento,Factura")
    assert csv[1].startswith(f"{CEDULA},Íngrid Peña Ñúñez,1980-02-29,F-1")
    assert office.cli("credits", "12").returncode == USAGE
    assert office.cli("credits", "999").returncode == NOT_FOUND
    assert office.cli("credits", "--portfolio", "--agenda").returncode == USAGE
