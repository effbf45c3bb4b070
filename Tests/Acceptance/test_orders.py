"""Post-sale requests on the running daemon: each procedure from its receipt to its end, what is refused
and why, what happens by itself, and the indicators."""

import csv
import gzip
import json
import os
from collections import Counter
from datetime import datetime, timedelta

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import order
from support.daemon import ROOT, assert_refused

# A Wednesday, 11:00 in Cochabamba.
START = "2026-03-11T11:00:00-04:00"
USAGE, NOT_FOUND = 64, 66


@pytest.fixture
def office(new_daemon):
    return new_daemon(START).start()


def append(daemon, number, *events):
    with daemon.client() as client:
        for event in events:
            client.append_events(
                order.stream(number), events=[event], current_version=StreamState.ANY)


def refusal(daemon, number, event):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, number, event)
    return str(refused.value)


def happened(daemon, stream, kind):
    """The payloads of a stream's events of one kind."""
    with daemon.client() as client:
        return [
            json.loads(event.data) for event in client.get_stream(stream)
            if event.type == f"order.v1.{kind}"]


def passed(daemon, number):
    """The time limits that passed, in order, with the time at which they were due."""
    return [
        (event["escalation"]["rule"], event["escalation"]["due"])
        for event in happened(daemon, order.stream(number), "DeadlinePassed")]


def row(daemon, number):
    return daemon.json("orders", number)["page"]["row"]


# Each procedure from its receipt to its end


def test_every_procedure_goes_from_its_receipt_to_its_end(office):
    ended = Counter()
    for number, (name, steps) in enumerate(order.WALKS.items(), start=1):
        letter = name[0]
        contract = {"contract": f"C-{number}"}
        append(office, number, order.received(number, letter, **contract))
        append(office, number, *order.walk(name))
        shown = row(office, number)
        early = "EARLY" in (steps[-1] if isinstance(steps[-1], str) else steps[-1][0])
        assert shown["end"] == ("EARLY" if early else "DONE"), name
        assert "step" not in shown, name
        ended[letter, shown["end"]] += 1
    assert {letter for letter, _ in ended} == set(order.PROCEDURES)
    assert {letter for letter, end in ended if end == "DONE"} == set(order.PROCEDURES)
    board = {
        (cell["procedure"], cell["end"]): int(cell["count"])
        for cell in office.json("orders")["cells"]}
    assert board == {
        (order.PROCEDURES[letter], end): count for (letter, end), count in ended.items()}
    # A withdrawal ends at GC, and the papers that came back are archived after it.
    withdrawn = list(order.WALKS).index("H, withdrawn") + 1
    append(office, withdrawn, order.event("DocumentsArchived", {"actor": order.person("EE")}))
    assert office.json("orders", withdrawn)["page"]["archived"]
    text = office.ok("orders", withdrawn)
    for words in ("H Retiro de productos", "concluida", "H13 Cobro del equipo", "Bs 350,00",
                  "Última factura: 4401234 Bs 110,00", "OT-1 cerrado", "el archivo"):
        assert words in text, text
    office.assert_healthy()


def test_a_reconnection_changes_the_suspension_and_tells_when_what_returns(office):
    tv = [order.product("MULTIPACK")]
    append(office, 1, order.received(1, "D", products=tv), *order.walk("D, suspension"))
    append(office, 2, order.received(2, "D", products=tv, reconnection={"suspension": "1"}))
    append(office, 2, *map(order.row, ["D1 yes EE D2", "D2 reconnection GC D5"]))
    dated = order.step("D5 done GC D8", reconnectionDate={"date": "2026-05-02"})
    assert "[order.reconnection-date-differs]" in refusal(office, 2, dated)
    append(office, 1, order.event("ReconnectionDateChanged", {
        "actor": order.person("GC"), "date": "2026-05-02", "reconnection": "2"}))
    append(office, 2, dated)
    times = [
        {"product": "4401234", "service": service, "within": within}
        for service, within in [
            ("SERVICE_LINEA", "AT_ONCE"), ("SERVICE_INTERNET", "AT_ONCE"),
            ("SERVICE_TV", "WITHIN_24_HOURS")]]
    told = {"returnTimes": {"times": times}}
    wrong = {"returnTimes": {"times": [*times[:2], times[2] | {"within": "AT_ONCE"}]}}
    assert "[order.return-time-differs]" in refusal(
        office, 2, order.step("D8 done EE D9", **wrong))
    append(office, 2, order.step("D8 done EE D9", **told))
    # Copper: the television within 24 hours of the change, told to the Responsable if nobody called.
    office.advance("25h")
    assert ("cable-tv-reconnection", "2026-03-12T15:00:00Z") in passed(office, 2)
    append(office, 2, order.row("D9 confirmed EE DONE"))


