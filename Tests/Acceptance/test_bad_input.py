"""Bad input at every door: a clear error, an exit code that is not 0, nothing lost, and the daemon
still up."""

import json
import os
import random
import re
import socket as sockets
import subprocess
from uuid import uuid4

import grpc
import pytest
from google.protobuf.any_pb2 import Any
from google.protobuf.duration_pb2 import Duration
from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import KurrentDBClientError
from kurrentdbclient.protos.v1 import shared_pb2, streams_pb2

from support import folio
from support.daemon import BINARY, assert_refused, environment, run
from support.messages import folio_message
from support.waiting import until
from support.wire import EMPTY, STREAMS, Wire, append_options, identifier, proposed, read_options

ANY, NO_STREAM = StreamState.ANY, StreamState.NO_STREAM
USAGE, DATA_ERROR, UNAVAILABLE, CANNOT_CREATE, IN_USE, NO_PERMISSION = 64, 65, 69, 73, 75, 77
MIB = 1024 * 1024
ESCALATION_OF_A_CLIENT = {
    "rule": "alta-de-tramite-not-moved", "due": "2026-01-07T06:00:00Z",
    "fired": "2026-01-07T06:00:00Z"}

pytestmark = pytest.mark.usefixtures("nothing_is_lost")


@pytest.fixture
def nothing_is_lost(request):
    """After each test that uses the shared daemon: it is up, and every event is still there."""
    if "shared_daemon" not in request.fixturenames:
        yield
        return
    daemon = request.getfixturevalue("shared_daemon")
    before = int(daemon.status()["events"])
    yield
    daemon.assert_healthy()
    assert int(daemon.status()["events"]) >= before


@pytest.fixture
def open_folio(client):
    """The stream of a folio in Alta de Trámite."""
    number = folio.new_number()
    client.append_event(
        folio.stream(number), event=folio.opened(number), current_version=NO_STREAM)
    return folio.stream(number)


def refusal(client, stream, *events):
    """The events are refused, both alone and as a list; returns the text."""
    before = revisions(client, stream)
    with pytest.raises(KurrentDBClientError) as refused:
        client.append_events(stream, events=events, current_version=ANY)
    if len(events) == 1:
        with pytest.raises(KurrentDBClientError):
            client.append_event(stream, event=events[0], current_version=ANY)
    assert revisions(client, stream) == before, "something was stored"
    return str(refused.value)


def revisions(client, stream):
    try:
        return [event.stream_position for event in client.get_stream(stream)]
    except KurrentDBClientError:
        return []


# Payloads of governed streams


def test_no_file_of_the_json_suite_that_must_be_refused_becomes_a_note(
    client, open_folio, json_suite
):
    must_refuse = [name for name in json_suite if name.startswith("n_")]
    assert len(must_refuse) == 188
    accepted = []
    for name in must_refuse:
        try:
            client.append_event(
                open_folio, event=folio.event("NoteAdded", json_suite[name]), current_version=ANY)
            accepted.append(name)
        except KurrentDBClientError:
            pass
    assert accepted == []
    assert revisions(client, open_folio) == [0]


def test_no_file_of_the_json_suite_brings_the_daemon_down(client, open_folio, json_suite):
    """Also those that a parser must or may accept: as a note, and as free data."""
    for name, content in json_suite.items():
        try:
            client.append_event(
                open_folio, event=folio.event("NoteAdded", content), current_version=ANY)
        except KurrentDBClientError:
            pass
        client.append_event(
            "cosa-json-suite", event=NewEvent(type=name, data=content), current_version=ANY)
    stored = client.get_stream("cosa-json-suite")
    assert [(e.type, e.data) for e in stored] == list(json_suite.items())


def test_read_prints_every_file_of_the_json_suite_as_valid_json(
    client, shared_daemon, json_suite
):
    stream = "cosa-json-suite-printed"
    client.append_events(
        stream, current_version=ANY,
        events=[NewEvent(type=name, data=content) for name, content in json_suite.items()])
    invalid, printed = [], []
    for line in shared_daemon.ok("read", "--stream", stream).split("\n")[:-1]:
        try:
            printed.append(json.loads(line))
        except ValueError:
            invalid.append(line[:300])
    assert invalid == []
    assert [line["type"] for line in printed] == list(json_suite)
    # What is JSON is shown as JSON, what is not only as bytes.
    as_json = {line["type"] for line in printed if "data" in line}
    assert {name for name in json_suite if name.startswith("y_")} - as_json == set()
    assert {name for name in as_json if name.startswith("n_")} == set()


NOTE = {"actor": folio.AGENTE, "text": "hola"}


