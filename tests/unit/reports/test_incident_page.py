"""A page that leaves the room is whole, loads nothing and shows text as typed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from controlroom.domain.codes import Codes, Grade, IncidentType
from controlroom.domain.entities import Incident, LogEntry
from controlroom.ground.pack import Pack
from controlroom.reports.incident_page import Disclosure, incident_page

OPENED_US = 1_795_300_076_000_000  # 21 Nov 2026 22:27:56 UTC
CODES = Codes(
    grades=(Grade(code="I", name="Immediate", attend_s=900),),
    types=(IncidentType(code="ROB", name="Robbery", grade="I"),),
)


def _incident(**changes: object) -> Incident:
    fields: dict[str, Any] = {
        "incident_id": "inc_1", "cad": "4521/21NOV26", "type_code": "ROB", "grade": "I",
        "place": "Foundry Lane at Mill Street", "lat": 54.7, "lon": 2.4,
        "narrative": "Two males, grey tracksuits.", "opened_at_us": OPENED_US,
        "opened_by": "per_marsh",
        "log": (LogEntry(seq=7, at_us=OPENED_US, by="per_ash", text="CN21 assigned."),),
    }  # fmt: skip
    return Incident(**(fields | changes))


def _page(
    incident: Incident, pack: Pack | None = None, *, exercise: bool = False
) -> str:
    names = {"per_marsh": "Marsh", "per_ash": "Ash"}
    disclosure = Disclosure(by="Ash", at_us=OPENED_US + 1, exercise=exercise)
    return incident_page(
        incident, CODES, lambda actor: names.get(actor, actor), disclosure, pack
    )


@pytest.fixture
def pack(city: Path) -> Iterator[Pack]:
    """The exercise city as a pack."""
    with Pack.open(city) as opened:
        yield opened


def test_says_what_the_incident_is() -> None:
    """CAD number, type by name, place, who opened it and when by the force's clock."""
    page = _page(_incident())

    for words in ("4521/21NOV26 Robbery", "Foundry Lane at Mill Street", "Marsh"):
        assert words in page
    assert "21 Nov 2026 22:27:56" in page
    assert "CN21 assigned." in page


def test_loads_nothing() -> None:
    """No address outside the page itself: every script and style is inside it."""
    page = _page(_incident())

    assert [] == re.findall(r'(?:src|href)\s*=\s*["\'](?!data:)[^"\']+', page)
    assert [] == re.findall(r"url\((?!data:|#)[^)]*\)", page)
    assert "http://" not in page
    assert "https://" not in page


def test_ground_is_painted_by_us(pack: Pack) -> None:
    """With a pack the ground lies under the map as our own picture."""
    lat, lon = pack.centre

    page = _page(_incident(lat=lat, lon=lon), pack)

    assert "data:image/svg+xml;base64," in page
    assert pack.attribution in page


def test_no_ground_far_from_the_pack(pack: Pack) -> None:
    """A place the pack does not know gets a map without a ground, not an error."""
    page = _page(_incident(lat=10.0, lon=10.0), pack)

    assert "data:image/svg+xml" not in page


def test_no_map_without_a_place() -> None:
    """An incident nobody has placed says so instead of showing a map of nowhere."""
    assert "No position is known" in _page(_incident(lat=None, lon=None))


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }} {% raw %} {%- endraw -%} {# gone #}",
        "</table><h1>Closed</h1>",
    ],
)
def test_hostile_text_is_shown_as_typed(typed: str) -> None:
    """Mark-up and template marks in any text are text on the page."""
    log = (LogEntry(seq=7, at_us=OPENED_US, by=typed, text=typed),)
    incident = _incident(place=typed, narrative=typed, caller=typed, log=log)

    page = _page(incident)

    body = page[page.index("<body>") :]
    for start in ("<script>alert", "<img", "</table><h1>"):
        assert start not in body
    assert "49" not in re.sub(r"<[^>]+>|data:\S+", "", body).split("Log")[0]
    shown = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = shown.replace('"', "&quot;").replace("{", "&#123;").replace("}", "&#125;")
    assert shown in body


def test_exercise_is_said() -> None:
    """A page from an exercise says so before anything else."""
    assert "EXERCISE" in _page(_incident(), exercise=True)
    assert "EXERCISE" not in _page(_incident())


def test_a_corrected_line_leaves_the_room_with_its_correction() -> None:
    """Both are there, who and which desk, and nothing of it is mark-up of theirs."""
    log = (
        LogEntry(seq=7, at_us=OPENED_US, by="per_ash", desk="desk <4>", text="Red"),
        LogEntry(
            seq=8, at_us=OPENED_US, by="per_marsh", kind="corrected",
            text="<b>Blue</b>", corrects=7,
        ),
    )  # fmt: skip
    page = _page(_incident(log=log))

    assert "<s>Red</s> <span class='quiet'>corrected by Marsh 21 Nov 2026" in page
    assert "&lt;b&gt;Blue&lt;/b&gt; <span class='quiet'>a correction</span>" in page
    assert "desk &lt;4&gt;" in page
