"""Faults below and around the daemon: a disk that fails or is full, a stop under load. What was
acknowledged stays, what fails says so, and nothing crashes."""

import os
import random
import shutil
import signal
import subprocess
import threading

import pytest
from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import KurrentDBClientError, ServiceUnavailableError

from support import folio
from support.daemon import CRASH_MARKS, Daemon
from support.waiting import until


class FaultyDaemon(Daemon):
    """A daemon whose system calls fail as told, by `strace`."""

    def start_with(self, fault, file):
        """`fault` as in `strace -e inject=…`, for calls on one file of the data directory."""
        self.launch(prefix=[
            "strace", "-f", "-qq", "-o", str(self.directory / "strace"),
            "-P", str(self.data / file), "-e", f"trace={fault.split(':')[0]}",
            "-e", f"inject={fault}"])
        self.wait_ready()
        return self

    @property
    def faults(self):
        """How many faults there were."""
        return (self.directory / "strace").read_text(errors="replace").count("(INJECTED)")

    def pid(self):
        """Of the daemon itself, the child of `strace`."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children, encoding="ascii") as file:
            return int(file.read().split()[0])

    def kill9(self):
        try:
            os.kill(self.pid(), signal.SIGKILL)
        except (OSError, IndexError):
            pass
        super().kill9()


@pytest.fixture
def faulty():
    if not shutil.which("strace") or subprocess.run(["strace", "-o/dev/null", "true"]).returncode:
        pytest.skip("strace is not there, or may not trace here")
    daemon = FaultyDaemon()
    # The files are there before they fail.
    daemon.start()
    daemon.wait_followed()
    assert daemon.terminate() == 0
    yield daemon
    daemon.destroy()


def append_until_refused(client, most=60):
    """Appends one by one; returns the ids that were acknowledged, and the first error."""
    acknowledged = []
    for _ in range(most):
        event = NewEvent(type="t", data=b"x" * 3000, content_type="application/octet-stream")
        try:
            client.append_event(
                "cosa-1", event=event, current_version=StreamState.ANY, timeout=10)
            acknowledged.append(event.id)
        except KurrentDBClientError as error:
            return acknowledged, error
    return acknowledged, None


def assert_all_there(daemon, acknowledged):
    with daemon.impatient_client() as client:
        stored = {event.id for event in client.get_stream("cosa-1")}
    assert set(acknowledged) <= stored
    assert not any(mark in daemon.log() for mark in CRASH_MARKS), daemon.log()


def test_a_log_that_cannot_be_flushed_acknowledges_nothing_more(faulty):
    faulty.start_with("fdatasync:error=EIO:when=5+", "log.mdb")
    with faulty.impatient_client() as client:
        acknowledged, error = append_until_refused(client)
    assert 0 < len(acknowledged) < 10
    assert error is not None and faulty.faults > 0
    faulty.kill9()
    faulty.start()
    assert_all_there(faulty, acknowledged)


def test_one_failed_flush_of_the_log_is_not_forgotten(faulty):
    """After a failed flush the kernel may have dropped the pages: a later one proves nothing."""
    faulty.start_with("fdatasync:error=EIO:when=5", "log.mdb")
    with faulty.impatient_client() as client:
        acknowledged, error = append_until_refused(client)
        assert error is not None
        more, error = append_until_refused(client, most=3)
    assert more == [] and error is not None, "it went on after a failed flush"
    faulty.kill9()
    faulty.start()
    assert_all_there(faulty, acknowledged)


def test_a_full_disk_refuses_appends_and_takes_them_again_when_there_is_room(faulty):
    faulty.start_with("pwrite64:error=ENOSPC:when=6..30", "log.mdb")
    with faulty.impatient_client() as client:
        acknowledged, error = append_until_refused(client)
        assert acknowledged and "no room" in str(error)
        assert len(client.get_stream("cosa-1")) == len(acknowledged)
        more = until(lambda: append_until_refused(client, most=1)[0], "there is room again")
    faulty.kill9()
    faulty.start()
    assert_all_there(faulty, acknowledged + more)


def test_little_room_on_the_disk_refuses_clients_while_deadlines_and_reads_go_on(new_daemon):
    """So much has to be left that it never is, wherever this runs."""
    daemon = new_daemon(clock="2026-01-05T09:00:00-06:00")
    daemon.start()
    event = folio.opened(1)
    with daemon.client() as client:
        first = client.append_event(
            folio.stream(1), event=event, current_version=StreamState.NO_STREAM)
    assert daemon.terminate() == 0
    daemon.start(options=["--disk-reserve", str(1 << 30)])
    with daemon.impatient_client() as client:
        acknowledged, error = append_until_refused(client)
        assert acknowledged == [] and "bytes are left on the disk" in str(error)
        assert "RESOURCE_EXHAUSTED" in str(error) or "exhausted" in str(error).lower()
        again = client.append_event(
            folio.stream(1), event=event, current_version=StreamState.NO_STREAM)
        assert again == first, "the first answer is given again"
        daemon.advance("7d")
        assert [e.type for e in client.get_stream(folio.stream(1))] == [
            "folio.v1.Opened", "folio.v1.StageChanged"]
    assert daemon.terminate() == 0
    daemon.start()
    with daemon.client() as client:
        acknowledged, error = append_until_refused(client, most=1)
        assert len(acknowledged) == 1 and error is None


@pytest.mark.parametrize(
    "file", ["projections/folio-board-v2-1.mdb", "processes/folio-escalations-v1-1.mdb"])
def test_what_follows_the_log_may_fail_and_the_log_goes_on(faulty, file):
    faulty.start_with("fdatasync:error=EIO:when=2+", file)
    numbers = range(1, 31)
    with faulty.impatient_client() as client:
        for number in numbers:
            client.append_event(
                folio.stream(number), event=folio.opened(number),
                current_version=StreamState.NO_STREAM, timeout=10)
    until(lambda: faulty.faults, "there was a fault")
    incidents = until(
        lambda: [i for f in faulty.status()["followers"] for i in f.get("incidents", [])],
        "status tells of the incident")
    assert "Input/output error" in incidents[0]["error"]
    assert faulty.is_up
    faulty.kill9()
    faulty.start()
    faulty.wait_followed()
    assert sum(int(cell["count"]) for cell in faulty.json("board")["cells"]) == len(numbers)
    assert len(faulty.json("timers")["timers"]) == len(numbers)
    assert not any(mark in faulty.log() for mark in CRASH_MARKS), faulty.log()


def test_a_graceful_stop_under_load_loses_nothing_and_exits_with_0(daemon):
    acknowledged, stopping, problems = [], threading.Event(), []

    def write(number):
        with daemon.impatient_client() as client:
            while not stopping.is_set():
                event = NewEvent(type="t", data=b"{}")
                while not stopping.is_set():
                    try:
                        client.append_event(
                            "cosa-1", event=event, current_version=StreamState.ANY, timeout=10)
                        acknowledged.append(event.id)
                        break
                    except ServiceUnavailableError:
                        stopping.wait(0.01)
                    except KurrentDBClientError as error:
                        problems.append(error)

    writers = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for writer in writers:
        writer.start()
    chance = random.Random(20260105)
    for _ in range(10):
        enough = len(acknowledged) + chance.randrange(5, 40)
        until(lambda: len(acknowledged) >= enough, "some appends are acknowledged")  # noqa: B023
        assert daemon.terminate() == 0, daemon.log_of_this_start()
        daemon.start()
    stopping.set()
    for writer in writers:
        writer.join()
    assert problems == []
    assert_all_there(daemon, acknowledged)
