"""The Python client `kurrentdbclient`, unchanged, over the Unix socket."""

import asyncio
import itertools
import json
import os
import threading
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
from kurrentdbclient import NewEvent, StreamState
from kurrentdbclient.exceptions import (
    BadRequestError,
    FailedPreconditionError,
    GrpcDeadlineExceededError,
    KurrentDBClientError,
    NotFoundError,
    ServiceUnavailableError,
    WrongCurrentVersionError,
)
from kurrentdbclient.protos.v1 import streams_pb2

from support import folio
from support.messages import folio_message
from support.waiting import until
from support.wire import Wire, append_options, proposed, read_options

_names = itertools.count(1)
ANY, NO_STREAM, EXISTS = StreamState.ANY, StreamState.NO_STREAM, StreamState.EXISTS
MIB = 1024 * 1024


@pytest.fixture
def stream():
    return f"thing-{next(_names)}"


def events(count, **fields):
    return [
        NewEvent(type=f"thing-{i}", data=json.dumps({"i": i}).encode(), **fields)
        for i in range(count)
    ]


def everything(client, **options):
    """The whole log, without the client's default filter."""
    return list(client.read_all(filter_exclude=(), **options))


# Appending and reading


def test_one_event_is_appended_and_read_back(client, stream):
    event = events(1)[0]
    before = datetime.now(timezone.utc)
    position = client.append_event(stream, event=event, current_version=NO_STREAM)
    (read,) = client.get_stream(stream)
    assert read.id == event.id
    assert (read.type, read.data, read.metadata) == (event.type, event.data, b"")
    assert read.content_type == "application/json"
    assert (read.stream_name, read.stream_position) == (stream, 0)
    assert (read.commit_position, read.prepare_position) == (position, position)
    assert abs(read.recorded_at - before) < timedelta(seconds=60)


def test_a_list_of_events_is_appended_in_its_order(client, stream):
    appended = events(10)
    position = client.append_events(stream, events=appended, current_version=NO_STREAM)
    read = client.get_stream(stream)
    assert [e.id for e in read] == [e.id for e in appended]
    assert [e.stream_position for e in read] == list(range(10))
    assert read[-1].commit_position == position


def test_appends_continue_the_stream_they_expect(client, stream):
    client.append_to_stream(stream, events=events(3), current_version=NO_STREAM)
    client.append_to_stream(stream, events=events(1)[0], current_version=2)
    client.append_to_stream(stream, events=events(2), current_version=3)
    client.append_to_stream(stream, events=events(1)[0], current_version=EXISTS)
    client.append_to_stream(stream, events=events(2), current_version=ANY)
    assert [e.stream_position for e in client.get_stream(stream)] == list(range(9))


@pytest.mark.parametrize("count", [1, 3], ids=["one event", "a list"])
@pytest.mark.parametrize(
    "present, expected, actual",
    [(0, 0, NO_STREAM), (0, EXISTS, NO_STREAM), (2, NO_STREAM, 1), (2, 0, 1), (2, 7, 1)],
)
def test_a_wrong_expected_version_is_refused_and_says_where_the_stream_is(
    client, stream, count, present, expected, actual
):
    if present:
        client.append_events(stream, events=events(present), current_version=NO_STREAM)
    new = events(count)
    with pytest.raises(WrongCurrentVersionError) as refused:
        client.append_to_stream(
            stream, events=new if count > 1 else new[0], current_version=expected)
    assert refused.value.stream_name == stream
    assert refused.value.actual_version == actual
    assert refused.value.expected_version == expected
    if present:
        assert len(client.get_stream(stream)) == present
    else:
        with pytest.raises(NotFoundError):
            client.get_stream(stream)


@pytest.mark.parametrize("count", [1, 4], ids=["one event", "a list"])
@pytest.mark.parametrize("expected", [NO_STREAM, ANY])
def test_the_same_ids_again_give_the_first_answer(client, stream, count, expected):
    first = events(count)

    def append():
        return client.append_to_stream(
            stream, events=first if count > 1 else first[0], current_version=expected)

    position = append()
    client.append_to_stream(stream, events=events(3), current_version=ANY)
    assert append() == position
    assert len(client.get_stream(stream)) == count + 3


