"""kill -9 at random moments: under load, while it starts, while it stops, while views are built
anew. Nothing acknowledged is lost, positions have no hole, a repeated append gives its first answer,
every escalation happens exactly once, and every view is what the log alone makes of it.

EVENTD_KILLS is how often (default 20), EVENTD_KILLS_SEED the seed (default: a new one, printed).
"""

import os
import random
import signal
import threading
import time
from collections import Counter
from datetime import timedelta
from uuid import UUID

import grpc
import pytest
from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import (
    BadRequestError,
    FailedPreconditionError,
    KurrentDBClientError,
    WrongCurrentVersionError,
)

from support import folio, mexico
from support.daemon import run
from support.messages import folio_payload, operations
from support.mexico import local
from support.waiting import until

KILLS = int(os.environ.get("EVENTD_KILLS") or 20)
SEED = int(os.environ.get("EVENTD_KILLS_SEED") or random.SystemRandom().randrange(10**6))
# After so many kills the log is looked at as a whole, and another is begun.
KILLS_A_LOG = 1000
WRITERS = 8
START = local("2026-01-05T09:00")
# What a rule or an expected version says: an answer, not an outage.
ANSWERS = (BadRequestError, FailedPreconditionError, WrongCurrentVersionError)


class Load:
    """Writers and a clock that go on whatever happens to the daemon.

    Each append is repeated with the same ids until it is answered; what was answered is kept.
    """

    def __init__(self, daemon, seed):
        self.daemon = daemon
        self.seed = seed
        self.acknowledged = {}  # event id -> (stream, commit position of its append)
        self.unchecked = []  # those of the ids that no reader has looked for
        self.opened = {}  # number -> commit position
        self.repeated = 0
        self.problems = []
        self.stopping = threading.Event()
        self.progress = threading.Condition()
        self.threads = [
            threading.Thread(target=self._guard, args=(self._write, number), daemon=True)
            for number in range(WRITERS)
        ] + [threading.Thread(target=self._guard, args=(self._advance_clock,), daemon=True)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)
            assert not thread.is_alive(), "a writer hangs"
        assert not self.problems, self.problems[0]

    def take_unchecked(self):
        """What was acknowledged since it was asked before."""
        with self.progress:
            ids, self.unchecked = self.unchecked, []
            return {id: self.acknowledged[id] for id in ids}

    def wait_for_acknowledgements(self, count, seconds):
        """Returns when `count` more appends are answered, or after `seconds`."""
        with self.progress:
            target = len(self.acknowledged) + count
            self.progress.wait_for(lambda: len(self.acknowledged) >= target, seconds)

    def _guard(self, body, *arguments):
        try:
            body(*arguments)
        except BaseException as problem:
            self.problems.append(problem)

    def _write(self, writer):
        chance = random.Random(f"{self.seed}/{writer}")
        revisions = Counter()
        number, index = 10_000 * (writer + 1), 0
        with self.daemon.impatient_client() as client:
            while not self.stopping.is_set():
                index += 1
                new_id = iter(UUID(int=chance.getrandbits(128), version=4) for _ in range(10))
                if index % 4 == 1:
                    number += 1
                    stream, expected = folio.stream(number), StreamState.NO_STREAM
                    events = [folio.opened(number, id=next(new_id))]
                elif index % 4 == 2:
                    stream, expected = folio.stream(number), StreamState.ANY
                    events = [
                        folio.note(f"nota {index}.{n}", id=next(new_id))
                        for n in range(chance.randrange(1, 4))]
                else:
                    stream = f"load-{writer}-{chance.randrange(5)}"
                    count = chance.choice([1, 1, 1, 2, 5])
                    expected = StreamState.ANY
                    if chance.random() < 0.7:
                        last = revisions[stream] - 1
                        expected = last if last >= 0 else StreamState.NO_STREAM
                    data = chance.randbytes(chance.choice([10, 200, 5000]))
                    events = [
                        NewEvent(type="load", data=data, id=next(new_id),
                                 content_type="application/octet-stream")
                        for _ in range(count)]
                    revisions[stream] += count
                position = self._append(client, stream, events, expected)
                if chance.random() < 0.2:
                    # Once more, and perhaps across a kill: the answer must be the first one.
                    again = self._append(client, stream, events, expected)
                    assert again == position, f"{stream}: first {position}, then {again}"
                    self.repeated += 1
                with self.progress:
                    for event in events:
                        self.acknowledged[event.id] = (stream, position)
                        self.unchecked.append(event.id)
                    if events[0].type == "folio.v1.Opened":
                        self.opened[number] = position
                    self.progress.notify_all()

    def _append(self, client, stream, events, expected):
        deadline = time.monotonic() + 60
        while True:
            try:
                return client.append_to_stream(
                    stream, events=events if len(events) > 1 else events[0],
                    current_version=expected, timeout=10)
            except ANSWERS as answer:
                raise AssertionError(f"{stream}: {answer}") from answer
            except KurrentDBClientError as outage:
                assert time.monotonic() < deadline, f"no answer for 60 s: {outage!r}"
                time.sleep(0.01)

    def _advance_clock(self):
        chance = random.Random(f"{self.seed}/clock")
        calls = operations(self.daemon)
        now = START
        while not self.stopping.is_set():
            # About a day for each second of the test, so that the calendars last.
            self.stopping.wait(0.02)
            now += timedelta(minutes=chance.randrange(1, 60))
            while not self.stopping.is_set():
                try:
                    calls(
                        "AdvanceClock", to=now, step_by_step=chance.random() < 0.5, record=True)
                    break
                except grpc.RpcError as error:
                    if error.code() == grpc.StatusCode.INVALID_ARGUMENT:
                        break  # the call before it was heard after all
                    self.stopping.wait(0.01)
        calls.close()