@pytest.mark.parametrize(
    "payload",
    [
        b"", b" ", b"null", b"[]", b"true", b'"text"', b"{", b"{}", b"\xff\xfe",
        b'{"text": "\xc3"}',
        b'{"text": "a", "text": "b"}', b'{"actor": {"role": "AGENTE"}, "text": 12}',
        json.dumps(NOTE | {"texto": "x"}), json.dumps(NOTE | {"text": None}),
        json.dumps(NOTE | {"text": ""}), json.dumps(NOTE | {"text": "   "}),
        json.dumps(NOTE | {"actor": {"role": "NO_SUCH_ROLE", "key": "k", "name": "n"}}),
        json.dumps(NOTE | {"actor": {"role": 99, "key": "k", "name": "n"}}),
        json.dumps(NOTE | {"actor": {"role": "SYSTEM", "key": "k", "name": "n"}}),
        json.dumps(NOTE | {"actor": {"role": "AGENTE"}}),
        json.dumps({"text": "sin actor"}),
        json.dumps(NOTE) + "{}", json.dumps(NOTE).encode("utf-16"),
        b"\xef\xbb\xbf" + json.dumps(NOTE).encode(),
        b"[" * 100_000, b'{"a":' * 100_000,
    ],
    ids=lambda payload: repr(payload[:30]),
)
def test_a_note_with_a_bad_payload_is_refused(client, open_folio, payload):
    payload = payload.encode() if isinstance(payload, str) else payload
    text = refusal(client, open_folio, folio.event("NoteAdded", payload))
    assert "[folio." in text


@pytest.mark.parametrize(
    "payload",
    [b"\xff", b"\x0a\xff\xff\xff\xff\x0f", b"\x12\x02\xc3\x28", b"\x00", b"\x7a\x01a",
     os.urandom(64), b"\x0a" * 10_000],
    ids=["cut off", "length too long", "not UTF-8", "field 0", "unknown field", "random", "nested"],
)
def test_a_note_with_a_bad_binary_payload_is_refused(client, open_folio, payload):
    valid = folio_message("NoteAdded", NOTE).SerializeToString()
    event = folio.event(
        "NoteAdded", valid + payload, content_type="application/octet-stream")
    refusal(client, open_folio, event)


def test_every_prefix_of_a_good_payload_is_refused_or_a_note(client, open_folio):
    """In binary a prefix may be a message; then what the rules require is missing."""
    valid = folio_message("NoteAdded", NOTE).SerializeToString()
    for end in range(len(valid)):
        event = folio.event("NoteAdded", valid[:end], content_type="application/octet-stream")
        try:
            client.append_event(open_folio, event=event, current_version=ANY)
            assert client.get_stream(open_folio)[-1].data == valid[:end]
        except KurrentDBClientError:
            pass


@pytest.mark.parametrize(
    "type", ["folio.v1.NoSuchEvent", "folio.v1.Form", "NoteAdded", "folio.v2.NoteAdded", "$note"])
def test_an_unknown_type_in_a_folio_is_refused_with_the_types_that_exist(
    client, open_folio, type
):
    text = refusal(client, open_folio, NewEvent(type=type, data=json.dumps(NOTE).encode()))
    assert "folio.v1.NoteAdded" in text


@pytest.mark.parametrize(
    "stream",
    ["folio-1", "folio-", "folio-000000001", "folio-00000000", "folio-0000000a", "folio-0000001 ",
     "folio-00000-01", "folio", "folio-٠٠٠٠٠٠٠١"])
def test_a_stream_that_is_no_folio_number_takes_no_folio(client, stream):
    """`folio` alone is in the category too: it has no number."""
    refusal(client, stream, folio.opened(1))


@pytest.mark.parametrize(
    "change",
    [
        {"processType": "PROCESS_TYPE_UNSPECIFIED"}, {"processType": "SOMETHING_ELSE"},
        {"processType": 250}, {"requestKind": "ALTA_AGENTE"}, {"ramo": "RAMO_UNSPECIFIED"},
        {"requestKind": "ENDOSO_A"}, {"ramo": "PERSONAS"}, {"subramo": ""}, {"priority": 0},
        {"oficina": ""}, {"region": ""}, {"currency": ""}, {"currency": "pesos"}, {"agent": None},
        {"agent": {}},
        {"deliveryDeadline": "2026-02-30"}, {"deliveryDeadline": "mañana"},
        {"renewalDate": "2026-13-01"}, {"noSuchField": "x"},
    ],
    ids=repr,
)
def test_a_form_that_is_wrong_is_refused(client, change):
    number = folio.new_number()
    text = refusal(client, folio.stream(number), folio.opened(number, **change))
    assert "[folio." in text


def test_rules_of_a_folio_are_refused_by_name(client, open_folio):
    other = folio.new_number()
    for event in (
        folio.opened(int(open_folio[-8:])),  # twice
        folio.moved(folio.MESA_DOCUMENTAL, "ALTA_DE_TRAMITE", "GESTION_DOCUMENTAL"),
        folio.moved(folio.AGENTE, "GESTION_DOCUMENTAL", "SUSCRIPCION"),
        folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "RECHAZO"),  # without a reason
        folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "ALTA_DE_TRAMITE"),
        folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "GESTION_DOCUMENTAL",
                    escalation=ESCALATION_OF_A_CLIENT),
        folio.moved({"role": "SYSTEM", "key": "eventd", "name": "eventd"}, "ALTA_DE_TRAMITE",
                    "GESTION_DOCUMENTAL"),
        folio.event("DocumentWithdrawn",
                    {"actor": folio.AGENTE, "document": "no-hay", "why": "x"}),
    ):
        assert "[folio." in refusal(client, open_folio, event)
    for event in (
        folio.note(),  # before it is opened
        folio.opened(other + 1),  # another number than the stream's
        folio.event("Opened", {"actor": folio.AGENTE, "number": str(other), "form": folio.form(),
                               "clonedFrom": "77777777"}),  # of a folio that does not exist
    ):
        assert "[folio." in refusal(client, folio.stream(other), event)


