"""Fixtures: daemons, the data that others published, and the log of a daemon when a test fails."""

import os
import signal
import sys
import tarfile
from pathlib import Path

import pytest

from support.daemon import BINARY, ROOT, Daemon

SHARED = Path(os.environ.get("EVENTD_SHARED_DATA", ROOT.parent / "shared/data"))


def pytest_sessionstart(session):
    if not session.config.option.collectonly and not os.access(BINARY, os.X_OK):
        raise pytest.UsageError(
            f"there is no binary at {BINARY}: build it with `swift build --product eventd`, "
            "or name another in EVENTD_BIN")
    # Whoever stops the tests stops their daemons as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def pytest_sessionfinish():
    """None is left, also when the set-up of a fixture failed half-way."""
    for one in list(Daemon.present):
        one.destroy()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Shows the end of the log of every daemon that was there when a test failed."""
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        for one in Daemon.present:
            state = "is up" if one.is_up else f"ended with {one.process and one.process.poll()}"
            tail = "\n".join(one.log().splitlines()[-30:])
            report.sections.append((f"log of the daemon in {one.data}, which {state}", tail))


@pytest.fixture
def new_daemon():
    """Makes daemons that are not started yet; all are gone when the test ends."""
    made = []

    def make(clock=None):
        made.append(Daemon(clock))
        return made[-1]

    yield make
    for one in made:
        if one in Daemon.present:
            one.destroy()


@pytest.fixture
def daemon():
    """A daemon of this test alone, on real time."""
    one = Daemon()
    yield one.start()
    one.destroy()


@pytest.fixture(scope="module")
def shared_daemon():
    """A daemon for all tests of a file; each uses streams of its own."""
    one = Daemon()
    yield one.start()
    one.destroy()


@pytest.fixture
def client(shared_daemon):
    with shared_daemon.client() as one:
        yield one


@pytest.fixture(scope="session")
def shared_data():
    """A function from a path in the published data to the file; skips where that is absent."""

    def find(path):
        if not SHARED.is_dir():
            pytest.skip(f"there is no published data at {SHARED}; name it in EVENTD_SHARED_DATA")
        return SHARED / path

    return find


@pytest.fixture(scope="session")
def json_suite(shared_data):
    """The files of JSONTestSuite's test_parsing: bytes by name."""
    with tarfile.open(shared_data("bad-input/JSONTestSuite-test_parsing.tar.gz")) as archive:
        return {
            Path(member.name).name: archive.extractfile(member).read()
            for member in archive
            if member.isfile() and Path(member.name).parent.name == "test_parsing"
        }
