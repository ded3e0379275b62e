"""Actions between desks."""

from ui.actions.room import ROOM


def test_each_says_why_not_in_words_of_its_own() -> None:
    """What can be done only now and then asks first; the rest can always be done."""
    always = {"room_message", "broadcast", "room"}

    assert always == {row.name for row in ROOM if row.why_not.__module__ == "ui.acting"}
    assert ["room"] == [row.name for row in ROOM if row.act is None]