# What is refused


def test_a_step_by_another_role_or_out_of_its_place_is_refused_with_what_is_allowed(office):
    append(office, 147, order.received(147, "A"), order.row("A2 done EE A3"))
    other = refusal(office, 147, order.row("A3 complete GC A5"))
    assert "[order.other-role]" in other and "allowed here: EE" in other
    assert "source: postsale: A" in other
    early = refusal(office, 147, order.step("A5 done GC A6", charge={"amount": order.bob(15)}))
    assert "[order.step-not-open]" in early and "allowed here: A3" in early
    unknown = refusal(office, 147, order.row("A3 maybe EE A5"))
    assert "[order.outcome-unknown]" in unknown and "missing, complete" in unknown
    assert "[order.place-differs]" in refusal(office, 147, order.row("A3 complete EE A6"))
    daemons = order.event("DeadlinePassed", {"actor": order.person("EE"), "step": "A3"})
    assert "[order.daemon-only]" in refusal(office, 147, daemons)
    natural = order.received(148, "A", client={
        "document": "CEDULA_DE_IDENTIDAD", "number": "4411223", "name": "Óscar Ñúñez"})
    assert "[order.natural-person]" in refusal(office, 148, natural)
    assert "[order.channel-not-taken]" in refusal(
        office, 148, order.received(148, "B", channel="CARTA"))


def test_one_suspension_a_year_and_four_months_at_most(office):
    append(office, 1, order.received(1, "D"), *order.walk("D, suspension"))
    append(office, 2, order.received(2, "D"))
    append(office, 2, *map(order.row, ["D1 yes EE D2", "D2 suspension GC D3"]))
    second = refusal(office, 2, order.row("D3 yes GC D4"))
    assert "[order.suspended-this-year]" in second and "order-00000001" in second
    earlier = order.step("D3 no GC D7", earlierSuspension={"number": "1"})
    append(office, 2, earlier, order.row("D7 done EE EARLY"))
    # Another year, and another product, are others.
    for number, change in [
        (3, {"suspension": {"start": "2027-01-04", "end": "2027-05-04"}}),
        (4, {"products": [order.product(number="4409999")]})]:
        append(office, number, order.received(number, "D", **change))
        append(office, number, *map(
            order.row, ["D1 yes EE D2", "D2 suspension GC D3", "D3 yes GC D4"]))
    too_long = refusal(office, 3, order.step(
        "D4 done GC D6", suspensionTerm={"start": "2027-01-04", "end": "2027-05-05"}))
    assert "[order.suspension-too-long]" in too_long and "2027-05-04" in too_long
    append(office, 3, order.step(
        "D4 done GC D6", suspensionTerm={"start": "2027-01-04", "end": "2027-05-04"}))


def test_charges_and_the_last_invoice_are_as_computed(office):
    # Two earlier months at Bs 12, the current one is free; with two lines twice as much.
    append(office, 1, order.received(1, "G"))
    append(office, 1, *map(order.row, order.WALKS["G, own lines"][:2]))
    for amount in (12, 36):
        wrong = order.step(
            "G5 done EE G6", charge={"amount": order.bob(amount)}, documentsMove="HANDED_OVER")
        told = refusal(office, 1, wrong)
        assert "[order.wrong-amount]" in told and "24" in told
    append(office, 1, order.row(order.WALKS["G, own lines"][2]))
    # Received on 11 March: 11 of 31 days; telephony whole; of a Multipack Bs 70 whole.
    for number, (kind, monthly, right) in enumerate([
        ("INTERNET", order.bob(310), order.bob(110)),
        ("TELEFONIA_FIJA", order.bob(310), order.bob(310)),
        ("HSPA", order.bob(99), order.bob(99)),
        ("DUO_PACK", order.bob(200), order.bob(70, 970_000_000)),
        ("MULTIPACK", order.bob(380), order.bob(180)),
    ], start=2):
        append(office, number, order.received(number, "H", products=[order.product(kind)]))
        append(office, number, *map(order.row, order.WALKS["H, withdrawn"][:5]))

        def invoice(amount):
            line = {"product": "4401234", "monthly": monthly, "amount": amount}
            return order.step("H7 done GC H8", lastInvoice={"lines": [line]})

        cent_more = right | {"nanos": right.get("nanos", 0) + 10_000_000}
        assert "[order.wrong-amount]" in refusal(office, number, invoice(cent_more)), kind
        append(office, number, invoice(right))


