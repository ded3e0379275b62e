"""Desks that only receive, many in one process: what a full room costs the gateway.

Run as a program: URL, token, how many, seconds. Prints one JSON line: messages, bytes
and positions that each desk got on average.
"""

import asyncio
import json
import sys

from websockets.asyncio.client import connect

from controlroom.desk.dialling import endpoint
from controlroom.wire.envelope import MAX_TO_DESK, unpack_to_desk
from controlroom.wire.frames import Frame
from controlroom.wire.session import DeskEnd


class Count:
    """What the desks got together; frames of one desk alone are looked into."""

    def __init__(self) -> None:
        self.frames = 0
        self.frame_bytes = 0
        self.positions = 0


async def sit(url: str, token: str, name: str, count: Count | None) -> None:
    """Be one desk until cancelled."""
    async with connect(
        endpoint(url, "/desk"),
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        max_size=MAX_TO_DESK,
        proxy=None,
    ) as socket:
        await socket.send(DeskEnd(name).hello())
        async for payload in socket:
            if count is None:
                continue
            message = unpack_to_desk(payload)
            if isinstance(message, Frame):
                count.frames += 1
                count.frame_bytes += len(payload)
                count.positions += len(message.moved)


async def crowd(url: str, token: str, desks: int, seconds: float) -> Count:
    """Sit at so many desks for so long."""
    count = Count()
    async with asyncio.TaskGroup() as tasks:
        sitting = [
            tasks.create_task(
                sit(url, token, f"Crowd {number}", None if number else count)
            )
            for number in range(desks)
        ]
        await asyncio.sleep(seconds)
        for task in sitting:
            task.cancel()
    return count


def main() -> None:
    """Run the crowd that the command line asks for."""
    url, token, desks, seconds = sys.argv[1:5]
    count = asyncio.run(crowd(url, token, int(desks), float(seconds)))
    print(json.dumps(vars(count)))


if __name__ == "__main__":
    main()
