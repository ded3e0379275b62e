"""Drawing on the shared map: what makes no sense is refused with a sentence."""

import math

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide import drawings as d
from controlroom.domain.entities import Outline
from controlroom.domain.errors import Conflict, Refused
from tests.helpers.watch import MARSH, SECOND_US, START_US, Watch, refused

SQUARE = ((51.50, -0.10), (51.50, -0.09), (51.51, -0.09), (51.51, -0.10))
BOW = ((51.50, -0.10), (51.51, -0.09), (51.50, -0.09), (51.51, -0.10))
NAN = float("nan")
MOST = d.CORNERS_MOST


def outline(shape: str = "polygon", *corners: tuple[float, float],
            radius_m: float = 0.0) -> Outline:  # fmt: skip
    """Return an outline; a square without corners."""
    return Outline(
        shape=shape,  # type: ignore[arg-type]  # as the test says
        corners=corners or SQUARE,
        radius_m=radius_m,
    )


def draw(kind: str = "inner_cordon", drawn: Outline | None = None,
         **fields: object) -> c.Draw:  # fmt: skip
    """Return the act of drawing a square inner cordon, with some fields exchanged."""
    return c.Draw(kind=kind, outline=drawn or outline(), **fields)  # type: ignore[arg-type]  # as the test says


@pytest.fixture
def watch() -> Watch:
    """A room with an empty map."""
    return Watch()


def drawn_id(watch: Watch, act: c.Draw | None = None) -> str:
    """Draw, and return the id it was given."""
    watch.do(act or draw())
    return next(reversed(watch.picture.drawings))


def test_what_is_drawn_is_as_it_was_drawn(watch: Watch) -> None:
    """One event holds everything, its label tidy, its corners without repeats."""
    at_us = watch.now_us + 3_600 * SECOND_US
    twice = outline("polygon", *SQUARE, SQUARE[-1], SQUARE[0])
    (event,) = watch.do(draw(drawn=twice, label="  Mill\nStreet ", expires_at_us=at_us))

    assert isinstance(event, e.Drawn)
    assert event.drawing_id.startswith("drw_")
    assert outline() == event.outline
    assert ("Mill Street", at_us) == (event.label, event.expires_at_us)


@pytest.mark.parametrize(
    ("kind", "shape", "corners", "radius_m"),
    [
        ("rvp", "point", SQUARE[:1], 0.0),
        ("outer_cordon", "line", SQUARE[:2], 0.0),
        ("marker", "point", SQUARE[:1], 0.0),
        ("annotation", "line", (*SQUARE, SQUARE[0]), 0.0),
        ("geofence", "circle", SQUARE[:1], 50_000.0),
        ("annotation", "polygon", SQUARE[:3], 0.0),
    ],
)
def test_every_shape_can_be_drawn(
    watch: Watch, kind: str, shape: str, corners: tuple[tuple[float, float], ...],
    radius_m: float,
) -> None:  # fmt: skip
    """Points, lines that may close, areas and circles."""
    drawn = outline(shape, *corners, radius_m=radius_m)
    drawing_id = drawn_id(watch, draw(kind, drawn))

    assert drawn == watch.picture.drawings[drawing_id].outline


