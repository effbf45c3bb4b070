"""Filtered reads and subscriptions of the whole log, with the unchanged client."""

import pytest
from kurrentdbclient import Checkpoint, NewEvent, StreamState
from kurrentdbclient.exceptions import GrpcError, InvalidCommitPositionError

TYPES = ["Pedido", "Pago", "PagoParcial", "Nota"]


@pytest.fixture
def filled(daemon):
    with daemon.client() as client:
        for number in range(60):
            client.append_to_stream(
                f"{'pedido' if number % 3 else 'cliente'}-{number % 7}",
                current_version=StreamState.ANY,
                events=[NewEvent(type=TYPES[number % 4], data=b'{"n":%d}' % number)])
        yield client


def types(events):
    return [event.type for event in events]


def test_the_default_filter_leaves_out_the_events_of_the_log_itself(filled):
    events = list(filled.read_all())
    assert len(events) == 60
    assert not any(event.type.startswith("$") for event in events)
    assert len(list(filled.read_all(filter_exclude=()))) == 61


def test_the_commit_position_is_that_of_the_newest_event_that_passes(filled):
    last = list(filled.read_all())[-1]
    assert filled.get_commit_position() == last.commit_position


@pytest.mark.parametrize("include, expected", [
    (["Pago"], {"Pago"}), (["Pago.*"], {"Pago", "PagoParcial"}), (["Nota", "Pedido"], {"Nota", "Pedido"}),
])
def test_events_are_chosen_by_type(filled, include, expected):
    assert set(types(filled.read_all(filter_include=include))) == expected
    backwards = types(filled.read_all(filter_include=include, backwards=True))
    assert backwards == types(filled.read_all(filter_include=include))[::-1]


def test_the_limit_counts_the_events_that_pass(filled):
    events = list(filled.read_all(filter_include=["Nota"], limit=5))
    assert types(events) == ["Nota"] * 5
    rest = list(filled.read_all(
        filter_include=["Nota"], commit_position=events[-1].commit_position))
    assert [e.id for e in events[:-1]] + [e.id for e in rest] == [
        e.id for e in filled.read_all(filter_include=["Nota"])]


def test_events_are_chosen_by_the_name_of_their_stream(filled):
    events = list(filled.read_all(filter_include=["pedido-.*"], filter_by_stream_name=True))
    assert events and all(event.stream_name.startswith("pedido-") for event in events)


def test_a_filtered_subscription_delivers_what_passes_and_goes_on_live(filled):
    before = types(filled.read_all(filter_include=["Pago"]))
    with filled.subscribe_to_all(filter_include=["Pago"], timeout=20) as subscription:
        assert types(next(subscription) for _ in before) == before
        for kind in ("Nota", "Pago"):
            filled.append_to_stream(
                "pedido-1", current_version=StreamState.ANY, events=[NewEvent(kind, b"{}")])
        assert next(subscription).type == "Pago"


def test_checkpoints_are_events_passed_and_never_go_back(filled):
    positions = [e.commit_position for e in filled.read_all(filter_exclude=())]
    seen, checkpoints = 0, []
    with filled.subscribe_to_all(
        filter_include=["Nota"], include_checkpoints=True, window_size=4,
        checkpoint_interval_multiplier=2, timeout=20,
    ) as subscription:
        for event in subscription:
            if isinstance(event, Checkpoint):
                checkpoints.append(event.commit_position)
                assert event.commit_position >= seen
            else:
                seen = event.commit_position
            if checkpoints and checkpoints[-1] == positions[-1]:
                break
    assert checkpoints == sorted(set(checkpoints))
    assert set(checkpoints) <= set(positions)
    # One for every eight events looked at, and one at the end.
    assert checkpoints[:7] == positions[7::8]


def test_going_on_from_a_checkpoint_loses_nothing(filled):
    everything = [e.id for e in filled.read_all(filter_include=["Nota"])]
    got, position = [], None
    with filled.subscribe_to_all(
        filter_include=["Nota"], include_checkpoints=True, window_size=4,
        checkpoint_interval_multiplier=2, timeout=20,
    ) as subscription:
        for event in subscription:
            position = event.commit_position
            if isinstance(event, Checkpoint):
                if len(got) > 5:
                    break
            else:
                got.append(event.id)
    with filled.subscribe_to_all(
        commit_position=position, filter_include=["Nota"], timeout=20
    ) as subscription:
        while len(got) < len(everything):
            got.append(next(subscription).id)
    assert got == everything


def test_an_expression_that_cannot_be_read_is_refused(filled):
    with pytest.raises(GrpcError, match="regular expression"):
        list(filled.read_all(filter_include=["("]))


def test_a_position_that_is_no_event_is_refused(filled):
    with pytest.raises(InvalidCommitPositionError):
        list(filled.read_all(commit_position=65))
