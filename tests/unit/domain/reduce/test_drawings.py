"""What events about drawings do to the picture and to the logs of incidents."""

from controlroom.domain import events as e
from controlroom.domain.entities import Outline
from tests.helpers.watch import ASH, MARSH, Watch

POINT = Outline(shape="point", corners=((51.5, -0.1),))


def test_a_drawing_knows_who_drew_it() -> None:
    """Who and when stay when somebody else redraws it."""
    watch = Watch()
    watch.happen(e.Drawn(drawing_id="drw_1", kind="rvp", outline=POINT), actor=ASH)
    drawn_us = watch.now_us
    watch.now_us += 5
    watch.happen(
        e.Redrawn(drawing_id="drw_1", kind="rvp", outline=POINT, label="Quay"),
        actor=MARSH,
    )
    drawing = watch.picture.drawings["drw_1"]

    assert (ASH, drawn_us) == (drawing.drawn_by, drawing.drawn_at_us)
    assert (MARSH, drawn_us + 5) == (drawing.changed_by, drawing.changed_at_us)
    assert watch.picture.seq == drawing.revision == watch.touched["drw_1"]


def test_each_change_is_in_the_incident_s_log() -> None:
    """Drawn, redrawn, taken to another incident, erased: each where it belongs."""
    watch = Watch()
    first, second = watch.opened(), watch.opened()
    plain = {"drawing_id": "drw_1", "kind": "rvp", "outline": POINT, "label": "Quay"}
    watch.happen(
        e.Drawn(**plain, incident_id=first),  # type: ignore[arg-type]  # one map of fields
        e.Redrawn(**plain, incident_id=second),  # type: ignore[arg-type]  # one map of fields
        e.DrawingErased(drawing_id="drw_1"),
    )

    assert ["RVP drawn: Quay", "RVP taken to another incident: Quay"] == (
        watch.log(first)[-2:]
    )
    assert ["RVP redrawn: Quay", "RVP erased: Quay"] == watch.log(second)[-2:]
    assert "drawing" == watch.incident(first).log[-1].kind


def test_the_clock_says_that_it_expired() -> None:
    """The line is the clock's, and the drawing is gone."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.Drawn(drawing_id="drw_1", kind="rvp", outline=POINT, incident_id=incident_id),
        e.DrawingExpired(drawing_id="drw_1"),
    )

    assert {} == watch.picture.drawings
    assert "RVP expired." == watch.log(incident_id)[-1]
    assert "clock" == watch.incident(incident_id).log[-1].by
