"""What an auditor can check without believing the daemon, and what an intruder cannot hide from one.

The proofs are checked by `support/auditor.py`, which shares no code with eventd. The intruder of
`support/forger.py` owns the machine: whatever is changed, everything in the file agrees again.
"""

import base64
import os
import random
import shutil
from dataclasses import replace

import pytest
from kurrentdbclient import NewEvent, StreamState

from support import forger
from support.auditor import (
    Leaf, NotProven, VerifierKey, check_growth, check_receipt, leaf_hash, open_checkpoint, root_of)
from support.daemon import assert_refused, run


# How many random changes are tried.
TAMPERINGS = int(os.environ.get("EVENTD_TAMPERINGS") or 25)


def fill(daemon, start, count):
    """Events of several streams, some with metadata and odd bytes."""
    with daemon.client() as client:
        for number in range(start, start + count):
            json = number % 3 != 0
            client.append_to_stream(
                f"cuenta-{number % 4}", current_version=StreamState.ANY,
                events=NewEvent(
                    type=f"Abono{number % 2}", data=f'{{"monto": "{number}.50"}}'.encode()
                    if json else bytes([number % 256, 0, 255]),
                    content_type="application/json" if json else "application/octet-stream",
                    metadata=b'{"time":"2026-01-05T10:00:00-06:00"}' if number % 5 == 0 else b""))


def leaves(daemon):
    return [base64.b64decode(line) for line in daemon.ok("audit", "leaves").splitlines()]


@pytest.fixture
def audited(daemon):
    """A daemon with some events, its key, and a checkpoint of then, kept outside."""
    fill(daemon, 0, 30)
    daemon.key = VerifierKey.parse((daemon.data / "audit.pub").read_text())
    daemon.kept = daemon.directory / "kept.checkpoint"
    daemon.kept.write_text(daemon.ok("audit", "checkpoint"))
    daemon.key_file = daemon.directory / "kept.pub"
    shutil.copy(daemon.data / "audit.pub", daemon.key_file)
    daemon.old = open_checkpoint(daemon.kept.read_text(), daemon.key)
    return daemon


def test_the_root_is_that_over_what_clients_are_shown(audited):
    head = open_checkpoint(audited.ok("audit", "checkpoint"), audited.key)
    raw = leaves(audited)
    assert head.size == len(raw)
    assert root_of([leaf_hash(leaf) for leaf in raw]) == head.root
    with audited.client() as client:
        shown = list(client.read_all(filter_exclude=()))
    assert len(shown) == head.size
    for number, (leaf, event) in enumerate(zip(map(Leaf.parse, raw), shown)):
        assert leaf.position == number
        assert (leaf.position + 1) * 64 == event.commit_position
        assert (leaf.stream, leaf.revision) == (event.stream_name, event.stream_position)
        assert (leaf.id, leaf.type) == (event.id, event.type)
        assert leaf.content_type == event.content_type
        assert (leaf.data, leaf.metadata) == (event.data, event.metadata)
        assert leaf.recorded == round(event.recorded_at.timestamp() * 1_000_000)
    # The effective time that the metadata states.
    assert Leaf.parse(raw[1]).effective == 1_767_628_800_000_000


def test_every_event_has_a_receipt(audited):
    raw = leaves(audited)
    for number, leaf in enumerate(raw):
        receipt = audited.ok("audit", "prove", (number + 1) * 64)
        assert check_receipt(receipt, audited.key)[:2] == (leaf, number)
    other = receipt.replace("index 30", "index 29")
    with pytest.raises(NotProven):
        check_receipt(other, audited.key)
    # Checked by eventd itself: without any daemon, when the key is given.
    file = audited.directory / "r.tlog-proof"
    file.write_text(receipt)
    assert audited.terminate() == 0
    shown = run("audit", "verify", "--receipt", file, "--key", audited.key_file)
    assert shown.returncode == 0, shown.stderr
    assert "El recibo es válido" in shown.stdout and "cuenta-1, revisión 7" in shown.stdout
    file.write_text(other)
    assert_refused(
        run("audit", "verify", "--receipt", file, "--key", audited.key_file), 65, "NO es válida")