class LogReader:
    """Reads the log on from where it was, and checks every event that it meets."""

    def __init__(self):
        self.last = None
        self.count = 0
        self.revisions = Counter()
        self.positions = {}  # event id -> (stream, position)
        self.folio_events = {}

    def read_on(self, client):
        for event in client.read_all(commit_position=self.last, filter_exclude=()):
            if event.commit_position == self.last:
                continue
            expected = 64 if self.last is None else self.last + 64
            assert event.commit_position == expected, f"a hole before {event.commit_position}"
            assert event.stream_position == self.revisions[event.stream_name], (
                f"{event.stream_name} has a hole before {event.stream_position}")
            if not event.type.startswith("$"):
                assert event.id not in self.positions, f"{event.id} is there twice"
            self.positions[event.id] = (event.stream_name, event.commit_position)
            self.revisions[event.stream_name] += 1
            if event.stream_name.startswith("folio-"):
                self.folio_events.setdefault(event.stream_name, []).append(event)
            self.last = event.commit_position
            self.count += 1


def check_acknowledged(acknowledged, log):
    for id, (stream, position) in acknowledged.items():
        assert id in log.positions, f"the acknowledged event {id} of {stream} is lost"
        assert log.positions[id][0] == stream
        assert log.positions[id][1] <= position


def check_escalations(log):
    """Each folio left Alta de Trámite by itself, once, when it was due and not before."""
    for stream, events in log.folio_events.items():
        moves = [
            (event, folio_payload(event)) for event in events
            if event.type == "folio.v1.StageChanged"]
        assert len(moves) == 1, f"{stream} was moved {len(moves)} times"
        event, move = moves[0]
        due = mexico.due_after_business_days(events[0].recorded_at, 1)
        assert mexico.parse(move["escalation"]["entered"]) == events[0].recorded_at, stream
        assert mexico.parse(move["escalation"]["due"]) == due, stream
        assert mexico.parse(move["escalation"]["fired"]) >= due, stream
        assert event.recorded_at >= due, stream


class Killer:
    """Kills the daemon at one of its moments, and starts it again."""

    def __init__(self, daemon, load, chance):
        self.daemon, self.load, self.chance = daemon, load, chance
        self.kills = Counter()

    def strike(self):
        chance = self.chance.random()
        if chance < 0.12:
            self._kill("at work")
            self.daemon.launch()
            time.sleep(self.chance.uniform(0, 0.15))  # the moment is the input here
            self._kill("at its start")
        elif chance < 0.2:
            self.daemon.process.send_signal(signal.SIGTERM)
            time.sleep(self.chance.uniform(0, 0.02))
            self._kill("at its end")
        elif chance < 0.28:
            self._rebuild()
            self.load.wait_for_acknowledgements(
                self.chance.randrange(10), self.chance.uniform(0, 0.1))
            self._kill("while it builds")
        else:
            # Between a moment after the start and some appends later.
            self.load.wait_for_acknowledgements(
                self.chance.randrange(30), self.chance.uniform(0.001, 0.25))
            self._kill("at work")
        self.daemon.start()

    def _kill(self, when):
        assert not self.load.problems, self.load.problems[0]
        assert when != "at work" or self.daemon.is_up, self.daemon.log_of_this_start()
        self.daemon.kill9()
        self.kills[when] += 1

    def _rebuild(self):
        calls = operations(self.daemon)
        try:
            calls("Rebuild", all=True)
        finally:
            calls.close()


