"""Real input: the generator of folio traffic, and event logs in CSV that others published."""

import gzip
import json
from collections import Counter

import pytest

from support.daemon import ROOT, Daemon
from support.messages import folio_payload, module

GENERATE = [
    "generate", "--only", "folios", "--cases", "folios=80", "--days", "20", "--seed", "7",
    "--start", "2026-01-05"]
HOMOLOGACION = "event-logs/homologacion_consulta201618.csv.gz"


def recount(daemon):
    """The counts of the board, worked out from the events alone."""
    process_type, place = {}, {}
    with daemon.client() as client:
        for event in client.read_all(filter_exclude=()):
            if not event.stream_name.startswith("folio-"):
                continue
            payload = folio_payload(event)
            if event.type in ("folio.v1.Opened", "folio.v1.FormUpdated"):
                process_type[event.stream_name] = payload["form"]["processType"]
            if event.type == "folio.v1.Opened":
                place[event.stream_name] = ("ALTA_DE_TRAMITE", "")
            if event.type == "folio.v1.StageChanged":
                place[event.stream_name] = (payload["to"], payload.get("area", ""))
    return Counter((process_type[stream], *place[stream]) for stream in place)


def board(daemon):
    daemon.wait_followed()
    return Counter({
        (cell["processType"], cell["stage"], cell.get("area", "")): int(cell["count"])
        for cell in daemon.json("board")["cells"]
        if int(cell["count"])
    })


@pytest.fixture(scope="module")
def generated():
    daemon = Daemon("2026-01-05T09:00:00-06:00").start()
    daemon.ok(*GENERATE, seconds=180)
    yield daemon
    daemon.destroy()


def test_the_board_shows_what_a_recount_of_the_events_gives(generated):
    counted = recount(generated)
    assert sum(counted.values()) == 80
    assert board(generated) == counted


def test_the_lists_of_the_cells_are_the_folios_that_the_board_counts(generated):
    code = {
        name: name.lower().replace("_", "-")
        for name in [*module("folio.v1.folio").ProcessType.keys(),
                     *module("folio.v1.folio").Stage.keys()]}
    for (process_type, stage, area), count in sorted(board(generated).items())[::5]:
        options = ["--type", code[process_type], "--stage", code[stage]]
        rows = generated.json("board", *options, *(["--area", area] if area else []))["rows"]
        rows = [row for row in rows if row.get("area", "") == area]
        assert len(rows) == count
        assert {(row["processType"], row["stage"]) for row in rows} == {(process_type, stage)}
        assert generated.ok("board", *options)


def test_the_traffic_is_that_of_an_insurer(generated):
    """All process types, offices, accents and ñ, returns, quotes and clones."""
    opened, stages, texts = [], Counter(), ""
    with generated.client() as client:
        for event in client.read_all(filter_exclude=()):
            if event.stream_name.startswith("folio-"):
                payload = folio_payload(event)
                texts += json.dumps(payload, ensure_ascii=False)
                if event.type == "folio.v1.Opened":
                    opened.append(payload)
                if event.type == "folio.v1.StageChanged":
                    stages[payload["to"]] += 1
    assert len({one["form"]["processType"] for one in opened}) == 11
    assert len({one["form"]["oficina"] for one in opened}) >= 5
    assert {"ñ", "á", "é", "í", "ó"} <= set(texts)
    for stage in ("ATENCION_COMERCIAL", "COTIZACION_ENTREGADA", "ENVIO", "RECHAZO"):
        assert stages[stage], f"no folio ever was in {stage}"
    assert any(int(one.get("clonedFrom", 0)) for one in opened), "no folio is a clone"


def test_generating_again_adds_nothing(generated):
    before, digests = generated.status()["events"], generated.digests()
    generated.ok(*GENERATE, seconds=180)
    assert generated.status()["events"] == before
    assert generated.digests() == digests


def test_the_same_seed_gives_the_same_events_and_another_seed_others(generated, new_daemon):
    def contents(daemon):
        """The ids of the moves that a daemon makes are its log's own."""
        with daemon.client() as client:
            return [
                (e.stream_name, e.stream_position, e.type, e.data,
                 None if b'"escalation"' in e.data else e.id)
                for e in client.read_all(filter_exclude=())
                if e.stream_name.startswith("folio-")]

    again = new_daemon("2026-01-05T09:00:00-06:00").start()
    again.ok(*GENERATE, seconds=180)
    assert contents(again) == contents(generated)
    assert again.digests().keys() == generated.digests().keys()
    other = new_daemon("2026-01-05T09:00:00-06:00").start()
    other.ok(*[("8" if word == "7" else word) for word in GENERATE], seconds=180)
    assert contents(other) != contents(generated)