def test_growth_is_proven_from_every_checkpoint_that_was_kept(audited):
    kept = [audited.old]
    for step in range(5):
        fill(audited, 100 * step, 7 + step)
        kept.append(open_checkpoint(audited.ok("audit", "checkpoint"), audited.key))
    audited.restart()
    for old in kept:
        head = check_growth(audited.ok("audit", "consistency", old.size), old, audited.key)
        assert head == kept[-1]
        with pytest.raises(NotProven):
            forged = replace(old, root=leaf_hash(b"x"))
            check_growth(audited.ok("audit", "consistency", old.size), forged, audited.key)
    shown = audited.ok("audit", "verify", "--checkpoint", audited.kept, "--key", audited.key_file)
    assert "El registro continúa el punto de control" in shown and "--key" not in shown
    assert "--key" in audited.ok("audit", "verify", "--checkpoint", audited.kept)
    assert audited.ok("audit", "consistency", audited.kept) == audited.ok(
        "audit", "consistency", audited.old.size)


def test_the_key_is_its_owners_alone_and_stays(audited):
    assert (audited.data / "audit.key").stat().st_mode & 0o777 == 0o600
    before = audited.ok("audit", "key")
    audited.restart()
    assert audited.ok("audit", "key") == before == audited.key_file.read_text()
    assert audited.terminate() == 0
    (audited.data / "audit.key").chmod(0o644)
    assert_refused(
        run("serve", "--data", audited.data, "--socket", audited.socket), 78, "chmod 600")


def test_wrong_questions_are_answered_clearly(audited):
    assert_refused(audited.cli("audit", "prove", 65), 66, "no event has the position 65")
    assert_refused(audited.cli("audit", "prove", 6400), 66, "6400")
    assert_refused(audited.cli("audit", "consistency", 1000), 65, "fewer than 1000")
    assert_refused(audited.cli("audit", "verify", "--checkpoint", "/etc/hostname"), 65, "hostname")
    assert_refused(
        audited.cli("audit", "verify", "--checkpoint", audited.kept, "--key", "x+y"), 65, "x+y")
    note = audited.kept.read_text()
    audited.kept.write_text(note.replace("\n31\n", "\n30\n"))
    assert_refused(
        audited.cli("audit", "verify", "--checkpoint", audited.kept), 65, "la firma de")
    assert_refused(run("verify", "--data", audited.directory / "none"), 66, "No such file")


def forge(daemon, change):
    """Stops the daemon and rewrites its log; with the key at hand, nothing remembers the old one."""
    if daemon.is_up:
        assert daemon.terminate() == 0
    path = daemon.data / "log.mdb"
    events = forger.read_events(path)
    change(events)
    forger.forge(path, events)
    (daemon.data / "audit.checkpoint").unlink(missing_ok=True)


def edit(events, at=12):
    events[at] = replace(events[at], data=events[at].data[:-2] + b"9}")


def delete(events, at=7):
    del events[at]


def insert(events, at=9):
    extra = replace(events[at], data=b'{"monto":"1000000.00"}')
    header = extra.header[:32] + bytes(reversed(range(16))) + extra.header[48:]
    events.insert(at, replace(extra, header=header))


def reorder(events, at=15):
    first, second = events[at], events[at + 1]
    events[at:at + 2] = second.at(first.recorded), first.at(second.recorded)


def cut(events, at=20):
    del events[at:]


@pytest.mark.parametrize("change", [edit, delete, insert, reorder, cut])
def test_an_intruder_is_found_by_a_checkpoint_kept_outside(audited, change):
    forge(audited, change)
    # By itself the file is as good as new, and the daemon serves it.
    sound = run("verify", "--data", audited.data)
    assert sound.returncode == 0, sound.stdout
    audited.start()
    with audited.client() as client:
        assert list(client.read_all(filter_exclude=()))
    # It grows, and is signed with the right key.
    fill(audited, 500, 25)
    head = open_checkpoint(audited.ok("audit", "checkpoint"), audited.key)
    assert head.size > audited.old.size
    # But nothing leads there from what was signed then.
    with pytest.raises(NotProven):
        check_growth(
            audited.ok("audit", "consistency", audited.old.size), audited.old, audited.key)
    raw = leaves(audited)[:audited.old.size]
    assert root_of([leaf_hash(leaf) for leaf in raw]) != audited.old.root
    assert_refused(
        audited.cli("audit", "verify", "--checkpoint", audited.kept, "--key", audited.key_file),
        65, "NO continúa")
    offline = run(
        "verify", "--data", audited.data, "--checkpoint", audited.kept, "--key", audited.key_file)
    assert offline.returncode == 65 and "NO continúa" in offline.stdout


