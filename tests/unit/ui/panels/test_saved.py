"""Where a file went stands in place, with a button and its key."""

from pathlib import Path

from tests.helpers.desk_room import DeskRoom
from ui.panels.saved import SavedBar


def test_it_says_where_and_opens(room: DeskRoom, tmp_path: Path) -> None:
    """Until it is opened, or let go."""
    bar = SavedBar(room.position)
    room.position.saved.emit(tmp_path / "4521.pdf", "Printed")
    said, shown = bar.accessibleName(), not bar.isHidden()
    bar._button.click()
    room.position.opened.emit()

    assert shown
    assert f"Printed 4521.pdf. In {tmp_path}. The disclosure is on record." == said
    assert ["open_saved"] == room.done
    assert bar.isHidden()
    assert not bar.let_go()
    room.position.saved.emit(tmp_path / "4522.pdf", "Saved")
    assert bar.let_go()
    assert bar.isHidden()
