"""Who may do what: two sockets with rights of their own, who is at the other end, and the policy."""

import json
import os
import shutil
import signal
import socket as sockets
import stat
import subprocess
import sys
from urllib.parse import quote
from uuid import uuid4

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from kurrentdbclient import KurrentDBClient, NewEvent, StreamState
from kurrentdbclient.exceptions import AccessDeniedError, KurrentDBClientError
from kurrentdbclient.protos.v1 import shared_pb2, streams_pb2, streams_pb2_grpc

from support.daemon import BINARY, assert_refused, environment, run
from support.relay import Relay
from support.waiting import until
from support.wire import append_options, identifier, proposed

USAGE, NO_PERMISSION, CONFIGURATION = 64, 77, 78
CLERK, STRANGER, BACK_OFFICE = 12345, 12346, 23456
ANY = StreamState.ANY

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


def event(data=b"{}"):
    return NewEvent(type="t", data=data)


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


@pytest.fixture
def start(new_daemon):
    """Starts a daemon with more options of `serve`; `{dir}` in them is its directory."""

    def make(*options, clock=None):
        daemon = new_daemon(clock)
        daemon.options = [str(option).format(dir=daemon.directory) for option in options]
        daemon.directory.chmod(0o711)
        daemon.read_socket = daemon.directory / "r"
        return daemon.start()

    return make


def read_cli(daemon, *arguments):
    return run(*arguments, "--socket", daemon.read_socket)


# The sockets


def test_each_socket_has_its_own_mode(start):
    daemon = start(
        "--socket-mode", "0600", "--read-socket", "{dir}/r", "--read-socket-mode", "0666")
    assert mode(daemon.socket) == 0o600
    assert mode(daemon.read_socket) == 0o666


def test_without_being_asked_for_there_is_one_socket_for_its_owner_and_group(start):
    daemon = start()
    assert mode(daemon.socket) == 0o660
    assert [p.name for p in daemon.data.iterdir() if p.is_socket()] == []


@as_root
def test_each_socket_has_its_own_owner_and_group(start):
    daemon = start(
        "--socket-owner", CLERK, "--socket-group", BACK_OFFICE,
        "--read-socket", "{dir}/r", "--read-socket-group", "nogroup")
    status = os.stat(daemon.socket)
    assert (status.st_uid, status.st_gid) == (CLERK, BACK_OFFICE)
    assert os.stat(daemon.read_socket).st_uid == os.geteuid()
    assert mode(daemon.read_socket) == 0o660


@as_root
def test_the_kernel_keeps_out_whom_the_mode_keeps_out(start):
    daemon = start("--socket-mode", "0600", "--read-socket", "{dir}/r", "--read-socket-mode", "0666")
    with Relay(daemon.socket, CLERK) as relay:
        assert run("status", "--socket", relay.socket).returncode == 69
    with Relay(daemon.read_socket, CLERK) as relay:
        assert run("status", "--socket", relay.socket).returncode == 0


@pytest.mark.parametrize("options", [
    ("--socket-mode", "rw"), ("--socket-mode", "0999"), ("--socket-mode", "0444"),
    ("--socket-owner", "no-such-user"), ("--socket-group", "no-such-group"),
    ("--read-socket-mode", "0666"), ("--read-socket", "{dir}/s"),
])
def test_rights_that_cannot_be_given_are_refused_before_anything_starts(new_daemon, options):
    daemon = new_daemon()
    options = [option.format(dir=daemon.directory) for option in options]
    result = run("serve", "--data", daemon.data, "--socket", daemon.socket, *options)
    assert_refused(result, USAGE, options[0])
    assert not daemon.data.exists() and not daemon.socket.exists()


def test_both_sockets_go_when_the_daemon_stops_and_stale_ones_do_not_stop_it(start):
    daemon = start("--read-socket", "{dir}/r")
    daemon.kill9()
    assert daemon.socket.exists() and daemon.read_socket.exists()
    daemon.start()
    assert daemon.terminate() == 0
    assert not daemon.socket.exists() and not daemon.read_socket.exists()


# Reading only