# What happens by itself


def test_twenty_and_twenty_four_hours_are_told_to_the_responsable(office):
    append(office, 1, order.received(1, "B"))
    append(office, 2, order.received(2, "B"), *order.walk("B, early"))
    append(office, 3, order.received(3, "J"))
    listed = office.json("orders", "--procedure", "B")["rows"]
    assert [row["deadline"] for row in listed] == ["2026-03-12T11:00:00Z"]
    office.advance("2026-03-12T06:59:59-04:00")
    assert passed(office, 1) == []
    office.advance("1s")
    assert passed(office, 1) == [("attention-warning", "2026-03-12T11:00:00Z")]
    office.advance("2026-03-12T10:59:59-04:00")
    assert len(passed(office, 1)) == 1
    office.advance("1s")
    assert passed(office, 1)[1:] == [("attention-limit", "2026-03-12T15:00:00Z")]
    # What has ended, and what is our own initiative, waits for neither.
    assert passed(office, 2) == passed(office, 3) == []
    text = office.ok("orders", 1)
    assert "Atención en 24 horas" in text and "se avisa a Responsable Equipo Empresas" in text


def test_a_suspension_ends_by_itself_on_its_day(office):
    append(office, 1, order.received(1, "D"), *order.walk("D, suspension"))
    office.advance("2026-07-31T23:59:59-04:00")
    assert happened(office, order.stream(1), "ServiceReconnected") == []
    office.advance("1s")
    reconnected, = happened(office, order.stream(1), "ServiceReconnected")
    assert reconnected["date"] == "2026-08-01" and reconnected["products"] == ["4401234"]
    assert office.json("orders", 1)["page"]["suspension"]["reconnected"]


def test_a_damage_is_attended_the_same_day_and_commitments_within_the_week(office):
    append(office, 1, order.received(1, "E"))
    append(office, 1, *map(order.row, order.WALKS["E, repeated"][:3]))
    append(office, 2, order.received(2, "I"))
    append(office, 2, *map(order.row, order.WALKS["I, with debts"][:5]))
    append(office, 3, order.received(3, "E"))
    append(office, 3, *map(order.row, order.WALKS["E, solved from afar"][:5]))
    office.advance("2026-03-11T23:59:59-04:00")
    assert passed(office, 1) == []
    office.advance("1s")
    assert passed(office, 1) == [("damage-same-day", "2026-03-12T04:00:00Z")]
    assert passed(office, 3) == []
    office.advance("2026-03-18T23:59:59-04:00")
    assert passed(office, 2) == []
    office.advance("1s")
    assert passed(office, 2) == [("week-check", "2026-03-19T04:00:00Z")]
    append(office, 2, *map(order.row, order.WALKS["I, with debts"][5:]))


# The indicators


def months(daemon, *options):
    """Requests, effective, timely and both verdicts, by month and executive."""
    return {
        (verdict["figure"]["month"], verdict["figure"].get("executive", {}).get("key", "")): (
            int(verdict["figure"]["requests"]), int(verdict["figure"].get("effective", 0)),
            int(verdict["figure"].get("timely", 0)), verdict.get("eficaciaAccepted", False),
            verdict.get("oportunidadAccepted", False))
        for verdict in daemon.json("kpi", *options).get("verdicts", [])}