def test_the_same_ids_again_at_their_exact_version_give_the_first_answer(client, stream):
    client.append_events(stream, events=events(2), current_version=NO_STREAM)
    again = events(3)
    position = client.append_events(stream, events=again, current_version=1)
    client.append_events(stream, events=events(1), current_version=4)
    assert client.append_events(stream, events=again, current_version=1) == position
    assert len(client.get_stream(stream)) == 6


def test_known_ids_followed_by_new_ones_are_refused(client, stream):
    known = events(2)
    client.append_events(stream, events=known, current_version=NO_STREAM)
    with pytest.raises(WrongCurrentVersionError):
        client.append_events(stream, events=known + events(1), current_version=ANY)
    assert len(client.get_stream(stream)) == 2


@pytest.mark.parametrize(
    "options, expected",
    [
        ({}, [0, 1, 2, 3, 4, 5]),
        ({"limit": 2}, [0, 1]),
        ({"stream_position": 2}, [2, 3, 4, 5]),
        ({"stream_position": 2, "limit": 3}, [2, 3, 4]),
        ({"stream_position": 6}, []),
        ({"backwards": True}, [5, 4, 3, 2, 1, 0]),
        ({"backwards": True, "limit": 2}, [5, 4]),
        ({"backwards": True, "stream_position": 3}, [3, 2, 1, 0]),
        ({"backwards": True, "stream_position": 3, "limit": 2}, [3, 2]),
        ({"backwards": True, "stream_position": 0}, [0]),
        ({"backwards": True, "stream_position": 1000}, [5, 4, 3, 2, 1, 0]),
    ],
)
def test_a_stream_is_read_from_any_place_in_both_directions(client, stream, options, expected):
    client.append_events(stream, events=events(6), current_version=NO_STREAM)
    assert [e.stream_position for e in client.get_stream(stream, **options)] == expected


def test_a_stream_that_does_not_exist_is_not_found(client):
    with pytest.raises(NotFoundError):
        client.get_stream("thing-that-never-was")
    with pytest.raises(NotFoundError):
        client.get_stream("thing-that-never-was", backwards=True)


def test_the_whole_log_is_read_from_any_position_in_both_directions(client, stream):
    client.append_events(stream, events=events(5), current_version=NO_STREAM)
    client.append_events(stream + "-b", events=events(5), current_version=NO_STREAM)
    whole = everything(client)
    positions = [e.commit_position for e in whole]
    assert positions == sorted(set(positions)), "positions do not increase strictly"
    assert [e.commit_position for e in everything(client, backwards=True)] == positions[::-1]

    middle = len(positions) - 5
    at = positions[middle]

    # Forwards begins at the position; backwards begins before it.
    def read(**options):
        return [e.commit_position for e in everything(client, commit_position=at, **options)]

    assert read() == positions[middle:]
    assert read(limit=2) == positions[middle : middle + 2]
    assert read(backwards=True) == positions[:middle][::-1]
    assert read(backwards=True, limit=3) == positions[middle - 3 : middle][::-1]
    assert everything(client, limit=1)[0].type.startswith("$"), "the log begins with its own event"


def test_a_position_that_is_no_event_is_refused(client, stream):
    position = client.append_event(stream, event=events(1)[0], current_version=NO_STREAM)
    with pytest.raises(KurrentDBClientError):
        everything(client, commit_position=position + 1)
    with pytest.raises(KurrentDBClientError):
        everything(client, commit_position=position + 64)


def test_the_position_of_an_append_is_where_its_last_event_is(client, stream):
    previous = client.append_event(stream, event=events(1)[0], current_version=NO_STREAM)
    for count in (1, 2, 7):
        position = client.append_events(stream, events=events(count), current_version=ANY)
        assert position > previous
        (read,) = everything(client, commit_position=position, limit=1)
        assert read.commit_position == position
        assert read.stream_name == stream
        previous = position


# What is stored is what was sent


@pytest.mark.parametrize("size", [0, 1, 64 * 1024, MIB, 3 * MIB], ids=lambda n: f"{n} bytes")
@pytest.mark.parametrize("count", [1, 2], ids=["one event", "a list"])
def test_data_and_metadata_come_back_bit_for_bit(client, stream, size, count):
    sent = [
        NewEvent(
            type="blob", data=os.urandom(size), metadata=bytes(range(256)),
            content_type="application/octet-stream")
        for _ in range(count)
    ]
    client.append_to_stream(
        stream, events=sent if count > 1 else sent[0], current_version=NO_STREAM)
    read = client.get_stream(stream)
    assert [e.data for e in read] == [e.data for e in sent]
    assert [e.metadata for e in read] == [e.metadata for e in sent]
    assert {e.content_type for e in read} == {"application/octet-stream"}


