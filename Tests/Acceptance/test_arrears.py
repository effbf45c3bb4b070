"""What company clients owe on the running daemon: the monthly round from the proforma to the
payment, what is refused and why, commitments that are not kept, balances of both times, screens."""

import csv
import io
import json

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import arrears
from support.daemon import assert_refused

# A Monday, 10:00 in La Paz.
START = "2026-03-02T10:00:00-04:00"
NIT, ALCALDIA = "1023456028", "1009876543"
DATA, USAGE, NOT_FOUND = 65, 64, 66


@pytest.fixture
def office(new_daemon):
    """With a company that has two contracts."""
    daemon = new_daemon(START).start()
    append(daemon, arrears.client(), arrears.contract(), arrears.contract("K-2"))
    return daemon


@pytest.fixture
def alcaldia(office):
    """And a public institution with one."""
    append(office, arrears.client("Gobierno Autónomo Municipal de Quillacollo", public=True,
                                  executive=arrears.OTRO), arrears.contract("P-1"), nit=ALCALDIA)
    return office


def append(daemon, *events, nit=NIT):
    with daemon.client() as client:
        client.append_events(
            arrears.stream(nit), events=list(events), current_version=StreamState.ANY)


def refusal(daemon, event, nit=NIT):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, event, nit=nit)
    return str(refused.value)


def page(daemon, nit=NIT):
    return daemon.json("debts", nit)["page"]


def amount(money):
    return int(money.get("units", 0)) + int(money.get("nanos", 0)) / 1e9


def debts(daemon, *options):
    """Contract, product where it was asked for, and amount."""
    rows = daemon.json("debts", *options).get("debts", [])
    return [
        (row["contract"], *([row["product"]["number"]] if "product" in row else []),
         amount(row["amount"])) for row in rows]


def total(daemon, *options):
    return sum(row[-1] for row in debts(daemon, *options))


def passed(daemon, nit=NIT):
    """The deadlines that the daemon recorded as passed."""
    with daemon.client() as client:
        return [
            json.loads(event.data) for event in client.get_stream(arrears.stream(nit))
            if event.type == "arrears.v1.DeadlinePassed"
        ]


def test_the_round_from_the_proformas_to_the_last_payment(office):
    # A proforma per contract is sent, by e-mail, WhatsApp or on paper, and is an interaction.
    append(office, arrears.proforma(), arrears.proforma("K-2"), arrears.sent(),
           arrears.sent(channel="WHATSAPP", recipient="+591 70712345"),
           arrears.sent("K-2", channel="FISICO", recipient="Recepción"))
    client = page(office)
    assert [(one["contract"], one["channel"]) for one in client["proformas"]] == [
        ("K-1", "WHATSAPP"), ("K-2", "FISICO")]
    assert [one["channel"] for one in client["interactions"]] == ["CORREO", "WHATSAPP", "FISICO"]

    # What post-sale charges is on the month's invoice.
    append(office, arrears.charge("PV-7"))
    assert "arrears.charges-left-out" in refusal(office, arrears.invoice("F-1"))
    append(office, arrears.invoice("F-1", more=[arrears.line("K-1-TF", 12, charge="PV-7")]),
           arrears.invoice("F-2", "K-2"))

    # Debts pending to date, per contract and per product.
    assert debts(office) == [("K-1", 331), ("K-2", 319)]
    assert debts(office, "--by-product") == [
        ("K-1", "K-1-IN", 249), ("K-1", "K-1-TF", 82), ("K-2", "K-2-IN", 249),
        ("K-2", "K-2-TF", 70)]
    assert debts(office, "--contract", "K-2") == [("K-2", 319)]
    assert debts(office, "--executive", "vrojas") == debts(office)
    assert debts(office, "--executive", "jteran") == []

    # Called by protocol; a commitment, kept by the company's web page and a bank.
    append(office, arrears.interaction(), arrears.commitment("C-1", "F-1", "F-2"))
    (row,) = office.json("debts", "--commitments")["commitments"]
    assert row["commitment"]["deadline"] == "2026-03-10T04:00:00Z"
    assert amount(row["commitment"]["owed"]) == 650
    append(office, arrears.paid("W-1", {"F-1": 331}, way="WEB"),
           arrears.paid("B-1", {"F-2": 319}))
    assert debts(office) == []
    assert office.json("debts", "--commitments").get("commitments", []) == []
    (row,) = office.json("debts", "--commitments", "--all")["commitments"]
    assert "broken" not in row["commitment"] and "owed" not in row["commitment"]

    # The round ends in a recorded interaction.
    append(office, arrears.interaction("Ronda concluida", round="2026-02"))
    client = page(office)
    assert client["interactions"][-1]["round"] == "2026-02"
    assert [one["way"] for one in client["invoices"]] == ["WEB", "BANCO"]
    office.advance("60d")
    assert passed(office) == []


