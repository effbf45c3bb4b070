"""Callers that mean no good, and an honest one beside them: it is served as before, the daemon's
memory stays within bounds, and what they held is given back.

EVENTD_ABUSE_CONNECTIONS is how many connections are kept (default 300), EVENTD_ABUSE_CALLS how many
calls are cancelled (default 1000), EVENTD_ABUSE_ROUNDS how often each is done (default 1),
EVENTD_ABUSE_RATIO how many times as long the honest client's p99 may be as when it is alone (default:
it is only printed).
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kurrentdbclient import NewEvent, StreamState

from support.daemon import Daemon
from support.waiting import until

CONNECTIONS = int(os.environ.get("EVENTD_ABUSE_CONNECTIONS") or 300)
CALLS = int(os.environ.get("EVENTD_ABUSE_CALLS") or 1000)
ROUNDS = int(os.environ.get("EVENTD_ABUSE_ROUNDS") or 1)
RATIO = float(os.environ.get("EVENTD_ABUSE_RATIO") or 0)
# Seconds that the honest client is measured for, each time.
WINDOW = 0.5 if ROUNDS == 1 else 4.0
LOG_BYTES = 4 * 1024 * 1024
# What a connection may cost, and the noise of an allocator.
CONNECTION_BYTES_MAX = 64 * 1024
SLACK_BYTES = 96 * 1024 * 1024
# Of a call whose answers nobody receives: what was read but not sent.
UNREAD_BYTES_MAX = 4 * 1024 * 1024


class Abuser:
    def __init__(self, kind, daemon, count, rate=0):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "support.abuse", kind, str(daemon.socket), str(count),
             str(rate)],
            cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True,
            preexec_fn=lambda: os.nice(10))

    def __enter__(self):
        assert self.process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def memory(daemon, what="VmRSS"):
    for line in Path(f"/proc/{daemon.process.pid}/status").read_text().splitlines():
        if line.startswith(what + ":"):
            return int(line.split()[1]) * 1024
    raise AssertionError(f"no {what}")


def descriptors(daemon):
    return len(os.listdir(f"/proc/{daemon.process.pid}/fd"))


def honest(client, seconds):
    """How long each of its appends and reads took."""
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        client.append_event(
            "honesta-1", event=NewEvent(type="t", data=b'{"a":1}'),
            current_version=StreamState.ANY, timeout=10)
        took.append(time.monotonic() - began)
        began = time.monotonic()
        assert len(client.get_stream("honesta-1", limit=10, backwards=True, timeout=10)) > 0
        took.append(time.monotonic() - began)
    return took


def p99(took):
    return statistics.quantiles(took, n=100)[98]


@pytest.fixture(scope="module")
def abused():
    daemon = Daemon().start()
    with daemon.client() as client:
        for number in range(LOG_BYTES // 65_536):
            client.append_event(
                f"lastre-{number % 4}", current_version=StreamState.ANY,
                event=NewEvent(
                    type="t", data=bytes(65_536), content_type="application/octet-stream"))
        honest(client, 0.5)
    yield daemon
    daemon.destroy()


KINDS = {
    "idle": (CONNECTIONS, 0, CONNECTION_BYTES_MAX),
    "halfopen": (CONNECTIONS, 0, CONNECTION_BYTES_MAX),
    "unread": (max(10, CONNECTIONS // 50), 0, UNREAD_BYTES_MAX),
    "garbage": (CALLS // 10, 200, 0),
    "huge": (CALLS // 10, 200, 0),
    "cancel": (CALLS, 2000, 0),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_client_is_served_beside(abused, kind, capsys):
    count, rate, bytes_each = KINDS[kind]
    alone, beside = [], []
    before, peak, open_before = memory(abused), 0, descriptors(abused)
    with abused.client() as client:
        client.get_stream("honesta-1", limit=1)
        for _ in range(ROUNDS):
            alone += honest(client, WINDOW)
            with Abuser(kind, abused, count, rate) as abuser:
                beside += honest(client, WINDOW)
                while rate and abuser.process.poll() is None:
                    beside += honest(client, 0.2)
                peak = max(peak, memory(abused))
                kept = descriptors(abused)
            assert abused.is_up, abused.log_of_this_start()[-3000:]
            until(
                lambda: descriptors(abused) <= open_before + 5, "their connections are closed", 30)
    ratio = p99(beside) / p99(alone)
    with capsys.disabled():
        print(
            f"\n{kind} {count}: p99 {p99(alone) * 1000:.2f} ms alone, {p99(beside) * 1000:.2f} ms "
            f"beside ({ratio:.2f}); median {statistics.median(alone) * 1000:.2f} and "
            f"{statistics.median(beside) * 1000:.2f}; memory {before >> 20} MiB, then "
            f"{peak >> 20} MiB ({max(0, peak - before) // count} bytes each), "
            f"{kept - open_before} descriptors", flush=True)
    assert peak - before <= SLACK_BYTES + count * bytes_each
    assert p99(beside) < 1.0
    assert not RATIO or ratio <= RATIO
    abused.assert_healthy()
