"""What panels and actions of one desk share."""

from collections.abc import Mapping

from controlroom.domain import commands as c
from controlroom.domain.commands import AnyAct
from tests.helpers.desk_room import DeskRoom


def test_all_sectors_are_shown_until_some_are_chosen(room: DeskRoom) -> None:
    """Nobody's incident is hidden by a choice that was not made."""
    position = room.position
    before = position.keeps("Harbour")
    position.choose_sectors(frozenset({"Central"}))

    assert (True, False, True, True) == (
        before, position.keeps("Harbour"), position.keeps("Central"),
        position.keeps(""),
    )  # fmt: skip


def test_looking_at_all_keeps_the_choice(room: DeskRoom) -> None:
    """One key shows everything, the same key goes back."""
    position = room.position
    position.choose_sectors(frozenset({"Central"}))
    position.look_at_all(everything=True)
    wide = position.keeps("Harbour")
    position.look_at_all(everything=False)

    assert (True, False) == (wide, position.keeps("Harbour"))


def test_who_chose_no_sectors_looks_at_all_already(room: DeskRoom) -> None:
    """Lists are not worked out anew for what changes nothing in them."""
    position = room.position
    said: list[bool] = []
    position.filter_changed.connect(lambda: said.append(True))
    nothing = position.look_at_all(everything=True)
    position.look_at_all(everything=False)
    unsaid = list(said)
    position.choose_sectors(frozenset({"Central"}))
    something = position.look_at_all(everything=True)

    assert (False, [], True, 2) == (nothing, unsaid, something, len(said))


def test_what_could_overwrite_carries_revisions(room: DeskRoom) -> None:
    """A grade presumes what the operator saw; a log entry never conflicts."""
    room.selection.select_incident("inc_4521")
    seen: list[dict[str, int]] = []

    def send(_act: AnyAct, expects: Mapping[str, int]) -> str:
        seen.append(dict(expects))
        return "cmd_9"

    room.outgoing._send = send
    room.position.send(c.GradeIncident(incident_id="inc_4521", grade="S"), "inc_4521")
    room.position.send(c.AddLogEntry(incident_id="inc_4521", text="x"), "inc_4521")
    revision = room.frame.picture.incidents["inc_4521"].revision

    assert [{"inc_4521": revision}, {}] == seen


def test_who_was_overtaken_is_told_by_whom(room: DeskRoom) -> None:
    """Two desks grade at once: one wins, the other reads who and when."""
    stale = room.frame.picture.incidents["inc_4521"].revision
    room.other(c.GradeIncident(incident_id="inc_4521", grade="S"))
    act = c.GradeIncident(incident_id="inc_4521", grade="E")
    room.outgoing.send(act, {"inc_4521": stale}, "inc_4521")
    room.turn()
    refusal = room.outgoing.refusal_of("inc_4521")

    assert refusal is not None
    assert "Marsh" in refusal.sentence
    assert "22:32:08" in refusal.sentence


def test_roles_limit_acts(room: DeskRoom) -> None:
    """The position knows what the gateway would refuse."""

    assert room.position.may(c.AssignUnits)
    assert not room.position.may(c.Enrol)
