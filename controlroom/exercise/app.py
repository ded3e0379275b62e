"""The composition root of exercises: a made-up force as a command beside a gateway."""

import argparse
import asyncio
import contextlib
import getpass
import importlib
import json
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from controlroom.config import Home, cache_folder
from controlroom.domain.errors import LinkError
from controlroom.exercise.city_file import city_is_built, ground_pack
from controlroom.exercise.processes import Program
from controlroom.exercise.recordings import Recording, read_recordings
from controlroom.exercise.stage import GUESTS, Owner, enlist, write_configuration
from controlroom.gateway.clock import FASTEST
from controlroom.ground.pack import Pack

UNITS_MOST = 15_000
DEMO_FASTEST = 60.0
DEMO_EXAMPLE = """\
examples:
  controlroom demo
  controlroom demo --units 2000 --speed 10 --autopilot
  controlroom demo --map london.pack      (see controlroom ground build --help)
  controlroom demo --phones
  controlroom demo --shots pictures --seconds 20
"""
REPLAY_EXAMPLE = """\
example:
  controlroom replay patrol.gpx calls.csv.gz --speed 60 --watch
"""
EXAMPLE = """\
example:
  controlroom gateway --exercise --home DIR --config DIR/config/gateway.toml &
  controlroom exercise --home DIR --units 200 --autopilot
"""


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add `controlroom exercise`."""
    parser = subparsers.add_parser(
        "exercise",
        help="drive a gateway's doors with a made-up force",
        description="Enrol a made-up force and drive the gateway of a folder with it.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", help="folder of the running gateway")
    add_force_arguments(parser)
    parser.add_argument(
        "--guests", action="store_true", help="enrol units that wait for real phones"
    )
    parser.set_defaults(run=run)


def add_replay_parser(subparsers: Any) -> None:  # noqa: ANN401 - as above
    """Add `controlroom replay`."""
    parser = subparsers.add_parser(
        "replay",
        help="play recorded tracks and calls through a gateway's doors",
        description="Play GPX and CoT tracks and recorded calls as if they were now.",
        epilog=REPLAY_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="X",
        help="times as fast as recorded, up to 600",
    )
    parser.add_argument(
        "--onto", metavar="DIR", help="folder of a running exercise, else a new one"
    )
    parser.add_argument(
        "--grade", default="R", help="for calls that were not graded (%(default)s)"
    )
    parser.add_argument("--keep", metavar="DIR", help="keep the gateway's folder there")
    parser.add_argument(
        "--watch", action="store_true", help="open a desk and play until it is closed"
    )
    parser.set_defaults(run=run_replay)


def run_replay(arguments: argparse.Namespace) -> int:
    """Play files to their end and print one JSON summary. Raises `KnownError`."""
    from controlroom.exercise.replay import SOURCE  # noqa: PLC0415 - as in `_drive`

    recording = read_recordings(arguments.files)
    play = _watch if arguments.watch else _play
    if arguments.onto:
        home = Home.find(arguments.onto).folder
        return play(recording, home, arguments.grade)
    with kept_or_temporary(arguments.keep) as home:
        config = write_configuration(home, None, source=SOURCE)
        with gateway_of(home, config, arguments.speed) as gateway:
            gateway.ready()
            return play(recording, home, arguments.grade)


def _watch(recording: Recording, home: Path, grade: str) -> int:
    """Play beside a desk; the desk's closing ends both."""
    owner = Owner.of(home)
    token = _token_of_who_asks(owner)
    playing = threading.Thread(target=_play, args=(recording, home, grade), daemon=True)
    playing.start()
    desks = importlib.import_module("ui.demo")
    # Nobody knows where the recording is from, so there is no map of the place.
    return int(desks.run(owner.url, token, home, None, None))


def _token_of_who_asks(owner: Owner) -> str:
    asked = {"name": getpass.getuser().title(), "role": "supervisor"}
    return str(owner.ask("user", asked)["token"])


def _play(recording: Recording, home: Path, grade: str) -> int:
    from controlroom.exercise.replay import Player  # noqa: PLC0415 - as in `_drive`

    owner = Owner.of(home)
    played = asyncio.run(Player(recording, owner, home, grade).run())
    said = asdict(played) | {
        "errors": {
            row["name"]: row["last_error"]
            for row in owner.ask("doors")["doors"]
            if row["errors"]
        }
    }
    sys.stdout.write(json.dumps(said) + "\n")
    whole = played.opened >= played.calls and not said["errors"]
    return 0 if whole else 1


@contextlib.contextmanager
def kept_or_temporary(keep: str | None) -> Iterator[Path]:
    """Give a folder: the one asked for, else one that is gone afterwards."""
    if keep:
        folder = Path(keep).expanduser().absolute()
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(
        prefix="controlroom-", ignore_cleanup_errors=True
    ) as temporary:
        yield Path(temporary)


def gateway_of(home: Path, config: Path, speed: float) -> Program:
    """Start an exercise's gateway on a folder."""
    arguments = [
        "--home", str(home), "--config", str(config), "--exercise",
        "--rate", str(speed),
    ]  # fmt: skip
    return Program("gateway", arguments, home / "gateway.err")


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= FASTEST:
        msg = f"×{text}: above 0 and at most {FASTEST:.0f}"
        raise argparse.ArgumentTypeError(msg)
    return speed