# Naughty strings


def test_naughty_strings_are_stored_as_they_are_or_refused(
    client, open_folio, shared_daemon, shared_data
):
    strings = json.loads(shared_data("bad-input/blns.json").read_text())
    stored = []
    for text in strings:
        try:
            client.append_event(open_folio, event=folio.note(text), current_version=ANY)
            stored.append(text)
        except KurrentDBClientError:
            assert not text.strip() or any(ord(c) < 32 or ord(c) == 127 for c in text), repr(text)
    read = [json.loads(e.data)["text"] for e in client.get_stream(open_folio)[1:]]
    assert read == stored
    printed = shared_daemon.lines("read", "--stream", open_folio)
    assert [line["data"]["text"] for line in printed[1:]] == stored
    page = shared_daemon.ok("folio", f"TRAMITE={int(open_folio[-8:])}")
    assert "\x1b[0;31mred" not in page, "a note reaches the terminal with its escape codes"


def test_naughty_strings_are_names_of_streams_and_types_or_are_refused(client, shared_data):
    strings = json.loads(shared_data("bad-input/blns.json").read_text())
    for text in strings:
        is_bad = not text or any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text)
        is_bad = is_bad or len(text.encode()) > 250
        stream = f"cosa-{text}" if text else ""
        event = NewEvent(type=text, data=b"{}")
        try:
            client.append_event(stream, event=event, current_version=ANY)
            assert not is_bad, f"accepted: {text!r}"
        except KurrentDBClientError:
            assert is_bad, f"refused: {text!r}"
            continue
        read = client.get_stream(stream)[-1]
        assert (read.stream_name, read.type) == (stream, text)


def test_naughty_strings_are_names_of_clients_of_folios(client, shared_daemon, shared_data):
    strings = json.loads(shared_data("bad-input/blns.json").read_text())
    for text in strings[::8]:
        number = folio.new_number()
        try:
            client.append_event(
                folio.stream(number), event=folio.opened(number, contratante=text),
                current_version=NO_STREAM)
        except KurrentDBClientError:
            continue
        page = shared_daemon.json("folio", f"TRAMITE={number}")
        assert page["page"]["form"].get("contratante", "") == text
    shared_daemon.ok("board")


@pytest.mark.parametrize("escaped", [True, False], ids=["escaped", "as UTF-8"])
def test_characters_of_every_plane_reach_the_page_of_a_folio(client, shared_daemon, escaped):
    """𠮷 is U+20BB7, in JSON also \\ud842\\udfb7; 👍 is in plane 1, the tags are in plane 14."""
    name = "Ñandú 𠮷田 👍 \U000e0041 \U0010fffd"
    number = folio.new_number()
    payload = {"actor": folio.AGENTE, "number": str(number), "form": folio.form(contratante=name)}
    data = json.dumps(payload, ensure_ascii=escaped).encode()
    client.append_event(
        folio.stream(number), event=folio.event("Opened", data), current_version=NO_STREAM)
    page = shared_daemon.json("folio", f"TRAMITE={number}")["page"]
    assert page["form"]["contratante"] == name


# Names and sizes


@pytest.mark.parametrize(
    "name", [b"", b"x" * 10_000, b"x" * 501, b"a\x00b", b"a\nb", b"\xff\xfe", b"\xc3\x28", b"\x7f"],
    ids=["empty", "10 kB", "501 bytes", "NUL", "line feed", "not UTF-8", "cut UTF-8", "DEL"])
def test_a_stream_name_that_cannot_be_is_refused(shared_daemon, name):
    with Wire(shared_daemon) as wire:
        code, text = wire.code(
            lambda: wire.streams.Append(iter([append_options(name), proposed()]), timeout=10))
        assert code == grpc.StatusCode.INVALID_ARGUMENT, text
        assert text
        stream = streams_pb2.ReadReq.Options.StreamOptions(
            stream_identifier=identifier(name), start=EMPTY)
        code, text = wire.code(lambda: wire.streams.Read(read_options(stream=stream), timeout=10))
        assert code in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.OK), text
        if code == grpc.StatusCode.OK:
            (answer,) = wire.streams.Read(read_options(stream=stream), timeout=10)
            assert answer.WhichOneof("content") == "stream_not_found"
        code, text = wire.code(lambda: wire.streams.BatchAppend(
            iter([batch_request(name=name)]), timeout=10))
        assert code in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.OK), text


def test_the_longest_name_is_accepted(client):
    name = "x" * 500
    client.append_event(name, event=NewEvent(type="t" * 250, data=b"{}"), current_version=ANY)
    assert client.get_stream(name)[0].type == "t" * 250