def test_names_and_data_beyond_ascii_come_back_as_they_were(client, stream):
    name = f"{stream}-año-ñandú-日本-🦉-e\u0301"
    data = json.dumps({"texto": "Íñigo Güemes ¿qué? — 日本 🦉"}, ensure_ascii=False).encode()
    event = NewEvent(type="acción-añadida-🦉", data=data, metadata="{\"ñ\":\"é\"}".encode())
    client.append_event(name, event=event, current_version=NO_STREAM)
    (read,) = client.get_stream(name)
    assert (read.stream_name, read.type, read.data) == (name, event.type, data)
    assert read.metadata == event.metadata
    with pytest.raises(WrongCurrentVersionError) as refused:
        client.append_event(name, event=events(1)[0], current_version=NO_STREAM)
    assert refused.value.actual_version == 0
    with pytest.raises(NotFoundError):
        client.get_stream(name + "-ausente")


def test_names_that_differ_only_in_their_normal_form_are_two_streams(client, stream):
    composed, decomposed = f"{stream}-\u00e9", f"{stream}-e\u0301"
    client.append_event(composed, event=events(1)[0], current_version=NO_STREAM)
    client.append_event(decomposed, event=events(1)[0], current_version=NO_STREAM)
    assert client.get_stream(composed)[0].stream_name == composed
    assert client.get_stream(decomposed)[0].stream_name == decomposed


def test_a_thousand_events_are_appended_as_one_and_read_back(client, stream):
    appended = events(1000)
    client.append_events(stream, events=appended, current_version=NO_STREAM)
    assert [e.id for e in client.get_stream(stream)] == [e.id for e in appended]


# Following


def collect(subscription, count, into):
    """Takes `count` events of a subscription, on a thread of its own."""

    def take():
        for event in subscription:
            into.append(event)
            if len(into) >= count:
                break

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    return thread


def finish(thread, subscription, seconds=30):
    thread.join(seconds)
    finished = not thread.is_alive()
    subscription.stop()
    assert finished, f"the subscription did not deliver everything within {seconds} s"


def test_a_subscription_to_a_stream_passes_to_live_events_without_gap_or_duplicate(
    shared_daemon, client, stream
):
    total, past = 400, 100
    for event in events(past):
        client.append_event(stream, event=event, current_version=ANY)

    def append_the_rest():
        with shared_daemon.client() as other:
            for event in events(total - past):
                other.append_event(stream, event=event, current_version=ANY)

    writer = threading.Thread(target=append_the_rest)
    writer.start()
    received = []
    subscription = client.subscribe_to_stream(stream)
    taker = collect(subscription, total, received)
    writer.join()
    finish(taker, subscription)
    assert [e.stream_position for e in received] == list(range(total))


