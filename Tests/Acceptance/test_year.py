"""A simulated year of every procedure at once, with kill -9 at random moments on the way.

EVENTD_YEAR_CASES is how many cases of each kind (default 4), EVENTD_YEAR_KILLS how often the daemon is
killed (default 3), EVENTD_YEAR_SAMPLES at how many moments of the past the ledgers are looked at (default
2), EVENTD_YEAR_SEED the seed (default: a new one, printed).
"""

import json
import os
import random
import re
import subprocess
import time
from collections import Counter, defaultdict
from datetime import timedelta
from decimal import Decimal

import pytest

from support import mexico
from support.daemon import BINARY, Daemon, environment, run
from support.waiting import until

CASES = int(os.environ.get("EVENTD_YEAR_CASES") or 4)
KILLS = int(os.environ.get("EVENTD_YEAR_KILLS") or 3)
SAMPLES = int(os.environ.get("EVENTD_YEAR_SAMPLES") or 2)
SEED = int(os.environ.get("EVENTD_YEAR_SEED") or random.SystemRandom().randrange(10**6))
DAYS = 365
START = "2025-01-06"
SECONDS = 600 + CASES * 60
# The category of the streams that a kind of traffic makes.
CATEGORIES = {
    "folios": "folio", "access": "access", "accounts": "account", "credits": "credit",
    "claims": "claim", "premiums": "premium", "arrears": "arrears", "orders": "order",
}


def kinds():
    """What there is to generate, as the help of the command says."""
    return sorted(set(re.findall(r"([a-z]+)=\d", run("generate", "--help").stdout)))


def has_command(name):
    return re.search(rf"^  {name} ", run("help").stdout, re.MULTILINE) is not None


def generate(daemon):
    cases = ",".join(f"{kind}={CASES}" for kind in kinds())
    return [
        str(BINARY), "generate", "--cases", cases, "--days", str(DAYS), "--seed", str(SEED),
        "--start", START, "--socket", str(daemon.socket)]


def kill_on_the_way(daemon, chance):
    """Loads the year; kills the daemon now and then, and begins the same command again."""
    for _ in range(KILLS):
        events = int(daemon.status()["events"])
        running = subprocess.Popen(
            generate(daemon), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment())
        more = chance.randrange(20, 40 * CASES)
        until(
            lambda: int(daemon.status()["events"]) > events + more or running.poll() is not None,
            "some traffic is loaded", SECONDS)
        daemon.kill9()
        running.wait(60)
        daemon.start()
    done = subprocess.run(
        generate(daemon), capture_output=True, text=True, timeout=SECONDS, env=environment())
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def year(request):
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def say(text):
        with capture.global_and_fixture_disabled():
            print(text, flush=True)

    began = time.monotonic()
    say(f"\na year of {', '.join(kinds())}, EVENTD_YEAR_SEED={SEED}")
    daemon = Daemon(f"{START}T00:00:00-06:00").start()
    daemon.told = kill_on_the_way(daemon, random.Random(SEED))
    # Whatever was left alone falls due.
    now = mexico.parse(daemon.status()["now"])
    daemon.advance(mexico.rfc3339(now + timedelta(days=120)))
    daemon.wait_followed()
    say(
        f"{CASES} cases of each, {daemon.status()['events']} events, {KILLS} kills, "
        f"{time.monotonic() - began:.1f} s")
    yield daemon
    daemon.destroy()


@pytest.fixture(scope="module")
def events(year):
    with year.client() as client:
        return list(client.read_all(filter_exclude=()))


def test_the_traffic_breaks_no_rule(year):
    assert year.told.splitlines()[0].endswith(", 0 pasos rechazados"), year.told


def test_there_are_streams_of_every_kind(events):
    categories = Counter(
        event.stream_name.split("-")[0] for event in events if event.stream_position == 0)
    for kind in kinds():
        category = CATEGORIES.get(kind, kind)
        assert categories[category] >= CASES, (kind, categories)


def test_positions_and_revisions_have_no_hole_and_no_event_is_there_twice(events):
    revisions = Counter()
    for index, event in enumerate(events):
        assert event.commit_position == 64 * (index + 1)
        assert event.stream_position == revisions[event.stream_name]
        revisions[event.stream_name] += 1
    assert len({event.id for event in events}) == len(events)


def test_what_the_daemon_did_by_itself_it_did_once_and_never_early(events):
    seen = Counter()
    for event in events:
        payload = json.loads(event.data) if event.content_type == "application/json" else None
        escalation = payload.get("escalation") if isinstance(payload, dict) else None
        if not escalation:
            continue
        due, fired = mexico.parse(escalation["due"]), mexico.parse(escalation.pop("fired"))
        assert fired >= due and event.recorded_at >= due, event
        # The same but for the time would be a second run: a stream has deadlines of several documents.
        seen[event.stream_name, event.type, json.dumps(payload, sort_keys=True)] += 1
    assert seen, "nothing fell due in a whole year"
    assert [what for what, count in seen.items() if count > 1] == []


def test_nothing_is_overdue_and_nothing_stands_still(year):
    status = year.status()
    assert [f for f in status["followers"] if f.get("incidents")] == []
    now = mexico.parse(status["now"])
    waiting = year.json("timers").get("timers", [])
    assert [timer for timer in waiting if mexico.parse(timer["due"]) <= now] == []


def amount(money):
    return Decimal(int(money.get("units", 0))) + Decimal(money.get("nanos", 0)) / 10**9


def test_every_ledger_balances_at_the_end_and_at_moments_before(year, events):
    """Of every currency the debits of all accounts are their credits."""
    if not has_command("ledger"):
        pytest.skip("this binary shows no ledgers")
    ledgers = [one["ledger"] for one in year.json("ledger").get("ledgers", [])]
    assert ledgers
    chance = random.Random(SEED)
    moved = set()
    for position in [*chance.sample(range(64, 64 * len(events), 64), SAMPLES), None]:
        moment = ["--as-of", position] if position else []
        for ledger in ledgers:
            sums = defaultdict(lambda: [Decimal(0), Decimal(0)])
            for row in year.json("ledger", ledger, *moment).get("rows", []):
                for side, name in enumerate(("debits", "credits")):
                    money = row.get(name, {})
                    sums[money.get("currencyCode") or row["balance"]["currencyCode"]][side] += (
                        amount(money))
            for currency, (debits, credits) in sums.items():
                assert debits == credits, (ledger, currency, position)
                if debits:
                    moved.add(ledger)
    for kind, ledger in (("premiums", "premium"), ("credits", "credit"), ("arrears", "arrears")):
        assert kind not in kinds() or ledger in moved, (ledger, moved)


def test_every_view_and_process_is_built_anew_to_the_same_bytes(year):
    digests = year.digests()
    # Beside what is served, killed on the way …
    before = {f["name"]: int(f["build"]) for f in year.status()["followers"]}
    year.ok("rebuild", "--all", "--no-wait")
    year.kill9()
    year.start()

    def built():
        followers = year.status()["followers"]
        return all(
            int(f["build"]) > before[f["name"]] and "building" not in f for f in followers)

    until(built, "everything is built anew", SECONDS)
    assert year.digests() == digests
    # … and from nothing.
    assert year.terminate() == 0, year.log_of_this_start()
    for file in [*year.data.glob("projections/*"), *year.data.glob("processes/*")]:
        file.unlink()
    year.start()
    assert year.digests() == digests
