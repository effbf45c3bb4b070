"""A daemon under test: one data directory, one socket, and a process that comes and goes."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

from kurrentdbclient import AsyncKurrentDBClient, KurrentDBClient

from .waiting import until

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("EVENTD_BIN", ROOT / ".build/debug/eventd")).resolve()
# What a crash prints. None of it may ever reach a user.
CRASH_MARKS = ("Fatal error", "Illegal instruction", "Program crashed", "Backtrace", "Thread 0")


def environment(**changes):
    """The environment for a command: ours without any setting of eventd, with `changes`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("EVENTD_")}
    return clean | changes


def run(*arguments, stdin=None, seconds=60, cwd=None, prefix=(), env=None):
    """Runs `eventd` with these arguments to its end. Output is text."""
    return subprocess.run(
        [*prefix, str(BINARY), *map(str, arguments)],
        input=stdin, capture_output=True, text=True, errors="replace",
        timeout=seconds, cwd=cwd, env=env or environment(),
    )


def assert_refused(result, code, *words):
    """The command failed with this exit code and one clear line that holds all the words.

    Wrong use (64) is followed by how to use it, which takes more lines.
    """
    shown = f"exit code {result.returncode}\nstdout: {result.stdout}\nstderr: {result.stderr}"
    codes = code if isinstance(code, tuple) else (code,)
    assert result.returncode in codes, shown
    assert not any(mark in result.stderr for mark in CRASH_MARKS), shown
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert lines, "it says nothing\n" + shown
    if result.returncode != 64:
        assert len(lines) == 1, "more than one line\n" + shown
    for word in words:
        assert word.lower() in result.stderr.lower(), f"without {word!r}\n{shown}"


class ImpatientClient(KurrentDBClient):
    """Connects again at once when the daemon comes back, and not after a second or more."""

    def _construct_grpc_channel(self, grpc_target, grpc_options=()):
        impatience = (
            ("grpc.initial_reconnect_backoff_ms", 20),
            ("grpc.min_reconnect_backoff_ms", 20),
            ("grpc.max_reconnect_backoff_ms", 50),
            ("grpc.use_local_subchannel_pool", 1),
        )
        return super()._construct_grpc_channel(grpc_target, (*grpc_options, *impatience))


class Daemon:
    """`start`, `kill9`, `terminate`, `restart`; `cli` and `client` talk to it."""

    # Those that are not destroyed yet, for the report of a failed test.
    present = []

    def __init__(self, clock=None):
        Daemon.present.append(self)
        # Short: the path of a Unix socket has at most 107 bytes.
        self.directory = Path(tempfile.mkdtemp(prefix="ev-", dir="/tmp"))
        self.data = self.directory / "data"
        self.socket = self.directory / "s"
        self.log_file = self.directory / "log"
        self.clock = clock
        # More options of `serve`, for every start.
        self.options = []
        self.process = None
        self._log_began = 0

    # The process

    def start(self, clock=None, seconds=60, options=()):
        """Starts it and waits until it is ready."""
        self.launch(clock=clock, options=options)
        self.wait_ready(seconds)
        return self

    def launch(self, clock=None, prefix=(), options=()):
        """Starts it and does not wait. `clock` counts for this start and those after it; `options` are
        more of `eventd serve`, for this start."""
        assert self.process is None or self.process.poll() is not None, "it runs already"
        self.clock = clock or self.clock
        arguments = ["serve", "--data", self.data, "--socket", self.socket]
        if self.clock:
            arguments += ["--clock", self.clock]
        arguments += [*self.options, *options]
        with self.log_file.open("ab") as log:
            self._log_began = log.tell()
            self.process = subprocess.Popen(
                [*prefix, str(BINARY), *map(str, arguments)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment(),
            )
        return self

    def environment(self):
        """That the daemon is started with."""
        return environment()

    def wait_ready(self, seconds=60):
        def ready():
            log = self.log_of_this_start()
            # As text or as JSON; before that it says that it is not listening yet.
            if ": listening on" in log or '"listening on' in log:
                return True
            code = self.process.poll()
            assert code is None, f"the daemon ended with {code} before it was ready:\n{log}"
            return False

        until(ready, "the daemon is listening", seconds)

    def kill9(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self, how=signal.SIGTERM, seconds=30):
        """Stops it as an operator does, and returns its exit code."""
        self.process.send_signal(how)
        return self.process.wait(timeout=seconds)

    def restart(self, clock=None):
        if self.process.poll() is None:
            assert self.terminate() == 0, self.log()
        return self.start(clock=clock)

    @property
    def is_up(self):
        return self.process is not None and self.process.poll() is None

    def destroy(self):
        Daemon.present.remove(self)
        if self.is_up:
            self.kill9()
        shutil.rmtree(self.directory, ignore_errors=True)

    # What it wrote

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def log_of_this_start(self):
        if not self.log_file.exists():
            return ""
        with self.log_file.open("rb") as log:
            log.seek(self._log_began)
            return log.read().decode(errors="replace")

    # Talking to it

    def cli(self, *arguments, stdin=None, seconds=60):
        """Runs a command of the command line against it; whatever comes of it is returned."""
        return run(*arguments, "--socket", self.socket, stdin=stdin, seconds=seconds)

    def ok(self, *arguments, stdin=None, seconds=60):
        """As `cli`, and it must succeed: returns what it printed."""
        result = self.cli(*arguments, stdin=stdin, seconds=seconds)
        assert result.returncode == 0, (
            f"eventd {' '.join(map(str, arguments))}: exit code {result.returncode}\n"
            f"{result.stdout[-2000:]}\n{result.stderr[-2000:]}")
        return result.stdout

    def json(self, *arguments, seconds=60):
        """As `ok` with `--json`: returns the parsed answer."""
        return json.loads(self.ok(*arguments, "--json", seconds=seconds))

    def lines(self, *arguments, seconds=60):
        """As `ok`, for commands that print one JSON object a line."""
        return [json.loads(line) for line in self.ok(*arguments, seconds=seconds).splitlines()]

    @property
    def target(self):
        return f"unix:{quote(str(self.socket), safe='')}"

    @property
    def uri(self):
        return f"kdb://{self.target}?Tls=false"

    def client(self):
        return KurrentDBClient(self.uri)

    def impatient_client(self):
        return ImpatientClient(self.uri)

    def async_client(self):
        return AsyncKurrentDBClient(self.uri)

    # What it says of itself

    def status(self):
        """What it says of itself, ready (0) or not (75)."""
        result = self.cli("status", "--digests", "--json")
        assert result.returncode in (0, 75), f"{result.stdout}\n{result.stderr}"
        return json.loads(result.stdout)

    def advance(self, how, *more):
        """Moves the simulated clock: `35d`, or a time with an offset."""
        to = [how] if "T" not in how else ["--to", how]
        return self.ok("clock", "advance", *to, *more)

    def wait_followed(self, seconds=60):
        """Waits until everything that follows the log has caught up; returns the status."""

        def followed():
            status = self.status()
            return status if all(int(f.get("lag", 0)) == 0 for f in status["followers"]) else None

        return until(followed, "every follower is at the head of the log", seconds)

    def digests(self):
        """The digest of each follower, all of them at the head of the log."""
        return {f["name"]: f["digest"] for f in self.wait_followed()["followers"]}

    def assert_healthy(self):
        """It is up, it answers, and it has not reported a crash."""
        assert self.is_up, f"the daemon is gone (exit code {self.process.poll()}):\n{self.log()}"
        assert int(self.status()["events"]) >= 1
        assert not any(mark in self.log() for mark in CRASH_MARKS), self.log()
