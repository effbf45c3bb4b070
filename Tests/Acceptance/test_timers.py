"""What will happen by itself: lists, filters, and what would happen if nobody did anything; and a
great many deadlines that passed during an outage.

EVENTD_OVERDUE is how many of those (default 2000)."""

import os
import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from kurrentdbclient import NewEvent, StreamState

from support import folio, mexico
from support.daemon import Daemon, assert_refused
from support.messages import folio_payload
from support.mexico import local
from support.waiting import until

OVERDUE = int(os.environ.get("EVENTD_OVERDUE") or 2000)
USAGE, BAD_DATA, NOT_FOUND = 64, 65, 66
START = local("2026-01-05T10:00")


@pytest.fixture(scope="module")
def office():
    """Ten folios in each of three stages that have a limit, opened day by day."""
    one = Daemon(mexico.rfc3339(START)).start()
    due = {}
    with one.client() as client:
        for day in range(10):
            now = START + timedelta(days=day)
            one.advance(mexico.rfc3339(now), "--jump")
            for way, limit in (
                (folio.way_to_confirmacion, mexico.due_after_business_days(now, 20)),
                (folio.way_to_entregada, mexico.due_after_calendar_days(now, 35)),
            ):
                number = len(due) + 1
                medical = {"medicalInformation": True} if limit < now + timedelta(35) else {}
                client.append_events(
                    folio.stream(number), events=way(number, **medical),
                    current_version=StreamState.NO_STREAM)
                due[number] = limit
    yield one, due
    one.destroy()


def timers(daemon, *options):
    return daemon.json("timers", *options).get("timers", [])


def numbers(found):
    return [int(timer["stream"].removeprefix("folio-")) for timer in found]


def escalations(daemon):
    """Every move that the daemon made, in order: stream and escalation."""
    with daemon.client() as client:
        moves = [
            (event.stream_name, folio_payload(event))
            for event in client.read_all(filter_exclude=())
            if event.type == "folio.v1.StageChanged"
        ]
    return [(stream, move["escalation"]) for stream, move in moves if "escalation" in move]


def test_every_deadline_is_listed_in_order_with_what_will_happen(office):
    daemon, due = office
    found = timers(daemon)
    assert sorted(numbers(found)) == sorted(due)
    assert [mexico.parse(t["due"]) for t in found] == sorted(due.values())
    for timer in found:
        number = int(timer["stream"].removeprefix("folio-"))
        assert mexico.parse(timer["due"]) == due[number]
        assert timer["subject"] == f"#{number:08}"
        assert timer["action"].startswith("→ Rechazo: ")
        assert timer["process"] == "folio-escalations" and timer["source"]


def test_these_folios_go_to_rechazo_in_the_next_days(office):
    daemon, due = office
    now = mexico.parse(daemon.status()["now"])
    for days in (0, 5, 20, 26, 60):
        found = timers(daemon, "--within", f"{days}d")
        assert sorted(numbers(found)) == sorted(
            n for n, moment in due.items() if moment <= now + timedelta(days=days))
    shown = daemon.ok("timers", "--within", "60d")
    assert "próximos 60 días" in shown and "→ Rechazo" in shown and "#00000001" in shown


def test_until_a_date_means_the_end_of_that_day(office):
    daemon, due = office
    first = min(due.values())
    day_before = (first - timedelta(days=1)).date().isoformat()
    assert timers(daemon, "--until", day_before) == []
    assert timers(daemon, "--until", first.date().isoformat())
    assert timers(daemon, "--until", mexico.rfc3339(first))
    assert timers(daemon, "--until", mexico.rfc3339(first - timedelta(microseconds=1))) == []


def test_filters_by_stream_and_process(office):
    daemon, due = office
    assert numbers(timers(daemon, "--stream", "folio-0000001")) and all(
        10 <= n < 20 for n in numbers(timers(daemon, "--stream", "folio-0000001")))
    assert len(timers(daemon, "--process", "folio-escalations")) == len(due)
    assert timers(daemon, "--stream", "claim-") == []
    assert_refused(
        daemon.cli("timers", "--process", "nobody"), NOT_FOUND, "nobody", "folio-escalations")


@pytest.mark.parametrize("horizon", [[], ["--at", "2027-01-01"]], ids=["waiting", "hypothetical"])
@pytest.mark.parametrize("size", [1, 3, 20])
def test_pages_give_every_deadline_once(office, horizon, size):
    daemon, due = office
    found, after = [], ""
    for _ in range(len(due) + 1):
        way_on = ["--after", after] if after else []
        page = daemon.json("timers", "--limit", size, *horizon, *way_on)
        found += numbers(page["timers"])
        after = page.get("next", "")
        if not after:
            break
    assert len(found) == len(due) and sorted(found) == sorted(due)


