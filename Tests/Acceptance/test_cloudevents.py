"""`eventd read` and `eventd tail`: events as lines of JSON, each one a CloudEvents 1.0 event."""

import base64
import json
import queue
import subprocess
import threading

import pytest
from jsonschema import Draft7Validator, FormatChecker
from kurrentdbclient import NewEvent, StreamState

from support import folio
from support.daemon import BINARY, Daemon, assert_refused, environment
from support.waiting import until

BLOB = bytes(range(256))


@pytest.fixture(scope="module")
def loaded():
    """A daemon with three folios, a stream of odd names, and data that is not JSON."""
    daemon = Daemon().start()
    with daemon.client() as client:
        for number in (6325, 6326, 6327):
            client.append_events(
                folio.stream(number), current_version=StreamState.NO_STREAM,
                events=[
                    folio.opened(number),
                    folio.note("Ñandú, «comillas», \"dobles\", \u2028 y 🦉"),
                    folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "GESTION_DOCUMENTAL"),
                ])
        client.append_events(
            "cosa-año 日本?#%/", current_version=StreamState.NO_STREAM,
            events=[
                NewEvent(type="blob", data=BLOB, content_type="application/octet-stream"),
                NewEvent(type="empty", data=b"", content_type="application/octet-stream"),
                NewEvent(type="number", data=b"12.50", metadata=b'{"origin":"test"}'),
                NewEvent(type="not-really-json", data=b"{oops", metadata=b"\xff\x00"),
            ])
    yield daemon
    daemon.destroy()


@pytest.fixture(scope="module")
def everything(loaded):
    return loaded.lines("read")


def positions(lines):
    return [int(line["position"]) for line in lines]


def streams(lines):
    return [line["subject"] for line in lines]


def test_every_line_is_a_valid_cloudevent(everything, shared_data):
    schema = json.loads(shared_data("formats/cloudevents-1.0.schema.json").read_text())
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    assert len(everything) >= 14
    for line in everything:
        problems = [error.message for error in validator.iter_errors(line)]
        assert problems == [], f"{problems} in {line}"
        assert line["specversion"] == "1.0"
        names = [name for name in line if name not in ("data", "data_base64")]
        assert all(name.isalnum() and name.islower() for name in names), names
        assert not ("data" in line and "data_base64" in line)


def test_source_and_id_are_unique_together(everything):
    assert len({(line["source"], line["id"]) for line in everything}) == len(everything)


def test_json_is_carried_as_json_and_other_data_as_base64(everything):
    by_type = {line["type"]: line for line in everything}
    note = by_type["folio.v1.NoteAdded"]
    assert note["data"]["text"].startswith("Ñandú, «comillas», \"dobles\", \u2028")
    assert note["datacontenttype"] == "application/json"
    assert base64.b64decode(by_type["blob"]["data_base64"]) == BLOB
    assert by_type["number"]["data"] == 12.5
    assert "data" not in by_type["not-really-json"]
    assert base64.b64decode(by_type["not-really-json"]["data_base64"]) == b"{oops"


def test_the_whole_log_is_printed_in_order(everything):
    order = positions(everything)
    assert order == sorted(set(order))
    assert everything[0]["type"].startswith("$")


def test_one_stream_is_printed(loaded):
    lines = loaded.lines("read", "--stream", "folio-00006326")
    assert set(streams(lines)) == {"folio-00006326"}
    assert [line["type"] for line in lines] == [
        "folio.v1.Opened", "folio.v1.NoteAdded", "folio.v1.StageChanged"]
    odd = loaded.lines("read", "--stream", "cosa-año 日本?#%/")
    assert len(odd) == 4


def test_a_range_of_positions_is_printed(loaded, everything):
    order = positions(everything)
    first, last = order[3], order[8]
    lines = loaded.lines("read", "--from", first, "--to", last)
    assert positions(lines) == [p for p in order if first <= p <= last]
    assert positions(loaded.lines("read", "--from", first)) == order[3:]
    assert positions(loaded.lines("read", "--to", last)) == order[:9]


@pytest.mark.parametrize("position", [1, 65, 64 * 1_000_000, 2**63 - 1])
def test_a_position_that_is_no_event_is_an_error_that_says_so(loaded, position):
    result = loaded.cli("read", "--from", position)
    assert result.stdout == ""
    assert_refused(result, (64, 65, 66), "position")


