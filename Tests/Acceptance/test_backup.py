"""Backups while others write, their restoration, and a second copy that follows.

EVENTD_BACKUPS is how many random backups are made and restored (default 8), EVENTD_BACKUPS_SEED the
seed (default: a new one, printed). What is in a backup is checked by `support/auditor.py`, which shares
no code with eventd.
"""

import base64
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import time

import pytest
from kurrentdbclient import NewEvent, StreamState

from support import folio, forger
from support.auditor import VerifierKey, leaf_hash, open_checkpoint, root_of
from support.daemon import BINARY, assert_refused, environment, run
from support.waiting import until
from support.writers import writing

BACKUPS = int(os.environ.get("EVENTD_BACKUPS") or 8)
SEED = int(os.environ.get("EVENTD_BACKUPS_SEED") or random.SystemRandom().randrange(10**6))


def ok(*arguments, seconds=120):
    result = run(*arguments, seconds=seconds)
    assert result.returncode == 0, (
        f"eventd {' '.join(map(str, arguments))}: exit code {result.returncode}\n"
        f"{result.stdout[-2000:]}\n{result.stderr[-2000:]}")
    return result.stdout


def backup(daemon, path, *more):
    return json.loads(ok("backup", path, "--socket", daemon.socket, "--json", *more))


def restore(paths, to, *more):
    return json.loads(ok("restore", *paths, "--data", to, "--json", *more))


def fill(daemon, count, name="cosa"):
    with daemon.client() as client:
        for number in range(count):
            client.append_to_stream(
                f"{name}-{number % 3}", current_version=StreamState.ANY,
                events=NewEvent(type="T", data=b'{"n":%d}' % number))


def leaves(daemon):
    return [base64.b64decode(line) for line in daemon.ok("audit", "leaves").splitlines()]


def leaves_of(backups):
    """The leaves of the records in some backups, as docs/DATA_FILE.md lays them out."""
    found = []
    for path in backups:
        data = (path / "records").read_bytes()
        offset = 0
        while offset < len(data):
            (length,) = struct.unpack_from("<I", data, offset)
            record = data[offset + 4:offset + 4 + length]
            assert len(record) == length
            leaf = struct.pack(">Q", len(found)) + record[:-4]
            assert forger.crc32c(leaf) == struct.unpack("<I", record[-4:])[0]
            found.append(leaf)
            offset += 4 + length
    return found


def key_of(daemon):
    path = daemon.directory / "outside.pub"
    shutil.copy(daemon.data / "audit.pub", path)
    return path


def test_a_backup_and_its_increments_taken_while_others_write(daemon, new_daemon):
    key = key_of(daemon)
    place = daemon.directory
    paths = [place / f"copy{number}" for number in range(4)]
    with writing(daemon) as writers:
        until(lambda: writers.acknowledged > 100, "the writers write")
        manifests = [backup(daemon, paths[0], "--key", key)]
        for previous, path in zip(paths, paths[1:]):
            seen = writers.acknowledged
            until(lambda: writers.acknowledged > seen + 50, "they go on")
            manifests.append(backup(daemon, path, "--since", previous, "--key", key))
    for manifest, following in zip(manifests, manifests[1:]):
        assert following["from"] == manifest["size"] < following["size"]
        assert following["previousRoot"] == manifest["root"]
    # The standard tool and another program agree with it.
    for path in paths:
        subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=path, check=True,
                       capture_output=True)
    head = open_checkpoint(
        (paths[-1] / "checkpoint").read_text(), VerifierKey.parse(key.read_text()))
    assert root_of([leaf_hash(leaf) for leaf in leaves_of(paths)]) == head.root
    assert not any(b"PRIVATE" in file.read_bytes() for path in paths for file in path.iterdir())

    second = new_daemon()
    kept = place / "kept.checkpoint"
    kept.write_text((paths[1] / "checkpoint").read_text())
    found = restore(paths, second.data, "--key", key, "--checkpoint", kept)
    assert found["size"] == head.size and base64.b64decode(found["root"]) == head.root
    verified = run("verify", "--data", second.data, "--checkpoint", kept, "--key", key)
    assert verified.returncode == 0, verified.stdout
    # It is served, and shows the same events in the same places.
    second.start()
    assert leaves(second)[:head.size] == leaves_of(paths) == leaves(daemon)[:head.size]
    second.assert_healthy()
    assert (second.data / "audit.pub").read_text() != key.read_text()