def test_the_read_socket_reads_and_takes_no_append(start):
    daemon = start("--read-socket", "{dir}/r", clock="2026-01-05T14:00:00Z")
    with daemon.client() as client:
        client.append_event("cosa-1", event=event(), current_version=ANY)
    before = daemon.status()["events"]
    with KurrentDBClient(f"kdb://unix:{quote(str(daemon.read_socket), safe='')}?Tls=false") as reader:
        assert len(reader.get_stream("cosa-1")) == 1
        with reader.subscribe_to_all(filter_exclude=[]) as subscription:
            assert next(iter(subscription)) is not None
        with pytest.raises(KurrentDBClientError) as refused:
            reader.append_event("cosa-1", event=event(), current_version=ANY)
        assert isinstance(refused.value, AccessDeniedError) or str(daemon.socket) in str(refused.value)
        with pytest.raises(KurrentDBClientError):
            reader.append_events("cosa-1", events=[event(), event()], current_version=ANY)
    assert_refused(
        read_cli(daemon, "append", "cosa-1", "--type", "t", "--data", "{}"), NO_PERMISSION,
        "only reads", str(daemon.socket))
    for command in (["clock", "advance", "1d"], ["rebuild", "--all"]):
        assert_refused(read_cli(daemon, *command), NO_PERMISSION, str(daemon.socket))
    for command in (["status"], ["board"], ["read"], ["audit", "checkpoint"], ["timers"]):
        assert read_cli(daemon, *command).returncode == 0
    assert daemon.status()["events"] == before


def test_raw_appends_on_the_read_socket_say_where_to_go(start):
    daemon = start("--read-socket", "{dir}/r")
    with grpc.insecure_channel(f"unix:{daemon.read_socket}") as channel:
        streams = streams_pb2_grpc.StreamsStub(channel)
        for call in (
            lambda: streams.Append(iter([append_options("cosa-1"), proposed()]), timeout=10),
            lambda: list(streams.BatchAppend(iter([batch("cosa-1")]), timeout=10)),
        ):
            with pytest.raises(grpc.RpcError) as refused:
                call()
            assert refused.value.code() == grpc.StatusCode.PERMISSION_DENIED
            assert str(daemon.socket) in refused.value.details()
            assert dict(refused.value.trailing_metadata())["exception"] == "access-denied"


# Who it was


def peers(daemon, stream):
    return [
        tuple(int(line[f"peer{name}"]) for name in ("uid", "gid", "pid"))
        for line in daemon.lines("read", "--stream", stream)]


def test_an_event_says_who_appended_it(start):
    daemon = start()
    with daemon.client() as client:
        client.append_event("cosa-1", event=event(), current_version=ANY)
        client.append_events("cosa-1", events=[event()], current_version=ANY)
        stored = client.get_stream("cosa-1")
    us = (os.geteuid(), os.getegid(), os.getpid())
    assert peers(daemon, "cosa-1") == [us, us]
    assert [e.metadata for e in stored] == [b"", b""]
    # What the log itself wrote has nobody at the other end.
    assert "peeruid" not in daemon.lines("read", "--limit", 1)[0]


@as_root
def test_another_user_is_seen_as_that_user(start):
    daemon = start("--socket-mode", "0666")
    with Relay(daemon.socket, CLERK, BACK_OFFICE) as relay:
        with relay.client() as client:
            client.append_event("cosa-1", event=event(), current_version=ANY)
            client.append_events("cosa-1", events=[event()], current_version=ANY)
        them = (CLERK, BACK_OFFICE, relay.pid)
    assert peers(daemon, "cosa-1") == [them, them]
    daemon.restart()
    assert peers(daemon, "cosa-1") == [them, them]


@as_root
def test_nobody_can_say_that_he_is_somebody_else(start):
    daemon = start("--socket-mode", "0666", "--policy", policy_file(only_clerk="cosa"))
    forged = [("eventd-caller", "0 0 1"), ("Eventd-Caller".lower(), f"{CLERK} 0 1"),
              ("eventd-caller-bin", b"0 0 1")]
    with Relay(daemon.socket, STRANGER) as relay:
        with grpc.insecure_channel(relay.grpc_target) as channel:
            streams = streams_pb2_grpc.StreamsStub(channel)
            with pytest.raises(grpc.RpcError) as refused:
                streams.Append(
                    iter([append_options("cosa-1"), proposed()]), timeout=10, metadata=forged)
            assert refused.value.code() == grpc.StatusCode.PERMISSION_DENIED
            assert f"user {STRANGER}" in refused.value.details()
    with Relay(daemon.socket, CLERK) as relay:
        with grpc.insecure_channel(relay.grpc_target) as channel:
            streams_pb2_grpc.StreamsStub(channel).Append(
                iter([append_options("cosa-1"), proposed()]), timeout=10, metadata=forged)
        them = (CLERK, CLERK, relay.pid)
    assert peers(daemon, "cosa-1") == [them]


# The policy


def policy_file(text=None, *, only_clerk=None, path=None):
    """Writes a policy where everybody can find it, and returns its path."""
    path = path or f"/tmp/ev-policy-{uuid4()}.json"
    if text is None:
        text = json.dumps({"append": [
            {"users": [CLERK], "categories": [only_clerk]},
            {"users": ["*"], "categories": ["abierta"]},
            {"groups": [BACK_OFFICE], "categories": ["grupo"]}]})
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    policy_file.made.append(path)
    return path


policy_file.made = []


