"""Each system call of the daemon fails in turn, once or on and on, while it starts, works, stops.

Whatever fails: an answer is right, a refusal says why, what was acknowledged is there after a
restart without faults, the whole log verifies, and the daemon is never ended by a signal.

EVENTD_SYSCALLS is how many cases are tried (default 20, `all` for every one), EVENTD_SYSCALLS_SEED
which (default: a new seed, printed). A case that failed is tried again by its name, e.g.
EVENTD_SYSCALLS="run pwrite ENOSPC log.mdb 3 once".
"""

import os
import random
import subprocess
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import grpc
import pytest
from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import KurrentDBClientError, ServiceUnavailableError

from support import folio, mexico
from support.daemon import CRASH_MARKS, run
from support.messages import operations
from support.shim import ALWAYS, SHORT, ShimmedDaemon, library
from support.waiting import until
from support.wire import Wire, append_options, proposed

WANTED = os.environ.get("EVENTD_SYSCALLS") or "20"
SEED = int(os.environ.get("EVENTD_SYSCALLS_SEED") or random.SystemRandom().randrange(10**6))
START = "2026-01-05T09:00:00-06:00"

FILES = ["log.mdb", "projections/", "processes/", "audit", "data"]
SOCKETS = ["socket:"]
# A function, on which files, how it can fail there.
KINDS = [
    ("write", FILES, ["EIO", "ENOSPC", "EINTR", "short"]),
    ("pwrite", FILES, ["EIO", "ENOSPC", "EINTR", "short"]),
    ("writev", FILES, ["EIO", "ENOSPC", "EINTR"]),
    ("fdatasync", FILES, ["EIO", "ENOSPC"]),
    ("fsync", FILES, ["EIO", "ENOSPC"]),
    ("ftruncate", FILES, ["EIO", "ENOSPC"]),
    ("open", FILES, ["EMFILE", "EIO", "ENOMEM", "EACCES"]),
    ("mmap", FILES, ["ENOMEM"]),
    ("read", FILES, ["EIO", "EINTR", "short"]),
    ("pread", FILES, ["EIO", "EINTR", "short"]),
    ("fcntl", FILES, ["ENOLCK", "EAGAIN", "EINTR"]),
    ("flock", FILES, ["ENOLCK", "EINTR"]),
    ("rename", FILES, ["EIO", "ENOSPC"]),
    ("unlink", FILES, ["EIO"]),
    ("mkdir", FILES, ["ENOSPC", "EIO"]),
    ("fstat", FILES, ["EIO"]),
    ("write", SOCKETS, ["EPIPE", "ECONNRESET", "EAGAIN", "ENOBUFS", "EINTR", "short"]),
    ("writev", SOCKETS, ["EPIPE", "ECONNRESET", "EAGAIN", "ENOBUFS", "EINTR"]),
    # Not EAGAIN: to be told of bytes that are not there is an assertion of SwiftNIO in debug builds.
    ("read", SOCKETS, ["ECONNRESET", "EINTR", "EIO", "short"]),
    ("accept", SOCKETS, ["EMFILE", "ENFILE", "ECONNABORTED", "ENOMEM", "EINTR"]),
    ("epoll_ctl", SOCKETS, ["ENOMEM", "ENOSPC"]),
    ("socket", [""], ["EMFILE", "ENOBUFS"]),
    ("pthread_create", [""], ["EAGAIN"]),
]
PHASES = ("start", "run", "stop")
# What is called in each phase on most files that it is tried on.
USUAL = {
    "start": {"open", "mmap", "pread", "fcntl", "fstat", "ftruncate", "mkdir", "pthread_create"},
    "run": {"pwrite", "writev", "fdatasync", "rename", "write", "read", "accept", "epoll_ctl"},
    "stop": {"epoll_ctl", "flock"},
}
# What says "again": it is asked again until it works, so it does after a few times.
PASSING = {"EINTR", "EAGAIN", "short"}
PASSING_COUNT = 5
# An append that met one of these cannot have been durable.
LOSING = {"pwrite", "writev", "fdatasync"}

pytestmark = pytest.mark.skipif(not library(), reason="there is no C compiler for the shim")


@dataclass(frozen=True)
class Case:
    phase: str
    function: str
    error: str
    path: str
    first: int
    count: int

    def __str__(self):
        often = {1: "once", PASSING_COUNT: "often", ALWAYS: "always"}[self.count]
        where = self.path or "-"
        return f"{self.phase} {self.function} {self.error} {where} {self.first} {often}"

    @classmethod
    def parse(cls, text):
        phase, function, error, path, first, often = text.split()
        path = "" if path == "-" else path
        count = {"once": 1, "often": PASSING_COUNT, "always": ALWAYS}[often]
        return cls(phase, function, error, path, int(first), count)

    def arm(self, faults):
        error = SHORT if self.error == "short" else self.error
        faults.arm(self.function, error, self.first, self.count, self.path)

    @property
    def breaks_commits(self):
        return (
            self.phase == "run" and self.path == "log.mdb" and self.function in LOSING
            and self.error not in PASSING)

    @property
    def silences(self):
        """The daemon may not be reachable at all."""
        return self.path == "socket:" and self.count == ALWAYS


