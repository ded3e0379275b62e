"""The autopilot sits at a desk of its own and dispatches like anybody else."""

from pathlib import Path

from tests.helpers.exercise_room import Room, drive


def test_the_autopilot_sends_units(tmp_path: Path, city: Path) -> None:
    """Left alone with a companion, the room gets units to incidents."""

    async def story(room: Room) -> None:
        await room.until(
            lambda: any(i.assignments for i in room.desk.picture.incidents.values())
        )

    drive(tmp_path, city, story, companion=True)
