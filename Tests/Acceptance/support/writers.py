"""Writers that append as fast as they can until they are told to stop, whatever becomes of the daemon."""

import threading
import time
from contextlib import contextmanager

from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import KurrentDBClientError


class Writers:
    """Each has streams of its own; what was answered is counted."""

    def __init__(self, daemon, count=2, events=3, pause=0.0):
        self.daemon = daemon
        self.acknowledged = 0
        self._events = events
        self._pause = pause
        self._problems = []
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._guard, args=(number,), daemon=True)
            for number in range(count)
        ]

    def _guard(self, number):
        try:
            self._write(number)
        except BaseException as problem:
            self._problems.append(problem)

    def _write(self, number):
        done = 0
        with self.daemon.impatient_client() as client:
            while not self._stopping.is_set():
                # The same ids until they are answered.
                batch = [
                    NewEvent(type="Abono", data=b'{"monto":"%d.00"}' % (done + index),
                             metadata=b"{}" if done % 2 else b"")
                    for index in range(self._events)
                ]
                while not self._stopping.is_set():
                    try:
                        client.append_to_stream(
                            f"cuenta-{number}-{done % 5}", events=batch,
                            current_version=StreamState.ANY, timeout=10)
                        break
                    except KurrentDBClientError:
                        time.sleep(0.02)  # the daemon is away
                done += 1
                with self._lock:
                    self.acknowledged += self._events
                time.sleep(self._pause)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self._stopping.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "a writer hangs"
        assert not self._problems, self._problems[0]


@contextmanager
def writing(daemon, **how):
    """Writers append for as long as this lasts."""
    with Writers(daemon, **how) as writers:
        yield writers
