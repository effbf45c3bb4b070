"""SIGTERM under load: what was accepted is written and answered, every answer is a right one, and what
was not accepted is not there."""

import random
import signal
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import ServiceUnavailableError
from kurrentdbclient.protos.v1 import shared_pb2, streams_pb2

from support.waiting import until
from support.wire import Wire, append_options, identifier, read_options


def batch_append(stream, id):
    """One whole append of a BatchAppend call; its correlation id is the id of its event."""
    request = streams_pb2.BatchAppendReq
    return request(
        correlation_id=shared_pb2.UUID(string=str(id)),
        options=request.Options(stream_identifier=identifier(stream), any=Empty()),
        proposed_messages=[request.ProposedMessage(
            id=shared_pb2.UUID(string=str(id)), data=b"{}",
            metadata={"type": "t", "content-type": "application/json"})],
        is_final=True)


class Writers:
    """Clients that append as fast as they can until the daemon ends their calls, and keep every answer.

    Nothing is repeated, so that each answer can be judged.
    """

    def __init__(self, daemon, single=4, batches=2):
        self.daemon = daemon
        self.acknowledged = []
        self.problems = []
        self.pool = ThreadPoolExecutor(single + batches)
        self.running = [self.pool.submit(self._one_by_one) for _ in range(single)]
        self.running += [self.pool.submit(self._batch, number) for number in range(batches)]

    def _one_by_one(self):
        with self.daemon.client() as client:
            while True:
                new = NewEvent(type="t", data=b"{}")
                try:
                    client.append_event(
                        "cosa-1", event=new, current_version=StreamState.ANY, timeout=20)
                except ServiceUnavailableError:
                    return
                except Exception as error:  # noqa: BLE001 - no other answer is right
                    self.problems.append(error)
                    return
                self.acknowledged.append(new.id)

    def _batch(self, number):
        sent, answered, room, over = [], [], threading.Semaphore(64), threading.Event()

        def requests():
            while not over.is_set():
                if room.acquire(timeout=0.05):
                    sent.append(uuid.uuid4())
                    yield batch_append(f"lote-{number}", sent[-1])

        with Wire(self.daemon) as wire:
            try:
                for answer in wire.streams.BatchAppend(requests(), timeout=60):
                    assert answer.WhichOneof("result") == "success", answer
                    answered.append(uuid.UUID(answer.correlation_id.string))
                    room.release()
                self.problems.append("the call ended without a word")
            except grpc.RpcError as error:
                if (error.code() is not grpc.StatusCode.UNAVAILABLE
                        or "the daemon is stopping" not in error.details()):
                    self.problems.append(error)
            except AssertionError as error:
                self.problems.append(error)
            finally:
                over.set()
        # In the order of the requests, each once.
        if answered != sent[:len(answered)]:
            self.problems.append(f"answers out of order in batch {number}")
        self.acknowledged += answered
        self.batch_answers = getattr(self, "batch_answers", 0) + len(answered)

    def join(self):
        for one in self.running:
            one.result(timeout=60)
        assert self.problems == []


def stored(daemon):
    """Ids of all events in the log, in order."""
    with daemon.client() as client:
        return [one.id for one in client.get_stream("cosa-1")] + [
            one.id for number in range(2) for one in client.get_stream(f"lote-{number}")]


def test_a_stop_under_load_answers_what_it_took_and_loses_nothing(daemon):
    chance = random.Random(20260105)
    acknowledged = []
    for _ in range(5):
        writers = Writers(daemon)
        enough = chance.randrange(50, 300)
        until(lambda: len(writers.acknowledged) >= 20, "single appends are answered")  # noqa: B023
        until(lambda: int(daemon.json("status")["events"]) >= len(acknowledged) + enough,  # noqa: B023
              "enough is stored")
        assert daemon.terminate() == 0, daemon.log_of_this_start()
        writers.join()
        assert writers.batch_answers > 0
        acknowledged += writers.acknowledged
        daemon.start()
        ids = stored(daemon)
        assert len(ids) == len(set(ids))
        # A call of a batch is answered to its last append: what is stored and not acknowledged can only be
        # a single call whose connection ended, and there are four of those.
        missing = set(acknowledged) - set(ids)
        assert not missing, f"{len(missing)} acknowledged appends are gone"
        unanswered = len(set(ids) - set(acknowledged))
        assert unanswered == 0, f"{unanswered} appends are stored and were not answered"
    print(f"5 stops, {len(acknowledged)} appends acknowledged, all stored, none stored unanswered")


def test_a_subscription_ends_with_words_when_the_daemon_stops(daemon):
    with Wire(daemon) as wire:
        options = streams_pb2.ReadReq.Options
        call = wire.streams.Read(
            read_options(subscription=options.SubscriptionOptions()), timeout=30)
        next(call)
        daemon.process.send_signal(signal.SIGTERM)
        with pytest.raises(grpc.RpcError) as ended:
            list(call)
    assert ended.value.code() is grpc.StatusCode.UNAVAILABLE
    assert "stopping" in ended.value.details()
    assert daemon.process.wait(timeout=30) == 0


def test_a_second_signal_ends_what_does_not_end_by_itself(daemon):
    """A caller that begins an append and never finishes it would hold the stop up."""
    never = threading.Event()

    def half():
        yield append_options("cosa-1")
        never.wait(30)

    with Wire(daemon) as wire:
        call = wire.streams.Append.future(half(), timeout=60)
        assert wire.code(lambda: wire.streams.Read(read_options(), timeout=10))[0] \
            is grpc.StatusCode.OK
        daemon.process.send_signal(signal.SIGTERM)
        until(lambda: daemon.process.poll() is None and "stopping" in daemon.log(), "it is stopping")
        daemon.process.send_signal(signal.SIGTERM)
        assert daemon.process.wait(timeout=5) == 0, daemon.log()
        assert "a second signal" in daemon.log()
        with pytest.raises(grpc.RpcError):
            call.result()
        never.set()
    daemon.start()
    with daemon.client() as client:
        client.append_event(
            "cosa-1", event=NewEvent(type="t", data=b"{}"), current_version=StreamState.ANY)
