"""What was drawn and not sent."""

from controlroom.domain.entities import Outline
from ui.sketch import Sketch

POINT = Outline(shape="point", corners=((51.5, -0.1),))


def test_an_outline_stays_until_it_is_let_go() -> None:
    """Each change is said once."""
    sketch, said = Sketch(), []
    sketch.changed.connect(lambda: said.append(sketch.outline))
    for outline in (POINT, POINT, None, None):
        sketch.put(outline)

    assert [POINT, None] == said
