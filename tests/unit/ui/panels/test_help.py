"""The help."""

import re
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from tests.helpers.views import HEAVIEST, names_of
from tests.helpers.views_scenes import VIEWS
from tests.helpers.window_room import WindowRoom
from ui.actions import ACTIONS
from ui.panels.help import KEY, PAGES, HelpPanel, keys_text, page_text


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


def pictures_of(page: str) -> list[str]:
    """Return the pictures of a page, as it names them."""
    return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page_text(page))


@pytest.mark.parametrize("page", [name for name, _title in PAGES])
def test_pictures_are_there_and_small(page: str) -> None:
    """Each is shipped beside the pages, and none is heavier than 300 kB."""
    folder = Path(str(resources.files("resources").joinpath("docs", "help")))
    for name in pictures_of(page):
        picture = (folder / name).resolve()

        assert picture.stat().st_size < 300_000
        assert "pictures" not in picture.parts  # what packages leave out


def test_every_panel_is_pictured_full_and_empty(window_room: WindowRoom) -> None:
    """By night and by day: what the menu View shows, each dock, the map."""
    docks = {panel.objectName() for panel in window_room.window.panels}
    shown = {each.name for each in ACTIONS if each.menu == "View"} & {*docks, "map"}
    wanted = (docks | shown | {"map", "alarms", "command", "intake", "video"}) - {KEY}

    assert {"queue", "units", "board", "room", "doors"} <= shown
    assert set() == wanted - VIEWS.keys()
    assert [4] * len(wanted) == [len(names_of(each)) for each in wanted]


def test_every_picture_of_the_desk_is_in_a_page() -> None:
    """What `make views` makes is shipped, is shown, and nothing else is."""
    folder = Path(str(resources.files("resources").joinpath("docs", "views")))
    shipped = {path.name for path in folder.glob("desk_*.png")}
    made = {name for panel in VIEWS for name in names_of(panel)}
    shown = [Path(name).name for page, _title in PAGES for name in pictures_of(page)]

    assert made == shipped
    assert made == {name for name in shown if name.startswith("desk_")}
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("panel", VIEWS)
def test_each_picture_is_light_and_its_own(panel: str) -> None:
    """None is heavier than 150 kB, and none is another by mistake."""
    folder = Path(str(resources.files("resources").joinpath("docs", "views")))
    pictures = [folder.joinpath(name).read_bytes() for name in names_of(panel)]

    assert [] == [len(each) for each in pictures if len(each) > HEAVIEST]
    assert len(pictures) == len(set(pictures))


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


def test_pictures_are_never_wider_than_the_page(qtbot: QtBot, room: DeskRoom) -> None:
    """In a narrow panel as in a wide one, and again after it was made narrower."""
    panel = HelpPanel(room.position)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.show_page("alarms")
    text = panel._text
    wide = text.document().size().width()
    panel.resize(1400, 700)
    qtbot.waitUntil(lambda: panel._shown_in > 1000)
    panel.resize(830, 700)
    qtbot.waitUntil(lambda: panel._shown_in < 830)

    assert wide <= 900
    assert text.document().size().width() <= text.viewport().width()
    assert 0 == text.horizontalScrollBar().maximum()


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


def test_keys_in_the_text_are_of_the_table_too() -> None:
    """Also outside tables, in either way of writing them."""
    known = {key for action in ACTIONS for key in action.keys} | {"Ctrl+Enter"}
    written = re.compile(r"`([^`\n]+)`|\*\*([^*\n]+)\*\*")
    key = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+\S+|F\d+|[A-Z]|Home|Del")
    said = {
        each or bold
        for page, _title in PAGES
        if page != "video"  # that window has keys of its own
        for each, bold in written.findall(page_text(page))
    }

    assert set() == {each for each in said if key.fullmatch(each)} - known


def test_every_key_is_explained() -> None:
    """Not only listed: a page says what an action is for."""
    pages = "\n".join(page_text(page) for page, _title in PAGES if page != "keys")
    left = [
        action.name
        for action in ACTIONS
        if action.keys
        and not any(f"`{key}`" in pages or f"**{key}**" in pages for key in action.keys)
    ]

    assert [] == left


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