@pytest.mark.parametrize(
    ("code", "drawn"),
    [
        ("crosses_itself", outline("polygon", *BOW)),
        ("corners", outline("polygon", *SQUARE[:2])),
        ("crosses_itself", outline("polygon", *SQUARE[:2], *SQUARE[:2])),
        ("corners", outline("line", SQUARE[0], SQUARE[0])),
        ("corners", outline("circle", *SQUARE, radius_m=50)),
        ("corners", Outline(shape="polygon", corners=())),
        ("corners", outline("line", *((51 + n / 1e4, 0.1) for n in range(MOST + 1)))),
        ("area", outline("polygon", (51.5, 0.1), (51.6, 0.1), (51.7, 0.1))),
        ("antimeridian", outline("polygon", (1, 179.9), (1, -179.9), (2, 179.9))),
        ("antimeridian", outline("circle", (1, 179.9), radius_m=40_000)),
        ("antimeridian", outline("circle", (89.9, 1), radius_m=40_000)),
        ("position", outline("line", (NAN, 0.1), (51.5, 0.1))),
        ("position", outline("line", (math.inf, 0.1), (51.5, 0.1))),
        ("position", outline("line", (0.0, 0.0), (51.5, 0.1))),
        ("position", outline("line", (91.0, 0.1), (51.5, 0.1))),
        ("position", outline("line", (51.5, 180.1), (51.5, 0.1))),
        ("radius", outline("circle", SQUARE[0], radius_m=0)),
        ("radius", outline("circle", SQUARE[0], radius_m=-5)),
        ("radius", outline("circle", SQUARE[0], radius_m=NAN)),
        ("radius", outline("circle", SQUARE[0], radius_m=math.inf)),
        ("radius", outline("circle", SQUARE[0], radius_m=50_001)),
        ("shape", outline("point", SQUARE[0])),
    ],
)  # fmt: skip
def test_a_shape_that_makes_no_sense_is_refused(
    watch: Watch, code: str, drawn: Outline
) -> None:
    """A stable code, a sentence that says what to do; nothing is drawn."""
    refusal = refused(watch, draw("outer_cordon", drawn))

    assert code == refusal.code
    assert "Nothing changed." in refusal.sentence
    assert {} == watch.picture.drawings


def test_an_rvp_is_a_point(watch: Watch) -> None:
    """The sentence says what it can be."""
    refusal = refused(watch, draw("rvp"))

    assert "RVP cannot be a polygon. Nothing changed. Draw a point." == refusal.sentence


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("x" * 101, "The label has 101 characters, the most is 100."),
        ("a\x00b", "The label holds a null character."),
    ],
)
def test_a_label_that_cannot_be_written(watch: Watch, label: str, said: str) -> None:
    """Too long, or with a null: refused, in words."""
    refusal = refused(watch, draw(label=label))

    assert "text" == refusal.code
    assert said in refusal.sentence


def test_control_characters_are_taken_out(watch: Watch) -> None:
    """What steers a terminal is no part of a label."""
    drawing_id = drawn_id(watch, draw(label="Mill\x1b[31m\r\n\x07Street"))

    assert "Mill[31m Street" == watch.picture.drawings[drawing_id].label


def test_an_expiry_is_in_time(watch: Watch) -> None:
    """Not in the past, not beyond a year; just before both is good."""
    soon_us = watch.now_us + 5 * SECOND_US
    late_us = watch.now_us + d.EXPIRES_MOST_US + 60 * SECOND_US

    assert "expiry" == refused(watch, draw(expires_at_us=START_US)).code
    assert "expiry" == refused(watch, draw(expires_at_us=late_us)).code
    assert drawn_id(watch, draw(expires_at_us=soon_us))


def test_it_is_of_an_incident_that_there_is(watch: Watch) -> None:
    """The log of the incident says it; one nobody knows is refused."""
    incident_id = watch.opened()
    watch.do(draw(incident_id=incident_id, label="Mill Street"))

    assert "Inner cordon drawn: Mill Street" == watch.log(incident_id)[-1]
    assert "unknown_incident" == refused(watch, draw(incident_id="inc_no")).code


