"""Two people at two desks of one real gateway."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from controlroom.desk import link
from controlroom.desk.desk import Desk
from controlroom.desk.questions import (
    Contacts,
    ContactsPage,
    DoorRows,
    Doors,
    Export,
    ExportIncident,
    Found,
    History,
    HistoryPage,
    IncidentFound,
    IncidentOf,
    Search,
    Track,
    TrackPage,
)
from controlroom.domain import commands as c
from controlroom.wire.envelope import pack
from tests.helpers.asked import (
    reply,
    reply_page,
    wait_for_link,
    wait_for_seq,
    wait_for_unit,
)
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[GatewayProcess]:
    """A gateway with three units."""
    with GatewayProcess(tmp_path / "home") as gateway:
        gateway.enrol_units(3)
        yield gateway


@pytest.fixture
def desks(gateway: GatewayProcess) -> Iterator[tuple[Desk, Desk]]:
    """Anna and Ben, each at a desk that has its picture."""
    anna = Desk(gateway.url, gateway.add_person("Anna"), "Desk A")
    ben = Desk(gateway.url, gateway.add_person("Ben"), "Desk B")
    with anna, ben:
        for desk in (anna, ben):
            wait_for_unit(desk, "unit_1")
        yield anna, ben


def _open(desk: Desk, place: str = "Pier 4") -> str:
    """Open an incident and return its id."""
    result = desk.do(c.OpenIncident(type_code="BURGLARY", grade="I", place=place))
    assert result.ok, result
    wait_for_seq(desk, result.seq)
    (incident,) = (i for i in desk.picture.incidents.values() if i.place == place)
    return incident.incident_id


def _log(desk: Desk, incident_id: str) -> list[str]:
    """Return the lines of an incident's log; none while the desk does not know it."""
    incident = desk.picture.incidents.get(incident_id)
    return [entry.text for entry in incident.log] if incident is not None else []


def test_both_see_what_one_does(desks: tuple[Desk, Desk]) -> None:
    """What Anna opens, Ben sees, with its number, its log and her name."""
    anna, ben = desks
    incident_id = _open(anna)
    ben.wait_until(lambda: incident_id in ben.picture.incidents, WAIT_S)
    seen = ben.picture.incidents[incident_id]

    assert "Pier 4" == seen.place
    assert seen.cad.startswith("1/")
    assert "Anna" == ben.picture.name_of(seen.opened_by)


def test_one_unit_sent_twice_at_once(desks: tuple[Desk, Desk]) -> None:
    """One assignment wins; the other desk is told who was first, and when."""
    anna, ben = desks
    first, second = _open(anna, "Pier 4"), _open(anna, "Quay 9")
    ben.wait_until(lambda: second in ben.picture.incidents, WAIT_S)
    presumed = {"unit_1": ben.picture.units["unit_1"].revision}
    sent = [
        (
            desk,
            desk.send(c.AssignUnits(incident_id=to, unit_ids=("unit_1",)), presumed),
        )
        for desk, to in ((anna, first), (ben, second))
    ]
    results = [desk.result(command_id) for desk, command_id in sent]
    (won,) = (place for place, result in enumerate(results) if result.ok)
    lost = results[1 - won]
    winner = ("Anna", "Ben")[won]

    assert "conflict" == lost.code
    assert winner in lost.sentence
    assert ":" in lost.sentence, "the time of day is said"

    for desk in desks:
        wait_for_seq(desk, results[won].seq)

        assert ((first, second)[won],) == desk.picture.units["unit_1"].incident_ids


def test_a_retry_gets_the_first_answer(desks: tuple[Desk, Desk]) -> None:
    """A command whose answer was lost is not done twice when it comes again."""
    anna, _ = desks
    incident_id = _open(anna)
    act = c.AddLogEntry(incident_id=incident_id, text="once")
    first = anna.do(act)
    payload = c.Command(command_id=first.command_id, act=act)
    anna.link._end._commands[first.command_id] = b""
    anna.link._outbox.append(_packed(payload))
    anna.link._call(anna.link._wake)
    again = anna.result(first.command_id)
    anna.wait_until(lambda: anna.picture.seq >= first.seq, WAIT_S)
    texts = [entry.text for entry in anna.picture.incidents[incident_id].log]

    assert (True, first.seq) == (again.ok, again.seq)
    assert 1 == texts.count("once")


def test_each_sees_what_the_other_has_open(desks: tuple[Desk, Desk]) -> None:
    """An incident open at one desk is marked so at the other, and unmarked."""
    anna, ben = desks
    incident_id = _open(anna)
    anna.link.attend(incident_id)
    ben.wait_until(lambda: ben.presence.incidents == {incident_id: ("Desk A",)}, WAIT_S)
    anna.link.stop()
    ben.wait_until(lambda: not ben.presence.incidents, WAIT_S)

    assert ["Desk B"] == [desk.desk for desk in ben.presence.desks]


def test_two_desks_of_one_name_are_told_apart(gateway: GatewayProcess) -> None:
    """A second desk of the same name gets a number, so that nobody is confused."""
    token = gateway.add_person("Anna")
    with Desk(gateway.url, token, "Desk") as one, Desk(gateway.url, token, "Desk"):
        one.wait_until(lambda: len(one.presence.desks) == 2, WAIT_S)

        assert {"Desk", "Desk (2)"} == {desk.desk for desk in one.presence.desks}