@pytest.fixture(autouse=True)
def _no_policy_is_left():
    yield
    while policy_file.made:
        path = policy_file.made.pop()
        if os.path.exists(path):
            os.unlink(path)


def batch(stream, id=None):
    request = streams_pb2.BatchAppendReq
    return request(
        correlation_id=shared_pb2.UUID(string=str(uuid4())),
        options=request.Options(stream_identifier=identifier(stream), any=Empty()),
        proposed_messages=[request.ProposedMessage(
            id=shared_pb2.UUID(string=str(id or uuid4())),
            metadata={"type": "t", "content-type": "application/json"}, data=b"{}")],
        is_final=True)


@as_root
def test_the_policy_decides_who_appends_where(start):
    daemon = start("--socket-mode", "0666", "--policy", policy_file(only_clerk="cosa"))

    def can(relay, stream):
        result = run("append", stream, "--type", "t", "--data", "{}", "--socket", relay.socket)
        if result.returncode:
            assert_refused(
                result, NO_PERMISSION, "access.category-not-allowed", stream.split("-")[0],
                "an entry of “append”")
        return result.returncode == 0

    with Relay(daemon.socket, CLERK) as clerk, \
            Relay(daemon.socket, STRANGER, groups=[7, BACK_OFFICE]) as member, \
            Relay(daemon.socket, STRANGER) as stranger:
        assert [can(clerk, s) for s in ("cosa-1", "abierta-1", "grupo-1")] == [True, True, False]
        assert [can(member, s) for s in ("cosa-1", "abierta-1", "grupo-1")] == [False, True, True]
        assert [can(stranger, s) for s in ("cosa-1", "abierta-1", "grupo-1")] == [False, True, False]
    # Root is a user like the others.
    assert_refused(
        daemon.cli("append", "cosa-1", "--type", "t", "--data", "{}"), NO_PERMISSION,
        f"user {os.geteuid()}", "allowed here: abierta")
    assert_refused(
        daemon.cli("rebuild", "--all"), NO_PERMISSION, "access.operating-not-allowed")
    assert daemon.cli("status").returncode == 0


def test_a_refused_append_of_a_batch_leaves_the_others_alone(start):
    daemon = start("--policy", policy_file(only_clerk="cosa"))
    with grpc.insecure_channel(daemon.target) as channel:
        answers = list(streams_pb2_grpc.StreamsStub(channel).BatchAppend(
            iter([batch("abierta-1"), batch("cosa-1"), batch("abierta-1")]), timeout=10))
    assert [a.WhichOneof("result") for a in answers] == ["success", "error", "success"]
    error = answers[1].error
    assert error.code == grpc.StatusCode.PERMISSION_DENIED.value[0]
    assert "cosa" in error.message
    # This client knows one detail only.
    assert error.details.type_url.endswith("/event_store.client.AccessDenied")
    with daemon.client() as client:
        with pytest.raises(AccessDeniedError):
            client.append_events("cosa-1", events=[event()], current_version=ANY)
        with pytest.raises(AccessDeniedError):
            client.append_event("cosa-1", event=event(), current_version=ANY)
        assert len(client.get_stream("abierta-1")) == 2


def test_the_processes_of_the_daemon_need_no_rule(start):
    """A deadline fires although the policy lets nobody append to folios."""
    daemon = start(clock="2026-01-05T14:00:00Z")
    daemon.ok("generate", "--only", "folios", "--cases", "folios=30", "--days", "3")
    daemon.options = [
        "--policy", policy_file(json.dumps({"operate": [{"users": [os.geteuid()]}]}))]
    daemon.restart()
    before = int(daemon.status()["events"])
    daemon.advance("60d")
    fired = daemon.lines("read", "--type", "folio.v1.StageChanged", "--backwards", "--limit", 1)
    assert int(daemon.status()["events"]) > before + 1 and "peeruid" not in fired[0]
    assert fired[0]["data"]["actor"]["role"] == "SYSTEM"


def test_sighup_reads_the_policy_anew_and_a_bad_one_changes_nothing(start):
    path = policy_file('{"append": []}')
    daemon = start("--policy", path)

    def can():
        return daemon.cli("append", "cosa-1", "--type", "t", "--data", "{}").returncode == 0

    def reread(text, said):
        policy_file(text, path=path)
        begin = len(daemon.log())
        daemon.process.send_signal(signal.SIGHUP)
        until(lambda: said in daemon.log()[begin:], f"the log says {said!r}")

    assert not can()
    reread('{"append": [{"users": ["*"], "categories": ["cosa"]}]}', "read anew")
    assert can()
    reread('{"append": [{"users": ["*"], "categories": []}]}', "stays in force")
    assert "append.0.categories" in daemon.log()
    assert can()
    os.unlink(path)
    begin = len(daemon.log())
    daemon.process.send_signal(signal.SIGHUP)
    until(lambda: "stays in force" in daemon.log()[begin:], "the log says so")
    assert can()