def test_a_public_institution_pays_by_sigep(alcaldia):
    append(alcaldia, arrears.invoice("F-1"))
    append(alcaldia, arrears.invoice("F-9", "P-1"), nit=ALCALDIA)
    sigep = arrears.paid("S-9", {"F-9": 319}, way="SIGEP")
    # Only public institutions, and only what Facturación has stamped.
    assert "arrears.sigep-only-public" in refusal(
        alcaldia, arrears.paid("S-1", {"F-1": 319}, way="SIGEP"))
    assert "arrears.sigep-only-public" in refusal(alcaldia, arrears.stamped("FS-1", "F-1"))
    assert "arrears.sigep-not-stamped" in refusal(alcaldia, sigep, nit=ALCALDIA)
    by_executive = arrears.event("SigepStamped", arrears.EJECUTIVO, form="FS-9",
                                 invoices=["F-9"], stampedOn="2026-03-02")
    assert "arrears.other-role" in refusal(alcaldia, by_executive, nit=ALCALDIA)
    append(alcaldia, arrears.stamped("FS-9", "F-9"), sigep, nit=ALCALDIA)
    (invoice,) = page(alcaldia, ALCALDIA)["invoices"]
    assert (invoice["sigepForm"], invoice["way"]) == ("FS-9", "SIGEP")


def test_what_is_refused_names_its_rule(alcaldia):
    append(alcaldia, arrears.proforma(), arrears.invoice("F-1"), arrears.invoice("F-2", "K-2"),
           arrears.paid("B-1", {"F-1": 319}))
    append(alcaldia, arrears.invoice("F-9", "P-1"), nit=ALCALDIA)
    for event, code in [
        (arrears.proforma(), "arrears.proforma-there"),
        (arrears.proforma("K-9"), "arrears.contract-unknown"),
        (arrears.proforma(month="2026-04"), "arrears.date-to-come"),
        (arrears.sent(channel="LLAMADA"), "arrears.channel-not-taken"),
        (arrears.sent("K-2"), "arrears.proforma-unknown"),
        (arrears.contract("P-1"), "arrears.number-taken"),
        (arrears.invoice("F-9", month="2026-01"), "arrears.number-taken"),
        (arrears.invoice("F-3"), "arrears.invoice-there"),
        (arrears.invoice("F-3", month="2026-01", on="2026-03-03"), "arrears.date-to-come"),
        (arrears.annulled("F-1"), "arrears.already-paid"),
        (arrears.paid("B-2", {"F-1": 319}), "arrears.already-paid"),
        (arrears.paid("B-2", {"F-2": 318.99}), "arrears.not-whole"),
        (arrears.paid("B-2", {"F-2": 319.01}), "arrears.not-whole"),
        (arrears.paid("b-1", {"F-2": 319}), "arrears.payment-counted"),
        (arrears.paid("B-2", {"F-2": 319}, on="2026-02-26"), "arrears.before-issue"),
        (arrears.paid("B-2", {"F-9": 319}), "arrears.invoice-unknown"),
        (arrears.reversed("B-2"), "arrears.payment-unknown"),
        (arrears.commitment("C-1", "F-1"), "arrears.already-paid"),
        (arrears.letter("M-1", "F-1"), "arrears.already-paid"),
        (arrears.charge("PV-1", amount=0), "arrears.amount-not-positive"),
        (arrears.withdrawn("PV-1"), "arrears.charge-unknown"),
        (arrears.interaction(round="febrero"), "arrears.not-a-month"),
        (arrears.event("DeadlinePassed", arrears.EJECUTIVO), "arrears.deadline-from-client"),
        (arrears.event("InteractionRecorded", {"role": "SYSTEM"}), "arrears.system-role-reserved"),
        (arrears.event("InvoiceIssued", arrears.GESTOR), "arrears.other-role"),
        (arrears.event("Unknown", arrears.GESTOR), "arrears.unreadable"),
    ]:
        assert code in refusal(alcaldia, event), code
    assert "arrears.client-unknown" in refusal(alcaldia, arrears.contract("K-7"), nit="555")
    assert "arrears.not-a-client-stream" in refusal(alcaldia, arrears.client(), nit="ñ")
    # The same transfer, in the stream of somebody else.
    assert "arrears.payment-counted" in refusal(
        alcaldia, arrears.paid("B-1", {"F-9": 319}), nit=ALCALDIA)
    result = alcaldia.cli("append", arrears.stream(NIT), "--type", "arrears.v1.LetterIssued",
                          "--data", json.dumps({"actor": arrears.FACTURACION}))
    assert_refused(result, DATA, "arrears.other-role", "Ejecutivo(a)", "postsale")


