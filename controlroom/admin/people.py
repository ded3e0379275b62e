"""`controlroom user`: add, list, disable people; a token is printed once."""

import argparse
from typing import Any, get_args

from controlroom.admin.asking import run_asking
from controlroom.config import add_home_argument
from controlroom.domain.entities import Role
from controlroom.gateway import admin

EXAMPLE = """\
examples:
  controlroom user add "Insp Ann Ward" --login award --role supervisor
  controlroom user add "Fire desk" --login fire2 --role partner --partner fire
  controlroom user add "Kay Moss" --login kmoss --also call_taker
  controlroom user list
  controlroom user disable award
"""


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add `user` and what it does."""
    parser = subparsers.add_parser(
        "user",
        help="add, list, enable and disable people",
        description="People who may sign on at a desk.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doing = parser.add_subparsers(dest="doing", required=True, metavar="WHAT")
    _add(doing, "add", "add somebody and print their token once")
    _named(doing, "enable", "let somebody sign on again")
    _named(doing, "disable", "keep somebody out and revoke their tokens")
    _named(doing, "token", "print a new token; those before are revoked")
    listing = doing.add_parser(
        "list",
        help="list everybody: login, name, role, collar number",
        epilog="example: controlroom user list",
    )
    add_home_argument(listing)
    listing.set_defaults(run=run_asking(lambda _: admin.ListAll(what="person")))


def _add(doing: Any, name: str, said: str) -> None:  # noqa: ANN401 - see add_parser
    parser = doing.add_parser(
        name,
        help=said,
        epilog='example: controlroom user add "PC 4411 Osei" --login osei',
    )
    parser.add_argument("name", metavar="NAME", help="what colleagues say")
    parser.add_argument("--login", required=True, help="the name on this network")
    parser.add_argument(
        "--role", choices=get_args(Role), default="dispatcher", help="%(default)s"
    )
    parser.add_argument(
        "--also",
        choices=get_args(Role),
        action="append",
        default=[],
        metavar="ROLE",
        help="another role this person may take at a desk; may be repeated",
    )
    parser.add_argument(
        "--partner", default="", help="code of the partner, for the role partner"
    )
    parser.add_argument("--collar", default="", help="collar number")
    parser.add_argument("--rank", default="", help="rank")
    add_home_argument(parser)
    parser.set_defaults(
        run=run_asking(
            lambda a: admin.AddPerson(
                name=a.name,
                login=a.login,
                role=a.role,
                collar=a.collar,
                rank=a.rank,
                partner=a.partner,
                roles=tuple(a.also),
            ),
            create=True,
        )
    )


def _named(doing: Any, name: str, said: str) -> None:  # noqa: ANN401 - see add_parser
    parser = doing.add_parser(
        name, help=said, epilog=f"example: controlroom user {name} osei"
    )
    parser.add_argument("who", metavar="WHO", help="login, collar number or name")
    add_home_argument(parser)
    parser.set_defaults(run=run_asking(lambda a: _ask(name, a.who)))


def _ask(name: str, who: str) -> admin.AnyAsk:
    if name == "token":
        return admin.NewToken(what="person", who=who)
    return admin.Enable(what="person", who=who, enabled=name == "enable")
