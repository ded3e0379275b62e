"""The command `controlroom gateway`: its words, its example, and what it starts."""

import argparse
from pathlib import Path

from controlroom.config import Home, read_default_gateway, read_gateway
from controlroom.domain.errors import ConfigError
from controlroom.gateway.app import Running, run
from controlroom.gateway.clock import FASTEST
from controlroom.pauses import Pauses

EXAMPLE = """example:
  controlroom gateway --config /etc/controlroom/gateway.toml
  controlroom gateway --home /tmp/exercise --port 0 --exercise --rate 10
"""


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command to the command line; `run` in its defaults starts it."""
    parser = commands.add_parser(
        "gateway",
        help="the server that desks and devices connect to",
        description="Run the gateway of a folder until it is told to stop.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--config", metavar="FILE", type=Path, help="its configuration")
    parser.add_argument("--home", metavar="DIR", type=Path, help="its folder")
    parser.add_argument(
        "--port", metavar="N", type=_port, help="0 takes a free one; else as configured"
    )
    parser.add_argument(
        "--private",
        action="store_true",
        help="for the person who starts it: leaves 30 s after its last desk",
    )
    parser.add_argument(
        "--exercise", action="store_true", help="nothing in its journal is real"
    )
    parser.add_argument(
        "--rate",
        metavar="X",
        type=_rate,
        default=1.0,
        help="seconds of the room a second, of a new exercise",
    )
    parser.add_argument(
        "--origin-us",
        metavar="T",
        type=int,
        default=0,
        help="room time at which a new exercise starts, microseconds UTC",
    )
    parser.set_defaults(run=run_gateway)


def run_gateway(asked: argparse.Namespace) -> int:
    """Start what the command line asked for; return the exit status."""
    home = Home.find(asked.home)
    path = asked.config
    if path is None and home.gateway_toml.is_file():
        path = home.gateway_toml
    config = read_gateway(path) if path else read_default_gateway()
    if asked.rate != 1.0 and not asked.exercise:
        raise ConfigError(
            "--rate is for an exercise: a live room keeps the time of day"
        )
    running = Running(
        port=asked.port,
        private=asked.private,
        exercise=asked.exercise,
        rate=asked.rate,
        origin_us=asked.origin_us,
    )
    pauses = Pauses()
    pauses.begin()
    try:
        return run(home, config, running)
    finally:
        pauses.end()


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:  # noqa: PLR2004 - ports are 16 bits
        raise argparse.ArgumentTypeError(f"{text} is no port")
    return port


def _rate(text: str) -> float:
    rate = float(text)
    if not 0.0 < rate <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not above 0 and at most {FASTEST}")
    return rate
