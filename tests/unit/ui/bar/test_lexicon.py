"""What the room knows by name, gathered once."""

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.bar.lexicon import RoomLexicon


def test_units_incidents_and_codes_are_known_by_name(room: DeskRoom) -> None:
    """Callsigns without blanks, numbers short and whole, codes by code and by name."""
    found = RoomLexicon(room.position).now()

    assert "unit_hb14" == found.units["hb14"]
    assert "inc_4521" == found.incidents["4521"] == found.incidents["4521/21nov26"]
    assert "ARR" == found.codes["arrest"] == found.codes["arr"]
    assert found.is_time("+30 min")
    assert not found.is_time("soon")


def test_names_are_gathered_once_and_anew_when_there_are_more(room: DeskRoom) -> None:
    """An incident that has just been opened can be named."""
    lexicon = RoomLexicon(room.position)
    before = lexicon.now()

    assert before.units is lexicon.now().units
    assert before.incidents is lexicon.now().incidents

    room.other(c.OpenIncident(type_code="ROB", place="Quay"))
    (new,) = set(lexicon.now().incidents.values()) - set(before.incidents.values())

    assert new in room.frame.picture.incidents


def test_what_is_selected_is_taken_as_it_is_now(room: DeskRoom) -> None:
    """A line may leave it out."""
    lexicon = RoomLexicon(room.position)
    room.selection.select_incident("inc_4521")

    assert "inc_4521" == lexicon.now().incident_id


def test_callsigns_are_gathered_in_the_order_of_the_list(room: DeskRoom) -> None:
    """Short ones first, as they are compared; each with its unit."""
    lexicon = RoomLexicon(room.position)
    lexicon.gather()
    gathered = lexicon.callsigns()
    units = room.frame.picture.units
    lengths = [len(units[key].callsign) for _, key in gathered]

    assert sorted(lengths) == lengths
    assert ("hb14", "unit_hb14") in gathered
    assert lexicon.now().units == dict(gathered)