def test_a_generator_that_was_interrupted_goes_on(generated, new_daemon):
    """The daemon is killed while the traffic is loaded; the same command finishes it."""
    import subprocess

    from support.daemon import BINARY, environment
    from support.waiting import until

    daemon = new_daemon("2026-01-05T09:00:00-06:00").start()
    running = subprocess.Popen(
        [str(BINARY), *GENERATE, "--socket", str(daemon.socket)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment())
    until(lambda: int(daemon.status()["events"]) > 50, "some traffic is loaded", 60)
    daemon.kill9()
    _, message = running.communicate(timeout=60)
    assert running.returncode == 69 and message.strip(), (running.returncode, message)
    daemon.start()
    daemon.ok(*GENERATE, seconds=180)
    assert board(daemon) == board(generated)
    with daemon.client() as one, generated.client() as other:
        streams = [
            sorted({e.stream_name for e in client.read_all(filter_exclude=())})
            for client in (one, other)]
    assert [s for s in streams[0] if s.startswith("folio-")] == [
        s for s in streams[1] if s.startswith("folio-")]


def test_a_folio_is_found_however_its_number_is_written(generated):
    with generated.client() as client:
        first = next(
            e for e in client.read_all(filter_exclude=()) if e.type == "folio.v1.Opened")
    number = int(first.stream_name[-8:])
    pages = [
        generated.json("folio", text)["page"]
        for text in (f"TRAMITE={number}", str(number), f"#{number:08}", f"{number:08}")]
    assert all(page == pages[0] for page in pages)
    assert int(pages[0]["number"]) == number
    with generated.client() as client:
        events = client.get_stream(first.stream_name)
    count = Counter(event.type for event in events)
    assert len(pages[0].get("notes", [])) == count["folio.v1.NoteAdded"]
    assert len(pages[0].get("documents", [])) == count["folio.v1.DocumentAttached"]
    assert len(pages[0]["history"]) == count["folio.v1.StageChanged"] + 1
    shown = generated.ok("folio", f"TRAMITE={number}")
    assert f"#{number:08}" in shown
    assert folio_payload(events[0])["form"]["oficina"] in shown


# Event logs of others


@pytest.fixture(scope="module")
def imported(shared_data):
    file = shared_data(HOMOLOGACION)
    mapping = ROOT / "examples/homologacion.mapping.json"
    daemon = Daemon().start()
    yield daemon, file, mapping, daemon.json("import", file, "--mapping", mapping, seconds=300)
    daemon.destroy()


def totals(report):
    return int(report["accepted"]), int(report["refused"]), int(report["skipped"])


def test_every_row_of_the_log_is_accepted_refused_or_skipped(imported):
    _, _, _, report = imported
    assert sum(totals(report)) == 6_870
    assert totals(report)[0] > 0


def test_the_rows_refused_are_listed_by_rule(imported):
    _, _, _, report = imported
    rules = report["refusals"]
    assert sum(int(rule["count"]) for rule in rules) == int(report["refused"])
    assert all(rule["code"].startswith("folio.") for rule in rules)


def test_what_was_accepted_is_in_the_log(imported):
    daemon, _, _, _ = imported
    counted = recount(daemon)
    assert board(daemon) == counted
    assert 0 < sum(counted.values()) <= 954


def test_importing_again_adds_nothing(imported):
    daemon, file, mapping, report = imported
    before = daemon.status()["events"]
    again = daemon.json("import", file, "--mapping", mapping, seconds=300)
    assert totals(again) == totals(report)
    assert daemon.status()["events"] == before
    # The same rows are refused again; some now because the folio has gone on since.
    assert again["refused"] == report["refused"]
    assert "wrong-revision" in {rule["code"] for rule in again["refusals"]}


def test_a_log_that_is_not_compressed_gives_the_same(imported, new_daemon, tmp_path):
    _, file, mapping, report = imported
    plain = tmp_path / "log.csv"
    with gzip.open(file) as packed:
        plain.write_bytes(packed.read())
    daemon = new_daemon().start()
    assert totals(daemon.json("import", plain, "--mapping", mapping, seconds=300)) == totals(report)


def test_import_tells_a_person_what_it_did(imported):
    daemon, file, mapping, report = imported
    told = daemon.ok("import", file, "--mapping", mapping, seconds=300)
    for number in totals(report):
        assert str(number) in told or f"{number:,}" in told


def test_a_log_that_is_cut_off_is_refused_or_counted_and_the_daemon_stays_up(
    imported, new_daemon, tmp_path
):
    _, file, mapping, _ = imported
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(file.read_bytes()[:50_000])
    daemon = new_daemon().start()
    result = daemon.cli("import", cut, "--mapping", mapping, seconds=300)
    assert result.returncode != 0
    assert "cut.csv.gz" in result.stderr
    daemon.assert_healthy()
