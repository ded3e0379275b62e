"""What must not be overlooked about an incident."""

from controlroom.config import read_codes
from controlroom.domain import commands as c
from controlroom.domain.entities import Outline
from controlroom.domain.events import CodesPublished
from tests.helpers.desk_room import DeskRoom
from tests.helpers.operator import read
from ui.panels.cautions import Cautions


def _cautions(room: DeskRoom) -> Cautions:
    made = Cautions(room.position)
    made.resize(512, 60)
    made.show_incident(room.frame.picture.incidents["inc_4521"])
    return made


def test_without_words_and_warnings_there_is_no_line(room: DeskRoom) -> None:
    """It takes no room either."""
    made = _cautions(room)

    assert made.isHidden()


def test_a_warning_near_by_and_what_is_still_to_ask(room: DeskRoom) -> None:
    """Each in its line; the key of recording beside it."""
    incident = room.frame.picture.incidents["inc_4521"]
    at = (incident.lat or 0.0, incident.lon or 0.0)
    room.scene.say(CodesPublished(codes=read_codes(None)))
    room.other(
        c.Draw(kind="marker", label="Dog <b>bites</b>",
               outline=Outline(shape="point", corners=(at,)))
    )  # fmt: skip
    made = _cautions(room)
    said = read(made)

    assert "Dog <b>bites</b>, 0 m" == said[0]
    assert "THRIVE+ still to ask: I V E P" == said[1]
    assert "Ctrl+I" == said[-1]


def test_where_there_is_room_what_is_missing_is_named(room: DeskRoom) -> None:
    """Letters alone where there is none; the tip has the words at any width."""
    room.scene.say(CodesPublished(codes=read_codes(None)))
    room.turn()
    made = _cautions(room)
    short = read(made)[0]
    made.resize(1400, 60)
    whole = read(made)[0]

    assert "THRIVE+ still to ask: I V E P" == short
    assert whole.startswith("THRIVE+: I Investigation · V Vulnerability")
    assert "P Prevention" in made.toolTip()


def test_a_change_asks_again_and_says_why(room: DeskRoom) -> None:
    """Until it is answered."""
    room.scene.say(CodesPublished(codes=read_codes(None)))
    room.other(c.GradeIncident(incident_id="inc_4521", grade="S"))
    again = _cautions(room).missing
    room.other(c.RecordRisk(incident_id="inc_4521", text="as before"))

    assert again.startswith("THRIVE+, asked again: grade I to S: T Threat")
    assert "" == _cautions(room).missing