@pytest.mark.parametrize("text,words", [
    ('{"append": [{"users": ["nadie-asi"], "categories": ["*"]}]}', ["append.0.users.0", "nadie-asi"]),
    ('{"append": [{"users": [1], "categories": ["folio-1"]}]}', ["append.0.categories.0"]),
    ('{"append": [}', ["JSON"]), ('{"apend": []}', ["apend", "operate"]), (None, ["No such file"]),
])
def test_a_policy_that_cannot_be_used_stops_the_start_and_says_where(new_daemon, text, words):
    daemon = new_daemon()
    path = policy_file(text) if text else "/nowhere/policy.json"
    result = run(
        "serve", "--data", daemon.data, "--socket", daemon.socket, "--policy", path)
    assert_refused(result, CONFIGURATION, path, *words)
    assert not daemon.socket.exists()


# Sockets that are passed


def listener(path):
    made = sockets.socket(sockets.AF_UNIX)
    made.bind(str(path))
    made.listen(16)
    return made


# Puts the descriptors of its first argument at 3 and above, and becomes the rest of them.
PASSING = """
import os, sys
above = [os.dup(int(number)) for number in sys.argv[1].split(",")]
while min(above) < 3 + len(above):
    above = [os.dup(one) for one in above]
for number, one in enumerate(above, 3):
    os.dup2(one, number)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(above)), LISTEN_FDNAMES=sys.argv[2])
os.execv(sys.argv[3], sys.argv[3:])
"""


def launch_with(daemon, passed, names, *more):
    """Starts the daemon as a service manager would: with `passed` as descriptors from 3 on."""
    numbers = [one.fileno() for one in passed]
    with daemon.log_file.open("ab") as log:
        daemon.process = subprocess.Popen(
            [sys.executable, "-c", PASSING, ",".join(map(str, numbers)), names, str(BINARY), "serve",
             "--data", str(daemon.data), *more],
            pass_fds=numbers, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env=environment())
    return daemon


def test_passed_sockets_are_served_instead_of_made(new_daemon):
    daemon = new_daemon()
    daemon.read_socket = daemon.directory / "r"
    passed = [listener(daemon.read_socket), listener(daemon.socket)]
    launch_with(daemon, passed, "read:append").wait_ready()
    assert daemon.cli("append", "cosa-1", "--type", "t", "--data", "{}").returncode == 0
    assert_refused(
        read_cli(daemon, "append", "cosa-1", "--type", "t", "--data", "{}"), NO_PERMISSION,
        str(daemon.socket))
    assert read_cli(daemon, "status").returncode == 0
    assert not (daemon.data / "eventd.sock").exists()
    assert daemon.terminate() == 0
    # They are the service manager's, and whoever connects meanwhile waits for the next daemon.
    assert daemon.socket.exists() and daemon.read_socket.exists()
    waiting = subprocess.Popen(
        [str(BINARY), "status", "--socket", str(daemon.socket)], env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    launch_with(daemon, passed, "read:append").wait_ready()
    assert waiting.wait(timeout=30) == 0
    waiting.communicate()
    for one in passed:
        one.close()


def test_what_is_passed_and_cannot_be_served_is_named(new_daemon):
    daemon = new_daemon()
    unix, inet = listener(daemon.socket), sockets.socket(sockets.AF_INET)
    inet.bind(("127.0.0.1", 0))
    inet.listen(1)
    for passed, names, words in [
        (unix, "eventd.socket", ["eventd.socket", "FileDescriptorName=append"]),
        (inet, "append", ["descriptor 3", "Unix"]),
    ]:
        process = launch_with(daemon, [passed], names).process
        assert process.wait(timeout=30) == CONFIGURATION
        assert all(word in daemon.log() for word in words), daemon.log()
    unix.close()
    inet.close()


@pytest.mark.skipif(
    not shutil.which("systemd-socket-activate"), reason="systemd-socket-activate is not there")
def test_systemd_starts_the_daemon_with_the_first_connection(new_daemon):
    daemon = new_daemon()
    with daemon.log_file.open("ab") as log:
        daemon.process = subprocess.Popen(
            ["systemd-socket-activate", "--fdname=append", "-l", str(daemon.socket), str(BINARY),
             "serve", "--data", str(daemon.data)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment())
    until(daemon.socket.exists, "the socket is there")
    assert not daemon.data.exists()
    assert daemon.cli("append", "cosa-1", "--type", "t", "--data", "{}").returncode == 0
    assert peers(daemon, "cosa-1")[0][:2] == (os.geteuid(), os.getegid())
    assert daemon.terminate() == 0
