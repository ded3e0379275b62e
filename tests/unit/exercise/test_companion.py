"""The autopilot sits at a desk of its own and dispatches like anybody else."""

from pathlib import Path

from tests.helpers.exercise_room import Room, drive


def test_the_autopilot_sends_units(tmp_path: Path, city: Path) -> None:
    """Left alone with companions, the room gets units to incidents, and eyes."""

    async def story(room: Room) -> None:
        await room.until(
            lambda: any(i.assignments for i in room.desk.picture.incidents.values())
        )
        # Two colleagues sit beside it and open incidents.
        await room.until(lambda: room.desk.presence.incidents)
        here = {each.desk: each.person for each in room.desk.presence.desks}

        assert {"Desk 2": "Marsh", "Desk 3": "Hale"}.items() <= here.items()

    drive(tmp_path, city, story, companion=True)
