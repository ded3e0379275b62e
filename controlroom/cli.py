"""The command line: which commands there are, and how each is asked and refused.

A command is one row below. Its module is loaded only when it is asked for, so that
`--help` waits for no Qt and no server.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, NoReturn

from controlroom import __version__
from controlroom.domain.errors import KnownError
from controlroom.leaving import leave_with_parent

DESK = "desk"
"""The command that is meant when none is named."""
WORKER = "worker"
"""Not for people: how a desk that was built into one program starts its helper."""
INTERRUPTED = 130
WRONG_ARGUMENT = 2


class Command(NamedTuple):
    """A command: its name, what it does, and the function that adds its parser."""

    name: str
    does: str
    parser: str
    """module:function, called with the subparsers."""


COMMANDS = (
    Command(
        "desk",
        "the window of an operator",
        "ui.command:add_parser",
    ),
    Command(
        "demo",
        "a live room with a made-up force, nothing to configure",
        "controlroom.exercise.app:add_demo_parser",
    ),
    Command(
        "gateway",
        "the server that desks and devices connect to",
        "controlroom.gateway.command:add_parser",
    ),
    Command(
        "exercise",
        "drive a gateway's doors with a made-up force",
        "controlroom.exercise.app:add_parser",
    ),
    Command(
        "replay",
        "play recorded tracks and calls through a gateway's doors",
        "controlroom.exercise.app:add_replay_parser",
    ),
    Command(
        "user",
        "add, list and disable people",
        "controlroom.admin.people:add_parser",
    ),
    Command(
        "device",
        "add, list, bind and disable devices",
        "controlroom.admin.devices:add_parser",
    ),
    Command(
        "ground",
        "build map packs from OpenStreetMap data",
        "controlroom.ground.build.command:add_parser",
    ),
    Command(
        "verify",
        "prove the journal",
        "controlroom.admin.record:add_verify_parser",
    ),
    Command(
        "backup",
        "copy the journal safely",
        "controlroom.admin.record:add_backup_parser",
    ),
    Command(
        "check-config",
        "read a configuration without using it",
        "controlroom.admin.check:add_parser",
    ),
    Command(
        "bench",
        "measure this machine",
        "controlroom.bench.command:add_parser",
    ),
)
"""In the order of the help."""

EXAMPLE = """\
examples:
  controlroom                    open the desk
  controlroom demo               a whole force to try it with, nothing to configure
  controlroom verify             prove the journal of this machine's gateway
  controlroom COMMAND --help     what a command takes, with an example
"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Refuse an argument."""
        sys.stderr.write(f"{self.prog}: {message} (see {self.prog} --help)\n")
        raise SystemExit(WRONG_ARGUMENT)


def main(arguments: Sequence[str] | None = None, otherwise: str = DESK) -> int:
    """Run one command and return its exit status; `otherwise` when none is named."""
    leave_with_parent()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if names_no_command(given):
        given.insert(0, otherwise)
    try:
        if given[0] == WORKER:
            return run_worker(given[1:])
        chosen = parser_for(given).parse_args(given)
        return int(chosen.run(chosen))
    except KnownError as error:
        sys.stderr.write(f"controlroom: {error}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has gone; nothing more can be said.
        with suppress(OSError):
            sys.stdout.close()
        return 1


def names_no_command(given: Sequence[str]) -> bool:
    """Whether no command was named and no help was asked for."""
    if any(word in {"-h", "--help", "--version"} for word in given[:1]):
        return False
    return not given or given[0].startswith("-")


def run_worker(arguments: list[str]) -> int:
    """Serve a desk as its helper process until the desk goes."""
    run: Callable[[list[str]], int] = importlib.import_module("ui.worker.main").run
    return run(arguments)


def load(command: Command) -> Callable[[object], None]:
    """Import a command's module and return the function that adds its parser."""
    module, _, function = command.parser.partition(":")
    added: Callable[[object], None] = getattr(importlib.import_module(module), function)
    return added


def parser_for(given: Sequence[str]) -> Parser:
    """Return the parser of all commands, with the one that was asked for loaded."""
    parser = Parser(
        prog="controlroom",
        description="A live map, dispatch and record for police control rooms.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"controlroom {__version__}"
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands")
    subparsers.required = True
    asked = given[0] if given else ""
    for command in COMMANDS:
        if command.name == asked:
            load(command)(subparsers)
        else:
            subparsers.add_parser(command.name, help=command.does)
    return parser