class Subject:
    """A daemon that is started, used and stopped again and again, with what it has promised."""

    def __init__(self):
        self.daemon = ShimmedDaemon(START)
        self.acknowledged = {}  # event id -> (stream, commit position)
        self.number = 0
        self.now = mexico.parse(START)

    def append_once(self, errors):
        """Without the client, which asks again by itself: what failed is not acknowledged."""
        event = uuid4()
        failed = self.daemon.faults.failed
        with Wire(self.daemon) as wire:
            try:
                answer = wire.streams.Append(
                    iter([append_options("cosa-1"), proposed(b"{}", id=str(event))]), timeout=5)
            except grpc.RpcError as error:
                errors.append(error)
                assert_says_why(error)
                return
        assert self.daemon.faults.failed == failed, "acknowledged what was not written"
        self.acknowledged[event] = ("cosa-1", answer.success.position.commit_position)

    def work(self, errors=None, until_first=False):
        """Appends, reads, moves the clock. `errors`: refusals are collected there, else not met.
        `until_first`: until there is one."""
        self.number += 1
        number = self.number
        jobs = [
            ("cosa-1", NewEvent(type="t", data=b"x" * 5000, id=uuid4(),
                                content_type="application/octet-stream")),
            (folio.stream(number), folio.opened(number)),
            ("cosa-2", NewEvent(type="t", data=b"{}", id=uuid4())),
        ]
        steps = [lambda job=job: self._append(job) for job in jobs]
        steps += [self._read, self._advance_clock, self._checkpoint]
        for step in steps:
            try:
                step()
            except (KurrentDBClientError, grpc.RpcError, subprocess.TimeoutExpired) as error:
                if errors is None:
                    raise
                errors.append(error)
                assert_says_why(error)
                if until_first:
                    return

    def _append(self, job):
        stream, event = job
        # A connection of its own, so that each has to be accepted.
        with self.daemon.impatient_client() as client:
            position = client.append_event(
                stream, event=event, current_version=StreamState.ANY, timeout=3)
        self.acknowledged[event.id] = (stream, position)

    def _read(self):
        with self.daemon.impatient_client() as client:
            seen = list(client.read_all(timeout=3))
        self.check(seen)

    def can_be_read(self, case):
        try:
            self._read()
        except ServiceUnavailableError:
            return False
        except KurrentDBClientError as error:
            # LMDB gives nothing more until it is opened again.
            assert "MDB_PANIC" in str(error) and case.function in LOSING, error
        return True

    def check(self, seen):
        """A read shows everything that is acknowledged, where it was said to be."""
        places = {event.id: (event.stream_name, event.commit_position) for event in seen}
        for id, place in self.acknowledged.items():
            assert places.get(id) == place, f"{place} was acknowledged: {places.get(id)}"
        positions = [event.commit_position for event in seen]
        assert positions == sorted(set(positions))

    def _advance_clock(self):
        self.now += timedelta(hours=1)
        calls = operations(self.daemon)
        try:
            calls("AdvanceClock", to=self.now, timeout=3)
        finally:
            calls.close()

    def _checkpoint(self):
        result = self.daemon.cli("audit", "checkpoint", seconds=5)
        assert result.returncode >= 0 and not any(mark in result.stderr for mark in CRASH_MARKS)
        assert result.returncode == 0 or result.stderr.strip()

    def assert_no_crash(self):
        code = self.daemon.process.poll()
        log = self.daemon.log_of_this_start()
        assert code is None or code >= 0, f"ended by signal {-(code or 0)}:\n{log[-3000:]}"
        assert not any(mark in log for mark in CRASH_MARKS), log[-3000:]

    def start_cleanly(self):
        self.daemon.faults.disarm()
        self.daemon.start(seconds=20)
        with self.daemon.impatient_client() as client:
            self.check(list(client.read_all(timeout=10)))

    def stop(self):
        if self.daemon.is_up:
            self.daemon.terminate(seconds=20)
        self.assert_no_crash()

    def verify(self):
        found = run("verify", "--data", self.daemon.data)
        assert found.returncode == 0, found.stdout + found.stderr


def assert_says_why(error):
    """Not an exception that nobody foresaw, nor an empty answer."""
    text = str(error)
    assert text.strip(), repr(error)
    foreseen = "StatusCode.UNKNOWN" not in text or "may or may not be stored" in text
    assert foreseen and "Fatal" not in text, text


