"""Folios move by themselves when their time is up: at the due time of the Mexican business
calendar, never before, exactly once, whatever happens to the daemon.

The due times are worked out here by counting days one by one; see `support/mexico.py`."""

from datetime import timedelta

import pytest
from kurrentdbclient import StreamState

from support import folio, mexico
from support.messages import folio_payload
from support.mexico import local
from support.waiting import until

ALTA = "alta-de-tramite-not-moved"
WITHOUT_MEDICAL = "confirmacion-cliente-without-medical-information"
WITH_MEDICAL = "confirmacion-cliente-with-medical-information"
SECOND = timedelta(seconds=1)


def append(daemon, number, events, **options):
    with daemon.client() as client:
        client.append_events(
            folio.stream(number), events=events,
            current_version=options.get("current_version", StreamState.ANY))


def moves(daemon, number):
    """The payloads of all moves of a folio."""
    with daemon.client() as client:
        return [
            folio_payload(event)
            for event in client.get_stream(folio.stream(number))
            if event.type == "folio.v1.StageChanged"
        ]


def automatic(daemon, number):
    """The payloads of the moves that the daemon made."""
    return [move for move in moves(daemon, number) if "escalation" in move]


def assert_moved_once(daemon, number, *, origin, to, rule=None, due, entered=None, fired=None):
    (move,) = automatic(daemon, number)
    escalation = move["escalation"]
    assert (move["from"], move["to"]) == (origin, to)
    assert move["actor"]["role"] == "SYSTEM"
    assert mexico.parse(escalation["due"]) == due
    assert mexico.parse(escalation["fired"]) >= due
    assert escalation["rule"] and escalation["source"]
    assert (escalation["calendar"], escalation["zone"]) == ("MX", "America/Mexico_City")
    if rule:
        assert escalation["rule"] == rule
    if entered:
        assert mexico.parse(escalation["entered"]) == entered
    if fired:
        assert mexico.parse(escalation["fired"]) == fired
    return move


def advance(daemon, moment, *more):
    daemon.advance(mexico.rfc3339(moment), *more)


def test_a_folio_opened_on_monday_and_not_moved_goes_on_when_wednesday_begins(new_daemon):
    entered, due = local("2026-01-05T10:00"), local("2026-01-07T00:00")
    assert mexico.due_after_business_days(entered, 1) == due
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 6325, [folio.opened(6325)])
    advance(daemon, due - SECOND)
    daemon.wait_followed()
    assert automatic(daemon, 6325) == []
    advance(daemon, due)
    assert_moved_once(
        daemon, 6325, origin="ALTA_DE_TRAMITE", to="GESTION_DOCUMENTAL", rule=ALTA, due=due,
        entered=entered, fired=due)
    page = daemon.json("folio", "TRAMITE=6325")["page"]
    assert page["stage"] == "GESTION_DOCUMENTAL"
    advance(daemon, due + timedelta(days=30))
    assert len(automatic(daemon, 6325)) == 1


BUSINESS_DAY_ENTRIES = [
    "2026-01-05T00:00",  # Monday, the first moment of a day
    "2026-01-05T23:59:59",  # the last second
    "2026-01-09T12:00",  # Friday
    "2026-01-10T12:00",  # Saturday
    "2026-01-11T12:00",  # Sunday
    "2026-01-30T10:00",  # Friday before a moved holiday, Monday 2026-02-02
    "2026-02-02T10:00",  # on that holiday
    "2026-12-24T18:00",  # before Christmas and New Year
    "2026-03-13T17:00",  # before the moved 21 March
    "2026-04-30T09:00",  # before 1 May, a Friday
    "2024-09-30T09:00",  # before the day of the change of government, 1 October
    "2022-04-01T10:00",  # daylight saving time begins within the limit
    "2022-10-28T10:00",  # and ends, for the last time
]


@pytest.mark.parametrize("medical", [False, True], ids=["3 business days", "20 business days"])
@pytest.mark.parametrize("entry", BUSINESS_DAY_ENTRIES)
def test_confirmacion_cliente_ends_in_rechazo_after_its_business_days(new_daemon, entry, medical):
    entered = local(entry)
    due = mexico.due_after_business_days(entered, 20 if medical else 3)
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1, medicalInformation=medical))
    (timer,) = daemon.json("timers")["timers"]
    assert mexico.parse(timer["due"]) == due
    advance(daemon, due - SECOND)
    assert automatic(daemon, 1) == []
    advance(daemon, due)
    move = assert_moved_once(
        daemon, 1, origin="CONFIRMACION_CLIENTE", to="RECHAZO", due=due, entered=entered,
        rule=WITH_MEDICAL if medical else WITHOUT_MEDICAL)
    assert move["reason"] == "MISSING_INFORMATION"


@pytest.mark.parametrize("entry", ["2026-01-05T10:00", "2022-03-20T08:00", "2022-10-01T08:00"])
def test_a_quote_without_an_answer_ends_in_rechazo_after_35_days(new_daemon, entry):
    entered = local(entry)
    due = mexico.due_after_calendar_days(entered, 35)
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_entregada(1))
    advance(daemon, due - SECOND)
    assert automatic(daemon, 1) == []
    advance(daemon, due)
    move = assert_moved_once(
        daemon, 1, origin="COTIZACION_ENTREGADA", to="RECHAZO", due=due, entered=entered)
    assert move["reason"] == "NO_ACCEPTANCE_RECEIVED"


