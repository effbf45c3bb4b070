"""Views as they were, views built anew, and views as files: through the command line."""

import csv
import io
import random
import subprocess
from datetime import timedelta

import pytest
from kurrentdbclient import StreamState

from support import folio, mexico
from support.daemon import BINARY, Daemon, assert_refused
from support.mexico import local
from support.waiting import until

USAGE, BAD_DATA, NOT_FOUND = 64, 65, 66
START = local("2026-01-05T10:00")


@pytest.fixture(scope="module")
def office():
    """A daemon with some weeks of traffic, and what its views showed after each week."""
    one = Daemon(mexico.rfc3339(START)).start()
    shown = []
    with one.client() as client:
        for week in range(4):
            now = START + timedelta(days=7 * week)
            one.advance(mexico.rfc3339(now))
            for number in range(week * 5 + 1, week * 5 + 6):
                way = (folio.way_to_confirmacion if number % 2 else folio.way_to_entregada)(number)
                client.append_events(
                    folio.stream(number), events=way, current_version=StreamState.NO_STREAM)
            # Whatever is due is done, and the views are those of this moment.
            one.advance(mexico.rfc3339(now + timedelta(seconds=1)))
            shown.append((now + timedelta(seconds=1), everything(one)))
    yield one, shown
    one.destroy()


def everything(daemon, *options):
    return {
        command: daemon.json(*command.split(), *options)
        for command in ("board", "board --stage confirmacion-cliente", "folio 1", "timers")
    }


def test_every_view_is_seen_as_it_was_at_a_time(office):
    daemon, shown = office
    for time, before in reversed(shown):
        assert everything(daemon, "--as-of", mexico.rfc3339(time)) == before


def test_every_view_is_seen_as_it_was_at_a_position(office):
    daemon, shown = office
    for _, before in shown:
        position = before["board"]["goodFor"]["position"]
        after = everything(daemon, "--as-of", position)
        for command, answer in before.items():
            assert answer["goodFor"]["position"] == position
            assert after[command]["goodFor"]["position"] == position
            for each in (answer, after[command]):
                # The moment is that of the event, not of the question.
                each["goodFor"].pop("now")
            assert after[command] == answer


def test_a_date_is_the_end_of_that_day(office):
    daemon, _ = office
    end = local("2026-01-12T23:59:59.999999")
    assert everything(daemon, "--as-of", "2026-01-12") == everything(
        daemon, "--as-of", mexico.rfc3339(end))


def test_before_the_first_event_there_is_nothing(office):
    daemon, _ = office
    assert "cells" not in daemon.json("board", "--as-of", 0)
    assert "timers" not in daemon.json("timers", "--as-of", mexico.rfc3339(START - timedelta(1)))
    assert_refused(daemon.cli("folio", "1", "--as-of", 0), NOT_FOUND, "00000001")


@pytest.mark.parametrize("moment", ["63", "6400000000", "2226-01-01T00:00:00Z"])
def test_a_moment_that_is_none_is_refused(office, moment):
    daemon, _ = office
    assert_refused(daemon.cli("board", "--as-of", moment), BAD_DATA, "as_of", moment[:4])


