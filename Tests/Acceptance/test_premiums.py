"""The statement of account for brokers on the running daemon: what is owed and paid, what is refused and
why, the due dates that pass, and what the command line shows of statement and ledger."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import premium
from support.daemon import assert_refused
from support.premium import CLIENT, cuota_of, settlement_of
from support.waiting import until

# A Monday, 10:00 in Lima.
START = "2026-03-02T10:00:00-05:00"
USAGE, REFUSED, NOT_FOUND = 64, 65, 66
SERVICIOS = "10456789012"


@pytest.fixture
def office(new_daemon):
    return new_daemon(START).start()


@pytest.fixture
def insured(office):
    """One client with a policy of each line, of two brokers."""
    append(office, premium.policy(), premium.policy("G-1", "SEGUROS_GENERALES", broker="C-9"),
           premium.policy("S-1", "EPS_SALUD"))
    return office


def append(daemon, *events, client=CLIENT):
    """Returns the commit position of the last."""
    with daemon.client() as connection:
        for event in events:
            position = connection.append_events(
                premium.stream(client), events=[event], current_version=StreamState.ANY)
    return position


def refusal(daemon, event, client=CLIENT):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, event, client=client)
    return str(refused.value)


def passed(daemon, client=CLIENT):
    """What the daemon found overdue: number and due time."""
    with daemon.client() as connection:
        payloads = [
            json.loads(event.data) for event in connection.get_stream(premium.stream(client))
            if event.type == "premium.v1.DeadlinePassed"]
    return [(one["document"]["number"], one["escalation"]["due"]) for one in payloads]


def found(daemon, *options):
    """The numbers that a search finds, in its order."""
    rows = daemon.json("statement", *options).get("rows", [])
    return [row["document"]["number"] for row in rows]


def row(daemon, number):
    (row,) = daemon.json("statement", "--number", number)["rows"]
    return row


def cents(money):
    return int(money.get("units", 0)) * 100 + int(money.get("nanos", 0)) // 10_000_000


def balance(daemon, account, *options, currency="PEN"):
    """Of an account, in cents."""
    answer = daemon.json(
        "ledger", "premium", "--account", account, "--balance", "--currency", currency, *options)
    return cents(answer["sums"]["balance"])


def assert_balanced(daemon, ledger, *options):
    """Debits are credits in every currency; returns their sums."""
    sums = {}
    for one in daemon.json("ledger", ledger, *options).get("rows", []):
        debits, credits = sums.get(one["debits"]["currencyCode"], (0, 0))
        sums[one["debits"]["currencyCode"]] = (
            debits + cents(one["debits"]), credits + cents(one["credits"]))
    assert all(debits == credits for debits, credits in sums.values()), sums
    return {currency: debits for currency, (debits, _) in sums.items()}


def test_from_the_cuota_to_the_receipt(insured):
    append(insured, premium.cuota("1001"), premium.cuota("1002", "S-1", due="2026-03-15"),
           premium.cuota("1003", "G-1", validity=None), premium.settlement("L-7"))
    assert {one: row(insured, one)["status"] for one in ("1001", "1002", "1003", "L-7")} == {
        "1001": "VENCIDA", "1002": "PENDIENTE", "1003": "VENCIDA", "L-7": "VENCIDA"}
    assert row(insured, "1001")["validity"] == {"start": "2026-01-01", "end": "2026-12-31"}
    assert "validity" not in row(insured, "1003")
    assert row(insured, "1001")["ageDays"] == 15

    append(insured, premium.paid("OP-1", "2026-03-01", (cuota_of("1001"), "250.00"),
                                 (settlement_of("L-7"), "900.00")))
    append(insured, premium.receipt("F001-22", cuota_of("1001"), "2026-03-02"))
    paid = row(insured, "1001")
    assert (paid["status"], paid["paidOn"], paid["receipt"]) == ("PAGADA", "2026-03-01", "F001-22")
    receipt = insured.json("statement", "receipt", "F001-22")["receipt"]
    assert (receipt["bank"], receipt["bankReference"], cents(receipt["amount"])) == (
        "BCP", "OP-1", 25_000)
    settlement = insured.json("statement", "settlement", "L-7")["settlement"]
    assert (settlement["status"], settlement["paidOn"]) == ("PAGADA", "2026-03-01")
    assert "Periodo           2026-01-01 a 2026-01-31" in insured.ok("statement", "settlement", "L-7")
    append(insured, premium.annulled(cuota_of("1003"), "2026-03-02"))
    assert row(insured, "1003")["status"] == "ANULADA"
    screen = insured.ok("statement")
    for words in ("Cuota 1001", "Pagada", "Anulada", "F001-22", "Liquidación L-7",
                  "Verifique el inicio y fin de vigencia"):
        assert words in screen
    insured.assert_healthy()


def test_the_search_looks_through_two_months_unless_they_are_cleared(insured):
    for number, due in [("A", "2026-01-01"), ("B", "2026-01-02"), ("C", "2026-03-02"),
                        ("D", "2026-03-03")]:
        append(insured, premium.cuota(number, issued="2025-12-01", due=due))
    append(insured, premium.cuota("P", issued="2025-12-01", due="2025-12-31"),
           premium.paid("OP-P", "2026-02-01", (cuota_of("P"), "250.00")))
    answer = insured.json("statement")
    assert answer["paymentDates"] == {"from": "2026-01-02", "to": "2026-03-02"}
    # What is paid by its payment date, the rest by the due date.
    assert found(insured) == ["B", "P", "C"]
    assert found(insured, "--all-dates") == ["A", "B", "P", "C", "D"]
    assert found(insured, "--from", "2026-02-01", "--to", "2026-02-01") == ["P"]
    assert found(insured, "--to", "2026-01-01") == ["A"]
    assert found(insured, "--from", "2026-03-03") == ["D"]
    # On 30 April the last two months begin with the last day of February.
    april = insured.json("statement", "--today", "2026-04-30")
    assert april["paymentDates"]["from"] == "2026-02-28"
    # Exact criteria look through every date.
    assert found(insured, "--number", "A") == ["A"]
    assert found(insured, "--policy", "V-1") == ["A", "B", "P", "C", "D"]
    assert found(insured, "--client", CLIENT) == ["A", "B", "P", "C", "D"]
    assert found(insured, "--due-from", "2025-12-31", "--due-to", "2026-01-01") == ["A", "P"]
    append(insured, premium.receipt("F001-1", cuota_of("P"), "2026-02-02"))
    assert found(insured, "--with-receipt", "F001-1") == ["P"]
    # By line and status.
    append(insured, premium.cuota("S", "S-1", due="2026-02-28"), premium.settlement("L-1"))
    assert found(insured, "--line", "salud") == ["S"]
    assert found(insured, "--status", "pagada") == ["P"]
    assert found(insured, "--status", "vencida", "--line", "vida") == ["B", "L-1"]
    assert found(insured, "--kind", "liquidacion") == ["L-1"]
    # Page by page, and the whole result for a spreadsheet.
    first = insured.json("statement", "--all-dates", "--limit", "3")
    rest = insured.json("statement", "--all-dates", "--after", first["next"])
    numbers = [one["document"]["number"] for one in first["rows"] + rest["rows"]]
    assert numbers == found(insured, "--all-dates") and len(numbers) == 7
    table = list(csv.DictReader(io.StringIO(insured.ok("statement", "--all-dates", "--csv"))))
    assert [one["Número"] for one in table] == numbers
    assert table[0]["Nombre"] == "Peña e Hijos S.A.C."
    assert table[0]["Inicio de vigencia"] == "2026-01-01"
    pdf = insured.directory / "estado.pdf"
    assert insured.ok("statement", "--all-dates", "--pdf", pdf) == ""
    assert pdf.read_bytes().startswith(b"%PDF-1.4\n")
    assert "Peña e Hijos".encode("latin-1") in pdf.read_bytes()
    assert all(f"Cuota {one}".encode() in pdf.read_bytes() for one in "ABCDPS")
    assert_refused(insured.cli("statement", "--csv", "--pdf", pdf), USAGE)


def test_a_broker_sees_the_own_portfolio_only(insured):
    append(insured, premium.cuota("V"), premium.cuota("G", "G-1", validity=None),
           premium.paid("OP-1", "2026-03-01", (cuota_of("V"), "250.00")),
           premium.receipt("F001-1", cuota_of("V"), "2026-03-01"), premium.settlement("L-1"))
    assert found(insured, "--broker", "C-77") == ["L-1", "V"]
    assert found(insured, "--broker", "C-9") == ["G"]
    assert found(insured, "--broker", "C-1") == []
    assert found(insured, "--broker", "C-9", "--number", "V") == []
    for what in (("receipt", "F001-1"), ("settlement", "L-1")):
        insured.ok("statement", *what, "--broker", "C-77")
        assert_refused(
            insured.cli("statement", *what, "--broker", "C-9"), NOT_FOUND, "C-9")
    report = ("statement", "report", "pagadas", "--line", "vida", "--broker")
    assert insured.json(*report, "C-77")["count"] == 1
    assert "count" not in insured.json(*report, "C-9")
    # A policy that passes to another broker goes with all that is owed on it.
    append(insured, premium.policy(broker="C-9"))
    assert found(insured, "--broker", "C-77") == []
    assert found(insured, "--broker", "C-9") == ["G", "L-1", "V"]
    assert "[premium.broker-reads-only]" in refusal(
        insured, premium.cuota("X", actor=premium.CORREDOR))


def test_reports_by_business_and_name(insured):
    today = date(2026, 3, 2)
    for age in (0, 1, 30, 31, 60, 61, 90, 91):
        due = today - timedelta(days=age)
        append(insured, premium.cuota(f"A{age}", "S-1", issued="2025-11-01", due=f"{due}"))
    append(insured, premium.cuota("U", "S-1", currency="USD", due="2026-03-01"))
    report = insured.json("statement", "report", "vencidas", "--line", "salud")
    assert report["count"] == 8
    ages = [(one["amount"]["currencyCode"], one["daysFrom"], one.get("daysTo", 0), one["count"])
            for one in report["sums"]]
    assert ages == [("PEN", 1, 30, 2), ("PEN", 31, 60, 2), ("PEN", 61, 90, 2), ("PEN", 91, 0, 1),
                    ("USD", 1, 30, 1)]
    pending = insured.json("statement", "report", "pendientes", "--line", "salud")
    assert [one["document"]["number"] for one in pending["rows"]] == ["A0"]
    assert "count" not in insured.json("statement", "report", "pagadas", "--line", "salud")
    append(insured, premium.settlement("L-1"))
    only = insured.json("statement", "report", "liquidaciones", "--line", "vida")
    assert [one["document"]["number"] for one in only["rows"]] == ["L-1"]
    screen = insured.ok("statement", "report", "vencidas", "--line", "salud", "--limit", "2")
    for words in ("Cuotas vencidas · EPS / Salud", "8 cuotas", "más de 90", "31–60", "Hay más"):
        assert words in screen
    whole = insured.ok("statement", "report", "vencidas", "--line", "salud", "--csv").splitlines()
    assert len(whole) == 1 + 8
    for line in ("generales", "salud"):
        assert_refused(
            insured.cli("statement", "report", "liquidaciones", "--line", line), REFUSED,
            "only Vida has liquidaciones")


def test_what_is_refused_names_its_rule(insured):
    append(insured, premium.cuota("1"), premium.cuota("2"), premium.cuota("D", currency="USD"),
           premium.paid("OP-1", "2026-02-10", (cuota_of("1"), "250.00")))
    append(insured, premium.policy("Z-1", client="Ñandú E.I.R.L."), premium.cuota("9", "Z-1"),
           client=SERVICIOS)
    for event, code in [
        # Currencies: soles and dollars, and never together.
        (premium.cuota("3", currency="EUR"), "currency-not-taken"),
        (premium.paid("OP-2", "2026-03-01", (cuota_of("D"), "250.00")), "other-currency"),
        (premium.paid("OP-2", "2026-03-01", (cuota_of("2"), "250.00"), currency="USD"),
         "other-currency"),
        # A payment pays whole documents, each once, and all that the bank took in.
        (premium.paid("OP-2", "2026-03-01", (cuota_of("2"), "249.99")), "not-whole"),
        (premium.paid("OP-2", "2026-03-01", (cuota_of("2"), "250.00"), amount="250.01"),
         "not-all-applied"),
        (premium.paid("OP-2", "2026-03-01", (cuota_of("2"), "250.00"),
                      (cuota_of("2"), "250.00")), "paid-twice"),
        (premium.paid("OP-2", "2026-03-01", (cuota_of("1"), "250.00")), "already-paid"),
        (premium.paid("OP-2", "2026-03-03", (cuota_of("2"), "250.00")), "date-to-come"),
        (premium.paid("OP-2", "2026-01-14", (cuota_of("2"), "250.00")), "before-issue"),
        (premium.paid("OP-2", "2026-03-01", (cuota_of("X"), "250.00")), "document-unknown"),
        # It counts once, in whatever letters.
        (premium.paid("OP-1", "2026-03-01", (cuota_of("2"), "250.00")), "payment-counted"),
        (premium.paid("op-1", "2026-03-01", (cuota_of("2"), "250.00")), "payment-counted"),
        (premium.reversed("OP-9", "2026-03-01"), "payment-unknown"),
        (premium.reversed("OP-1", "2026-02-09"), "before-payment"),
        # Cuotas and their vigencia.
        (premium.cuota("1"), "number-taken"),
        (premium.cuota("9"), "number-taken"),
        (premium.cuota("3", "Q-1"), "policy-unknown"),
        (premium.cuota("3", validity=None), "validity-missing"),
        (premium.cuota("3", "S-1", validity=None), "validity-missing"),
        (premium.cuota("3", "G-1"), "validity-not-taken"),
        (premium.cuota("3", validity=("2026-02-01", "2026-01-31")), "ends-before-start"),
        (premium.cuota("3", due="2026-01-14"), "due-before-issue"),
        (premium.cuota("3", amount="0.00"), "amount-not-positive"),
        (premium.amended("1"), "already-paid"),
        (premium.annulled(cuota_of("1"), "2026-03-01"), "already-paid"),
        (premium.policy(line="EPS_SALUD"), "line-fixed"),
        # Liquidaciones only for Vida.
        (premium.settlement("L-1", "S-1"), "settlement-only-vida"),
        (premium.settlement("L-1", "G-1"), "settlement-only-vida"),
        # Receipts of what is paid, one each.
        (premium.receipt("F-1", cuota_of("2"), "2026-03-01"), "not-paid"),
        (premium.receipt("F-1", cuota_of("1"), "2026-02-09"), "before-payment"),
        # Whoever acts.
        (premium.event("DeadlinePassed", document=cuota_of("2")), "deadline-from-client"),
        (premium.cuota("3", actor={"role": "SYSTEM", "key": "x"}), "system-role-reserved"),
        (premium.cuota("3", effective="2026-03-02T10:00:01-05:00"), "effective-in-future"),
    ]:
        assert f"[premium.{code}]" in refusal(insured, event), code
    # The same transfer for another client.
    again = premium.paid("OP-1", "2026-03-01", (cuota_of("9"), "250.00"))
    text = refusal(insured, again, client=SERVICIOS)
    assert "[premium.payment-counted]" in text and premium.stream() in text
    assert "source: receivables: Ledger rules" in text
    assert_balanced(insured, "premium")
    # Reversed it is owed again, and its reference is free.
    append(insured, premium.reversed("OP-1", "2026-03-02"))
    append(insured, again, client=SERVICIOS)
    assert row(insured, "1")["status"] == "VENCIDA"


def test_receipts_exist_from_august_2017_on(insured):
    append(insured, premium.cuota("1", issued="2017-06-15", due="2017-07-15"),
           premium.paid("OP-1", "2017-07-20", (cuota_of("1"), "250.00")))
    early = refusal(insured, premium.receipt("F-1", cuota_of("1"), "2017-07-31"))
    assert "[premium.receipt-too-early]" in early and "from 2017-08-01 on" in early
    append(insured, premium.receipt("F-1", cuota_of("1"), "2017-08-01"))
    assert insured.json("statement", "receipt", "F-1")["receipt"]["issuedOn"] == "2017-08-01"
    assert "[premium.receipt-there]" in refusal(
        insured, premium.receipt("F-2", cuota_of("1"), "2017-08-02"))
    # It proves nothing any more when its payment is taken back.
    append(insured, premium.reversed("OP-1", "2026-03-02"))
    assert "no: el pago se revirtió" in insured.ok("statement", "receipt", "F-1")
    assert "receipt" not in row(insured, "1")


def test_what_is_not_paid_is_overdue_on_the_day_after(insured):
    append(insured, premium.cuota("1", due="2026-03-10"), premium.cuota("2", due="2026-03-10"),
           premium.cuota("3", due="2026-03-10"), premium.cuota("4", due="2026-03-10"))
    timers = [(one["rule"], one["due"]) for one in insured.json("timers")["timers"]]
    assert timers == [(f"due-date-passed cuota {n}", "2026-03-11T05:00:00Z") for n in "1234"]
    append(insured, premium.annulled(cuota_of("3"), "2026-03-02"),
           premium.amended("4", due="2026-03-20"))
    insured.advance("2026-03-10T23:59:59-05:00")
    append(insured, premium.paid("OP-2", "2026-03-10", (cuota_of("2"), "250.00")))
    assert passed(insured) == [] and row(insured, "1")["status"] == "PENDIENTE"
    insured.advance("2026-03-11T00:00:00-05:00")
    until(lambda: passed(insured), "the cuota is overdue")
    assert passed(insured) == [("1", "2026-03-11T05:00:00Z")]
    overdue = row(insured, "1")
    assert (overdue["status"], overdue["ageDays"]) == ("VENCIDA", 1)
    assert overdue["overdueSince"] == "2026-03-11T05:00:00Z"
    # A payment that does not hold leaves it overdue at once; what was paid in time is told so once.
    append(insured, premium.reversed("OP-2", "2026-03-11"))
    insured.advance("1h")
    until(lambda: len(passed(insured)) == 2, "the other cuota is overdue")
    insured.kill9()
    insured.start(clock="2026-03-21T12:00:00-05:00")
    until(lambda: len(passed(insured)) == 3, "the amended cuota is overdue after the outage")
    assert [number for number, _ in passed(insured)] == ["1", "2", "4"]
    assert passed(insured)[2] == ("4", "2026-03-21T05:00:00Z")


def test_a_payment_recorded_today_is_true_since_it_was_paid(insured):
    append(insured, premium.cuota("1"), premium.cuota("2", amount="100.00"))
    insured.advance("2026-03-09T10:00:00-05:00")
    before = append(insured, premium.policy("V-2"))
    insured.advance("1h")
    append(insured, premium.paid(
        "OP-1", "2026-02-10", (cuota_of("1"), "250.00"), effective="2026-02-10T12:00:00-05:00"))
    insured.advance("1d")
    append(insured, premium.reversed("OP-1", "2026-03-10"))

    def owed(effective, recorded):
        return balance(insured, "cuotas-por-cobrar", "--effective", effective,
                       "--recorded", recorded)

    monday, tuesday = "2026-03-09T10:30:00-05:00", "2026-03-10"
    assert {pair: owed(*pair) for pair in [
        ("2026-01-14", tuesday), ("2026-02-09", monday), ("2026-02-09", tuesday),
        ("2026-02-10", monday), ("2026-02-10", "2026-03-09"), ("2026-02-10", tuesday),
        ("2026-03-09", "2026-03-09"), ("2026-03-09", tuesday), ("2026-03-10", "2026-03-09"),
        ("2026-03-10", tuesday), ("2026-03-10", "2026-03-01"),
    ]} == {
        # Nothing was issued yet.
        ("2026-01-14", tuesday): 0,
        # The day before it was paid.
        ("2026-02-09", monday): 35_000, ("2026-02-09", tuesday): 35_000,
        # Nobody knew of it until Monday at 11.
        ("2026-02-10", monday): 35_000, ("2026-02-10", "2026-03-09"): 10_000,
        # It was reversed on Tuesday, and not before.
        ("2026-02-10", tuesday): 10_000, ("2026-03-09", "2026-03-09"): 10_000,
        ("2026-03-09", tuesday): 10_000, ("2026-03-10", "2026-03-09"): 10_000,
        ("2026-03-10", tuesday): 35_000,
        # Nothing had been recorded.
        ("2026-03-10", "2026-03-01"): 0,
    }
    for pair in (("2026-02-10", monday), ("2026-02-10", tuesday), ("2026-03-10", tuesday)):
        sums = assert_balanced(insured, "premium", "--effective", pair[0], "--recorded", pair[1])
        assert sums["PEN"] > 0
    # The ledger as it was, rebuilt from the log, says the same.
    assert balance(insured, "cuotas-por-cobrar", "--as-of", before) == 35_000
    assert balance(insured, "cuotas-por-cobrar", "--effective", "2026-02-10",
                   "--as-of", monday) == 35_000
    assert balance(insured, "cuotas-por-cobrar", "--document", "cuota 1", "--holder", CLIENT,
                   "--effective", "2026-02-10") == 0


def test_a_mistake_is_reversed_by_an_entry_that_names_it(insured):
    append(insured, premium.cuota("1"),
           premium.paid("OP-1", "2026-02-10", (cuota_of("1"), "250.00")))
    position = append(insured, premium.reversed("OP-1", "2026-03-01"))
    append(insured, premium.amended("1"))
    entries = insured.json("ledger", "premium", "--journal")["entries"]
    assert [entry["eventType"].removeprefix("premium.v1.") for entry in entries] == [
        "CuotaIssued", "PaymentRecorded", "PaymentReversed", "CuotaAmended", "CuotaAmended"]
    assert entries[2]["reverses"] == entries[1]["entry"]
    assert entries[1]["reversedBy"] == entries[2]["entry"]
    # An entry's place is the commit position of its event.
    assert entries[2]["entry"]["position"] == position
    assert entries[3]["reverses"] == entries[0]["entry"]
    for entry in entries:
        sides = [cents(line["amount"]) * (1 if line.get("debit") else -1)
                 for line in entry["lines"]]
        assert sum(sides) == 0 and len(sides) >= 2
    first = insured.ok("ledger", "premium", "--journal", "--limit", "2")
    rest = insured.json("ledger", "premium", "--journal", "--after", first.split("--after ")[1].strip())
    assert rest["entries"] == entries[2:]
    assert insured.json("ledger", "premium", "--journal", "--holder", "1").get("entries", []) == []
    movements = insured.json(
        "ledger", "premium", "--account", "cuotas-por-cobrar", "--holder", CLIENT)["movements"]
    assert [cents(one["balance"]) for one in movements][-1] == 26_000
    assert cents(movements[-1]["amount"]) == 25_000
    screen = insured.ok("ledger", "premium", "--account", "bancos")
    for words in ("Bancos en PEN", "Pago de cuota", "Reverso: Pago de cuota", "cuota 1"):
        assert words in screen
    shares = insured.json(
        "ledger", "premium", "--account", "cuotas-por-cobrar", "--shares")["shares"]
    assert [(one["holder"], one["document"], cents(one["sums"]["balance"])) for one in shares] == [
        (CLIENT, "cuota 1", 26_000)]


def test_amounts_of_two_currencies_never_add(insured):
    append(insured, premium.cuota("1"), premium.cuota("2", currency="USD", amount="99.90"),
           premium.paid("OP-1", "2026-03-01", (cuota_of("2"), "99.90"), currency="USD"))
    assert balance(insured, "cuotas-por-cobrar") == 25_000
    assert balance(insured, "cuotas-por-cobrar", currency="USD") == 0
    assert balance(insured, "bancos", currency="USD") == 9_990
    assert assert_balanced(insured, "premium") == {"PEN": 25_000, "USD": 19_980}
    screen = insured.ok("ledger", "premium")
    assert "El debe es igual al haber." in screen
    assert [ledger["ledger"] for ledger in insured.json("ledger")["ledgers"]] == [
        "premium", "credit", "arrears"]
    for ledger in ("credit", "arrears"):
        assert "No hay movimientos." in insured.ok("ledger", ledger)


def test_the_traffic_is_taken_whole_and_statement_and_ledger_agree(new_daemon):
    office = new_daemon("2026-01-05T00:00:00-05:00").start()
    said = office.ok("generate", "--only", "premiums", "--cases", "premiums=25", "--days", "75")
    assert "0 pasos rechazados" in said
    rows = list(csv.DictReader(io.StringIO(office.ok("statement", "--all-dates", "--csv"))))
    assert {one["Estado"] for one in rows} >= {"Pendiente", "Vencida", "Pagada"}
    for kind, account in (("Cuota", "cuotas-por-cobrar"),
                          ("Liquidación de prima", "liquidaciones-por-cobrar")):
        for currency in ("PEN", "USD"):
            owed = sum(
                round(float(one["Importe"]) * 100) for one in rows
                if (one["Tipo"], one["Moneda"]) == (kind, currency)
                and one["Estado"] in ("Pendiente", "Vencida"))
            assert balance(office, account, currency=currency) == owed
    assert_balanced(office, "premium")
    for day in ("2026-01-20", "2026-02-15", "2026-03-10"):
        assert_balanced(office, "premium", "--effective", day, "--recorded", "2026-02-20")
    before = office.digests()
    office.ok("rebuild", "--all")
    assert office.digests() == before
    office.assert_healthy()


def test_wrong_use_is_told(insured):
    for arguments in (
        ("statement", "--line", "autos"), ("statement", "--status", "azul"),
        ("statement", "--from", "2026-02-30"), ("statement", "--all-dates", "--to", "2026-01-01"),
        ("statement", "--from", "2026-02-01", "--to", "2026-01-01"),
        ("statement", "report", "todas", "--line", "vida"), ("statement", "report", "vencidas"),
        ("statement", "receipt"), ("statement", "--json", "--csv"),
        ("ledger", "--account", "bancos"), ("ledger", "premium", "--balance"),
        ("ledger", "premium", "--journal", "--effective", "2026-01-01"),
        ("ledger", "premium", "--account", "bancos", "--document", "cuota 1"),
        ("ledger", "premium", "--effective", "ayer"), ("ledger", "premium", "--journal", "--after", "x"),
    ):
        assert_refused(insured.cli(*arguments), USAGE)
    for arguments, words in (
        (("statement", "receipt", "F-9"), ["F-9"]), (("statement", "settlement", "L-9"), ["L-9"]),
        (("ledger", "caja"), ["caja", "premium, credit, arrears"]),
        (("ledger", "premium", "--account", "caja"), ["caja", "bancos"]),
    ):
        assert_refused(insured.cli(*arguments), NOT_FOUND, *words)
    assert_refused(
        insured.cli("ledger", "premium", "--account", "bancos", "--currency", "SOL"), REFUSED, "SOL")
    assert_refused(insured.cli("statement", "--after", "x"), REFUSED, "after")
