"""The command `controlroom desk`: its words, its example, and the window it opens."""

import argparse
import signal
from pathlib import Path

from PySide6.QtCore import QTimer

from controlroom.config import Home, add_home_argument, cache_folder
from controlroom.domain.errors import ConfigError
from controlroom.log import start_log
from ui.app import DeskApp, DeskOptions, make_application
from ui.grounds import choose_grounds
from ui.private import Address, PrivateGateway
from ui.shots import Shots

EXAMPLE = """\
example:
  controlroom desk
  controlroom desk --gateway https://gateway.example:7443 --token-file ash.token
  controlroom desk --map london.pack --map aerial.mbtiles
"""
SECONDS = 20.0
INTERRUPTED = 130
WAKE_MS = 200
"""How often Python may look for Ctrl-C while Qt runs."""


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command to the command line; `run` in its defaults starts it."""
    parser = commands.add_parser(
        "desk",
        help="the window of an operator",
        description="Open the desk on a gateway, or on this person's private one.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gateway", metavar="URL", help="else the private gateway")
    parser.add_argument(
        "--token-file", metavar="FILE", type=Path, help="the token of this person"
    )
    parser.add_argument("--name", metavar="DESK", default="desk", help="%(default)s")
    parser.add_argument(
        "--map",
        metavar="MAP",
        action="append",
        help="a map pack, an .mbtiles or .pmtiles of pictures, or a service named in "
        "desk.toml; a pack and pictures may stand together (else what desk.toml says)",
    )
    parser.add_argument(
        "--shots", metavar="DIR", type=Path, help="save pictures, say a summary, end"
    )
    parser.add_argument("--seconds", metavar="N", type=float, default=SECONDS)
    add_home_argument(parser)
    parser.set_defaults(run=run_command)


def run_command(asked: argparse.Namespace) -> int:
    """Open the desk that was asked for; return the exit status."""
    home = Home.find(asked.home)
    home.create()
    if bool(asked.gateway) != bool(asked.token_file):
        raise ConfigError("--gateway and --token-file belong together")
    start_log(home.logs, "desk")
    asked.grounds = choose_grounds(asked.map, home.desk_toml, cache_folder())
    make_application()
    if asked.gateway:
        address = Address(asked.gateway, read_token(asked.token_file))
        return _run(asked, home, address, None)
    private = PrivateGateway(home)
    try:
        return _run(asked, home, private.open(), private)
    finally:
        private.let_go()


def read_token(path: Path) -> str:
    """Return the token in a file. Raises `ConfigError`."""
    try:
        token = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the token in {path}: {error}") from error
    if not token:
        raise ConfigError(f"there is no token in {path}")
    return token


def _run(
    asked: argparse.Namespace,
    home: Home,
    address: Address,
    private: PrivateGateway | None,
) -> int:
    application = make_application()
    options = DeskOptions(
        gateway_url=address.url, token=address.token, folder=home.config,
        desk_name=asked.name, pack=asked.grounds.pack,
        picturing=asked.grounds.picturing, faults=asked.grounds.faults,
    )  # fmt: skip
    desk = DeskApp(options)
    if private is not None:
        private.moved.connect(lambda found: desk.readdress(found.url, found.token))
        private.said.connect(desk.position.said)
    if asked.shots is not None:
        shots = Shots(desk, asked.shots, asked.seconds)
        shots.done.connect(application.exit)
        desk.frame.picture_replaced.connect(shots.start)
    wake = QTimer(interval=WAKE_MS)
    wake.timeout.connect(lambda: None)
    wake.start()

    def end(number: int, _: object) -> None:
        # SIGTERM: the person logs off, or the PC shuts down. An exit that comes before
        # the loop runs would be lost; this one waits for it.
        status = INTERRUPTED if number == signal.SIGINT else 0
        QTimer.singleShot(0, application, lambda: application.exit(status))

    before = {
        name: signal.signal(name, end) for name in (signal.SIGINT, signal.SIGTERM)
    }
    desk.open()
    try:
        return application.exec()
    finally:
        desk.shut()
        for name, handler in before.items():
            signal.signal(name, handler)