@pytest.mark.parametrize("type", ["", "t" * 251, "a\x00b", "a\nb"], ids=repr)
def test_an_event_type_that_cannot_be_is_refused(client, type):
    refusal(client, "cosa-bad-type", NewEvent(type=type, data=b"{}"))


def test_an_event_of_5_mib_is_refused_with_the_size_allowed(client):
    big = NewEvent(
        type="big", data=b"x" * 5 * MIB, content_type="application/octet-stream")
    text = refusal(client, "cosa-big", big)
    assert "4" in text


def test_a_message_of_30_mib_is_refused(shared_daemon):
    with Wire(shared_daemon) as wire:
        huge = proposed(data=b"x" * (30 * MIB))
        code, _ = wire.code(
            lambda: wire.streams.Append(iter([append_options("cosa-huge"), huge]), timeout=30))
        # The transport refuses it by resetting the call, before any of it is kept.
        assert code in (
            grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.INVALID_ARGUMENT,
            grpc.StatusCode.CANCELLED, grpc.StatusCode.INTERNAL)


def test_an_append_of_too_many_events_is_refused(client):
    events = [NewEvent(type="t", data=b"") for _ in range(10_001)]
    text = refusal(client, "cosa-many", *events)
    assert text


# The wire


def batch_request(name="cosa-batch", **options):
    fields = {"any": {}} | options
    fields = {k: v for k, v in fields.items() if v is not None}
    return streams_pb2.BatchAppendReq(
        correlation_id=shared_pb2.UUID(string=str(uuid4())),
        options=streams_pb2.BatchAppendReq.Options(
            stream_identifier=identifier(name), **fields),
        proposed_messages=[
            streams_pb2.BatchAppendReq.ProposedMessage(
                id=shared_pb2.UUID(string=str(uuid4())),
                metadata={"type": "t", "content-type": "application/json"}, data=b"{}")
        ],
        is_final=True)


def test_garbage_on_the_socket_harms_nobody(shared_daemon):
    chance = random.Random(20260105)
    openings = [
        b"", b"\x00" * 100, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\xff" * 70_000,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 10_000,
        *(chance.randbytes(chance.randrange(1, 5000)) for _ in range(20)),
    ]
    for opening in openings:
        with sockets.socket(sockets.AF_UNIX) as raw:
            raw.settimeout(0.2)
            raw.connect(str(shared_daemon.socket))
            try:
                raw.sendall(opening)
                raw.shutdown(sockets.SHUT_WR)
                while raw.recv(65536):
                    pass
            except OSError:
                pass  # it may close the connection, or wait for more


@pytest.mark.parametrize("method", ["Append", "BatchAppend", "Read"])
def test_a_call_with_bytes_that_are_no_message_fails_alone(shared_daemon, method):
    chance = random.Random(7)
    with Wire(shared_daemon) as wire:
        for payload in (
            b"\xff" * 10, b"\x0a\xff\xff\xff\xff\x0f", b"\x0a" * 5000,
            *(chance.randbytes(chance.randrange(1, 400)) for _ in range(100)),
        ):
            code, _ = wire.raw(f"{STREAMS}/{method}", payload, timeout=5)
            # Some random bytes are a message of unknown fields only.
            assert code != grpc.StatusCode.UNAVAILABLE


@pytest.mark.parametrize("method", ["Append", "Read"])
def test_a_call_with_an_empty_message_is_refused(shared_daemon, method):
    with Wire(shared_daemon) as wire:
        code, text = wire.raw(f"{STREAMS}/{method}", b"")
        assert code == grpc.StatusCode.INVALID_ARGUMENT, text


def test_a_batch_without_options_is_refused(shared_daemon):
    batch = batch_request()
    batch.ClearField("options")
    with Wire(shared_daemon) as wire:
        try:
            (answer,) = wire.streams.BatchAppend(iter([batch]), timeout=10)
            assert answer.WhichOneof("result") == "error"
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.INVALID_ARGUMENT


def test_a_method_that_does_not_exist_is_unimplemented(shared_daemon):
    with Wire(shared_daemon) as wire:
        for method in (
            f"{STREAMS}/NoSuchMethod", "/no.such.Service/Method", "/x", f"{STREAMS}/Delete"
        ):
            code, _ = wire.raw(method, b"")
            assert code == grpc.StatusCode.UNIMPLEMENTED


