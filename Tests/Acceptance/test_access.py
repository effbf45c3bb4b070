"""The portal of the sales force on the running daemon: access and passwords, notices to the owners,
contents of documents, clones, agents, and the figures that may change."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from kurrentdbclient import StreamState
from kurrentdbclient.exceptions import BadRequestError

from support import access, folio
from support.daemon import assert_refused

# A Monday, 10:00 in Mexico City.
START = "2026-01-05T10:00:00-06:00"
AGENTE = "AGENTE:A-1042:Begoña Núñez Peña"
EMAIL = "nueva@agentes.example"
DATA, USAGE, NOT_FOUND = 65, 64, 66


@pytest.fixture
def portal(new_daemon):
    return new_daemon(START).start()


def append(daemon, stream, *events):
    with daemon.client() as client:
        client.append_events(stream, events=list(events), current_version=StreamState.ANY)


def refusal(daemon, stream, event):
    with pytest.raises(BadRequestError) as refused:
        append(daemon, stream, event)
    return str(refused.value)


def admitted(daemon, stream, event):
    """The code of the refusal, or `None`."""
    try:
        append(daemon, stream, event)
    except BadRequestError as refused:
        return str(refused)
    return None


def page(daemon, *which):
    return daemon.json("access", *which)["page"]


def request_folio(daemon, kind="ALTA_AGENTE", key="A-2001", email=EMAIL):
    """A folio of Administración de Agentes that asks for an access."""
    number = folio.new_number()
    form = {
        "processType": "ADMINISTRACION_AGENTES", "requestKind": kind, "priority": "ALTA",
        "oficina": "León", "region": "Centro", "currency": "MXN",
        "agent": {"key": key, "email": email},
    }
    actor = {"role": "EJECUTIVO_COMERCIAL", "key": "ecomercial1", "name": "Óscar Ibáñez"}
    append(daemon, folio.stream(number),
           folio.event("Opened", {"actor": actor, "number": str(number), "form": form}))
    return number


def register(daemon, id="2026-1", email=EMAIL):
    """An access that is granted, so that its address is registered."""
    channel = access.by_email()
    append(daemon, access.stream(id),
           access.requested("ALTA_AGENTE", channel, "AGENTE", email=email),
           access.granted(channel, email=email))


# Access


# The page's table: who asks for which access on which way.
ENTITLED = {
    ("ALTA_PROMOTOR", "FOLIO"): {"EJECUTIVO_COMERCIAL"},
    ("ALTA_PROMOTOR", "CORREO"): {"CONTACTO_PROMOTOR"},
    ("ALTA_AGENTE", "FOLIO"): {"PROMOTOR", "EJECUTIVO_COMERCIAL"},
    ("ALTA_AGENTE", "CORREO"): {"AGENTE"},
}


def test_an_access_is_asked_for_by_those_who_are_entitled_on_each_way(portal):
    for number, ((kind, medium), roles) in enumerate(ENTITLED.items()):
        for role in access.ROLES:
            # An access of its own for each who may.
            channel = (
                access.by_folio(request_folio(portal, kind)) if medium == "FOLIO"
                else access.by_email())
            stream = access.stream(f"{number}-{role}")
            told = admitted(portal, stream, access.requested(kind, channel, role))
            if role in roles:
                assert told is None, (kind, medium, role, told)
            else:
                assert "access.requester-not-entitled" in told, (kind, medium, role, told)
    rows = portal.json("access")["rows"]
    assert len(rows) == sum(map(len, ENTITLED.values()))
    assert len(portal.json("access", "--kind", "alta-promotor")["rows"]) == 2


def test_what_is_indispensable_is_asked_back_for_on_the_way_of_the_request(portal):
    stream, way = access.stream("2026-7"), access.by_email()
    append(portal, stream, access.requested("ALTA_AGENTE", way, "AGENTE", key="", email=""))
    assert page(portal, "2026-7")["missing"] == ["CLAVE", "CORREO_ELECTRONICO"]
    assert "access.indispensable-missing" in refusal(portal, stream, access.granted(way))
    for other in [access.by_email("otra@bajio.example"), access.by_folio(399734)]:
        assert "access.other-channel" in refusal(
            portal, stream, access.missing(["CLAVE"], other))
    append(portal, stream, access.missing(["CLAVE", "CORREO_ELECTRONICO"], way))
    (row,) = portal.json("access", "--state", "falta-informacion")["rows"]
    assert row["id"] == "2026-7"
    append(portal, stream, access.supplied(key="A-2001"))
    assert page(portal, "2026-7")["missing"] == ["CORREO_ELECTRONICO"]
    append(portal, stream, access.supplied(email=EMAIL))
    # As it was given, by the service desk, on the same channel.
    for event, code in [
        (access.granted(way, key="A-9"), "access.other-than-requested"),
        (access.granted(access.by_email("otra@bajio.example")), "access.other-channel"),
        (access.granted(way, actor=access.person("AGENTE")), "access.other-role"),
    ]:
        assert code in refusal(portal, stream, event), code
    append(portal, stream, access.granted(way))
    assert "access.granted-already" in refusal(portal, stream, access.granted(way))
    assert page(portal, "--email", EMAIL)["state"] == "ACCESS_STATE_GRANTED"
    screen = portal.ok("access", "2026-7")
    for words in ["Otorgado", "Acceso solicitado", "Se avisó lo que falta", "Acceso otorgado",
                  "Por Correo contacto@bajio.example"]:
        assert words in screen, words


def test_an_access_by_folio_is_what_the_folio_asks_for(portal):
    number = request_folio(portal)
    way = access.by_folio(number)
    stream = access.stream("2026-8")
    for event, code in [
        (access.requested("ALTA_PROMOTOR", way, "EJECUTIVO_COMERCIAL"),
         "access.folio-of-other-kind"),
        (access.requested("ALTA_AGENTE", way, "PROMOTOR", key="A-9"), "access.differs-from-folio"),
        (access.requested("ALTA_AGENTE", access.by_folio(399734), "PROMOTOR"),
         "access.folio-unknown"),
    ]:
        assert code in refusal(portal, stream, event), code
    append(portal, stream, access.requested("ALTA_AGENTE", way, "PROMOTOR"))
    assert "access.folio-requested-already" in refusal(
        portal, access.stream("2026-9"), access.requested("ALTA_AGENTE", way, "PROMOTOR"))
    assert "access.other-channel" in refusal(portal, stream, access.granted(access.by_email()))
    append(portal, stream, access.granted(way))
    assert page(portal, "--folio", number)["id"] == "2026-8"
    assert "Acceso al portal" in portal.ok("folio", number)
    assert portal.cli("access", "nada").returncode == NOT_FOUND
    assert portal.cli("access", "--kind", "nada").returncode == USAGE


# Passwords


def test_a_link_is_good_for_sixty_minutes_and_no_longer(portal):
    register(portal)
    # Mailed at 10:00:00.
    first, second = access.stream("c-1"), access.stream("c-2")
    for stream, token in [(first, "uno"), (second, "dos")]:
        append(portal, stream, access.asked())
        assert "access.other-validity" in refusal(
            portal, stream, access.mailed("2026-1", token, minutes=61))
        append(portal, stream, access.mailed("2026-1", token))
    assert page(portal, "c-1")["linkExpires"] == "2026-01-05T17:00:00Z"
    assert "vence 2026-01-05 11:00:00" in " ".join(portal.ok("access").lower().split())
    portal.advance("2026-01-05T10:59:59-06:00")
    assert "access.other-token" in refusal(portal, first, access.opened("otro"))
    assert "access.link-not-opened" in refusal(portal, first, access.changed("uno"))
    append(portal, first, access.opened("uno"), access.changed("uno"))
    append(portal, second, access.opened("dos"))
    # Once.
    assert "access.link-used" in refusal(portal, first, access.opened("uno"))
    assert "access.link-used" in refusal(portal, first, access.changed("uno"))
    portal.advance("2026-01-05T11:00:00-06:00")
    assert "access.link-expired" in refusal(portal, second, access.changed("dos"))
    assert [page(portal, id)["state"] for id in ["c-1", "c-2"]] == [
        "ACCESS_STATE_PASSWORD_CHANGED", "ACCESS_STATE_LINK_EXPIRED"]
    expired = page(portal, "c-2")["history"][-1]
    assert expired["escalation"]["rule"] == "password-link"
    assert expired["escalation"]["due"] == "2026-01-05T17:00:00Z"
    # Past that a new one must be requested.
    assert "access.link-mailed-already" in refusal(
        portal, second, access.mailed("2026-1", "tres"))
    append(portal, access.stream("c-3"), access.asked(), access.mailed("2026-1", "tres"))
    assert "access.token-mailed-already" in refusal_of_second_mail(portal)


def refusal_of_second_mail(portal):
    append(portal, access.stream("c-4"), access.asked())
    return refusal(portal, access.stream("c-4"), access.mailed("2026-1", "tres"))


def test_an_unknown_address_gets_the_same_answer_and_no_link(portal):
    register(portal)
    known, unknown = access.stream("c-1"), access.stream("c-2")
    append(portal, known, access.asked())
    append(portal, unknown, access.asked("nadie@agentes.example"))
    assert "access.address-not-registered" in refusal(
        portal, unknown, access.mailed("2026-1", "uno"))
    assert "access.address-not-registered" in refusal(
        portal, unknown, access.mailed("nada", "uno"))
    shown = [page(portal, id)["state"] for id in ["c-1", "c-2"]]
    assert shown == ["ACCESS_STATE_PASSWORD_ASKED"] * 2
    assert "access.email-registered-already" in refusal_of_second_registration(portal)


def refusal_of_second_registration(portal):
    way = access.by_email()
    append(portal, access.stream("2026-2"), access.requested("ALTA_AGENTE", way, "AGENTE"))
    return refusal(portal, access.stream("2026-2"), access.granted(way))


def test_the_log_holds_no_password_and_no_token(portal):
    register(portal)
    stream = access.stream("c-1")
    append(portal, stream, access.asked())
    token = "tk_9f2c41aa77c0e1d2b3a4958677"
    for event, code in [
        (access.event("PasswordLinkMailed", access.PORTAL, access="2026-1", tokenSha256=token,
                      validMinutes=60), "access.not-a-sha256"),
        (access.event("PasswordLinkMailed", access.PORTAL, access="2026-1", token=token,
                      tokenSha256=access.digest(token), validMinutes=60), "access.unreadable"),
        (access.event("PasswordChanged", access.PORTAL, password="hunter2",
                      tokenSha256=access.digest(token)), "access.unreadable"),
    ]:
        told = refusal(portal, stream, event)
        assert code in told, told
    append(portal, stream, access.mailed("2026-1", token), access.opened(token),
           access.changed(token))
    log = b"".join(file.read_bytes() for file in portal.data.glob("log.mdb"))
    assert token.encode() not in log and b"hunter2" not in log
    assert access.digest(token).encode() in log


# Notices


def send(daemon, mailbox, service, *point):
    script = Path(__file__).parent / "support" / "notice_sender.py"
    return subprocess.run(
        [sys.executable, str(script), daemon.uri, str(mailbox), service, *point],
        capture_output=True, text=True, timeout=60)


def notices(daemon, state):
    return [
        (notice["queued"]["number"], notice["queued"]["cause"])
        for notice in daemon.json("notices", "--state", state, "--limit", "1000").get("notices", [])
    ]


def test_a_notice_is_sent_once_for_each_cause_whenever_the_sender_is_killed(portal, tmp_path):
    mailbox = tmp_path / "mail"
    numbers = [folio.new_number() for _ in range(10)]
    for number in numbers:
        append(portal, folio.stream(number), *folio.way_to_confirmacion(number))
    portal.wait_followed()
    assert len(notices(portal, "en-cola")) == 10
    # Killed with -9 after it took one, after the mail had one, and after it reported one.
    for point in ["taken:2", "mailed:2", "sent:2", "taken:1", "mailed:1"]:
        assert send(portal, mailbox, "correo-1", point).returncode == -9, point
        assert len(notices(portal, "tomado")) <= 1
    # The daemon too; and another sender leaves alone what the first one took.
    in_doubt = notices(portal, "tomado")
    assert len(in_doubt) == 1
    portal.kill9()
    portal.start()
    other = send(portal, mailbox, "correo-2")
    assert other.returncode == 0, other.stderr
    assert notices(portal, "tomado") == in_doubt
    last = send(portal, mailbox, "correo-1")
    assert last.returncode == 0, last.stderr
    assert notices(portal, "en-cola") == notices(portal, "tomado") == []
    assert len(notices(portal, "enviado")) == 10
    mailed = Counter(" ".join(line.split()[:2]) for line in mailbox.read_text().splitlines())
    assert len(mailed) == 10 and set(mailed.values()) == {1}, mailed
    with portal.client() as client:
        for number in numbers:
            kinds = Counter(
                event.type for event in client.get_stream(f"notice-{number:08}"))
            assert set(kinds.values()) == {1}, kinds


def test_a_notice_says_whom_it_is_for_and_what_to_do(portal):
    number = folio.new_number()
    append(portal, folio.stream(number), *folio.way_to_confirmacion(number))
    portal.wait_followed()
    screen = portal.ok("notices", "--folio", number)
    title = f"#{number:08}"
    for words in [f"[Bx+enlace] El trámite {title} requiere tu atención", "Begoña Núñez",
                  "begona.nunez@example.mx", "Cotización / Emisión Autos", "En cola"]:
        assert words in " ".join(screen.split()), (words, screen)
    stream = f"notice-{number:08}"
    (queued,) = [one["queued"] for one in portal.json("notices", "--folio", number)["notices"]]
    report = {"cause": queued["cause"], "service": "correo-1"}

    def event(kind, **more):
        return folio.event(f"folio.v1.{kind}", report | more)

    assert "notice.not-taken" in refusal(portal, stream, event("NoticeSent", email="a@b.mx"))
    append(portal, stream, event("NoticeTaken"))
    assert "notice.taken-already" in refusal(portal, stream, event("NoticeTaken", service="otro"))
    append(portal, stream, event("NoticeFailed", why="La dirección no existe"))
    assert "notice.reported-already" in refusal(
        portal, stream, event("NoticeSent", email="a@b.mx"))
    assert "notice.only-daemon-queues" in refusal(
        portal, stream, folio.event("folio.v1.NoticeQueued", queued))
    assert "No se envió: La dirección no existe" in portal.ok("notices", "--state", "fallido")
    # An automatic move is told as well: 3 business days without an answer.
    portal.advance("2026-01-09T00:00:00-06:00")
    portal.wait_followed()
    rules = [one["queued"].get("rule", "") for one in
             portal.json("notices", "--folio", number)["notices"]]
    assert len(rules) == 2 and rules[0] == "" and rules[1] != ""


# Contents of documents


def test_a_content_goes_in_and_comes_out_again(portal, tmp_path):
    number = folio.new_number()
    append(portal, folio.stream(number), folio.opened(number))
    content = bytes(range(256)) * 10_000 + b"fin"
    file = tmp_path / "solicitud.pdf"
    file.write_bytes(content)
    told = portal.ok("document", "put", file, "--by", AGENTE, "--folio", number,
                     "--document", "d-1")
    sha256 = told.split(":")[0]
    assert "2560003 bytes guardados" in told and f"#{number:08}: d-1" in told
    shown = portal.json("document", "show", sha256)["content"]
    assert (shown["status"], shown["chunks"]) == ("UPLOAD_STATUS_COMPLETE", 3)
    out = tmp_path / "copia.pdf"
    portal.ok("document", "get", "--folio", number, "--document", "d-1", "--output", out)
    assert out.read_bytes() == content
    (document,) = portal.json("folio", number)["page"]["documents"]
    assert document["upload"] == "UPLOAD_STATUS_COMPLETE"
    assert document["document"]["sizeBytes"] == len(content)
    # Once, however many folios hold it.
    assert "ya estaba" in portal.ok("document", "put", file, "--by", AGENTE)
    assert portal.json("document", "show", sha256)["content"]["attempts"] == 1
    result = portal.cli("document", "get", "0" * 64, "--output", out)
    assert result.returncode == NOT_FOUND
    assert portal.cli("document", "put", file, "--by", "NADIE:x").returncode == USAGE


def test_an_upload_that_was_interrupted_goes_on_and_other_content_is_refused(portal, tmp_path):
    import base64
    import hashlib

    content = b"Solicitud firmada. " * 100_000
    stream = f"document-{hashlib.sha256(content).hexdigest()}"
    begun = {"actor": folio.AGENTE, "sizeBytes": len(content), "mediaType": "application/pdf"}

    def event(kind, payload):
        return folio.event(f"document.v1.{kind}", payload)

    def chunk(index, part):
        return event("ChunkAdded", {"index": index, "content": base64.b64encode(part).decode()})

    append(portal, stream, event("UploadBegun", begun), chunk(0, content[:1_048_576]))
    assert "document.other-chunk" in refusal(portal, stream, chunk(2, b"x"))
    assert "document.incomplete" in refusal(
        portal, stream, event("UploadCompleted", {"actor": folio.AGENTE}))
    file = tmp_path / "solicitud.pdf"
    file.write_bytes(content)
    portal.ok("document", "put", file, "--by", AGENTE)
    shown = portal.json("document", "show", stream.removeprefix("document-"))["content"]
    assert (shown["status"], shown["attempts"]) == ("UPLOAD_STATUS_COMPLETE", 1)
    # What has another digest than its stream can never be complete.
    other = "document-" + hashlib.sha256(b"otro").hexdigest()
    append(portal, other, event("UploadBegun", begun | {"sizeBytes": 4}), chunk(0, b"malo"))
    assert "document.other-content" in refusal(
        portal, other, event("UploadCompleted", {"actor": folio.AGENTE}))


# Clones


def test_a_rejected_folio_is_cloned_once_something_was_changed(portal):
    number = folio.new_number()
    append(portal, folio.stream(number), folio.opened(number), folio.note(), folio.quote())
    result = portal.cli("clone", number, "--set", "priority=MEDIA", "--by", AGENTE)
    assert_refused(result, DATA, "folio.predecessor-not-rejected", "Rechazo")
    append(portal, folio.stream(number), folio.moved(
        folio.AGENTE, "ALTA_DE_TRAMITE", "RECHAZO", reason="MISSING_INFORMATION"))
    form = portal.ok("clone", number)
    assert f"Trámite clonado del #{number:08}" in form and "priority=ALTA" in form
    result = portal.cli("clone", number, "--by", AGENTE)
    assert_refused(result, DATA, "folio.clone-unchanged")
    told = portal.ok("clone", number, "--set", "priority=MEDIA", "--set",
                     "agent.email=otra@example.mx", "--by", AGENTE)
    clone = int(told.split(":")[0].lstrip("#"))
    page = portal.json("folio", clone)["page"]
    assert (page["form"]["priority"], page["form"]["agent"]["email"]) == (
        "MEDIA", "otra@example.mx")
    assert page["form"]["contratante"] == "Transportes Muñoz, S.A. de C.V."
    assert page["stage"] == "ALTA_DE_TRAMITE"
    assert page.get("notes", []) == page.get("documents", []) == []
    assert page["predecessor"]["number"] == number
    assert f"#{number:08}" in portal.ok("folio", clone)
    original = portal.json("folio", number)["page"]
    assert [row["number"] for row in original["cloneRows"]] == [clone]
    assert portal.cli("clone", number, "--set", "nada=1").returncode == USAGE


# Agents


def test_an_agent_is_looked_up_by_key_or_name(portal):
    for key, name in [("A-1", "Begoña Núñez Peña"), ("A-12", "Begoña Ibáñez"),
                      ("A-3", "Íñigo Güemes")]:
        number = folio.new_number()
        append(portal, folio.stream(number), folio.opened(number, agent={
            "key": key, "name": name, "promotor": "Promotoría Bajío",
            "email": f"{key.lower()}@example.mx"}))

    def found(*search):
        return [one["agent"]["key"] for one in portal.json("agents", *search).get("agents", [])]

    # The exact one, or all coincidences; letters and accents are not told apart.
    assert found("A-1") == ["A-1"]
    assert sorted(found("begona")) == ["A-1", "A-12"]
    assert found("IÑIGO guemes") == ["A-3"] and found("nunez") == ["A-1"]
    assert found("nadie") == [] and len(found()) == 3
    screen = portal.ok("agents", "nunez")
    for words in ["A-1", "Begoña Núñez Peña", "Promotoría Bajío", "a-1@example.mx"]:
        assert words in screen, words
    assert "No hay resultados." in portal.ok("agents", "nadie")


# Policies


def test_the_figures_in_force_and_their_adoptions(portal):
    def figure(name, *options):
        (one,) = [one for one in portal.json("policies", *options)["figures"]
                  if one["name"] == name]
        return one

    link = figure("password-link", "--area", "access")
    assert (link["builtIn"], link["inForce"]["minutes"]) == (True, 60)
    portal.ok("append", "policy-access", "--type", "policy.v1.FigureAdopted", "--data", json.dumps({
        "actor": {"name": "Sistemas"}, "figure": "password-link", "minutes": 30,
        "validFrom": "2026-01-06", "source": "oficio 7-2026"}))
    assert figure("password-link")["inForce"]["minutes"] == 60
    changed = figure("password-link", "--on", "2026-01-06")
    assert changed["inForce"]["minutes"] == 30 and len(changed["adoptions"]) == 1
    # The link that is mailed from that day on says so, and is up earlier.
    register(portal)
    append(portal, access.stream("c-1"), access.asked())
    portal.advance("2026-01-06T10:00:00-06:00")
    assert "access.other-validity" in refusal(
        portal, access.stream("c-1"), access.mailed("2026-1", "uno"))
    append(portal, access.stream("c-1"), access.mailed("2026-1", "uno", minutes=30))
    portal.advance("2026-01-06T10:30:00-06:00")
    assert page(portal, "c-1")["state"] == "ACCESS_STATE_LINK_EXPIRED"
    assert [one["name"] for one in portal.json("policies", "--adopted")["figures"]] == [
        "password-link"]
    screen = portal.ok("policies", "--area", "access")
    for words in ["Vigencia de la liga de contraseña", "30 minutos", "oficio 7-2026", "Sistemas"]:
        assert words in screen, words
    assert portal.cli("policies", "--area", "nada").returncode == USAGE
