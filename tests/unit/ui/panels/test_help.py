"""The help."""

import re
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from ui.actions import ACTIONS
from ui.panels.help import PAGES, HelpPanel, keys_text, page_text


@pytest.mark.parametrize("page", [name for name, _title in PAGES])
def test_every_page_is_there(page: str) -> None:
    """Each page has a title and says something."""
    text = page_text(page)

    assert text.startswith("# ")
    assert len(text) > 200


def test_every_file_is_a_page() -> None:
    """No page that nobody can open."""
    folder = resources.files("resources").joinpath("docs", "help")
    files = {entry.name.removesuffix(".md") for entry in folder.iterdir()}

    assert files == {name for name, _title in PAGES} - {"keys"}


@pytest.mark.parametrize("page", [name for name, _title in PAGES])
def test_links_lead_to_pages(page: str) -> None:
    """No link leads nowhere, and none leaves the machine."""
    linked = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", page_text(page))
    known = {f"{name}.md" for name, _title in PAGES}

    assert set(linked) <= known


@pytest.mark.parametrize("page", [name for name, _title in PAGES])
def test_pictures_are_there_and_small(page: str) -> None:
    """Each is shipped beside the pages, and none is heavier than 300 kB."""
    folder = Path(str(resources.files("resources").joinpath("docs", "help")))
    for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page_text(page)):
        picture = (folder / name).resolve()

        assert picture.stat().st_size < 300_000
        assert "pictures" not in picture.parts  # what packages leave out


def test_pictures_are_shown(qtbot: QtBot, room: DeskRoom) -> None:
    """The page of the map is as long as its pictures are high: none is missing."""
    panel = HelpPanel(room.position)
    qtbot.addWidget(panel)
    panel.resize(512, 700)
    panel.show()
    panel.show_page("map")
    pictures = re.findall(r"!\[", page_text("map"))
    with_them = panel._text.document().size().height()
    panel._text.document().setBaseUrl(QUrl())
    panel._text.setMarkdown(page_text("map"))
    without = panel._text.document().size().height()

    assert with_them - without > 200 * len(pictures) > 0


def test_every_key_in_the_pages_is_one_of_the_table() -> None:
    """Help never promises a key that does nothing."""
    known = {key for action in ACTIONS for key in action.keys}
    known |= {"↑", "↓", "←", "→", "Tab", "Space", "Enter", "+", "-"}
    shown: set[str] = set()
    for page, _title in PAGES:
        if page == "video":
            continue  # that window has keys of its own
        text = page_text(page)
        rows = re.findall(r"^\| (`[^|]+`) \|", text, re.MULTILINE)
        for row in rows:
            shown.update(re.findall(r"`([^`]+)`", row))

    assert set() == {key for key in shown if key not in known}


def test_keys_are_those_of_the_table() -> None:
    """The page of keys is written by the table."""
    text = keys_text()

    assert "| `N` | Open an incident |" in text
    assert "| `1` to `9` | Choose a unit to send |" in text


def test_links_are_followed_inside_and_nowhere_else(
    qtbot: QtBot, room: DeskRoom
) -> None:
    """A page opens another; an address opens nothing."""
    panel = HelpPanel(room.position)
    qtbot.addWidget(panel)
    panel.show_page("window")
    panel._follow(QUrl("queue.md"))
    inside = panel.page
    panel._follow(QUrl("https://example.org/map.md"))
    panel._follow(QUrl("nowhere.md"))

    assert ("queue", "window") == (inside, panel.page)


def test_a_help_nobody_opens_reads_nothing(qtbot: QtBot, room: DeskRoom) -> None:
    """The first page is read when it can be seen."""
    panel = HelpPanel(room.position)
    qtbot.addWidget(panel)
    before = panel._text.toPlainText()
    panel.show()

    assert "" == before
    assert panel._text.toPlainText().startswith("The window")
