"""Operation: what the daemon tells systemd, Prometheus, probes and the log, and how it stops."""

import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from jsonschema import FormatChecker, validate
from kurrentdbclient import NewEvent, StreamState
from prometheus_client.parser import text_string_to_metric_families

from support import folio
from support.daemon import BINARY, CRASH_MARKS, ROOT, Daemon, assert_refused, environment, run
from support.waiting import until
from support.wire import Wire, append_options, proposed, read_options

OK = grpc.StatusCode.OK


class OperatedDaemon(Daemon):
    """A daemon with more options, and an environment of its own."""

    def __init__(self, *options, **variables):
        super().__init__()
        self.http = self.directory / "http"
        self.options = [*options, "--http", f"unix:{self.http}"]
        self.variables = variables

    def environment(self):
        return environment(**self.variables)

    def get(self, path, method="GET"):
        """Status, headers and body of an answer over HTTP."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(str(self.http))
            connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: eventd\r\n\r\n".encode())
            answer = b""
            while part := connection.recv(65536):
                answer += part
        head, body = answer.decode().split("\r\n\r\n", 1)
        lines = head.split("\r\n")
        return int(lines[0].split()[1]), dict(line.split(": ", 1) for line in lines[1:]), body

    def metrics(self):
        """Values by name and labels, as the parser of Prometheus' own client reads them."""
        status, headers, body = self.get("/metrics")
        assert status == 200 and headers["content-type"].startswith("text/plain; version=0.0.4")
        return {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(body) for sample in family.samples}

    def wait_until_ready(self):
        return until(
            lambda: self.http.exists() and self.get("/health/ready")[0] == 200, "the daemon is ready")


@pytest.fixture
def operated():
    made = []

    def make(*options, **variables):
        made.append(OperatedDaemon(*options, **variables))
        return made[-1]

    yield make
    for one in made:
        one.destroy()


def event(data=b"{}"):
    return NewEvent(type="t", data=data)


# Metrics


def test_metrics_move_with_what_is_appended(operated):
    daemon = operated().start()
    daemon.wait_until_ready()
    before = daemon.metrics()
    assert before["eventd_log_events",] == 1
    assert before["eventd_ready",] == 1
    with daemon.client() as client:
        for _ in range(5):
            client.append_events(
                "cosa-1", events=[event(), event()], current_version=StreamState.ANY)
        again = event()
        for _ in range(2):
            client.append_event("cosa-1", event=again, current_version=StreamState.ANY)
        with pytest.raises(Exception, match="NO_STREAM"):
            client.append_event("cosa-1", event=event(), current_version=StreamState.NO_STREAM)
    daemon.wait_followed()
    after = daemon.metrics()
    assert after["eventd_log_events",] == 12
    assert after["eventd_events_appended_total",] == 11
    assert after["eventd_appends_total", ("result", "accepted")] == 6
    assert after["eventd_appends_total", ("result", "repeated")] == 1
    assert after["eventd_appends_total", ("result", "revision_mismatch")] == 1
    assert after["eventd_append_seconds_count",] == 8
    for part in ("prepare_", ""):
        assert 1 <= after[f"eventd_commit_{part}seconds_count",] <= 6
        buckets = [value for key, value in after.items()
                   if key[0] == f"eventd_commit_{part}seconds_bucket"]
        assert buckets == sorted(buckets) and buckets[-1] == after[
            f"eventd_commit_{part}seconds_count",]
    assert 0 < after["eventd_commit_seconds_sum",] < 60
    for line in ("clients", "processes"):
        assert after["eventd_queue_appends", ("line", line)] == 0
    board = (("follower", "folio-board"), ("kind", "view"))
    assert after["eventd_follower_events", *board] == 12
    assert after["eventd_follower_lag_events", *board] == 0
    assert after["eventd_log_file_bytes",] >= 4096
    assert 0 <= after["eventd_connections",] <= 2 < after["eventd_connections_max",]
    assert after["eventd_map_used_bytes",] <= after["eventd_map_bytes",]
    assert after["eventd_disk_free_bytes",] > 0
    assert after["process_resident_memory_bytes",] > 1e6
    assert after["process_open_fds",] > 10
    # They say when something was: not simulated, not in another unit.
    now = after["eventd_clock_timestamp_seconds",]
    assert abs(after["eventd_log_last_recorded_timestamp_seconds",] - now) < 60
    assert abs(after["process_start_time_seconds",] - now) < 600


