"""The power fails at any moment: what a traced run wrote is put together again as a disk may have
it, without what was not waited for, with some of it, with sectors of it. Each such file is opened.

EVENTD_POWER_IMAGES is how many (default 2000), EVENTD_POWER_SEED the seed (default: a new one,
printed).
"""

import os
import random
import subprocess
import threading
from pathlib import Path

import pytest
from kurrentdbclient import NewEvent, StreamState

from support import folio
from support.daemon import ROOT, Daemon, environment
from support.shim import Trace, library

FAULTS = Path(os.environ.get("EVENTD_FAULTS_BIN", ROOT / ".build/debug/faults")).resolve()
IMAGES = int(os.environ.get("EVENTD_POWER_IMAGES") or 2000)
SEED = int(os.environ.get("EVENTD_POWER_SEED") or random.SystemRandom().randrange(10**6))

pytestmark = pytest.mark.skipif(not library(), reason="there is no C compiler for the shim")


class TracedDaemon(Daemon):
    def __init__(self):
        super().__init__()
        self.trace = Trace(self.directory / "trace", self.data)

    def environment(self):
        return environment(**self.trace.environment)


def check_images(trace, capsys):
    done = subprocess.run(
        [str(FAULTS), "power", str(trace), "--images", str(IMAGES), "--seed", str(SEED)],
        capture_output=True, text=True, timeout=600 + IMAGES)
    with capsys.disabled():
        print(f"\n{done.stdout.strip()}", flush=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_acknowledged_is_lost_when_the_power_fails(tmp_path, capsys):
    under = tmp_path / "data"
    under.mkdir()
    trace = Trace(tmp_path / "trace", under)
    subprocess.run(
        [str(FAULTS), "trace", str(under), "--seed", str(SEED),
         "--appends", str(60 if IMAGES < 10_000 else 300)],
        check=True, env=environment(**trace.environment), timeout=60)
    check_images(trace.file, capsys)


def test_nothing_a_client_was_told_is_lost_when_the_power_fails(capsys):
    """The daemon as it is, from its first start on, with clients that write at once."""
    daemon = TracedDaemon()
    chance = random.Random(SEED)

    def write(run, writer, loads):
        with daemon.client() as client:
            for index, data in enumerate(loads):
                event = NewEvent(type="t", data=data, content_type="application/octet-stream")
                stream = f"cosa-{writer}"
                if index % 4 == 0:
                    number = 10 * writer + index + 1
                    stream = folio.stream(number)
                    event = folio.opened(number) if run == 0 else folio.note()
                position = client.append_event(
                    stream, event=event, current_version=StreamState.ANY)
                daemon.trace.acknowledged(position // 64)

    try:
        for run in range(2):
            daemon.start()
            loads = [chance.randbytes(chance.choice([10, 300, 6000])) for _ in range(8)]
            writers = [threading.Thread(target=write, args=(run, n, loads)) for n in range(4)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()
            assert daemon.terminate() == 0, daemon.log()
        check_images(daemon.trace.file, capsys)
    finally:
        daemon.destroy()