def test_the_indicators_of_the_month_are_shown_closed_and_corrected(office):
    assert "No se recibieron solicitudes" in office.ok("kpi")
    append_round(office)
    noe = ("EE-2", "Noé Quispe")
    # Exactly 24 hours are not under 24; a second less is.
    for number, (received, ended, executive) in enumerate([
        ("2026-03-01T00:00:00-04:00", "2026-03-01T23:59:59-04:00", ("EE-1", "Ximena Peña")),
        ("2026-02-28T23:59:59-04:00", "2026-03-01T23:59:59-04:00", noe),
        ("2026-03-02T10:00:00-04:00", "2026-03-03T10:00:00-04:00", noe),
    ], start=1):
        append(office, number, order.received(number, "L", received, executive))
        for line in order.WALKS["L, from afar"]:
            append(office, number, order.step(line, ended))
    append(office, 9, order.received(9, "J"))
    assert months(office, "--by-executive") == {
        ("2026-02", ""): (1, 1, 0, True, False), ("2026-02", "EE-2"): (1, 1, 0, True, False),
        ("2026-03", ""): (2, 2, 1, True, False), ("2026-03", "EE-1"): (1, 1, 1, True, True),
        ("2026-03", "EE-2"): (1, 1, 0, True, False)}
    assert office.json("kpi")["whole"] == {
        "requests": 3, "effective": 3, "timely": 1, "effectiveTimely": 1}
    office.advance("2026-04-02T00:00:00-04:00")
    assert [event["month"] for event in happened(office, "indicators-comteco", "MonthClosed")] == [
        "2026-02", "2026-03"]
    assert [event["month"] for event in happened(office, "indicators-comteco", "ProformasDue")] == [
        "2026-03", "2026-04"]
    # February was over when the round began: what came in later corrected it.
    assert "Corregidos después del cierre: 2026-02." in office.ok("kpi")
    text = office.ok("kpi", "--month", "2026-03")
    for words in ("2026-03", "100.00", "50.00", "Aceptado", "Observado", "Cerrados: 2026-03"):
        assert words in text, text
    # The client says later that it was not solved: the month is corrected, and the audit keeps both.
    append(office, 1, order.event("Reopened", {
        "actor": order.person("EE"), "interaction": {"text": "Sigue sin servicio."}}))
    assert months(office, "--month", "2026-03") == {("2026-03", ""): (2, 1, 0, False, False)}
    assert months(office, "--month", "2026-03", "--as-of", "2026-04-01")[
        "2026-03", ""] == (2, 2, 1, True, False)
    audit = office.json("kpi", "--audit", "--month", "2026-03")
    reported, = audit["closings"]
    assert int(reported["reported"][0]["effective"]) == 2
    change, = audit["changes"]
    assert int(change["number"]) == 1
    assert (int(change["before"]["effective"]), int(change["after"]["effective"])) == (2, 1)
    assert "Corregidos después del cierre: 2026-02, 2026-03." in office.ok("kpi")
    assert "Corrección" in office.ok("kpi", "--audit")
    rows = list(csv.DictReader(office.ok("kpi", "--csv").splitlines()))
    assert [row["Cierre"] for row in rows] == ["cerrado, corregido"] * 2
    # A circular lowers what is accepted from April on.
    with office.client() as client:
        client.append_events("policy-order", current_version=StreamState.ANY, events=[
            order.event("policy.v1.FigureAdopted", {
                "actor": {"name": "Noé Quispe"}, "figure": "eficacia-min",
                "percentHundredths": 5000, "validFrom": "2026-03-01", "source": "circular 9"})])
    assert months(office, "--month", "2026-03") == {("2026-03", ""): (2, 1, 0, True, False)}


def append_round(daemon):
    with daemon.client() as client:
        client.append_events("indicators-comteco", current_version=StreamState.NO_STREAM, events=[
            order.event("IndicatorsStarted", {
                "actor": order.person("RE"), "firstMonth": "2026-02"})])


# What the command line shows


def test_lists_schedule_and_portfolio_of_an_executive(office):
    noe = ("EE-2", "Noé Quispe")
    append(office, 1, order.received(1, "L"), *map(order.row, order.WALKS["L, visit"][:3]))
    append(office, 2, order.received(2, "E", executive=noe))
    append(office, 3, order.received(3, "B", executive=noe), *order.walk("B, early"))
    assert office.ok("orders", "next").strip() == "4 (order-00000004)"

    def numbers(*options):
        return [int(row["number"]) for row in office.json("orders", *options).get("rows", [])]

    assert numbers("--executive", "EE-2") == [2]
    assert numbers("--executive", "EE-2", "--ended") == [2, 3]
    assert numbers("--step", "L6") == numbers("--procedure", "l") == [1]
    assert numbers("--client", "1023275028", "--limit", "1") == [1]
    assert numbers("--client", "999") == []
    listed = office.ok("orders", "--executive", "EE-2", "--ended")
    assert "Noé Quispe" in listed and "E1 Recibe el daño" in listed
    assert "sin el servicio" in listed
    visits = office.ok("orders", "--visits", "EE-1")
    for words in ("Cronograma de visitas", "Ximena Peña", "2026-03-12 10:00",
                  "Panadería Ñuflo S.R.L.", "Noé Ibáñez", "Queru Queru", "timbre 2"):
        assert words in visits, visits
    assert "No hay visitas" in office.ok("orders", "--visits", "EE-1", "--from", "2026-03-13")
    portfolio = list(csv.DictReader(office.ok("orders", "--portfolio", "EE-2", "--csv").splitlines()))
    assert [(row["Contrato"], row["Abiertas"], row["Solicitudes"]) for row in portfolio] == [
        ("C-77", "1", "2")]
    board = office.ok("orders")
    assert "L6 Visita" in board and "AT" in board
    assert "No hay solicitudes" in office.ok("orders", "--as-of", "0")