def test_a_map_is_not_drawn_full(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a most, and it says so; erasing one makes room."""
    monkeypatch.setattr(d, "DRAWINGS_MOST", 2)
    first = drawn_id(watch)
    drawn_id(watch)

    assert "drawings" == refused(watch, draw()).code

    watch.do(c.Erase(drawing_id=first))

    assert drawn_id(watch)


def redraw(drawing_id: str, **fields: object) -> c.Redraw:
    """Return the act of redrawing a square inner cordon."""
    plain = {"kind": "inner_cordon", "outline": outline(), **fields}
    return c.Redraw(drawing_id=drawing_id, **plain)  # type: ignore[arg-type]  # as the test says


def test_a_drawing_is_redrawn_whole(watch: Watch) -> None:
    """All of it is exchanged; redrawn as it is, nothing happens."""
    incident_id = watch.opened()
    drawing_id = drawn_id(watch)
    watch.do(
        redraw(
            drawing_id, kind="outer_cordon", outline=outline("line"), label="Quay",
            incident_id=incident_id,
        ),
        who=MARSH,
    )  # fmt: skip
    drawing = watch.picture.drawings[drawing_id]

    assert ("outer_cordon", "line", "Quay", MARSH) == (
        drawing.kind, drawing.outline.shape, drawing.label, drawing.changed_by
    )  # fmt: skip
    assert "Outer cordon redrawn: Quay" == watch.log(incident_id)[-1]
    assert [] == watch.do(
        redraw(
            drawing_id, kind="outer_cordon", outline=outline("line"), label="Quay",
            incident_id=incident_id,
        )
    )  # fmt: skip


def test_redrawing_is_checked_as_drawing(watch: Watch) -> None:
    """Shape, label, expiry and incident; one that is gone is said."""
    drawing_id = drawn_id(watch)
    acts = [
        redraw(drawing_id, outline=outline("polygon", *BOW)),
        redraw(drawing_id, label="x" * 101),
        redraw(drawing_id, expires_at_us=START_US),
        redraw(drawing_id, incident_id="inc_no"),
        redraw("drw_gone"),
    ]

    assert [
        "crosses_itself", "text", "expiry", "unknown_incident", "unknown_drawing"
    ] == [refused(watch, act).code for act in acts]  # fmt: skip


def test_an_expiry_that_stood_is_not_asked_again(watch: Watch) -> None:
    """In the second between expiry and tick a label can still be mended."""
    at_us = watch.now_us + 3 * SECOND_US
    drawing_id = drawn_id(watch, draw(expires_at_us=at_us))
    watch.now_us = at_us + SECOND_US // 2
    watch.do(redraw(drawing_id, label="Quay", expires_at_us=at_us))

    assert "Quay" == watch.picture.drawings[drawing_id].label


def test_who_was_first_wins(watch: Watch) -> None:
    """Erasing and redrawing what somebody changed meanwhile is a conflict."""
    drawing_id = drawn_id(watch)
    seen = {drawing_id: watch.picture.drawings[drawing_id].revision}
    watch.do(redraw(drawing_id, label="Quay"), who=MARSH)
    sentences = []
    for act in (c.Erase(drawing_id=drawing_id), redraw(drawing_id, label="Mill")):
        with pytest.raises(Conflict) as caught:
            watch.do(act, expects=seen)
        sentences.append(caught.value.sentence)

    assert all("Marsh" in sentence for sentence in sentences)
    assert "Quay" == watch.picture.drawings[drawing_id].label


def test_what_is_erased_is_gone(watch: Watch) -> None:
    """For everybody; a second time it is refused."""
    incident_id = watch.opened()
    drawing_id = drawn_id(watch, draw(incident_id=incident_id))
    watch.do(c.Erase(drawing_id=drawing_id))

    assert {} == watch.picture.drawings
    assert "Inner cordon erased." == watch.log(incident_id)[-1]
    assert "unknown_drawing" == refused(watch, c.Erase(drawing_id=drawing_id)).code


def test_an_observer_draws_nothing(watch: Watch) -> None:
    """Whoever only looks may not draw, redraw or erase."""
    drawing_id = drawn_id(watch)
    for act in (draw(), redraw(drawing_id), c.Erase(drawing_id=drawing_id)):
        with pytest.raises(Refused, match="As observer you may not do this"):
            watch.do(act, role="observer")

    assert [drawing_id] == list(watch.picture.drawings)


def test_the_clock_takes_away_what_is_over(watch: Watch) -> None:
    """At its time, not before; what has no time stays; at most so many at once."""
    stays = drawn_id(watch)
    at_us = watch.now_us + 60 * SECOND_US
    for _ in range(3):
        drawn_id(watch, draw(expires_at_us=at_us))
    watch.now_us = at_us - 1

    assert [] == d.expired(watch.picture, at_us - 1, 9)
    assert 2 == len(d.expired(watch.picture, at_us, 2))

    watch.tick()

    assert [stays] == list(watch.picture.drawings)


def test_a_closed_incident_leaves_its_drawings(watch: Watch) -> None:
    """A cordon outlives the incident in the log: a person takes it away."""
    incident_id = watch.opened()
    drawing_id = drawn_id(watch, draw(incident_id=incident_id))
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.CloseIncident(incident_id=incident_id, closing_code="C01"))
    watch.tick(90_000)

    assert incident_id not in watch.picture.incidents
    assert drawing_id in watch.picture.drawings

    watch.do(c.Erase(drawing_id=drawing_id))

    assert {} == watch.picture.drawings