@pytest.mark.parametrize(
    "options",
    [
        ["--as-of", "yesterday"], ["--as-of", "2026-02-30"], ["--as-of", ""], ["--as-of", "-1"],
        ["--wait-for", "x"], ["--json", "--csv"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("command", [["board"], ["folio", "1"], ["timers"]], ids=" ".join)
def test_options_of_views_that_cannot_be_used_are_wrong_use(office, command, options):
    daemon, _ = office
    assert_refused(daemon.cli(*command, *options), USAGE)


def test_a_read_waits_for_a_position_or_not_at_all(office):
    daemon, shown = office
    position = shown[0][1]["board"]["goodFor"]["position"]
    for wait in ("head", "none", position):
        assert int(daemon.json("board", "--wait-for", wait)["goodFor"]["position"]) >= int(position)
    assert_refused(daemon.cli("board", "--wait-for", 65), BAD_DATA, "wait_for 65")


# Files


def table(daemon, *command):
    """The rows of what it prints; not as text, which would lose the line ends."""
    command = [str(BINARY), *map(str, command), "--csv", "--socket", str(daemon.socket)]
    printed = subprocess.run(command, capture_output=True, timeout=60, check=True).stdout
    assert printed.endswith(b"\r\n") and printed.count(b"\n") == printed.count(b"\r\n")
    return list(csv.DictReader(io.StringIO(printed.decode(), newline="")))


def test_the_board_as_csv_counts_what_the_board_counts(office):
    daemon, _ = office
    rows = table(daemon, "board")
    cells = daemon.json("board")["cells"]
    assert rows[-1]["Tipo"] == "Total"
    assert int(rows[-1]["Total"]) == sum(int(cell["count"]) for cell in cells)
    for row in rows:
        counts = [int(value) for title, value in row.items() if title not in ("Tipo", "Total")]
        assert sum(counts) == int(row["Total"])


def test_a_list_as_csv_has_a_line_a_folio(office):
    daemon, _ = office
    rows = table(daemon, "board", "--stage", "rechazo")
    listed = daemon.json("board", "--stage", "rechazo")["rows"]
    assert rows and len(rows) == len(listed)
    for row, one in zip(rows, listed, strict=True):
        assert row["Número"] == f"#{int(one['number']):08}"
        assert (row["Contratante"], row["Oficina"]) == (one["contratante"], one["oficina"])


def test_timers_and_histories_as_csv(office):
    daemon, _ = office
    assert len(table(daemon, "timers")) == len(daemon.json("timers")["timers"])
    history = table(daemon, "folio", "1")
    assert [row["Etapa"] for row in history][-1] == "Rechazo"
    assert "Regla" in history[-1]["Detalle"]


# Building anew


def test_views_and_processes_are_built_anew_to_the_same_bytes(office):
    daemon, shown = office
    before, digests = daemon.status()["followers"], daemon.digests()
    said = daemon.ok("rebuild", "--all").splitlines()
    after = daemon.status()["followers"]
    assert len(said) == len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert int(new["build"]) == int(old["build"]) + 1
        assert "building" not in new
    assert daemon.digests() == digests
    assert everything(daemon)["board"]["cells"] == shown[-1][1]["board"]["cells"]
    for folder in ("projections", "processes"):
        files = [file.name for file in (daemon.data / folder).glob("*.mdb")]
        names = {file.rsplit("-v", 1)[0] for file in files}
        assert len(files) == len(names), files


def test_one_view_is_built_anew_by_name(office):
    daemon, _ = office
    builds = {f["name"]: int(f["build"]) for f in daemon.status()["followers"]}
    assert "folio-board" in daemon.ok("rebuild", "folio-board")
    builds["folio-board"] += 1
    assert {f["name"]: int(f["build"]) for f in daemon.status()["followers"]} == builds


def test_a_rebuild_of_nothing_or_of_a_name_that_is_none_is_refused(office):
    daemon, _ = office
    assert_refused(daemon.cli("rebuild"), USAGE)
    assert_refused(daemon.cli("rebuild", "folio-board", "--all"), USAGE)
    builds = [f["build"] for f in daemon.status()["followers"]]
    assert_refused(
        daemon.cli("rebuild", "folio-board", "no-such-view"), NOT_FOUND, "no-such-view",
        "folio-board")
    assert [f["build"] for f in daemon.status()["followers"]] == builds


def test_a_build_goes_on_after_kills_and_gives_the_same_bytes(new_daemon):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    daemon = new_daemon(mexico.rfc3339(START)).start()
    daemon.ok("generate", "--only", "folios", "--cases", "folios=150", "--days", 20, "--seed", 7)
    digests = daemon.digests()
    before = {f["name"]: int(f["build"]) for f in daemon.status()["followers"]}
    daemon.ok("rebuild", "--all", "--no-wait")
    for _ in range(4):
        polls = chance.randrange(4)
        for _ in range(polls):
            daemon.status()
        daemon.kill9()
        daemon.start()
        # What is served is there at once.
        assert daemon.json("board")["cells"]

    def built():
        status = daemon.status()["followers"]
        return all(
            int(f["build"]) > before[f["name"]] and "building" not in f for f in status)

    until(built, "everything is built anew", 60)
    assert daemon.digests() == digests


def test_scratch_files_are_gone_at_the_next_start(office):
    daemon, _ = office
    daemon.json("board", "--as-of", 0)
    assert list((daemon.data / "scratch").iterdir())
    daemon.restart()
    assert list((daemon.data / "scratch").iterdir()) == []