def test_appends_that_are_put_together_wrongly_are_refused(shared_daemon):
    options = append_options("cosa-wrong")
    stream_identifier = identifier("cosa-wrong")
    wrong = {
        "no message": [],
        "no options": [proposed()],
        "options twice": [options, options, proposed()],
        "no expectation": [
            streams_pb2.AppendReq(options=streams_pb2.AppendReq.Options(
                stream_identifier=stream_identifier)),
            proposed()],
        "no stream": [
            streams_pb2.AppendReq(options=streams_pb2.AppendReq.Options(any=EMPTY)), proposed()],
        "an id that is no UUID": [options, proposed(id="not-a-uuid")],
        "no id": [options, streams_pb2.AppendReq(
            proposed_message=streams_pb2.AppendReq.ProposedMessage(
                metadata={"type": "t", "content-type": "application/json"}))],
        "no type": [options, proposed(metadata={"content-type": "application/json"})],
        "no content type": [options, proposed(metadata={"type": "t"})],
    }
    with Wire(shared_daemon) as wire:
        for what, requests in wrong.items():
            code, text = wire.code(lambda: wire.streams.Append(iter(requests), timeout=10))
            assert code == grpc.StatusCode.INVALID_ARGUMENT, f"{what}: {code} {text}"
            assert text, what
    with shared_daemon.client() as client:
        assert revisions(client, "cosa-wrong") == []


@pytest.mark.parametrize("revision", [2**63 - 1, 2**63, 2**64 - 2, 2**64 - 1])
def test_expected_revisions_beyond_any_stream_are_refused(shared_daemon, revision):
    with Wire(shared_daemon) as wire:
        try:
            answer = wire.streams.Append(
                iter([append_options("cosa-edge", revision=revision), proposed()]), timeout=10)
            assert answer.WhichOneof("result") == "wrong_expected_version"
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.INVALID_ARGUMENT
        (answer,) = wire.streams.BatchAppend(
            iter([batch_request("cosa-edge", any=None, stream_position=revision)]), timeout=10)
        assert answer.WhichOneof("result") == "error"


@pytest.mark.parametrize(
    "deadline",
    [Duration(seconds=315_576_000_000), Duration(seconds=-1), Duration(nanos=-999_999_999),
     Duration(seconds=2**63 - 1, nanos=2**31 - 1), Duration(seconds=-(2**63))],
    ids=lambda d: f"{d.seconds} s {d.nanos} ns")
def test_deadlines_beyond_any_clock_do_no_harm(shared_daemon, deadline):
    with Wire(shared_daemon) as wire:
        (answer,) = wire.streams.BatchAppend(
            iter([batch_request(deadline=deadline)]), timeout=10)
        assert answer.WhichOneof("result") in ("success", "error")


def test_a_batch_that_is_wrong_is_answered_and_the_next_one_is_served(shared_daemon):
    number = folio.new_number()
    bad = batch_request(folio.stream(number))
    good = batch_request()
    with Wire(shared_daemon) as wire:
        answers = {
            answer.correlation_id.string: answer
            for answer in wire.streams.BatchAppend(iter([bad, good]), timeout=10)}
    error = answers[bad.correlation_id.string].error
    detail = shared_pb2.BadRequest()
    assert isinstance(error.details, Any) and error.details.Unpack(detail)
    assert detail.message.startswith("[folio.")
    assert answers[good.correlation_id.string].WhichOneof("result") == "success"


