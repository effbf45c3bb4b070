"""What connections may take: how many there can be, how long they may say nothing, and how much they make
the daemon hold."""

import os
import resource
import time
from pathlib import Path

import pytest
from kurrentdbclient import NewEvent, StreamState

from support.daemon import Daemon, assert_refused
from support.frames import (
    DATA, STREAMS, WINDOW_UPDATE, Raw, frame, headers, message, subscription)
from support.relay import Relay
from support.waiting import until

MIB = 1024 * 1024
SETTINGS_SECONDS = 10
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


def memory(daemon):
    for line in Path(f"/proc/{daemon.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmRSS")


def cpu_seconds(daemon):
    fields = Path(f"/proc/{daemon.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module", autouse=True)
def silent():
    """Connections that say nothing, or not enough, from the beginning of this file on."""
    daemon = Daemon().start()
    ends = [Raw(daemon.socket, hello=False) for _ in range(5)]
    ends += [Raw(daemon.socket, hello=False) for _ in range(5)]
    for end in ends[5:]:
        end.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\6\4\0\0\0\0\0\0")
    yield daemon, ends, Raw(daemon.socket), time.monotonic()
    daemon.destroy()


@pytest.fixture
def few(new_daemon):
    """A daemon that takes 16 connections, 12 of them from one user."""
    daemon = new_daemon()
    daemon.options = ["--connections-max", "16", "--socket-mode", "0666"]
    daemon.directory.chmod(0o711)
    return daemon.start()


def test_one_connection_too_many_is_told_so_and_the_next_is_taken(few):
    held = [Raw(few.socket) for _ in range(12)]
    with Raw(few.socket) as refused:
        said = refused.read_to_end(10)
    assert said is not None and f"user {os.geteuid()} has 12".encode() in said
    assert b"close some" in said
    assert "too many connections" in few.log()
    assert_refused(few.cli("status"), 75, "too many connections", "close some")
    held.pop().close()

    def is_taken():
        with Raw(few.socket) as one:
            return one.read_to_end(0.2) is None

    until(is_taken, "a connection is taken again")
    for one in held:
        one.close()
    with few.client() as client:
        client.append_event(
            "cosa-1", event=NewEvent(type="t", data=b"{}"), current_version=StreamState.ANY)


@as_root
def test_a_user_who_takes_all_he_can_leaves_room_for_others(few):
    with Relay(few.socket, 12345) as greedy, Relay(few.socket, 12346) as other:
        held = [Raw(greedy.socket) for _ in range(40)]
        until(lambda: "user 12345 has 12" in few.log(), "the greedy user is refused")
        with other.client() as client:
            client.append_event(
                "cosa-1", event=NewEvent(type="t", data=b"{}"), current_version=StreamState.ANY)
        assert few.cli("status").returncode == 0
        for one in held:
            one.close()


def test_as_many_files_may_be_open_as_the_system_allows(few):
    soft, hard = resource.prlimit(few.process.pid, resource.RLIMIT_NOFILE)
    assert soft == hard


def test_without_descriptors_the_daemon_waits_quietly_and_goes_on(daemon):
    pid = daemon.process.pid
    limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    used = max(int(name) for name in os.listdir(f"/proc/{pid}/fd")) + 1
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (used, limits[1]))
    # More than numbers in between that are free.
    waiting = [Raw(daemon.socket) for _ in range(64)]
    before = cpu_seconds(daemon)
    assert waiting[-1].read_to_end(1) is None
    spent = cpu_seconds(daemon) - before
    resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
    assert spent < 0.3, f"{spent} s of CPU in a second of waiting"
    for one in waiting:
        one.close()
    until(lambda: daemon.cli("status").returncode == 0, "it answers")
    daemon.assert_healthy()


def test_a_length_of_4_gib_is_refused_before_there_is_room_for_it(daemon):
    before = memory(daemon)
    with Raw(daemon.socket) as raw:
        for number in range(50):
            stream = 2 * number + 1
            raw.send(headers(stream, f"{STREAMS}/Append") + frame(
                DATA, 0, stream, message(b"x" * 1000, length=2**32 - 1)))
        daemon.assert_healthy()
    assert memory(daemon) - before < 64 * MIB


@pytest.mark.parametrize("window", [65_535, 2**31 - 1])
def test_subscriptions_that_nobody_reads_hold_little_and_stop_nobody(daemon, window):
    event = b"x" * 8192
    with daemon.client() as client:
        for number in range(16):
            client.append_events(
                f"lastre-{number}", current_version=StreamState.ANY, events=[
                    NewEvent(type="t", data=event, content_type="application/octet-stream")
                    for _ in range(128)])
        daemon.wait_followed()
        before = memory(daemon)
        with Raw(daemon.socket, window=window) as raw:
            if window > 65_535:
                raw.send(frame(WINDOW_UPDATE, 0, 0, (window - 65_535).to_bytes(4, "big")))
            for number in range(200):
                raw.send(subscription(2 * number + 1))
            peak = before
            for _ in range(10):
                client.append_event(
                    "honesta-1", event=NewEvent(type="t", data=b"{}"),
                    current_version=StreamState.ANY, timeout=10)
                assert len(client.get_stream("lastre-1", limit=10, timeout=10)) == 10
                peak = max(peak, memory(daemon))
    # The log has 16 MiB: all of it for each of them would be 3,200.
    assert peak - before < 128 * MIB, f"{(peak - before) / MIB:.0f} MiB"
    daemon.assert_healthy()


def test_who_does_not_say_hello_is_not_waited_for(silent):
    """The last of this file: what the others took was waited for already."""
    daemon, ends, idle, began = silent
    for end in ends:
        left = began + SETTINGS_SECONDS + 10 - time.monotonic()
        assert end.read_to_end(max(1, left)) is not None
        end.close()
    assert "settings" in daemon.log()
    # One that has said hello may be idle for as long as it likes.
    assert idle.read_to_end(0.1) is None
    idle.close()
    daemon.assert_healthy()
