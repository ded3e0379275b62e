"""What was drawn and not sent, and what drawings were before they were changed."""

from controlroom.domain.entities import Drawing, Outline
from ui.sketch import MOST, Sketch

POINT = Outline(shape="point", corners=((51.5, -0.1),))


def _drawing(number: int) -> Drawing:
    return Drawing(drawing_id=f"drw_{number}", kind="rvp", outline=POINT)


def test_an_outline_stays_until_it_is_let_go() -> None:
    """Each change is said once."""
    sketch, said = Sketch(), []
    sketch.changed.connect(lambda: said.append(sketch.outline))
    for outline in (POINT, POINT, None, None):
        sketch.put(outline)

    assert [POINT, None] == said


def test_drawings_are_remembered_as_they_were() -> None:
    """The last twenty; one that nobody changed here is not known."""
    sketch = Sketch()
    for number in range(MOST + 1):
        sketch.remember(_drawing(number))

    assert sketch.before("drw_0") is None
    assert _drawing(MOST) == sketch.before(f"drw_{MOST}")
    assert MOST == len(sketch._before)