@pytest.mark.parametrize("value", [1, 63, 65, 2**63 - 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
def test_positions_that_are_no_event_are_refused_or_the_end(shared_daemon, value, backwards):
    options = streams_pb2.ReadReq.Options
    direction = options.Backwards if backwards else options.Forwards
    all_options = options.AllOptions(
        position=options.Position(commit_position=value, prepare_position=value))
    with Wire(shared_daemon) as wire:
        code, text = wire.code(lambda: wire.streams.Read(
            read_options(all=all_options, read_direction=direction), timeout=10))
        allowed = {grpc.StatusCode.UNKNOWN, grpc.StatusCode.INVALID_ARGUMENT}
        if value == 2**64 - 1:
            allowed.add(grpc.StatusCode.OK)  # this number means the end
        assert code in allowed, text
        subscription = read_options(
            all=all_options, subscription=options.SubscriptionOptions(), count=None)
        code, text = wire.code(lambda: wire.streams.Read(subscription, timeout=0.5))
        if value == 2**64 - 1:
            allowed.add(grpc.StatusCode.DEADLINE_EXCEEDED)
        assert code in allowed, text


@pytest.mark.parametrize("revision", [2**63 - 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
def test_revisions_beyond_the_end_do_no_harm(client, shared_daemon, revision, backwards):
    client.append_event("cosa-edge-2", event=NewEvent(type="t", data=b""), current_version=ANY)
    options = streams_pb2.ReadReq.Options
    stream = options.StreamOptions(
        stream_identifier=identifier("cosa-edge-2"), revision=revision)
    direction = options.Backwards if backwards else options.Forwards
    with Wire(shared_daemon) as wire:
        for count in (1, 2**63, 2**64 - 1):
            code, text = wire.code(lambda: wire.streams.Read(
                read_options(stream=stream, read_direction=direction, count=count), timeout=10))
            assert code in (grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT), text


def test_reads_that_are_put_together_wrongly_are_refused(shared_daemon):
    options = streams_pb2.ReadReq.Options
    wrong = {
        "no options": streams_pb2.ReadReq(),
        "neither stream nor log": streams_pb2.ReadReq(options=options(
            count=1, no_filter=EMPTY, uuid_option=options.UUIDOption(string=EMPTY))),
        "neither count nor subscription": read_options(count=None),
        "a stream without a name": read_options(stream=options.StreamOptions(start=EMPTY)),
        "a subscription backwards": read_options(
            count=None, subscription=options.SubscriptionOptions(),
            read_direction=options.Backwards),
    }
    with Wire(shared_daemon) as wire:
        for what, request in wrong.items():
            code, text = wire.code(lambda: wire.streams.Read(request, timeout=2))
            assert code == grpc.StatusCode.INVALID_ARGUMENT, f"{what}: {code} {text}"
        (answer,) = wire.streams.Read(read_options(count=1), timeout=2)
        assert answer.WhichOneof("content") == "event"


@pytest.mark.parametrize("stream", ["$log", "$clock"])
def test_streams_of_the_log_itself_take_nothing(client, stream):
    refusal(client, stream, NewEvent(type="t", data=b"{}"))


# The daemon's own start


def test_a_socket_that_a_daemon_serves_is_refused(daemon, new_daemon):
    other = new_daemon()
    result = run("serve", "--data", other.data, "--socket", daemon.socket)
    assert_refused(result, IN_USE, str(daemon.socket))
    daemon.assert_healthy()


def test_a_data_directory_in_use_is_refused(daemon, new_daemon):
    other = new_daemon()
    result = run("serve", "--data", daemon.data, "--socket", other.socket)
    assert_refused(result, IN_USE, str(daemon.data))
    assert not other.socket.exists()
    daemon.assert_healthy()


def test_of_two_daemons_started_at_once_on_one_directory_one_serves(new_daemon):
    for _ in range(3):
        one, two = new_daemon(), new_daemon()
        two.data = one.data
        one.launch()
        two.launch()
        code = until(lambda: one.process.poll() or two.process.poll(), "one of them gives up")
        assert code == IN_USE, one.log() + two.log()
        winner = one if one.is_up else two
        winner.wait_ready()
        winner.assert_healthy()


def test_a_stale_socket_is_taken_over(daemon):
    with daemon.client() as client:
        client.append_event("cosa-1", event=NewEvent(type="t", data=b""), current_version=ANY)
    daemon.kill9()
    assert daemon.socket.exists()
    daemon.start()
    with daemon.client() as client:
        assert len(client.get_stream("cosa-1")) == 1


@pytest.mark.parametrize("what", ["file", "directory"])
def test_a_socket_path_that_is_something_else_is_left_alone(new_daemon, what):
    one = new_daemon()
    if what == "file":
        one.socket.write_text("precious")
    else:
        one.socket.mkdir()
    result = run("serve", "--data", one.data, "--socket", one.socket)
    assert_refused(result, CANNOT_CREATE, str(one.socket))
    if what == "file":
        assert one.socket.read_text() == "precious"


def test_a_socket_path_that_is_too_long_is_refused_with_the_length_allowed(new_daemon):
    one = new_daemon()
    path = one.directory / ("x" * (108 - len(str(one.directory))))
    assert len(str(path)) > 107
    result = run("serve", "--data", one.data, "--socket", path)
    assert_refused(result, CANNOT_CREATE, "bytes")
    # The length that the message allows is served; one more byte is refused in the same way.
    allowed = int(re.search(r"(?:allows|at most) (\d+)", result.stderr)[1])
    path = one.directory / ("x" * (allowed - len(str(one.directory))))
    assert len(str(path)) == allowed + 1
    result = run("serve", "--data", one.data, "--socket", path)
    assert_refused(result, CANNOT_CREATE, f"{allowed}")
    one.socket = path.with_name(path.name[:-1])
    one.start().assert_healthy()


@pytest.mark.parametrize("command", ["status", "board", "read"])
def test_a_client_says_that_a_socket_path_is_too_long(command):
    result = run(command, "--socket", "/tmp/" + "x" * 200)
    assert_refused(result, (USAGE, DATA_ERROR, UNAVAILABLE, CANNOT_CREATE), "bytes")


def test_a_socket_in_a_directory_that_does_not_exist_is_refused_or_made(new_daemon):
    one = new_daemon()
    one.socket = one.directory / "no" / "such" / "s"
    result = run("serve", "--data", one.data, "--socket", one.socket, "--clock", "no-such-time")
    assert_refused(result, USAGE)
    one.launch()
    try:
        one.wait_ready(20)
        one.assert_healthy()
    except AssertionError:
        assert one.process.wait(20) == CANNOT_CREATE, one.log()


def test_a_data_path_that_is_a_file_is_refused(new_daemon):
    one = new_daemon()
    one.data.write_text("precious")
    result = run("serve", "--data", one.data, "--socket", one.socket)
    assert_refused(result, CANNOT_CREATE, str(one.data))
    assert one.data.read_text() == "precious"


def as_nobody():
    """The words before a command that take all privileges away; a test as a user needs none."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]


def test_a_data_directory_without_permission_is_refused(new_daemon):
    one = new_daemon()
    one.directory.chmod(0o755)
    one.data.mkdir(mode=0o700)
    if os.getuid() != 0:
        one.data.chmod(0)
    public = one.directory / "public"
    public.mkdir()
    public.chmod(0o777)
    result = run(
        "serve", "--data", one.data, "--socket", public / "s", prefix=as_nobody(), cwd="/")
    assert_refused(result, NO_PERMISSION, str(one.data))


def test_a_data_directory_that_cannot_be_made_is_refused(new_daemon):
    one = new_daemon()
    one.directory.chmod(0o755)
    where = one.directory / "locked"
    where.mkdir(mode=0o500 if os.getuid() else 0o700)
    result = run(
        "serve", "--data", where / "data", "--socket", where / "s", prefix=as_nobody(), cwd="/")
    assert_refused(result, (NO_PERMISSION, CANNOT_CREATE), "locked")


def test_a_socket_without_permission_is_refused_to_a_client(daemon):
    daemon.directory.chmod(0o755)
    if os.getuid() != 0:
        daemon.socket.chmod(0)
    result = run("status", "--socket", daemon.socket, prefix=as_nobody(), cwd="/")
    assert_refused(result, (NO_PERMISSION, UNAVAILABLE), str(daemon.socket))


@pytest.mark.parametrize("file", ["log", "folio-board", "folio-escalations"])
def test_a_damaged_file_stops_the_start_or_is_made_anew(daemon, file):
    """The log must never be replaced; what is derived from it may be."""
    found = [path for path in daemon.data.rglob("*") if path.is_file() and file in path.name]
    found = [path for path in found if path.stat().st_size > 8192 and "lock" not in path.name]
    if not found:
        pytest.skip(f"no file of that name in {sorted(daemon.data.rglob('*'))}")
    assert daemon.terminate() == 0
    for path in found:
        path.write_bytes(b"not a database" * 1000)
    daemon.launch()
    try:
        daemon.wait_ready(20)
        assert file != "log", "a damaged log was taken for a good one"
        daemon.assert_healthy()
    except AssertionError:
        assert daemon.process.wait(20) not in (0, -4, -5, -6, -11), daemon.log()


# The command line


@pytest.fixture
def nowhere(tmp_path):
    return tmp_path / "no-daemon"


@pytest.mark.parametrize(
    "command",
    [
        ["status"], ["board"], ["folio", "TRAMITE=1"], ["timers"], ["clock"],
        ["clock", "advance", "1d"], ["read"], ["tail"],
        ["append", "cosa-1", "--type", "t", "--data", "{}"],
        ["generate", "--cases", "folios=3", "--days", "5", "--seed", "1"],
    ],
    ids=" ".join,
)
def test_a_command_without_a_daemon_says_so(nowhere, command):
    result = run(*command, "--socket", "/tmp/ev-no-daemon")
    assert_refused(result, UNAVAILABLE, "/tmp/ev-no-daemon")


def test_the_socket_of_a_daemon_that_was_killed_counts_as_no_daemon(daemon):
    daemon.kill9()
    assert_refused(daemon.cli("status"), UNAVAILABLE, str(daemon.socket))


def test_a_command_on_a_socket_path_that_is_a_file_says_so(tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    if len(str(file)) > 107:
        pytest.skip("the temporary directory has too long a name")
    assert_refused(run("status", "--socket", file), UNAVAILABLE, str(file))


@pytest.mark.parametrize(
    "command",
    [
        ["no-such-command"], ["serve", "--no-such-option"], ["read", "--limit", "-1"],
        ["read", "--limit", "many"], ["read", "--from", "x"], ["read", "surplus"],
        ["append", "cosa-1", "--data", "{}"], ["append", "--type", "t"],
        ["append", "cosa-1", "--type", "t", "--data", "{}", "--expected", "maybe"],
        ["append", "cosa-1", "--type", "t", "--data", "{}", "--id", "not-a-uuid"],
        ["folio", "TRAMITE=abc"], ["folio", "TRAMITE = 12"], ["folio", ""], ["folio", "0"],
        ["folio", "123456789"],
        ["clock", "advance"], ["clock", "advance", "soon"], ["clock", "advance", "--to", "monday"],
        ["clock", "advance", "-5d"],
        ["board", "--type", "no-such-type"], ["board", "--stage", "no-such-stage"],
        ["generate", "--cases", "folios=-3", "--days", "1", "--seed", "1"],
        ["generate", "--cases", "folios", "--days", "1"],
        ["generate", "--cases", "unicorns=3", "--days", "1"],
        ["generate", "--only", "folios,unicorns", "--days", "1"],
        ["generate", "--cases", "folios=3", "--days", "0", "--seed", "1"],
        ["import"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_from_other_errors(shared_daemon, command):
    is_client = command[0] not in ("serve", "no-such-command")
    options = ["--socket", shared_daemon.socket] if is_client else []
    assert_refused(run(*command, *options), USAGE)


def test_clock_times_that_are_none_are_wrong_use(new_daemon):
    one = new_daemon()
    for time in ("tomorrow", "2026-13-01T00:00:00Z", "2026-01-05", "2026-01-05T10:00:00"):
        result = run("serve", "--data", one.data, "--socket", one.socket, "--clock", time)
        assert_refused(result, USAGE)


@pytest.mark.parametrize("data", ["{", "", "hola", "{'a': 1}", "{\"a\": 1}}", "\udcff"])
def test_append_refuses_data_that_is_not_json(shared_daemon, data):
    result = shared_daemon.cli("append", "cosa-cli", "--type", "t", "--data", data)
    assert_refused(result, (DATA_ERROR, USAGE))
    piped = run("append", "cosa-cli", "--type", "t", "--data", "-", "--socket",
                shared_daemon.socket, stdin="" if "\udcff" in data else data)
    assert_refused(piped, (DATA_ERROR, USAGE))


def test_append_of_a_file_that_is_not_there_says_which(shared_daemon):
    result = shared_daemon.cli("append", "cosa-cli", "--type", "t", "--data", "@/no/such/file")
    assert result.returncode in (66, DATA_ERROR), result
    assert_refused(result, result.returncode, "/no/such/file")


def test_append_refuses_metadata_that_is_not_json(shared_daemon):
    result = shared_daemon.cli(
        "append", "cosa-cli", "--type", "t", "--data", "{}", "--metadata", "{")
    assert_refused(result, (DATA_ERROR, USAGE))


def test_append_shows_the_refusal_of_a_rule(shared_daemon):
    result = shared_daemon.cli(
        "append", "folio-00012345", "--type", "folio.v1.NoteAdded", "--data", json.dumps(NOTE))
    assert_refused(result, (1, DATA_ERROR), "[folio.", "source")


def test_append_shows_a_wrong_expected_revision(shared_daemon):
    shared_daemon.ok("append", "cosa-cli-2", "--type", "t", "--data", "{}", "--expected", "none")
    result = shared_daemon.cli(
        "append", "cosa-cli-2", "--type", "t", "--data", "{}", "--expected", "none")
    assert result.returncode != 0
    assert_refused(result, result.returncode, "cosa-cli-2", "revision 0")


def test_append_with_the_same_id_again_changes_nothing(shared_daemon):
    id = str(uuid4())
    arguments = ["append", "cosa-cli-3", "--type", "t", "--data", '{"ñ":1}', "--id", id]
    first = shared_daemon.ok(*arguments)
    assert shared_daemon.ok(*arguments) == first
    (line,) = shared_daemon.lines("read", "--stream", "cosa-cli-3")
    assert (line["id"], line["data"]) == (id, {"ñ": 1})


def test_a_folio_that_does_not_exist_is_an_error(shared_daemon):
    result = shared_daemon.cli("folio", "TRAMITE=99999999")
    assert result.returncode not in (0, USAGE)
    assert_refused(result, result.returncode, "99999999")


def test_a_clock_that_runs_on_real_time_cannot_be_advanced(shared_daemon):
    result = shared_daemon.cli("clock", "advance", "1d")
    assert result.returncode not in (0, USAGE)
    assert_refused(result, result.returncode, "clock")


def test_a_simulated_clock_does_not_go_back(new_daemon):
    one = new_daemon("2026-01-05T09:00:00-06:00").start()
    result = one.cli("clock", "advance", "--to", "2026-01-04T09:00:00-06:00")
    assert result.returncode != 0
    assert_refused(result, result.returncode)
    one.assert_healthy()


@pytest.mark.parametrize(
    "mapping", ["", "{", "[]", "{}", '{"no": "such key"}'], ids=repr)
def test_import_refuses_a_mapping_that_is_none(shared_daemon, tmp_path, mapping):
    (tmp_path / "map.json").write_text(mapping)
    (tmp_path / "log.csv").write_text("case,activity\n1,a\n")
    result = shared_daemon.cli(
        "import", tmp_path / "log.csv", "--mapping", tmp_path / "map.json")
    assert_refused(result, (DATA_ERROR, USAGE), "mapping")


def test_import_says_which_file_is_missing(shared_daemon, tmp_path):
    (tmp_path / "map.json").write_text("{}")
    result = shared_daemon.cli(
        "import", "/no/such/log.csv", "--mapping", tmp_path / "map.json")
    assert result.returncode in (66, DATA_ERROR)
    result = shared_daemon.cli("import", tmp_path / "map.json", "--mapping", "/no/such/map.json")
    assert result.returncode in (66, DATA_ERROR)
    assert_refused(result, result.returncode, "/no/such/map.json")


def test_the_default_socket_comes_from_the_environment(shared_daemon):
    result = subprocess.run(
        [str(BINARY), "status"], capture_output=True, text=True, timeout=30, cwd="/",
        env=environment(EVENTD_SOCKET=str(shared_daemon.socket)))
    assert result.returncode == 0, result.stderr
    result = run("status", cwd="/")
    assert_refused(result, UNAVAILABLE, "var/eventd.sock")


def test_a_signal_stops_the_daemon_cleanly_and_removes_its_socket(new_daemon):
    import signal

    for how in (signal.SIGTERM, signal.SIGINT):
        one = new_daemon().start()
        with one.client() as client:
            subscription = client.subscribe_to_all(filter_exclude=())
            next(subscription)
            assert one.terminate(how) == 0, one.log()
        assert not one.socket.exists()