def test_what_is_derived_is_built_again_from_a_restored_log(daemon, new_daemon):
    with daemon.client() as client:
        for number in range(1, 6):
            client.append_event(
                folio.stream(number), event=folio.opened(number),
                current_version=StreamState.NO_STREAM)
    digests = daemon.digests()
    copy = daemon.directory / "copy"
    assert daemon.terminate() == 0
    # Without a daemon, from its directory.
    shown = ok("backup", copy, "--data", daemon.data)
    assert "La copia está completa" in shown and "--key" in shown
    second = new_daemon()
    shown = ok("restore", copy, "--data", second.data)
    assert "está restaurado" in shown and f"--data {second.data}" in shown
    # With the old key and what it signed last, it signs as before.
    for name in ("audit.key", "audit.checkpoint"):
        shutil.copy2(daemon.data / name, second.data / name)
    second.start()
    assert second.digests() == digests
    assert second.ok("audit", "key") == (daemon.data / "audit.pub").read_text()
    assert second.ok("audit", "checkpoint") == (copy / "checkpoint").read_text()


def test_an_old_backup_with_the_old_key_is_served_and_not_signed(daemon, new_daemon):
    fill(daemon, 5)
    copy = daemon.directory / "copy"
    backup(daemon, copy)
    fill(daemon, 5)
    daemon.ok("audit", "checkpoint")
    assert daemon.terminate() == 0
    second = new_daemon()
    restore([copy], second.data)
    for name in ("audit.key", "audit.checkpoint"):
        shutil.copy2(daemon.data / name, second.data / name)
    second.start()
    fill(second, 1)
    assert_refused(second.cli("audit", "checkpoint"), 65, "rolled back or changed")
    assert_refused(
        run("backup", daemon.directory / "copy2", "--socket", second.socket), 65, "rolled back")
    assert not (daemon.directory / "copy2").exists()


def test_tampered_backups_are_refused(daemon):
    fill(daemon, 20)
    place = daemon.directory
    whole, other, new = place / "copy", place / "other", place / "new"
    backup(daemon, whole)
    fill(daemon, 3)
    backup(daemon, other)
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    for name in ("SHA256SUMS", "checkpoint", "key", "manifest.json", "records"):
        good = (whole / name).read_bytes()
        at = chance.randrange(len(good))
        flipped = bytearray(good)
        flipped[at] ^= 1 << chance.randrange(8)
        for bad in (bytes(flipped), good[:-1], good + b"\n", (other / name).read_bytes(), b"", None):
            if bad == good:
                continue
            (whole / name).unlink()
            if bad is not None:
                (whole / name).write_bytes(bad)
            assert_refused(run("restore", whole, "--data", new), (65, 66, 78), str(whole))
            assert not new.exists() and not (place / "new.partial").exists(), (name, at)
            (whole / name).write_bytes(good)
    restore([whole], new)


def test_wrong_uses_are_answered_clearly(daemon):
    fill(daemon, 3)
    place = daemon.directory
    copy, increment = place / "copy", place / "increment"
    backup(daemon, copy)
    fill(daemon, 3)
    backup(daemon, increment, "--since", 4)
    socket = ["--socket", daemon.socket]
    assert_refused(run("backup", copy, *socket), 73, "exists and is not empty")
    assert_refused(run("backup", place / "none" / "x", *socket), 73, "No such file")
    assert_refused(run("backup", place / "x", "--since", 99, *socket), 65, "full backup", "99")
    assert_refused(run("backup", place / "x", "--since", place / "none", *socket), 66, "none")
    assert_refused(run("backup", place / "x", "--socket", place / "none"), 69, "no daemon")
    assert_refused(run("backup", place / "x", "--data", daemon.data), 75, "in use")
    assert_refused(run("backup", place / "x", "--data", place), 66, "log.mdb")
    assert_refused(
        run("backup", place / "x", "--data", daemon.data, *socket), 64, "--data or --socket")
    assert not (place / "x").exists() and not (place / "x.partial").exists()
    assert_refused(run("restore", increment, "--data", place / "new"), 65, "full backup first")
    assert_refused(run("restore", copy, copy, "--data", place / "new"), 65, "in order")
    assert_refused(run("restore", copy, "--data", daemon.data), 73, "exists and is not empty")
    assert_refused(run("restore", place / "none", "--data", place / "new"), 66, "No such file")
    daemon.assert_healthy()


