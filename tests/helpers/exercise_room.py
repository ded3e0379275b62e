"""A gateway driven by a made-up force at ×20, and a desk at it, for a story to use."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

from controlroom.desk.desk import Desk
from controlroom.exercise.companion import Companion, colleagues
from controlroom.exercise.driver import Driver
from controlroom.exercise.stage import Owner, Staged, enlist, write_configuration
from controlroom.ground.pack import Pack
from tests.helpers.gateway_process import GatewayProcess

Story = Callable[["Room"], Coroutine[None, None, None]]
UNITS = 30
WAIT_S = 60.0


class Room:
    """A driven gateway and a desk at it."""

    def __init__(self, driver: Driver, desk: Desk, staged: Staged) -> None:
        self.driver = driver
        self.desk = desk
        self.staged = staged

    async def until(self, holds: Callable[[], object]) -> None:
        """Pump the desk until something holds."""
        async with asyncio.timeout(WAIT_S):
            while not holds():
                self.desk.drain()
                await asyncio.sleep(0.02)


def drive(folder: Path, city: Path, story: Story, *, companion: bool = False) -> None:
    """Run a story, a coroutine function, against a driven gateway at ×20."""

    async def run(pack: Pack) -> None:
        owner = Owner.of(folder)
        staged = enlist(owner, folder, pack, UNITS, 1)
        driver = Driver(staged.roster, pack, staged.doors, 1)
        token = owner.ask("user", {"name": "Ash"})["token"]
        with Desk(owner.url, token, "Desk 1") as desk:
            async with asyncio.TaskGroup() as tasks:
                ready = asyncio.Event()
                work = [tasks.create_task(driver.run(ready))]
                if companion:
                    other = owner.ask("user", {"name": "Autopilot"})["token"]
                    work.append(tasks.create_task(Companion(owner.url, other, 1).run()))
                    work += [
                        tasks.create_task(each.run()) for each in colleagues(owner, 1)
                    ]
                await ready.wait()
                await story(Room(driver, desk, staged))
                for task in work:
                    task.cancel()

    with Pack.open(city) as pack:
        text = write_configuration(folder, pack).read_text()
        with GatewayProcess(folder, "--exercise", "--rate", "20", config=text):
            asyncio.run(run(pack))
