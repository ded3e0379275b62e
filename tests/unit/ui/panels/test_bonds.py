"""What an incident is joined with, as chips."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom
from ui.panels.bonds import BondsBar, size_words

HERE, THERE, THIRD = "inc_4531", "inc_4521", "inc_4530"


@pytest.fixture
def bar(qtbot: QtBot, room: DeskRoom) -> BondsBar:
    """The chips of an incident."""
    made = BondsBar(room.position)
    qtbot.addWidget(made)
    made.resize(512, 28)
    made.show()
    return made


def _show(room: DeskRoom, bar: BondsBar, key: str = HERE) -> list[str]:
    bar.show_incident(room.frame.picture.incidents[key])
    return [chip.text() for chip in bar.chips]


def _attach(room: DeskRoom, name: str) -> None:
    room.scene.say(
        e.AttachmentAdded(
            incident_id=HERE, sha256=name, name=name, media_type="image/jpeg",
            size=2_400_000, by="per_ash",
        )
    )  # fmt: skip
    room.turn()


def test_nothing_is_shown_while_nothing_is_joined(
    bar: BondsBar, room: DeskRoom
) -> None:
    """An incident alone has no row for it."""

    assert [] == _show(room, bar)
    assert bar.isHidden()


def test_links_duplicates_and_files_have_a_chip_each(
    bar: BondsBar, room: DeskRoom
) -> None:
    """Each says what it is; the duplicate says what it is a part of."""
    room.other(c.LinkIncidents(incident_id=HERE, other_id=THIRD))
    room.other(c.MergeIncidents(incident_id=HERE, duplicate_id=THERE))
    _attach(room, "a.jpg")

    assert ["Duplicate 4521", "Linked 4530", "1 file"] == _show(room, bar)
    _attach(room, "b.jpg")
    assert "2 files" == _show(room, bar)[-1]
    assert ["Part of 4531"] == _show(room, bar, THERE)


def test_a_chip_selects_its_incident(bar: BondsBar, room: DeskRoom) -> None:
    """From the duplicate to the incident, and back."""
    room.other(c.LinkIncidents(incident_id=HERE, other_id=THIRD))
    _show(room, bar)
    bar.chips[0].click()

    assert THIRD == room.selection.incident_id


def test_many_links_are_counted(bar: BondsBar, room: DeskRoom) -> None:
    """The row stays one row."""
    others = [key for key in room.frame.picture.incidents if key != HERE][:6]
    for key in others:
        room.other(c.LinkIncidents(incident_id=HERE, other_id=key))

    assert "2 more" == _show(room, bar)[-1]


def test_files_are_listed_and_chosen(bar: BondsBar, room: DeskRoom) -> None:
    """Kind, name as it is, size, who and when; choosing one asks for it."""
    _attach(room, "a & b.jpg")
    _show(room, bar)
    wanted: list[str] = []
    bar.file_wanted.connect(wanted.append)
    words = bar._file_words(room.frame.picture.incidents[HERE].attachments[0])
    menu = bar.list_files()
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()

    assert words.startswith("Photo a && b.jpg, 2.4 MB, Ash 22:")
    assert ["a & b.jpg"] == wanted


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1 kB"), (340_400, "340 kB"), (2_410_000, "2.4 MB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    """Two figures are enough."""

    assert words == size_words(size)