def kill_and_check(daemon, kills, seed, say):
    """So many kills of a daemon with a log of its own; then everything in it is checked."""
    chance = random.Random(seed)
    daemon.start()
    load, log = Load(daemon, seed), LogReader()
    killer = Killer(daemon, load, chance)
    load.start()
    while sum(killer.kills.values()) < kills:
        killer.strike()
        if chance.random() < 0.2:
            acknowledged = load.take_unchecked()
            with daemon.impatient_client() as client:
                log.read_on(client)
            check_acknowledged(acknowledged, log)
    load.wait_for_acknowledgements(50, 30)
    load.stop()

    # Every folio that is still in Alta de Trámite falls due.
    now = mexico.parse(daemon.status()["now"])
    daemon.advance(mexico.rfc3339(now + timedelta(days=14)))
    until(lambda: not daemon.json("timers").get("timers"), "every deadline has passed", 120)
    daemon.wait_followed()
    with daemon.impatient_client() as client:
        log.read_on(client)
    check_acknowledged(load.acknowledged, log)
    assert log.count == int(daemon.status()["events"])
    assert set(map(folio.stream, load.opened)) <= set(log.folio_events)
    check_escalations(log)

    # The views and the timers come back the same from the log alone.
    digests, board = daemon.digests(), daemon.json("board")["cells"]
    assert daemon.terminate() == 0, daemon.log_of_this_start()
    verified = run("verify", "--data", daemon.data, seconds=600)
    assert verified.returncode == 0, verified.stdout
    for file in [*daemon.data.glob("projections/*"), *daemon.data.glob("processes/*")]:
        file.unlink()
    daemon.start(seconds=300)
    assert daemon.digests() == digests
    assert daemon.json("board")["cells"] == board
    say(
        f"{sum(killer.kills.values())} kills ("
        + ", ".join(f"{count} {when}" for when, count in killer.kills.items())
        + f"), {log.count} events in {len(log.revisions)} streams, "
        f"{len(load.acknowledged)} answered, {load.repeated} appends repeated, "
        f"{len(log.folio_events)} escalations")
    return sum(killer.kills.values())


def test_kill_9_at_random_moments_loses_and_doubles_nothing(new_daemon, capsys):
    def say(text):
        with capsys.disabled():
            print(text, flush=True)

    say(f"\n{KILLS} kills, EVENTD_KILLS_SEED={SEED}")
    began, done = time.monotonic(), 0
    while done < KILLS:
        daemon = new_daemon(mexico.rfc3339(START))
        seed = f"{SEED}/{done}" if done else str(SEED)
        done += kill_and_check(daemon, min(KILLS - done, KILLS_A_LOG), seed, say)
        daemon.destroy()
    minutes = (time.monotonic() - began) / 60
    say(f"{done} kills in {minutes:.1f} minutes, {done / minutes:.0f} a minute")


@pytest.mark.parametrize("moment", ["while it starts", "while it stops"])
def test_kill_9_of_a_daemon_that_starts_or_stops_loses_nothing(new_daemon, moment):
    """The moments that a daemon under load never passes through."""
    chance = random.Random(f"{SEED}/{moment}")
    daemon = new_daemon("2026-01-05T09:00:00-06:00").start()
    with daemon.client() as client:
        client.append_events(
            "cosa-1", current_version=StreamState.NO_STREAM,
            events=[NewEvent(type="t", data=b"{}") for _ in range(100)])
    for number in range(1, 21):
        with daemon.client() as client:
            client.append_event(
                folio.stream(number), event=folio.opened(number),
                current_version=StreamState.NO_STREAM)
    log = LogReader()
    for _ in range(8):
        if moment == "while it starts":
            daemon.kill9()
            daemon.launch()
            time.sleep(chance.uniform(0, 0.1))  # the moment is the input here
        else:
            daemon.process.send_signal(signal.SIGTERM)
            time.sleep(chance.uniform(0, 0.02))
        daemon.kill9()
        daemon.start()
    with daemon.impatient_client() as client:
        log.read_on(client)
    assert log.revisions["cosa-1"] == 100
    assert len(log.folio_events) == 20
    daemon.wait_followed()
    daemon.assert_healthy()