def test_a_subscription_to_the_whole_log_passes_to_live_events_without_gap_or_duplicate(
    shared_daemon, client, stream
):
    writers_count, each = 4, 100
    start = client.append_event(stream, event=events(1)[0], current_version=NO_STREAM)

    def append(number):
        with shared_daemon.client() as other:
            for batch in range(each // 4):
                name = f"{stream}-{number}-{batch % 3}"
                other.append_event(name, event=events(1)[0], current_version=ANY)
                other.append_events(name, events=events(3), current_version=ANY)

    writers = [threading.Thread(target=append, args=(n,)) for n in range(writers_count)]
    for writer in writers[:2]:
        writer.start()
    received = []
    subscription = client.subscribe_to_all(commit_position=start, filter_exclude=())
    taker = collect(subscription, writers_count * each, received)
    for writer in writers[2:]:
        writer.start()
    for writer in writers:
        writer.join()
    finish(taker, subscription)
    expected = everything(client, commit_position=start)[1:]
    assert [e.commit_position for e in received] == [e.commit_position for e in expected]
    assert [e.id for e in received] == [e.id for e in expected]


def test_a_subscription_outlives_many_small_batches_of_the_same_client(client, stream):
    """The client resets the call of each batch when it has the answer. More than 200 of these in 30
    seconds were taken for an attack, which ended the connection and the subscription on it."""
    total = 700
    received = []
    subscription = client.subscribe_to_stream(stream)
    taker = collect(subscription, total, received)
    for event in events(total):
        client.append_to_stream(stream, events=[event], current_version=ANY)
    finish(taker, subscription)
    assert [e.stream_position for e in received] == list(range(total))


def test_a_subscription_begins_after_the_place_it_names(client, stream):
    client.append_events(stream, events=events(5), current_version=NO_STREAM)
    received = []
    subscription = client.subscribe_to_stream(stream, stream_position=2)
    finish(collect(subscription, 2, received), subscription)
    assert [e.stream_position for e in received] == [3, 4]


def test_a_subscription_from_the_end_delivers_only_what_comes(client, stream):
    client.append_events(stream, events=events(3), current_version=NO_STREAM)
    received = []
    subscription = client.subscribe_to_stream(stream, from_end=True, include_caught_up=True)
    assert next(subscription).is_caught_up
    taker = collect(subscription, 2, received)
    client.append_events(stream, events=events(2), current_version=2)
    finish(taker, subscription)
    assert [e.stream_position for e in received] == [3, 4]


def test_a_subscription_says_when_it_has_caught_up(client, stream):
    client.append_events(stream, events=events(3), current_version=NO_STREAM)
    subscription = client.subscribe_to_stream(stream, include_caught_up=True)
    received = [next(subscription) for _ in range(4)]
    subscription.stop()
    assert [e.is_caught_up for e in received] == [False, False, False, True]


def test_a_stream_can_be_followed_before_it_exists(client, stream):
    received = []
    subscription = client.subscribe_to_stream(stream)
    taker = collect(subscription, 2, received)
    client.append_events(stream, events=events(2), current_version=NO_STREAM)
    finish(taker, subscription)
    assert [e.stream_position for e in received] == [0, 1]


def test_a_slow_reader_loses_nothing(daemon, stream):
    """The reader takes nothing until far more is written than any buffer holds."""
    # A daemon of its own: calls that other tests cancel could end a connection that is shared.
    with daemon.client() as client:
        subscription = client.subscribe_to_stream(stream)
        blob = b"x" * 50_000
        for start in range(0, 800, 100):
            client.append_events(
                stream, current_version=ANY,
                events=[NewEvent(type="big", data=blob, content_type="application/octet-stream")
                        for _ in range(100)])
        received = []
        finish(collect(subscription, 800, received), subscription)
        assert [e.stream_position for e in received] == list(range(800))


def test_clients_that_leave_in_the_middle_leave_the_daemon_as_it_was(shared_daemon, stream):
    with shared_daemon.client() as one:
        one.append_events(stream, events=events(500), current_version=NO_STREAM)
    for _ in range(10):
        with shared_daemon.client() as one:
            reading = one.read_stream(stream)
            next(iter(reading))
            following = one.subscribe_to_all(filter_exclude=())
            next(following)
    shared_daemon.assert_healthy()


def test_a_deadline_ends_a_subscription(client, stream):
    subscription = client.subscribe_to_stream(stream, timeout=0.3)
    with pytest.raises(GrpcDeadlineExceededError):
        next(subscription)


# Filters


@pytest.mark.parametrize(
    "options, chosen",
    [
        ({"filter_include": ["NAME-a"]}, "a"),
        ({"filter_include": ["NAME-a", "NAME-c.*"]}, "acC"),
        ({"filter_exclude": ["NAME-b"], "filter_include": []}, "acC"),
        ({"filter_include": ["NAME-c"], "filter_by_prefix": True}, "cC"),
        ({"filter_include": ["STREAM-[ab]"], "filter_by_stream_name": True}, "ab"),
        ({"filter_include": ["STREAM-"], "filter_by_stream_name": True,
          "filter_by_prefix": True}, "abcC"),
        ({"filter_include": ["no-such-thing"]}, ""),
    ],
    ids=str,
)
def test_reads_and_subscriptions_deliver_what_a_filter_chooses(client, stream, options, chosen):
    kind = f"kind-{uuid4().hex}"
    after = client.append_event(stream, event=events(1)[0], current_version=NO_STREAM)
    for letter in "abcC":
        suffix = "c-more" if letter == "C" else letter
        client.append_event(
            f"{stream}-{letter}", current_version=NO_STREAM,
            event=NewEvent(type=f"{kind}-{suffix}", data=letter.encode()))
    last = client.append_event(
        stream, event=NewEvent(type="last", data=b""), current_version=ANY)
    options = {
        name: [word.replace("NAME", kind).replace("STREAM", stream) for word in value]
        if isinstance(value, list) else value
        for name, value in options.items()}

    read = client.read_all(commit_position=after, **options)
    assert [e.data.decode() for e in read if after < e.commit_position < last] == list(chosen)

    received = []
    subscription = client.subscribe_to_all(
        commit_position=after, include_caught_up=True, timeout=30, **options)
    for event in subscription:
        if event.is_caught_up:
            break
        received.append(event)
    subscription.stop()
    received = [e.data.decode() for e in received if e.commit_position < last]
    assert received == list(chosen)


@pytest.mark.parametrize("expression", ["(", "[a", "a{2,1}", "x" * 5000], ids=lambda e: e[:10])
def test_an_expression_that_is_none_is_refused(client, shared_daemon, expression):
    with pytest.raises(KurrentDBClientError):
        list(client.read_all(filter_include=[expression]))
    shared_daemon.assert_healthy()


def test_an_expression_that_takes_for_ever_does_not_stop_the_daemon(daemon):
    """Backtracking through `(a+)+` takes longer than anybody waits, on every thread there is."""
    with daemon.client() as client, daemon.client() as other:
        client.append_event(
            "thing", event=NewEvent(type="a" * 60 + "!", data=b""), current_version=NO_STREAM)

        def ask():
            try:
                list(client.read_all(filter_include=["(a+)+(a+)+(a+)+"], timeout=1))
            except KurrentDBClientError:
                pass

        callers = [threading.Thread(target=ask) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        other.append_event("thing", event=events(1)[0], current_version=ANY, timeout=5)
    daemon.assert_healthy()


# Several at once


def test_of_clients_that_expect_the_same_version_exactly_one_wins(shared_daemon, stream):
    clients = [shared_daemon.client() for _ in range(4)]
    clients[0].append_event(stream, event=events(1)[0], current_version=NO_STREAM)
    rounds = 25
    start = threading.Barrier(len(clients))
    won = []

    def compete(one):
        for version in range(rounds):
            start.wait(30)
            try:
                one.append_event(stream, event=events(1)[0], current_version=version)
                won.append(version)
            except WrongCurrentVersionError:
                pass

    threads = [threading.Thread(target=compete, args=(one,)) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == list(range(rounds))
    assert len(clients[0].get_stream(stream)) == rounds + 1
    for one in clients:
        one.close()


def test_two_clients_append_to_one_stream_and_nothing_is_lost(shared_daemon, stream):
    ids = [[uuid4() for _ in range(50)] for _ in range(2)]

    def append(mine):
        with shared_daemon.client() as one:
            for id in mine:
                one.append_event(
                    stream, event=NewEvent(type="t", data=b"{}", id=id), current_version=ANY)

    threads = [threading.Thread(target=append, args=(mine,)) for mine in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with shared_daemon.client() as one:
        read = one.get_stream(stream)
    assert [e.stream_position for e in read] == list(range(100))
    for mine in ids:
        theirs = set(mine)
        assert [e.id for e in read if e.id in theirs] == mine


def test_one_connection_carries_many_calls_at_once(daemon):
    """200 subscriptions and an append; none of them may end the connection of the others."""
    options = streams_pb2.ReadReq.Options
    request = read_options(count=None, subscription=options.SubscriptionOptions())
    with Wire(daemon) as wire:
        following = [wire.streams.Read(request, timeout=30) for _ in range(200)]
        for call in following:
            assert next(call).WhichOneof("content") == "confirmation"
        wire.streams.Append(iter([append_options("thing"), proposed()]), timeout=10)
        for call in following:
            types = (m.event.event.metadata["type"] for m in call if m.HasField("event"))
            assert "thing-happened" in types
            call.cancel()
    daemon.assert_healthy()


# Governed streams


def test_a_folio_is_opened_in_json_and_moved_in_binary(client):
    number = folio.new_number()
    name = folio.stream(number)
    client.append_event(name, event=folio.opened(number), current_version=NO_STREAM)
    message = folio_message(
        "StageChanged",
        {"actor": folio.AGENTE, "from": "ALTA_DE_TRAMITE", "to": "GESTION_DOCUMENTAL"})
    binary = folio.event(
        "StageChanged", message.SerializeToString(), content_type="application/octet-stream")
    client.append_event(name, event=binary, current_version=0)
    read = client.get_stream(name)
    assert [e.type for e in read] == ["folio.v1.Opened", "folio.v1.StageChanged"]
    assert (read[1].data, read[1].content_type) == (binary.data, "application/octet-stream")


def test_a_refusal_names_the_rule_its_source_and_the_moves_allowed(client):
    number = folio.new_number()
    name = folio.stream(number)
    client.append_event(name, event=folio.opened(number), current_version=NO_STREAM)
    illegal = folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "EMISION_DE_POLIZA")
    with pytest.raises(FailedPreconditionError) as refused:
        client.append_event(name, event=illegal, current_version=0)
    text = str(refused.value)
    assert "[folio." in text and "source:" in text
    assert "Gestión Documental" in text or "GESTION_DOCUMENTAL" in text
    with pytest.raises(BadRequestError) as refused:
        client.append_events(name, events=[illegal], current_version=0)
    assert "[folio." in str(refused.value) and "source:" in str(refused.value)
    assert len(client.get_stream(name)) == 1


def test_an_append_is_refused_whole_when_its_last_event_is(client):
    number = folio.new_number()
    name = folio.stream(number)
    with pytest.raises(BadRequestError):
        client.append_events(
            name, current_version=NO_STREAM,
            events=[folio.opened(number), folio.note(),
                    folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "ENVIO")])
    with pytest.raises(NotFoundError):
        client.get_stream(name)


# The client's other face


def test_the_async_client_appends_reads_and_follows(shared_daemon, stream):
    async def scenario():
        client = shared_daemon.async_client()
        async with client:
            first = events(3)
            position = await client.append_to_stream(
                stream, events=first, current_version=NO_STREAM)
            again = await client.append_to_stream(
                stream, events=first, current_version=NO_STREAM)
            assert again == position
            with pytest.raises(WrongCurrentVersionError) as refused:
                await client.append_to_stream(stream, events=events(1), current_version=9)
            assert refused.value.actual_version == 2
            read = await client.get_stream(stream, backwards=True)
            assert [e.stream_position for e in read] == [2, 1, 0]
            with pytest.raises(NotFoundError):
                await client.get_stream(stream + "-ausente")

            received = []

            async def follow():
                async with await client.subscribe_to_stream(stream) as subscription:
                    async for event in subscription:
                        received.append(event.stream_position)
                        if len(received) == 6:
                            return

            following = asyncio.create_task(follow())
            for event in events(3):
                await client.append_to_stream(stream, events=event, current_version=ANY)
            await asyncio.wait_for(following, 30)
            assert received == list(range(6))

            several = await asyncio.gather(
                *(client.append_to_stream(f"{stream}-{n}", events=events(5), current_version=ANY)
                  for n in range(8)))
            assert len(set(several)) == 8

    asyncio.run(scenario())


def test_an_append_outlives_a_graceful_restart_and_the_client_reconnects(daemon):
    with daemon.client() as client:
        first = events(2)
        position = client.append_events("thing-1", events=first, current_version=NO_STREAM)
        daemon.restart()
        assert client.append_events("thing-1", events=first, current_version=NO_STREAM) == position
        assert len(client.get_stream("thing-1")) == 2


def test_the_client_reconnects_by_itself_after_an_outage(daemon):
    """While the daemon is away it says so; after that it works again, with nothing in between."""
    with daemon.client() as client:
        first = events(2)
        position = client.append_events("thing-1", events=first, current_version=NO_STREAM)
        daemon.kill9()
        with pytest.raises(ServiceUnavailableError):
            client.append_events("thing-1", events=first, current_version=NO_STREAM)
        daemon.start()

        def again():
            try:
                return client.append_events("thing-1", events=first, current_version=NO_STREAM)
            except ServiceUnavailableError:
                return None

        assert until(again, "the client has reconnected") == position


def test_the_client_can_be_told_to_reconnect(client):
    """It tries the new connection out with a read of $all through its default filter."""
    client.reconnect()


def test_a_subscriber_is_told_when_the_daemon_stops(daemon):
    with daemon.client() as client:
        subscription = client.subscribe_to_all(filter_exclude=())
        next(subscription)
        ended = []

        def follow():
            try:
                for _ in subscription:
                    pass
            except KurrentDBClientError as error:
                ended.append(error)

        thread = threading.Thread(target=follow, daemon=True)
        thread.start()
        assert daemon.terminate() == 0, daemon.log()
        until(lambda: not thread.is_alive(), "the subscription ends")
        assert ended
