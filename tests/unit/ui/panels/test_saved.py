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


def test_it_says_what_is_being_made(room: DeskRoom, tmp_path: Path) -> None:
    """Quietly and without a button; then where it lies, and how many more come."""
    bar, making = SavedBar(room.position), room.position.making
    making.emit(("4521.pdf", "4522.pdf"))
    icons = [bar._icon]
    began, button = bar.accessibleName(), bar._button.isVisibleTo(bar)
    room.position.saved.emit(tmp_path / "4521.pdf", "Printed")
    making.emit(("4522.pdf",))
    icons.append(bar._icon)
    then, side = bar.accessibleName(), bar._side

    assert began.startswith("Making 4521.pdf and 1 more. ")
    assert not button
    assert then.startswith("Printed 4521.pdf.")
    assert "1 being made" == side
    assert ["clock", "check"] == icons
    assert bar._button.isVisibleTo(bar)
    making.emit(())
    assert ("", False) == (bar._side, bar.isHidden())


def test_what_was_put_away_stays_away_until_there_is_news(
    room: DeskRoom, tmp_path: Path
) -> None:
    """Esc while a sheet is made: what goes on is no news, that it lies there is."""
    bar, making = SavedBar(room.position), room.position.making
    making.emit(("4521.pdf", "4522.pdf"))
    bar.let_go()
    making.emit(("4522.pdf",))
    away = bar.isHidden()
    making.emit(())
    room.position.saved.emit(tmp_path / "4522.pdf", "Printed")

    assert away
    assert not bar.isHidden()


def test_a_sheet_that_failed_leaves_no_notice(room: DeskRoom) -> None:
    """That it failed is said elsewhere; nothing is being made any more."""
    bar = SavedBar(room.position)
    room.position.making.emit(("4521.pdf",))
    room.position.making.emit(())

    assert bar.isHidden()