def test_notes_documents_and_edits_do_not_start_the_time_anew(new_daemon):
    entered = local("2026-01-05T10:00")
    due = mexico.due_after_business_days(entered, 3)
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1))
    advance(daemon, local("2026-01-07T10:00"))
    edit = folio.event("FormUpdated", {"actor": folio.AGENTE, "form": folio.form(priority="BAJA")})
    append(daemon, 1, [folio.note(), edit])
    advance(daemon, due)
    assert_moved_once(daemon, 1, origin="CONFIRMACION_CLIENTE", to="RECHAZO", due=due)


def test_a_new_entry_starts_the_time_anew(new_daemon):
    entered = local("2026-01-05T10:00")
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1))
    again = local("2026-01-08T10:00")
    advance(daemon, again)
    append(daemon, 1, [
        folio.note(),
        folio.moved(folio.AGENTE, "CONFIRMACION_CLIENTE", "GESTION_DOCUMENTAL"),
        folio.moved(folio.MESA_DOCUMENTAL, "GESTION_DOCUMENTAL", "CONFIRMACION_CLIENTE")])
    due = mexico.due_after_business_days(again, 3)
    advance(daemon, due - SECOND)
    assert automatic(daemon, 1) == []
    advance(daemon, due)
    assert_moved_once(
        daemon, 1, origin="CONFIRMACION_CLIENTE", to="RECHAZO", due=due, entered=again)


def test_medical_information_that_comes_later_changes_the_limit_from_the_same_entry(new_daemon):
    entered = local("2026-01-05T10:00")
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1))
    advance(daemon, local("2026-01-07T10:00"))
    append(daemon, 1, [folio.event(
        "FormUpdated", {"actor": folio.AGENTE, "form": folio.form(medicalInformation=True)})])
    due = mexico.due_after_business_days(entered, 20)
    advance(daemon, due - SECOND)
    assert automatic(daemon, 1) == []
    advance(daemon, due)
    assert_moved_once(
        daemon, 1, origin="CONFIRMACION_CLIENTE", to="RECHAZO", rule=WITH_MEDICAL, due=due)


def test_medical_information_taken_back_past_the_shorter_limit_moves_at_once(new_daemon):
    entered = local("2026-01-05T10:00")
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1, medicalInformation=True))
    now = local("2026-01-20T10:00")
    advance(daemon, now)
    append(daemon, 1, [folio.event(
        "FormUpdated", {"actor": folio.AGENTE, "form": folio.form(medicalInformation=False)})])
    until(lambda: automatic(daemon, 1), "the move that is overdue")
    assert_moved_once(
        daemon, 1, origin="CONFIRMACION_CLIENTE", to="RECHAZO", rule=WITHOUT_MEDICAL,
        due=mexico.due_after_business_days(entered, 3), fired=now)


def test_a_folio_that_was_moved_in_time_is_left_alone(new_daemon):
    entered = local("2026-01-05T10:00")
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, [folio.opened(1)])
    advance(daemon, local("2026-01-06T23:59:59"))
    append(daemon, 1, [folio.moved(folio.AGENTE, "ALTA_DE_TRAMITE", "GESTION_DOCUMENTAL")])
    advance(daemon, local("2026-03-01T00:00"))
    assert automatic(daemon, 1) == []
    assert daemon.json("timers").get("timers", []) == []


@pytest.mark.parametrize("jump", [False, True], ids=["day by day", "in one jump"])
def test_many_folios_move_each_at_its_own_time_and_in_the_order_of_their_due_times(
    new_daemon, jump
):
    """Step by step each fires at its due time; after a jump all fire late, in due order."""
    start = local("2026-01-05T09:00")
    daemon = new_daemon(mexico.rfc3339(start)).start()
    way_of_advancing = ["--jump"] if jump else []
    due = {}
    with daemon.client() as client:
        for day in range(10):
            now = start + timedelta(days=day)
            advance(daemon, now, *way_of_advancing)
            for way in (folio.way_to_confirmacion, folio.way_to_entregada):
                number = len(due) + 1
                client.append_events(
                    folio.stream(number), events=way(number), current_version=StreamState.NO_STREAM)
                due[number] = (
                    mexico.due_after_business_days(now, 3) if way is folio.way_to_confirmacion
                    else mexico.due_after_calendar_days(now, 35))
        end = start + timedelta(days=60)
        advance(daemon, end, *way_of_advancing)
        until(lambda: not daemon.json("timers").get("timers"), "every deadline has passed")
        escalations = [
            (event, folio_payload(event)["escalation"])
            for event in client.read_all(filter_exclude=())
            if event.type == "folio.v1.StageChanged" and "escalation" in folio_payload(event)
        ]
    assert sorted(int(event.stream_name[-8:]) for event, _ in escalations) == sorted(due)
    for event, escalation in escalations:
        assert mexico.parse(escalation["due"]) == due[int(event.stream_name[-8:])]
        assert mexico.parse(escalation["fired"]) >= mexico.parse(escalation["due"])
        if not jump:
            assert mexico.parse(escalation["fired"]) == mexico.parse(escalation["due"])
            assert event.recorded_at == mexico.parse(escalation["due"])
    if not jump:
        order = [mexico.parse(escalation["due"]) for _, escalation in escalations]
        assert order == sorted(order)