def test_a_rolled_back_log_is_found_also_by_the_daemon_itself(audited):
    assert audited.terminate() == 0
    shutil.copy(audited.data / "log.mdb", audited.directory / "earlier.mdb")
    audited.start()
    fill(audited, 200, 10)
    later = audited.ok("audit", "checkpoint")
    audited.kept.write_text(later)
    assert audited.terminate() == 0
    shutil.copy(audited.directory / "earlier.mdb", audited.data / "log.mdb")
    audited.start()
    assert "does not continue what was signed" in audited.log_of_this_start()
    # It signs nothing that contradicts what it has signed.
    assert_refused(audited.cli("audit", "checkpoint"), 65, "rolled back or changed")
    # And without that memory the checkpoint outside still tells.
    assert audited.terminate() == 0
    (audited.data / "audit.checkpoint").unlink()
    audited.start()
    assert_refused(
        audited.cli("audit", "verify", "--checkpoint", audited.kept, "--key", audited.key_file),
        65, "NO continúa", "41 eventos", "31")


def test_no_random_change_is_missed(audited):
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    assert audited.terminate() == 0
    path = audited.data / "log.mdb"
    original = forger.read_events(path)
    for _ in range(TAMPERINGS):
        events = list(original)
        change = chance.choice([edit, delete, insert, reorder, cut])
        at = chance.randrange(1, len(events) - 1)
        change(events, at)
        if events == original:
            continue
        forger.forge(path, events)
        found = run(
            "verify", "--data", audited.data, "--checkpoint", audited.kept, "--key",
            audited.key_file)
        assert found.returncode == 65, f"{change.__name__} at {at}: {found.stdout}"
        assert "NO continúa" in found.stdout
    forger.forge(path, original)
    assert run(
        "verify", "--data", audited.data, "--checkpoint", audited.kept, "--key",
        audited.key_file).returncode == 0


def test_a_change_that_forgets_the_tree_is_found_without_any_checkpoint(audited):
    assert audited.terminate() == 0
    path = audited.data / "log.mdb"
    tables = forger.read_tables(path)
    leaf = forger.u64(9) + tables["events"][forger.u64(9)][:-4].replace(b".50", b".99")
    tables["events"][forger.u64(9)] = leaf[8:] + forger.crc32c(leaf).to_bytes(4, "little")
    assert tables["events"] != forger.read_table(path, "events")
    forger.write_tables(path, tables)
    found = run("verify", "--data", audited.data)
    assert found.returncode == 65
    assert "Tabla tree, 9" in found.stdout and "(posición 640)" in found.stdout


def test_verify_reads_everything_beside_the_running_daemon(audited):
    audited.ok("generate", "--only", "folios", "--cases", "folios=5", "--days", "5", seconds=120)
    shown = run("verify", "--data", audited.data)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "Todo concuerda." in shown.stdout
    assert not shown.stderr
    status = audited.status()
    assert f"Eventos        {status['events']}\n" in shown.stdout
    audited.assert_healthy()


def test_a_file_that_is_cut_off_is_refused_and_no_signal(audited):
    assert audited.terminate() == 0
    path = audited.data / "log.mdb"
    whole = path.read_bytes()
    refused = []
    for size in (*range(len(whole) - 4096, 4096, -4096), 5000, 100):
        path.write_bytes(whole[:size])
        found = run("verify", "--data", audited.data)
        # The last pages can be free ones, and then nothing is missing.
        if found.returncode == 0:
            assert "Eventos        31\n" in found.stdout and not refused
            continue
        refused.append(size)
        assert_refused(found, 65, "log.mdb", f"{size} bytes" if size >= 8192 else "")
    assert len(refused) > 5
    for size in (refused[0], *refused[-4:]):
        path.write_bytes(whole[:size])
        assert_refused(
            run("serve", "--data", audited.data, "--socket", audited.socket), 65, "log.mdb")
    path.write_bytes(whole)
    audited.start().assert_healthy()