def test_random_backups_under_load_all_restore(new_daemon):
    """Full ones and increments of any earlier one, while others write; each is restored."""
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    made = 0
    events = 0
    while made < BACKUPS:
        # A new log now and then, so that they do not all grow large.
        daemon = new_daemon().start()
        key = key_of(daemon)
        chains = []
        with writing(daemon, count=2, events=chance.choice([1, 5, 20]), pause=0.01) as writers:
            for _ in range(min(20, BACKUPS - made)):
                seen = writers.acknowledged + chance.randrange(60)
                until(lambda: writers.acknowledged >= seen, "the writers write")
                path = daemon.directory / f"copy{made}"
                chain = chance.choice(chains) if chains and chance.random() < 0.7 else []
                since = ["--since", chain[-1]] if chain else []
                manifest = backup(daemon, path, "--key", key, *since)
                chains.append([*chain, path])
                new = daemon.directory / "new"
                more = []
                if chance.random() < 0.3:
                    kept = chance.choice(chance.choice(chains))
                    size = json.loads((kept / "manifest.json").read_text())["size"]
                    if size <= manifest["size"]:
                        more = ["--checkpoint", kept / "checkpoint"]
                found = restore(chains[-1], new, "--key", key, *more)
                assert (found["size"], found["root"]) == (manifest["size"], manifest["root"])
                if chance.random() < 0.2:
                    ok("verify", "--data", new, "--checkpoint", path / "checkpoint", "--key", key)
                shutil.rmtree(new)
                made += 1
                events += manifest["size"] - manifest["from"]
            acknowledged = writers.acknowledged
        # Every event that was answered before the last one is in a copy of now.
        paths = [daemon.directory / "last"]
        backup(daemon, paths[0], "--key", key)
        own = leaves_of(paths)
        assert sum(b"cuenta-" in leaf for leaf in own) >= acknowledged
        head = open_checkpoint(
            (paths[0] / "checkpoint").read_text(), VerifierKey.parse(key.read_text()))
        assert root_of([leaf_hash(leaf) for leaf in own]) == head.root
        daemon.assert_healthy()
        assert daemon.terminate() == 0
        shutil.rmtree(daemon.directory)
    print(f"{made} backups under load, {events} events in them, all restored")


# A second copy