def add_demo_parser(subparsers: Any) -> None:  # noqa: ANN401 - as above
    """Add `controlroom demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="a live room with a made-up force, nothing to configure",
        description="Open a desk, a gateway of its own and a made-up force.",
        epilog=DEMO_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_force_arguments(parser)
    parser.add_argument(
        "--speed", type=_demo_speed, default=1.0, metavar="X", help="×1 to ×60"
    )
    parser.add_argument(
        "--phones",
        action="store_true",
        help="let real phones in from the local network, in clear",
    )
    parser.add_argument("--keep", metavar="DIR", help="keep the gateway's folder there")
    parser.add_argument(
        "--shots", metavar="DIR", type=Path, help="save pictures of every window, leave"
    )
    parser.add_argument(
        "--seconds", type=float, default=20.0, metavar="N", help="before the pictures"
    )
    parser.set_defaults(run=run_demo, desk="ui.demo")


def run_demo(arguments: argparse.Namespace) -> int:
    """Run gateway, force and desk until the desk is closed. Raises `KnownError`."""
    seed = arguments.seed
    if arguments.map is None and not city_is_built(seed, cache_folder()):
        sys.stderr.write("Building the city of the exercise, once: some seconds.\n")
    with (
        Pack.open(ground_pack(arguments.map, seed, cache_folder())) as pack,
        kept_or_temporary(arguments.keep) as home,
    ):
        config = write_configuration(home, pack, phones=arguments.phones)
        with gateway_of(home, config, arguments.speed) as gateway:
            # The gateway starts while Qt is loaded.
            desks = importlib.import_module(arguments.desk)
            gateway.ready()
            with _force_of(home, arguments) as force:
                owner = Owner.of(home)
                token = _token_of_who_asks(owner)
                phones = owner.door_address("osmand") if arguments.phones else None
                welcome = threading.Thread(
                    target=_welcome_phones, args=(force, phones), daemon=True
                )
                welcome.start()
                shots = None
                if arguments.shots:
                    shots = desks.Album(arguments.shots, arguments.seconds)
                return int(desks.run(owner.url, token, home, pack.path, shots))


def _force_of(home: Path, arguments: argparse.Namespace) -> Program:
    wanted = ["--home", str(home), "--units", str(arguments.units)]
    wanted += ["--seed", str(arguments.seed)]
    wanted += ["--map", str(arguments.map.absolute())] if arguments.map else []
    # Pictures without a person need somebody who dispatches.
    wanted += ["--autopilot"] if arguments.autopilot or arguments.shots else []
    wanted += ["--guests"] if arguments.phones else []
    return Program("exercise", wanted, home / "exercise.err")


def _welcome_phones(force: Program, door: tuple[str, int] | None) -> None:
    """Say how a phone gets in, once the force is there; or why there is none."""
    try:
        guests = force.ready()["guests"]
    except LinkError as error:
        if not force.ending:
            sys.stderr.write(f"{error}\n")
        return
    if door is None:
        return
    lines = [
        "Phones may send positions to this machine over the local network, in clear:",
        f"  http://{own_address()}:{door[1]}",
        *(f"  {callsign}: {token}" for callsign, token in guests.items()),
        "Traccar Client: that URL and the token as device identifier.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def own_address() -> str:
    """Return the address by which the local network most likely reaches us."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: this only asks the routing table (TEST-NET-1).
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _demo_speed(text: str) -> float:
    speed = float(text)
    if not 1 <= speed <= DEMO_FASTEST:
        msg = f"×{text}: from 1 to {DEMO_FASTEST:.0f}"
        raise argparse.ArgumentTypeError(msg)
    return speed


def add_force_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a demo and an exercise have in common."""
    parser.add_argument(
        "--units", type=_units, default=200, metavar="N", help="units (%(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="same seed, same force"
    )
    parser.add_argument(
        "--autopilot", action="store_true", help="dispatch without a person"
    )
    parser.add_argument(
        "--map", metavar="FILE", type=Path, help="a map pack, else a made-up city"
    )


def _units(text: str) -> int:
    count = int(text)
    if not 1 <= count <= UNITS_MOST:
        msg = f"{count} units: from 1 to {UNITS_MOST}"
        raise argparse.ArgumentTypeError(msg)
    return count


def run(arguments: argparse.Namespace) -> int:
    """Drive until told to stop; prints one JSON line when positions flow."""
    return asyncio.run(_drive(arguments))


async def _drive(arguments: argparse.Namespace) -> int:
    # A demo starts this command beside its desk, and need not load what it needs.
    from controlroom.exercise.companion import (  # noqa: PLC0415 - above
        NAME,
        Companion,
        colleagues,
    )
    from controlroom.exercise.driver import Driver  # noqa: PLC0415 - the same

    home = Home.find(arguments.home)
    owner = Owner.of(home.folder)
    path = ground_pack(arguments.map, arguments.seed, cache_folder())
    with Pack.open(path) as pack:
        staged = await asyncio.to_thread(
            enlist,
            owner,
            home.folder,
            pack,
            arguments.units,
            arguments.seed,
            guests=GUESTS if arguments.guests else 0,
        )
        driver = Driver(staged.roster, pack, staged.doors, arguments.seed)
        ready = asyncio.Event()
        with _told_to_stop() as stop:
            async with asyncio.TaskGroup() as tasks:
                work = [tasks.create_task(driver.run(ready))]
                work += [
                    tasks.create_task(each.run())
                    for each in colleagues(owner, arguments.seed)
                ]
                if arguments.autopilot:
                    asked = {"name": NAME, "role": "dispatcher"}
                    token = owner.ask("user", asked)["token"]
                    autopilot = Companion(owner.url, token, arguments.seed)
                    work.append(tasks.create_task(autopilot.run()))
                await ready.wait()
                said = {"units": len(staged.roster.units), "guests": staged.guests}
                sys.stdout.write(json.dumps(said) + "\n")
                sys.stdout.flush()
                await stop.wait()
                for task in work:
                    task.cancel()
    return 0


@contextlib.contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """Give an event that SIGINT and SIGTERM set, before anybody can know we run."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    before = {
        name: signal.signal(name, told) for name in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