def test_the_traffic_is_admitted_and_its_views_come_back_the_same(new_daemon):
    daemon = new_daemon("2026-01-05T08:00:00-04:00").start()
    told = daemon.ok(
        "generate", "--only", "orders", "--cases", "orders=40", "--days", "40", "--seed", "7",
        "--start", "2026-01-05", seconds=180)
    assert "0 pasos rechazados" in told
    before = daemon.digests()
    daemon.ok("rebuild", "--all")
    assert daemon.digests() == before
    shown = daemon.json("kpi")["verdicts"][0]
    assert shown["figure"]["month"] == "2026-01" and shown["closed"]
    daemon.assert_healthy()


def test_wrong_use_is_told(office):
    assert_refused(office.cli("orders", "12", "--visits", "EE-1"), USAGE, "one thing")
    assert_refused(office.cli("orders", "--procedure", "M"), USAGE, "choose one of A, B")
    assert_refused(office.cli("orders", "--step", "A1"), USAGE, "no step")
    assert_refused(office.cli("orders", "12"), NOT_FOUND, "00000012")
    assert_refused(office.cli("kpi", "--month", "2026-13"), USAGE, "no month")


# An incident log that others published

UCI = "event-logs/uci498_incident_event_log.csv.gz"
# Every so many cases, so that the tests stay short; 1 for all of them, as the README says.
SAMPLE = int(os.environ.get("EVENTD_UCI_EVERY", "40"))


def rows_of_some_cases(file):
    """The header, and the rows of every so many cases and of all that were reopened."""
    with gzip.open(file, "rt") as packed:
        header, *rows = csv.reader(packed)
    number, reopens = header.index("number"), header.index("reopen_count")
    cases = list(dict.fromkeys(row[number] for row in rows))
    chosen = set(cases[::SAMPLE])
    if SAMPLE > 1:
        chosen |= {row[number] for row in rows if int(row[reopens]) > 1}
    return header, [row for row in rows if row[number] in chosen]


def expected(header, rows):
    """By month and in all, from the file alone: requests, resolved and never reopened, resolved within
    24 hours, both."""
    cases = {}
    for row in rows:
        cases[row[header.index("number")]] = dict(zip(header, row))

    def time(text):
        return datetime.strptime(text, "%d/%m/%Y %H:%M")

    counts = {}
    for last in cases.values():
        opened = time(last["opened_at"])
        resolved = None if last["resolved_at"] == "?" else time(last["resolved_at"])
        effective = resolved is not None and int(last["reopen_count"]) == 0
        timely = resolved is not None and resolved - opened < timedelta(hours=24)
        for key in (f"{opened:%Y-%m}", "whole"):
            old = counts.get(key, (0, 0, 0, 0))
            new = (1, effective, timely, effective and timely)
            counts[key] = tuple(a + b for a, b in zip(old, new))
    return counts


def test_a_published_incident_log_has_the_indicators_that_a_count_of_its_rows_gives(
    new_daemon, shared_data, tmp_path
):
    header, rows = rows_of_some_cases(shared_data(UCI))
    counts = expected(header, rows)
    if SAMPLE == 1:
        assert counts["whole"] == (24_918, 23_088, 12_071, 12_043)
    log = tmp_path / "log.csv"
    with log.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    daemon = new_daemon().start()
    mapping = ROOT / "examples/uci498.mapping.json"
    report = daemon.json("import", log, "--mapping", mapping, seconds=900)
    assert (report["rows"], report["cases"]) == (len(rows), counts["whole"][0])
    assert report["refused"] == 0 and not report.get("refusals"), report
    assert report["accepted"] + report["skipped"] == len(rows)

    def figure(counted):
        return tuple(
            int(counted.get(name, 0))
            for name in ("requests", "effective", "timely", "effectiveTimely"))

    shown = daemon.json("kpi", seconds=120)
    assert figure(shown["whole"]) == counts.pop("whole")
    assert {
        verdict["figure"]["month"]: figure(verdict["figure"]) for verdict in shown["verdicts"]
    } == counts
    executives = daemon.json("kpi", "--by-executive")["verdicts"]
    for month, count in counts.items():
        parts = [
            figure(verdict["figure"]) for verdict in executives
            if verdict["figure"]["month"] == month and verdict["figure"].get("executive")]
        assert tuple(map(sum, zip(*parts))) == count
    again = daemon.json("import", log, "--mapping", mapping, seconds=900)
    assert (again["accepted"], again["repeated"]) == (report["accepted"], report["accepted"])