def test_a_commitment_is_checked_within_the_week(office):
    append(office, arrears.invoice("F-1"), arrears.invoice("F-2", "K-2"),
           arrears.commitment("C-1", "F-1"), arrears.commitment("C-2", "F-2"))
    assert "arrears.committed-already" in refusal(office, arrears.commitment("C-3", "F-1"))
    timers = office.json("timers", "--stream", "arrears-")["timers"]
    assert [timer["subject"] for timer in timers] == [f"NIT {NIT}"] * 2
    assert "C-1 no cumplido" in timers[0]["action"]

    office.advance("2026-03-09T23:59:59-04:00")
    append(office, arrears.paid("B-2", {"F-2": 319}, on="2026-03-09"))
    assert passed(office) == []
    office.advance("2026-03-10T00:00:00-04:00")
    (broken,) = passed(office)
    assert (broken["commitment"], broken["invoices"]) == ("C-1", ["F-1"])
    escalation = broken["escalation"]
    assert escalation["rule"] == "commitment-not-kept"
    assert escalation["due"] == escalation["fired"] == "2026-03-10T04:00:00Z"
    assert (escalation["calendar"], escalation["zone"]) == ("BO", "America/La_Paz")
    assert escalation["addressee"] == "Ejecutivo(a) Equipo Empresas"

    # Exactly once, also after a kill; the client may commit again, and gets a letter of arrears.
    office.kill9()
    office.start()
    office.wait_followed()
    assert len(passed(office)) == 1
    append(office, arrears.commitment("C-3", "F-1"), arrears.letter("M-1", "F-1", on="2026-03-10"))
    rows = office.json("debts", "--commitments", "--all")["commitments"]
    assert {row["commitment"]["commitment"]: "broken" in row["commitment"] for row in rows} == {
        "C-1": True, "C-2": False, "C-3": False}
    assert page(office)["letters"][0]["copy"] == "Archivo Empresas, carpeta 3"
    screen = office.ok("debts", "--commitments", "--all")
    for words in ["C-1 ", "2026-03-09", "incumplido", "cumplido", "pendiente", "2026-03-17"]:
        assert words in screen, words


def test_the_week_is_a_figure_that_a_circular_may_change(office):
    append(office, arrears.invoice("F-1"), arrears.invoice("F-2", "K-2"),
           arrears.commitment("C-1", "F-1"))
    figure = {
        "actor": {"name": "Jefatura"}, "figure": "commitment-not-kept", "businessDays": 2,
        "validFrom": "2026-03-02", "source": "memorando 4/2026"}
    office.ok("append", "policy-arrears", "--type", "policy.v1.FigureAdopted", "--data",
              json.dumps(figure))
    append(office, arrears.commitment("C-2", "F-2"))
    office.advance("2026-03-05T00:00:00-04:00")
    assert [event["commitment"] for event in passed(office)] == ["C-2"]
    assert passed(office)[0]["escalation"]["source"] == "memorando 4/2026"
    office.advance("2026-03-10T00:00:00-04:00")
    assert [event["commitment"] for event in passed(office)] == ["C-2", "C-1"]