def test_what_a_role_may_not(gateway: GatewayProcess) -> None:
    """An observer sees everything, changes nothing and takes nothing out."""
    token = gateway.add_person("Olga", role="observer")
    with Desk(gateway.url, token, "Desk O") as desk:
        desk.wait_until(lambda: "unit_1" in desk.picture.units, WAIT_S)
        done = desk.do(c.SetUnitState(unit_id="unit_1", state=3))
        taken = desk.ask(ExportIncident(incident_id="inc_1"))

        assert (False, "not_allowed") == (done.ok, done.code)
        assert (False, "role") == (taken.ok, taken.code)


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5000, "\u00e9"])
def test_hostile_token(gateway: GatewayProcess, token: str) -> None:
    """A wrong token opens nothing, is counted, and nobody else notices."""
    with Desk(gateway.url, gateway.add_person("Anna"), "Desk A") as anna:
        anna.wait_until(lambda: anna.snapshots, WAIT_S)
        status = requests.get(
            f"{gateway.url}/desk",
            headers={
                "Authorization": f"Bearer {token}".encode(),
                "Connection": "Upgrade",
                "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            },
            timeout=PATIENCE_S,
        ).status_code
        door = reply(anna, Doors(), DoorRows).doors[0]

        assert 401 == status
        assert 1 == door.errors
        assert "token" in door.last_error.lower()
        assert token not in gateway.log() or not token


def test_a_revoked_token_ends_the_session(
    gateway: GatewayProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is revoked is out within seconds, and is told so."""
    # The next attempt would be told something else: the token opens nothing.
    monkeypatch.setattr(link, "BACKOFF_S", (0.2, 2 * WAIT_S))
    token = gateway.add_person("Anna")
    with Desk(gateway.url, token, "Desk A") as anna:
        anna.wait_until(lambda: anna.snapshots, WAIT_S)
        (person_id,) = anna.picture.people
        gateway.ask("revoke", {"subject_id": person_id})
        anna.wait_until(
            lambda: anna.link_changed and anna.link_changed.state == "refused", WAIT_S
        )

        assert anna.link_changed is not None
        assert "withdrawn" in anna.link_changed.reason


def test_questions_about_the_past(desks: tuple[Desk, Desk]) -> None:
    """Search, one incident, history and a track are answered, page by page."""
    anna, _ = desks
    incident_id = _open(anna, "Lighthouse Walk")
    for number in range(5):
        anna.do(c.AddLogEntry(incident_id=incident_id, text=f"line {number}"))
    anna.wait_until(lambda: reply(anna, Search(text="lighthouse"), Found).hits, WAIT_S)
    cad = anna.picture.incidents[incident_id].cad
    found = reply(anna, IncidentOf(cad=cad), IncidentFound).incident
    history = History(incident_id=incident_id, limit=4)
    page, cursor = reply_page(anna, history, HistoryPage)
    older = reply(anna, history, HistoryPage, cursor)
    seqs = [fact.seq for fact in (*page.facts, *older.facts)]
    track = Track(unit_id="unit_1", from_us=0, to_us=1)

    assert found is not None
    assert incident_id == found.incident_id
    assert 6 == len(seqs)
    assert sorted(seqs, reverse=True) == seqs
    assert () == reply(anna, track, TrackPage).lat
    assert not anna.ask(Track(unit_id="unit_1", from_us=1, to_us=0)).ok
    assert () == reply(anna, ContactsPage(), Contacts).contacts
    assert "page" == anna.ask(Search(text="x"), "-1").code


def test_an_export_is_a_disclosure(desks: tuple[Desk, Desk]) -> None:
    """One incident leaves as one page, whole, with the digest that was recorded."""
    anna, _ = desks
    incident_id = _open(anna, "<script>alert(1)</script>")
    ask = ExportIncident(incident_id=incident_id)
    export, page = reply_page(anna, ask, Export)
    body = export.part
    while page:
        export, page = reply_page(anna, ask, Export, page)
        body += export.part

    assert export.size == len(body)
    assert export.digest == hashlib.sha256(body).hexdigest()
    assert b"<script>alert(1)" not in body


def test_a_desk_resumes_where_it_was(
    gateway: GatewayProcess, desks: tuple[Desk, Desk]
) -> None:
    """After the gateway was killed both desks come back alone and lack nothing."""
    anna, ben = desks
    incident_id = _open(anna)
    gateway.kill()
    for desk in desks:
        wait_for_link(desk, "down")
    gateway.start()
    for desk in desks:
        wait_for_link(desk, "live")
    anna.do(c.AddLogEntry(incident_id=incident_id, text="after"))
    ben.wait_until(lambda: "after" in _log(ben, incident_id), WAIT_S)

    assert 1 == ben.snapshots, "it resumed, it did not start anew"
    assert ben.welcome is not None
    assert ben.welcome.recovered


def _packed(command: c.Command) -> bytes:
    return pack(command)
