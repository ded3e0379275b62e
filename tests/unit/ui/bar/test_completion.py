"""Tab writes out what is sure."""

import pytest

from ui.bar.completion import completed
from ui.bar.verbs import Lexicon

ROOM = Lexicon(
    units={"tv21": "u21", "tv22": "u22", "dg62": "dg"},
    incidents={"412": "a", "419": "b"},
)


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("ass", "assign "),
        ("mes", "message "),
        ("re", "re"),
        ("assign t", "assign tv2"),
        ("assign tv2", "assign tv2"),
        ("assign d", "assign dg62 "),
        ("assign dg62 4", "assign dg62 41"),
        ("assign dg62 412", "assign dg62 412 "),
        ("", ""),
        ("assign ", "assign "),
        ("zzz", "zzz"),
    ],
)
def test_only_what_is_sure_is_written(text: str, longer: str) -> None:
    """The part that all have in common; a blank after the only one."""

    assert longer == completed(text, ROOM)