def test_a_balance_of_any_day_as_it_was_known_at_any_time(office):
    append(office, arrears.invoice("F-1"))
    office.advance("2026-03-06T10:00:00-04:00")
    unpaid = office.json("status")["head"]
    append(office, arrears.paid("B-1", {"F-1": 319}, on="2026-03-03"))
    paid = office.json("status")["head"]
    append(office, arrears.reversed("B-1", on="2026-03-05"))

    def owed(day, *as_of):
        return total(office, "--date", day, *as_of)

    then, later = ["--as-of", unpaid], ["--as-of", paid]
    for day, first, second, now in [
        ("2026-02-26", 0, 0, 0), ("2026-02-27", 319, 319, 319), ("2026-03-02", 319, 319, 319),
        ("2026-03-03", 319, 0, 0), ("2026-03-04", 319, 0, 0), ("2026-03-05", 319, 0, 319),
    ]:
        assert (owed(day, *then), owed(day, *later), owed(day)) == (first, second, now), day
    assert total(office) == 319 and total(office, *later) == 0
    # By a recorded time as well.
    assert total(office, "--as-of", "2026-03-02T11:00:00-04:00") == 319
    assert total(office, "--as-of", "2026-03-01") == 0
    # The reference was given back.
    append(office, arrears.paid("B-1", {"F-1": 319}, on="2026-03-06"))
    (invoice,) = page(office)["invoices"]
    assert [one["reference"] for one in invoice["reversed"]] == ["B-1"]
    assert invoice["paidOn"] == "2026-03-06"


def test_an_invoice_is_annulled_and_issued_anew_without_its_charge(office):
    append(office, arrears.charge("PV-7"),
           arrears.invoice("F-1", more=[arrears.line("K-1-TF", 12, charge="PV-7")]))
    assert total(office) == 331
    assert "arrears.charge-counted" in refusal(office, arrears.charge("PV-7"))
    assert "arrears.charge-invoiced" in refusal(office, arrears.withdrawn("PV-7"))
    append(office, arrears.annulled("F-1"), arrears.withdrawn("PV-7"), arrears.invoice("F-1-B"))
    assert total(office) == 319
    assert [one.get("annulledOn", "") for one in page(office)["invoices"]] == ["2026-03-02", ""]


def test_the_screens(alcaldia):
    append(alcaldia, arrears.proforma(), arrears.sent(), arrears.invoice("F-1"),
           arrears.commitment("C-1", "F-1"))
    append(alcaldia, arrears.invoice("F-9", "P-1"), nit=ALCALDIA)
    for options, words in [
        ([], ["Deudas por contrato", "Pendiente en BOB al 2026-03-02", NIT, "638.00", "Terán"]),
        (["--by-product"], ["Deudas por producto", "K-1-IN", "Internet", "249.00"]),
        ([NIT], ["Muebles Peñaflor", "Contratos y productos", "Fibra 100 Mbps", "C-1", "319.00"]),
        ([ALCALDIA], ["Sí, puede pagar por SIGEP", "F-9", "Pendiente", "1 factura"]),
        (["--commitments"], ["Compromisos de pago", "C-1", "2026-03-09", "pendiente"]),
        (["--date", "2026-01-31"], ["Nadie debe nada."]),
        (["--limit", "1"], [f"Hay más: --after {ALCALDIA}"]),
    ]:
        screen = alcaldia.ok("debts", *options)
        for word in words:
            assert word in screen, (options, word, screen)
    rows = list(csv.DictReader(io.StringIO(alcaldia.ok("debts", "--csv"))))
    assert [(row["NIT"], row["Pendiente"]) for row in rows] == [
        (ALCALDIA, "319.00"), (NIT, "319.00")]
    position = alcaldia.json("status")["head"]
    assert alcaldia.json("debts", "--wait-for", position)["goodFor"]["position"] >= position
    assert alcaldia.cli("debts", "999").returncode == NOT_FOUND
    for options in [
        ["ñ"], [NIT, "--by-product"], ["--date", "ayer"], ["--all"],
        ["--commitments", "--date", "2026-03-01"],
    ]:
        assert alcaldia.cli("debts", *options).returncode == USAGE, options


def test_the_generated_traffic_is_taken_whole(new_daemon):
    daemon = new_daemon("2026-01-01T00:00:00-06:00").start()
    told = daemon.ok("generate", "--only", "arrears", "--cases", "arrears=12", "--days", "75",
                     "--start", "2026-01-05")
    assert "0 pasos rechazados" in told
    daemon.wait_followed()
    rows = daemon.json("debts", "--commitments", "--all")["commitments"]
    assert any("broken" in row["commitment"] for row in rows)
    assert any("owed" not in row["commitment"] for row in rows)
    assert total(daemon) > 0