def try_case(case, subject):
    """Leaves the daemon stopped."""
    daemon, errors = subject.daemon, []
    if case.phase == "start":
        case.arm(daemon.faults)
        daemon.launch()
        deadline = time.monotonic() + 20
        while daemon.is_up and "listening on" not in daemon.log_of_this_start():
            assert time.monotonic() < deadline, "neither started nor refused within 20 s"
            time.sleep(0.005)
        subject.assert_no_crash()
        if not daemon.is_up:
            said = daemon.log_of_this_start().strip()
            assert said, "it ended without a word"
        else:
            subject.work(errors, until_first=case.silences)
    else:
        subject.start_cleanly()
        if case.breaks_commits:
            # What the daemon's processes had still to append is there.
            daemon.wait_followed()
        case.arm(daemon.faults)
        if case.phase == "run":
            # From the second day on deadlines fire, and any commit may be one of theirs.
            is_alone = subject.now < mexico.parse(START) + timedelta(hours=30)
            if case.breaks_commits and is_alone:
                subject.append_once(errors)
            subject.work(errors, until_first=case.silences)
            subject.assert_no_crash()
        else:
            daemon.terminate(seconds=25)
    failed = daemon.faults.failed
    daemon.faults.disarm()
    subject.assert_no_crash()
    if daemon.is_up:
        # Still there for whoever reads; what was acknowledged can be read.
        until(lambda: subject.can_be_read(case), "it can be reached again")
    subject.stop()
    subject.verify()
    return failed


def counted():
    """How often each function is called on such files in each phase, without a fault."""
    subject = Subject()
    counts = {}
    try:
        subject.daemon.start()
        subject.work()
        subject.stop()
        for function, paths, _ in KINDS:
            for path in paths:
                daemon = subject.daemon
                daemon.faults.arm(function, "EIO", ALWAYS, 1, path)
                daemon.start()
                counts["start", function, path] = daemon.faults.seen
                daemon.faults.arm(function, "EIO", ALWAYS, 1, path)
                subject.work()
                counts["run", function, path] = seen = daemon.faults.seen
                daemon.terminate()
                counts["stop", function, path] = daemon.faults.seen - seen
    finally:
        subject.daemon.destroy()
    return counts


def every_case(calls):
    """`calls`: how many there are of a function in a phase on such files."""
    return [
        Case(phase, function, error, path, first, count)
        for phase in PHASES
        for function, paths, errors in KINDS
        for path in paths
        for first in range(1, calls(phase, function, path) + 1)
        # What is called often is called for the same reason again: each of the first, then some.
        if first <= 12 or first % 16 == 0
        for error in errors
        for count in (1, PASSING_COUNT if error in PASSING else ALWAYS)
    ]


def chosen():
    if " " in WANTED:
        return [Case.parse(WANTED)]
    if WANTED == "all":
        counts = counted()
        cases = every_case(lambda *kind: counts[kind])
    else:
        # To count takes longer than a few cases that meet no fault.
        cases = every_case(lambda phase, function, _: 4 if function in USUAL[phase] else 0)
    random.Random(SEED).shuffle(cases)
    return cases if WANTED == "all" else cases[:int(WANTED)]


def test_each_system_call_may_fail(capsys):
    cases = chosen()
    with capsys.disabled():
        print(f"\n{len(cases)} cases, EVENTD_SYSCALLS_SEED={SEED}", flush=True)
    subject, problems, met = None, [], 0
    try:
        for number, case in enumerate(cases, 1):
            if subject is None:
                subject = Subject()
                subject.daemon.start()
                subject.work()
                subject.stop()
            try:
                met += try_case(case, subject) > 0
                # The next start without a fault shows everything.
                subject.start_cleanly()
                subject.stop()
            except Exception as problem:
                text = str(problem).strip().splitlines() or [repr(problem)]
                problems.append(f"{case}: {text[0][:300]}")
                with capsys.disabled():
                    print(problems[-1], flush=True)
                if os.environ.get("EVENTD_SYSCALLS_STOP"):
                    raise
                subject.daemon.destroy()
                subject = None
            if subject and number % 40 == 0:
                subject.daemon.destroy()
                subject = None
            if number % 200 == 0:
                with capsys.disabled():
                    print(f"{number} cases, {met} with a fault", flush=True)
    finally:
        if subject:
            subject.daemon.destroy()
    with capsys.disabled():
        print(f"{len(cases)} cases, {met} met a fault, {len(problems)} problems", flush=True)
    assert not problems, "\n".join(problems)


def test_a_failed_commit_says_whether_anything_was_written():
    """A meta page that could not be written was called a full disk: "nothing was written", though
    LMDB did not know, and refused everything from then on."""
    subject, outcomes = Subject(), set()
    daemon = subject.daemon
    try:
        daemon.start()
        for first in range(1, 9):
            daemon.faults.arm("pwrite", "ENOSPC", first, 1, "log.mdb")
            errors = []
            while not errors and daemon.faults.failed == 0:
                subject.work(errors)
            said = " ".join(map(str, errors))
            daemon.faults.disarm()
            if "may or may not be stored" in said:
                outcomes.add("a meta page")
            elif errors:
                assert "nothing was written" in said, said
                outcomes.add("another page")
                subject.work()
            daemon.kill9()
            subject.start_cleanly()
            if len(outcomes) == 2:
                break
        assert "a meta page" in outcomes, outcomes
        subject.work()
        subject.stop()
        subject.verify()
    finally:
        daemon.destroy()