def test_chosen_types_are_printed(loaded, everything):
    lines = loaded.lines("read", "--type", "folio.v1.NoteAdded")
    assert {line["type"] for line in lines} == {"folio.v1.NoteAdded"} and len(lines) == 3
    both = loaded.lines("read", "--type", "folio.v1.NoteAdded", "--type", "blob")
    assert positions(both) == positions(
        line for line in everything if line["type"] in ("folio.v1.NoteAdded", "blob"))
    assert loaded.lines("read", "--type", "no-such-type") == []


def test_backwards_and_limit_go_together_with_the_filters(loaded, everything):
    order = positions(everything)
    assert positions(loaded.lines("read", "--backwards")) == order[::-1]
    assert positions(loaded.lines("read", "--backwards", "--limit", 3)) == order[::-1][:3]
    assert positions(loaded.lines("read", "--limit", 4)) == order[:4]
    assert loaded.lines("read", "--limit", 0) == []
    last_note = loaded.lines(
        "read", "--backwards", "--type", "folio.v1.NoteAdded", "--limit", 1)
    assert streams(last_note) == ["folio-00006327"]
    of_stream = loaded.lines("read", "--stream", "folio-00006325", "--backwards", "--limit", 2)
    assert [line["type"] for line in of_stream] == ["folio.v1.StageChanged", "folio.v1.NoteAdded"]


def test_a_stream_that_does_not_exist_is_an_error(loaded):
    result = loaded.cli("read", "--stream", "folio-00009999")
    assert result.stdout == ""
    assert_refused(result, 66, "folio-00009999")


class Tail:
    """A running `eventd tail`; its lines come out of a queue."""

    def __init__(self, daemon, *arguments):
        self.process = subprocess.Popen(
            [str(BINARY), "tail", *map(str, arguments), "--socket", str(daemon.socket)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
        self.lines = queue.Queue()
        threading.Thread(target=self._pump, daemon=True).start()

    def _pump(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def take(self, count, seconds=30):
        return [self.lines.get(timeout=seconds) for _ in range(count)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


def test_tail_prints_what_is_there_and_then_what_comes(daemon):
    with daemon.client() as client:
        client.append_events(
            "cosa-1", current_version=StreamState.NO_STREAM,
            events=[NewEvent(type="t", data=b"{}") for _ in range(3)])
        with Tail(daemon, "--from", 0) as tail:
            past = tail.take(4)
            client.append_events(
                "cosa-2", current_version=StreamState.NO_STREAM,
                events=[NewEvent(type="t", data=b"{}") for _ in range(3)])
            live = tail.take(3)
        assert positions(past + live) == positions(daemon.lines("read"))
        assert streams(live) == ["cosa-2"] * 3


def test_tail_follows_one_stream_and_chosen_types(daemon):
    def append(stream, type):
        with daemon.client() as client:
            client.append_event(
                stream, event=NewEvent(type=type, data=b"{}"), current_version=StreamState.ANY)

    append("cosa-1", "a")
    with Tail(daemon, "--stream", "cosa-1", "--type", "b", "--from", 0) as tail:
        for stream, type in [("cosa-2", "b"), ("cosa-1", "a"), ("cosa-1", "b"), ("cosa-1", "b")]:
            append(stream, type)
        lines = tail.take(2)
    assert [(line["subject"], line["type"]) for line in lines] == [("cosa-1", "b")] * 2


def test_tail_ends_with_a_clear_message_when_the_daemon_does(daemon):
    with Tail(daemon, "--from", 0) as tail:
        tail.take(1)
        assert daemon.terminate() == 0
        until(lambda: tail.process.poll() is not None, "tail ends")
        assert tail.process.returncode == 69
        message = tail.process.stderr.read()
        assert message.strip() and "Fatal" not in message


def test_read_ends_quietly_when_its_reader_does(daemon):
    """`eventd read | head -n 1`, with more to print than a pipe holds."""
    with daemon.client() as client:
        client.append_events(
            "cosa-1", current_version=StreamState.NO_STREAM,
            events=[NewEvent(type="t", data=b'"' + b"x" * 1000 + b'"') for _ in range(1000)])
    result = subprocess.run(
        f"'{BINARY}' read --socket '{daemon.socket}' | head -n 1",
        shell=True, capture_output=True, text=True, timeout=30, env=environment())
    assert json.loads(result.stdout)["type"].startswith("$")
    assert result.stderr == ""
    daemon.assert_healthy()