def test_what_fell_due_during_an_outage_fires_once_at_the_restart_with_both_times(new_daemon):
    entered = local("2026-01-05T10:00")
    due = mexico.due_after_business_days(entered, 3)
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1))
    append(daemon, 2, folio.way_to_entregada(2))
    daemon.kill9()
    back = local("2026-01-19T08:30")
    daemon.start(clock=mexico.rfc3339(back))
    until(lambda: automatic(daemon, 1), "the move that is overdue")
    assert_moved_once(
        daemon, 1, origin="CONFIRMACION_CLIENTE", to="RECHAZO", due=due, entered=entered,
        fired=back)
    assert automatic(daemon, 2) == []
    for _ in range(3):
        daemon.kill9()
        daemon.start()
        daemon.wait_followed()
    assert len(automatic(daemon, 1)) == 1


def test_a_jump_of_the_clock_is_an_outage_too(new_daemon):
    entered = local("2026-01-05T10:00")
    due = mexico.due_after_calendar_days(entered, 35)
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_entregada(1))
    back = local("2026-04-01T11:11:11")
    advance(daemon, back, "--jump")
    until(lambda: automatic(daemon, 1), "the move that is overdue")
    assert_moved_once(
        daemon, 1, origin="COTIZACION_ENTREGADA", to="RECHAZO", due=due, fired=back)


def test_a_restart_goes_on_from_the_time_that_was_reached(new_daemon):
    daemon = new_daemon("2026-01-05T10:00:00-06:00").start()
    daemon.advance("35d")
    reached = mexico.parse(daemon.status()["now"])
    assert reached == local("2026-02-09T10:00")
    daemon.kill9()
    daemon.start()
    assert mexico.parse(daemon.status()["now"]) == reached


def test_kills_around_the_due_time_neither_lose_nor_double_the_move(new_daemon):
    entered = local("2026-01-05T10:00")
    due = mexico.due_after_business_days(entered, 3)
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    numbers = range(1, 41)
    for number in numbers:
        append(daemon, number, folio.way_to_confirmacion(number))
    daemon.kill9()
    # From here on the moves are due as soon as the daemon is up; it dies while it makes them.
    for round in range(12):
        daemon.launch(clock=mexico.rfc3339(due + timedelta(minutes=round)))
        daemon.wait_ready()
        daemon.kill9()
    daemon.start()
    until(lambda: not daemon.json("timers").get("timers"), "every deadline has passed")
    for number in numbers:
        assert_moved_once(
            daemon, number, origin="CONFIRMACION_CLIENTE", to="RECHAZO", due=due, entered=entered)


def test_deleting_what_the_process_keeps_changes_nothing(new_daemon):
    entered = local("2026-01-05T10:00")
    daemon = new_daemon(mexico.rfc3339(entered)).start()
    append(daemon, 1, folio.way_to_confirmacion(1))
    append(daemon, 2, folio.way_to_entregada(2))
    advance(daemon, mexico.due_after_business_days(entered, 3))
    timers, digests = daemon.json("timers")["timers"], daemon.digests()
    assert daemon.terminate() == 0
    derived = [*daemon.data.glob("projections/*"), *daemon.data.glob("processes/*")]
    assert derived
    for file in derived:
        file.unlink()
    daemon.start()
    assert daemon.digests() == digests
    assert daemon.json("timers")["timers"] == timers
    assert len(automatic(daemon, 1)) == 1


def test_an_adopted_limit_counts_for_folios_that_enter_from_its_day_on(new_daemon):
    daemon = new_daemon("2026-01-05T10:00:00-06:00").start()
    with daemon.client() as client:
        adoption = folio.event("policy.v1.FigureAdopted", {
            "actor": {"name": "María"}, "figure": ALTA, "businessDays": 2,
            "validFrom": "2026-01-07", "source": "circular 1-2026"})
        client.append_event("policy-folio", event=adoption, current_version=StreamState.ANY)
    before = local("2026-01-05T10:00")
    append(daemon, 1, [folio.opened(1)])
    after = local("2026-01-07T00:30")
    advance(daemon, after)
    append(daemon, 2, [folio.opened(2)])
    advance(daemon, local("2026-02-01T00:00"))
    assert_moved_once(
        daemon, 1, origin="ALTA_DE_TRAMITE", to="GESTION_DOCUMENTAL",
        due=mexico.due_after_business_days(before, 1))
    move = assert_moved_once(
        daemon, 2, origin="ALTA_DE_TRAMITE", to="GESTION_DOCUMENTAL",
        due=mexico.due_after_business_days(after, 2))
    assert "circular 1-2026" in move["escalation"]["source"]