@pytest.mark.parametrize("after", ["x", "12", "8006.folio-escalations"])
def test_a_way_on_that_no_answer_gave_is_refused(office, after):
    daemon, _ = office
    assert_refused(daemon.cli("timers", "--after", after), BAD_DATA, "after")


def test_what_would_happen_is_what_happens(new_daemon):
    """Folios in Alta de Trámite go on by themselves, others end in Rechazo."""
    daemon = new_daemon(mexico.rfc3339(START)).start()
    with daemon.client() as client:
        for number in range(1, 16):
            way = [
                lambda n: [folio.opened(n)], folio.way_to_confirmacion, folio.way_to_entregada,
            ][number % 3]
            client.append_events(
                folio.stream(number), events=way(number), current_version=StreamState.NO_STREAM)
            daemon.advance("7h", "--jump")
    end = START + timedelta(days=30)
    before, already = daemon.status()["events"], len(escalations(daemon))
    foretold = timers(daemon, "--at", mexico.rfc3339(end))
    assert foretold and daemon.status()["events"] == before
    daemon.advance(mexico.rfc3339(end))
    assert [(t["stream"], t["rule"], mexico.parse(t["due"])) for t in foretold] == [
        (stream, escalation["rule"], mexico.parse(escalation["due"]))
        for stream, escalation in escalations(daemon)[already:]]


@pytest.mark.parametrize(
    "options",
    [
        ["--within", "soon"], ["--until", "monday"], ["--at", "2026-13-01"],
        ["--within", "5d", "--until", "2026-01-31"],
        ["--until", "2026-01-31", "--at", "2026-01-31"],
    ],
    ids=" ".join,
)
def test_horizons_that_are_none_are_wrong_use(office, options):
    daemon, _ = office
    assert_refused(daemon.cli("timers", *options), USAGE)


class Appender(threading.Thread):
    """Somebody else, who appends one event after the other and notes how long each took."""

    def __init__(self, daemon):
        super().__init__()
        self.daemon_under_test, self.stopping = daemon, threading.Event()
        self.seconds, self.problems = [], []

    def run(self):
        with self.daemon_under_test.client() as client:
            stream = f"nota-{uuid4()}"
            while not self.stopping.is_set():
                began = time.monotonic()
                try:
                    client.append_event(
                        stream, event=NewEvent(type="t", data=b"{}"),
                        current_version=StreamState.ANY, timeout=30)
                except Exception as problem:
                    self.problems.append(problem)
                    return
                self.seconds.append(time.monotonic() - began)

    def stop(self):
        self.stopping.set()
        self.join()
        assert not self.problems, self.problems[0]
        return sorted(self.seconds)


def p99(seconds):
    return seconds[int(len(seconds) * 0.99)]


def test_deadlines_that_passed_during_an_outage_drain_in_order_and_starve_nobody(
    new_daemon, capsys
):
    daemon = new_daemon(mexico.rfc3339(START)).start()
    day = 0
    with daemon.client() as client:
        for number in range(1, OVERDUE + 1):
            # Not in the order of their numbers, and over some days.
            if number % (OVERDUE // 4 + 1) == 0:
                day += 1
                daemon.advance(mexico.rfc3339(START + timedelta(days=day)), "--jump")
            way = folio.way_to_confirmacion if number % 2 else lambda n: [folio.opened(n)]
            client.append_events(
                folio.stream(number), events=way(number), current_version=StreamState.NO_STREAM)
    alone = Appender(daemon)
    alone.start()
    until(lambda: len(alone.seconds) >= 300, "enough appends alone", 60)
    alone = alone.stop()
    daemon.kill9()

    daemon.start(clock=mexico.rfc3339(START + timedelta(days=60)))
    beside = Appender(daemon)
    beside.start()
    began = time.monotonic()
    until(lambda: not timers(daemon, "--limit", 1), "every deadline has passed", 3600)
    elapsed = time.monotonic() - began
    beside = beside.stop()
    due = [mexico.parse(escalation["due"]) for _, escalation in escalations(daemon)]
    assert len(due) == OVERDUE and due == sorted(due)
    with capsys.disabled():
        print(
            f"\n{OVERDUE} overdue deadlines drained in {elapsed:.1f} s; an append beside them: "
            f"p99 {p99(beside) * 1000:.1f} ms, most {beside[-1] * 1000:.1f} ms of {len(beside)}; "
            f"alone: p99 {p99(alone) * 1000:.1f} ms", flush=True)
    # No more than a few batches can come between an append and its answer.
    assert beside[-1] < 2 and p99(beside) < 1