class Follower:
    """`eventd follow` as a process that comes and goes."""

    def __init__(self, leader, data, *more):
        self.arguments = ["follow", leader.socket, "--data", data, "--json", *more]
        self.log_file = leader.directory / f"{data.name}.follow"
        self.process = None

    def start(self):
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [str(BINARY), *map(str, self.arguments)], stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, env=environment())
        return self

    def kill9(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def lines(self):
        lines = self.log_file.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def size(self):
        sizes = [line["events"] for line in self.lines() if "events" in line]
        return sizes[-1] if sizes else 0


@pytest.fixture
def follower(daemon):
    one = Follower(daemon, daemon.directory / "second", "--key", key_of(daemon))
    yield one
    if one.process and one.process.poll() is None:
        one.kill9()


def test_a_follower_survives_every_kill_and_takes_over(daemon, follower, new_daemon):
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    second = daemon.directory / "second"
    with writing(daemon, pause=0.005) as writers:
        follower.start()
        for _ in range(6):
            time.sleep(chance.uniform(0, 0.4))  # the moment is the input here
            if chance.random() < 0.5:
                follower.kill9()
                follower.start()
            else:
                daemon.kill9()
                daemon.start()
        seen = writers.acknowledged
        until(lambda: follower.size() > seen, "it follows the writers")
        # Nobody else may write there.
        assert_refused(
            run("serve", "--data", second, "--socket", daemon.directory / "s2"), 75, "in use")
    events = int(daemon.status()["events"])
    until(lambda: follower.size() == events, "it has caught up")
    assert follower.lines()[-1] == {
        "events": events, "position": events * 64, "leaderEvents": events, "lag": 0}
    original = leaves(daemon)
    kept = daemon.directory / "kept.checkpoint"
    kept.write_text(daemon.ok("audit", "checkpoint"))
    # The leader is gone for good.
    daemon.kill9()
    until(lambda: "interrupted" in follower.lines()[-1], "it says so")
    follower.kill9()
    key = daemon.directory / "outside.pub"
    verified = run("verify", "--data", second, "--checkpoint", kept, "--key", key)
    assert verified.returncode == 0, verified.stdout
    promoted = new_daemon()
    shutil.move(second, promoted.data)
    promoted.start()
    assert leaves(promoted) == original
    with promoted.client() as client:
        # The ids are known there, and the streams go on.
        last = list(client.read_stream("cuenta-0-0"))[-1]
        again = NewEvent(type=last.type, data=last.data, id=last.id)
        assert client.append_events(
            "cuenta-0-0", events=[again], current_version=StreamState.ANY) == last.commit_position
    fill(promoted, 2)
    assert leaves(promoted)[:events] == original
    promoted.assert_healthy()
    # The old leader comes back, and the new one takes it for what it is.
    daemon.start()
    fill(daemon, 9, "otra")
    assert promoted.terminate() == 0
    place = f"position {(events + 1) * 64}"
    assert_refused(
        run("follow", daemon.socket, "--data", promoted.data, "--once"), 76, "contradicts", place)


def test_once_stops_at_the_head_and_pins_the_key(daemon):
    second = daemon.directory / "second"
    fill(daemon, 7)
    shown = ok("follow", daemon.socket, "--data", second, "--once")
    assert "Al día: 8 eventos, hasta la posición 512." in shown
    assert (second / "leader.pub").read_text() == (daemon.data / "audit.pub").read_text()
    fill(daemon, 4)
    assert "Al día: 12 eventos" in ok("follow", daemon.socket, "--data", second, "--once")
    assert daemon.terminate() == 0
    assert_refused(run("follow", daemon.socket, "--data", second, "--once"), 69, "no daemon")
    verified = run("verify", "--data", second)
    assert verified.returncode == 0, verified.stdout
    # A leader with a new key is not believed until a person has looked.
    for name in ("audit.key", "audit.pub", "audit.checkpoint"):
        (daemon.data / name).unlink()
    daemon.start()
    assert_refused(
        run("follow", daemon.socket, "--data", second, "--once"), 76, "leader.contradiction")
    assert_refused(run("follow", daemon.socket, "--data", second, "--once"), 76, "before")
    for name in ("leader.pub", "leader.contradiction"):
        (second / name).unlink()
    assert "Al día: 12 eventos" in ok("follow", daemon.socket, "--data", second, "--once")


def test_the_read_only_socket_is_enough(new_daemon):
    daemon = new_daemon()
    reading = daemon.directory / "r"
    daemon.launch(options=("--read-socket", reading)).wait_ready()
    fill(daemon, 5)
    ok("backup", daemon.directory / "copy", "--socket", reading)
    assert "Al día: 6 eventos" in ok(
        "follow", reading, "--data", daemon.directory / "second", "--once")


def test_a_leader_that_was_rolled_back_or_changed_is_found(daemon):
    second = daemon.directory / "second"
    fill(daemon, 5)
    assert daemon.terminate() == 0
    earlier = daemon.directory / "earlier.mdb"
    shutil.copy(daemon.data / "log.mdb", earlier)
    daemon.start()
    fill(daemon, 5)
    ok("follow", daemon.socket, "--data", second, "--once")
    before = forger.read_table(second / "log.mdb", "events")

    def contradiction(*words):
        # Nothing remembers what was signed.
        (daemon.data / "audit.checkpoint").unlink(missing_ok=True)
        daemon.start()
        assert_refused(
            run("follow", daemon.socket, "--data", second, "--once"), 76, "contradicts", *words)
        evidence = second / "leader.contradiction"
        key = VerifierKey.parse((second / "leader.pub").read_text())
        signed = open_checkpoint(evidence.read_text(), key)
        evidence.unlink()
        assert forger.read_table(second / "log.mdb", "events") == before
        assert daemon.terminate() == 0
        return signed

    assert daemon.terminate() == 0
    whole = daemon.directory / "whole.mdb"
    shutil.copy(daemon.data / "log.mdb", whole)
    shutil.copy(earlier, daemon.data / "log.mdb")
    assert contradiction("6 events", "rolled back").size == 6
    # One figure is another, and every checksum and index agrees with that.
    shutil.copy(whole, daemon.data / "log.mdb")
    events = forger.read_events(whole)
    changed = events[4]
    events[4] = type(changed)(
        changed.header, changed.stream, changed.type, changed.data.replace(b"3", b"9"),
        changed.metadata)
    forger.forge(daemon.data / "log.mdb", events)
    assert contradiction("position 320").size == 11
    shutil.copy(whole, daemon.data / "log.mdb")
    (daemon.data / "audit.checkpoint").unlink()
    daemon.start()
    assert "Al día" in ok("follow", daemon.socket, "--data", second, "--once")