def test_metrics_are_written_as_their_format_says(operated):
    daemon = operated().start()
    body = daemon.get("/metrics")[2]
    assert body.endswith("\n") and "\r" not in body
    families = list(text_string_to_metric_families(body))
    assert len({family.name for family in families}) == len(families)
    for family in families:
        assert family.documentation, family.name
        assert family.type in ("counter", "gauge", "histogram"), family.name
        assert re.fullmatch(r"(eventd|process)_[a-z_]+", family.name)
        if family.type == "counter":
            assert all(sample.name.endswith("_total") for sample in family.samples)
    # Promtool's rule: base units.
    assert not re.search(r"_(ms|milliseconds|minutes|kib|mb)\b", body)


def test_a_view_that_stands_still_is_named_everywhere_and_the_rest_goes_on(operated):
    if not shutil.which("strace") or subprocess.run(["strace", "-o/dev/null", "true"]).returncode:
        pytest.skip("strace is not there, or may not trace here")
    daemon = operated("--log-format", "json")
    daemon.start()
    daemon.wait_until_ready()
    assert daemon.terminate() == 0
    daemon.launch(prefix=[
        "strace", "-f", "-qq", "-o", str(daemon.directory / "strace"),
        "-P", str(daemon.data / "projections/folio-board-v2-1.mdb"), "-e", "trace=fdatasync",
        "-e", "inject=fdatasync:error=EIO:when=2+"])
    daemon.wait_ready()
    with daemon.client() as client:
        for number in range(1, 4):
            client.append_event(folio.stream(number), event=folio.opened(number),
                                current_version=StreamState.NO_STREAM)
    board = (("follower", "folio-board"), ("kind", "view"))
    escalations = (("follower", "folio-escalations"), ("kind", "process"))
    until(lambda: daemon.metrics()["eventd_follower_standing_still", *board] == 1,
          "the metric says that the board stands still")
    until(lambda: daemon.metrics()["eventd_follower_lag_events", *escalations] == 0,
          "the process follows")
    metrics = daemon.metrics()
    assert metrics["eventd_follower_lag_events", *board] > 0
    assert metrics["eventd_timers_waiting", ("process", "folio-escalations")] == 3
    assert metrics["eventd_timer_overdue_seconds", ("process", "folio-escalations")] == 0
    status, _, body = daemon.get("/health/ready")
    assert status == 200
    assert [i["follower"] for i in json.loads(body)["incidents"]] == ["folio-board"]
    lines = until(
        lambda: [json.loads(line) for line in daemon.log_of_this_start().splitlines()
                 if "stands still" in line], "the log names it")
    assert [line["level"] for line in lines] == ["error"]
    assert lines[0]["follower"] == "folio-board" and "Input/output error" in lines[0]["message"]
    pid = int((Path("/proc") / str(daemon.process.pid) / "task" / str(daemon.process.pid)
               / "children").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    daemon.process.wait()


# Health


def test_health_while_ready(operated):
    daemon = operated().start()
    daemon.wait_until_ready()
    assert daemon.cli("status").returncode == 0
    assert daemon.get("/health/live") == (200, {
        "content-type": "application/json", "content-length": "14", "cache-control": "no-store",
        "connection": "close"}, '{"live":true}\n')
    assert json.loads(daemon.get("/health/ready")[2]) == {
        "ready": True, "reasons": [], "incidents": []}
    assert daemon.get("/health/ready", "HEAD")[2] == ""
    assert daemon.get("/health/ready", "POST")[0] == 405
    assert daemon.get("/other")[0] == 404


def test_health_while_it_stops(operated):
    """A stop waits for a call that is under way, and says so meanwhile."""
    daemon = operated().start()
    daemon.wait_until_ready()
    halves = queue.Queue()
    with Wire(daemon) as wire:
        halves.put(append_options("cosa-1"))
        call = wire.streams.Append.future(iter(halves.get, None), timeout=30)
        # Another call on the same connection was answered, so that one has begun.
        assert wire.code(lambda: wire.streams.Read(read_options(), timeout=10))[0] == OK
        daemon.process.send_signal(signal.SIGTERM)
        status, _, body = until(
            lambda: (answer := daemon.get("/health/ready"))[0] == 503 and answer, "it is stopping")
        assert json.loads(body)["reasons"] == ["the daemon is stopping"]
        assert daemon.get("/health/live")[0] == 200
        # What had begun is finished.
        halves.put(proposed())
        halves.put(None)
        assert call.result().WhichOneof("result") == "success"
    assert daemon.process.wait(timeout=30) == 0


def test_what_is_built_for_the_first_time_is_waited_for(operated):
    """The daemon answers meanwhile, and says how far it is."""
    daemon = operated().start()
    with daemon.client() as client:
        for _ in range(2):
            client.append_events("cosa-1", events=[event() for _ in range(5000)],
                                 current_version=StreamState.ANY)
    daemon.wait_followed()
    assert daemon.terminate() == 0
    for file in [*(daemon.data / "projections").iterdir(), *(daemon.data / "processes").iterdir()]:
        file.unlink()
    daemon.launch()
    until(daemon.http.exists, "it serves metrics")
    seen = {}

    def ready():
        try:
            code, _, body = daemon.get("/health/ready")
        except OSError:
            return False
        if code == 503:
            seen.setdefault(code, json.loads(body)["reasons"])
            shown = daemon.cli("status", "--json")
            if shown.returncode == 75:
                seen.setdefault(75, json.loads(shown.stdout)["notReady"])
        return code == 200

    until(ready, "everything is built", 60)
    assert any("is being built" in reason for reason in seen[503])
    assert any("is being built" in reason for reason in seen[75])
    assert daemon.cli("status").returncode == 0


def test_what_listens_where_nobody_is_asked_who_he_is_is_this_machine_only(tmp_path):
    for address in ("0.0.0.0:9464", "example.org:80", "9464"):
        assert_refused(
            run("serve", "--data", tmp_path / "d", "--http", address), 64, "--http")


def test_http_on_a_port_of_this_machine(new_daemon):
    daemon = new_daemon()
    arguments = ["serve", "--data", daemon.data, "--socket", daemon.socket,
                 "--http", "localhost:0"]
    with daemon.log_file.open("ab") as log:
        daemon.process = subprocess.Popen(
            [str(BINARY), *map(str, arguments)], stdout=log, stderr=log, env=environment())
    port = until(lambda: re.search(r"eventd: listening on http://127\.0\.0\.1:(\d+)", daemon.log()),
                 "it says its port")[1]
    with socket.create_connection(("127.0.0.1", int(port)), timeout=10) as connection:
        connection.sendall(b"GET /health/live HTTP/1.0\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.")
    assert daemon.terminate() == 0


def test_grpc_health_as_its_own_client_asks(operated):
    daemon = operated().start()
    daemon.wait_until_ready()
    serving = health_pb2.HealthCheckResponse.SERVING
    with grpc.insecure_channel(daemon.target) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        for service in ("", "event_store.client.streams.Streams", "eventd.v1.Operations"):
            answer = health.Check(health_pb2.HealthCheckRequest(service=service), timeout=10)
            assert answer.status == serving
        with pytest.raises(grpc.RpcError) as refused:
            health.Check(health_pb2.HealthCheckRequest(service="no.Such"), timeout=10)
        assert refused.value.code() == grpc.StatusCode.NOT_FOUND
        watch = health.Watch(health_pb2.HealthCheckRequest(), timeout=30)
        assert next(watch).status == serving
        daemon.process.send_signal(signal.SIGTERM)
        with pytest.raises(grpc.RpcError) as stopped:
            while True:
                next(watch)
        assert stopped.value.code() == grpc.StatusCode.UNAVAILABLE
    assert daemon.process.wait(timeout=30) == 0


# systemd


class Manager:
    """What systemd has behind NOTIFY_SOCKET."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        self.socket.settimeout(10)
        self.heard = []

    def next(self, prefix):
        """The next note that begins so; keeps those before it."""
        while True:
            self.heard.append(self.socket.recv(4096).decode())
            if self.heard[-1].startswith(prefix):
                return self.heard[-1]


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_hears_when_it_is_ready_that_it_lives_and_when_it_stops(operated, abstract):
    daemon = operated()
    name = f"@{daemon.directory}/notify" if abstract else f"{daemon.directory}/notify"
    manager = Manager(name.replace("@", "\0"))
    daemon.variables = {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "400000"}
    daemon.launch()
    manager.next("READY=1")
    # Ready is: whoever connects now is served.
    assert daemon.status()["events"] == 1
    assert not any(note.startswith("WATCHDOG") and not note == "WATCHDOG=1"
                   for note in manager.heard)
    for _ in range(3):
        manager.next("WATCHDOG=1")
    with daemon.client() as client:
        client.append_event("cosa-1", event=event(), current_version=StreamState.ANY)
    assert manager.next("STATUS=ready; 2 events")
    daemon.process.send_signal(signal.SIGTERM)
    manager.next("STOPPING=1")
    assert daemon.process.wait(timeout=30) == 0
    assert manager.heard.count("READY=1") == 1


def test_the_units_are_ones_that_systemd_takes(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not there")
    units = []
    for unit in (ROOT / "scripts/systemd").iterdir():
        text = unit.read_text().replace("/usr/local/bin/eventd", str(BINARY))
        units.append(tmp_path / unit.name)
        units[-1].write_text(text)
    assert sorted(unit.name for unit in units) == [
        "eventd-read.socket", "eventd.service", "eventd.socket"]
    checked = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60)
    assert (checked.returncode, checked.stderr) == (0, "")


# Logs

LINE = {
    "type": "object", "required": ["time", "level", "label", "message"],
    "properties": {
        "time": {"type": "string", "format": "date-time",
                 "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"},
        "level": {"enum": ["trace", "debug", "info", "notice", "warning", "error", "critical"]},
        "label": {"type": "string"}, "message": {"type": "string", "minLength": 1}}}


def test_logs_as_json_are_one_object_a_line(operated):
    daemon = operated("--log-format", "json", "--log-level", "debug").start()
    daemon.wait_until_ready()
    with daemon.client() as client:
        client.append_event("cosa-1", event=event(b'{"secret": "x1y2"}'),
                            current_version=StreamState.ANY)
    assert daemon.terminate() == 0
    lines = [json.loads(line) for line in daemon.log().splitlines()]
    for line in lines:
        validate(line, LINE, format_checker=FormatChecker())
    by_message = {line["message"]: line for line in lines}
    assert by_message["starting"]["version"] and by_message["starting"]["data"] == str(daemon.data)
    assert "ready" in by_message
    assert by_message["stopped"]["events"] == 2
    assert [line["time"] for line in lines] == sorted(line["time"] for line in lines)
    assert "x1y2" not in daemon.log(), "payloads are never logged"


def test_logs_as_text_are_read_by_people_and_the_level_can_be_set(operated):
    daemon = operated("--log-level", "warning")
    daemon.launch()
    daemon.wait_until_ready()
    assert daemon.terminate() == 0
    assert daemon.log() == ""
    daemon.options += ["--log-level", "info"]
    daemon.start()
    daemon.wait_until_ready()
    assert daemon.terminate() == 0
    for line in daemon.log().splitlines():
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z info eventd: \w", line), line
    assert_refused(run("serve", "--log-format", "xml"), 64, "log-format")
    assert_refused(run("serve", "--log-level", "loud"), 64, "log-level")


# Status


def test_status_shows_what_an_operator_wants_in_eighty_columns(operated):
    daemon = operated().start()
    daemon.wait_until_ready()
    with daemon.client() as client:
        client.append_event(folio.stream(1), event=folio.opened(1),
                            current_version=StreamState.NO_STREAM)
    daemon.wait_followed()
    answer = daemon.json("status")
    assert "notReady" not in answer
    assert [s["listening"] for s in answer["sockets"]] == [True, True]
    assert answer["storage"]["mapUsedBytes"] <= answer["storage"]["mapBytes"]
    assert answer["storage"]["fileBytes"] > 0 and answer["storage"]["diskFreeBytes"] > 0
    assert answer["queue"]["answered"] == 1 and answer["queue"]["events"] == 1
    assert answer["queue"]["commits"] == 1 and answer["queue"]["commitSeconds"] > 0
    timers = {f["name"]: f["timers"] for f in answer["followers"] if "timers" in f}
    assert timers["folio-escalations"]["waiting"] == 1
    with_columns = subprocess.run(
        ["script", "-qec", f"stty cols 80; {BINARY} status --socket {daemon.socket}", "/dev/null"],
        capture_output=True, text=True, timeout=30, env=environment())
    lines = re.sub(r"\x1b\[\d*m", "", with_columns.stdout).replace("\r", "").splitlines()
    assert lines[0].endswith(": listo")
    assert max(map(len, lines)) <= 80, lines
    assert any(line.split()[:1] == ["folio-escalations"] and line.split()[-1] == "1"
               for line in lines)
