"""`controlroom device`: add, bind, list, disable devices; a token is printed once."""

import argparse
from typing import Any, get_args

from controlroom.admin.asking import run_asking
from controlroom.config import add_home_argument
from controlroom.domain.entities import DeviceKind, UnitKind
from controlroom.gateway import admin

EXAMPLE = """\
examples:
  controlroom device add --door osmand --kind phone --unit BX21
  controlroom device add --door cot --kind radio --uid ANDROID-1 --unit BX21
  controlroom device add --door cot --kind radio --uid A-2 --unit BX40 --new-unit foot
  controlroom device hub "Airwave hub"
  controlroom device bind ANDROID-1 BX22
"""


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add `device` and what it does."""
    parser = subparsers.add_parser(
        "device",
        help="add, bind, list, enable and disable devices",
        description="Radios, phones, vehicles and hubs that report.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doing = parser.add_subparsers(dest="doing", required=True, metavar="WHAT")
    _add(doing)
    _bind(doing)
    _hub(doing)
    _named(doing, "enable", "let a device report again")
    _named(doing, "disable", "refuse a device and revoke its tokens")
    _named(doing, "token", "print a new token; those before are revoked")
    listing = doing.add_parser(
        "list",
        help="list every device: door, uid, kind, unit",
        epilog="example: controlroom device list",
    )
    add_home_argument(listing)
    listing.set_defaults(run=run_asking(lambda _: admin.ListAll(what="device")))


def _add(doing: Any) -> None:  # noqa: ANN401 - see add_parser
    parser = doing.add_parser(
        "add",
        help="enrol a device; a phone's token is printed once",
        epilog="example: controlroom device add --door osmand --kind phone --unit BX21",
    )
    parser.add_argument("--door", required=True, choices=get_args(admin.DoorName))
    parser.add_argument("--kind", required=True, choices=get_args(DeviceKind))
    parser.add_argument("--uid", default="", help="how it names itself at the door")
    parser.add_argument("--unit", default="", help="callsign it speaks for")
    parser.add_argument(
        "--new-unit",
        choices=get_args(UnitKind),
        help="add the unit, as this kind, when nobody has that callsign",
    )
    parser.add_argument(
        "--talkgroup", default="", help="radio group of a new unit, shown on its card"
    )
    add_home_argument(parser)
    parser.set_defaults(
        run=run_asking(
            lambda a: admin.AddDevice(
                door=a.door,
                kind=a.kind,
                uid=a.uid,
                callsign=a.unit,
                new_unit=a.new_unit,
                talkgroup=a.talkgroup,
            ),
            create=True,
        )
    )


def _bind(doing: Any) -> None:  # noqa: ANN401 - see add_parser
    parser = doing.add_parser(
        "bind",
        help="let a device speak for a unit, or for none",
        epilog="example: controlroom device bind ANDROID-1 BX22",
    )
    parser.add_argument("device", metavar="DEVICE", help="uid, or door:uid")
    parser.add_argument("unit", nargs="?", default="", help="callsign; none unbinds")
    add_home_argument(parser)
    parser.set_defaults(
        run=run_asking(lambda a: admin.Bind(device=a.device, callsign=a.unit))
    )


def _hub(doing: Any) -> None:  # noqa: ANN401 - see add_parser
    parser = doing.add_parser(
        "hub",
        help="print a token for a hub of the device protocol",
        epilog='example: controlroom device hub "Airwave hub"',
    )
    parser.add_argument("name", metavar="NAME", help="what the hub is called")
    add_home_argument(parser)
    parser.set_defaults(
        run=run_asking(lambda a: admin.AddHub(name=a.name), create=True)
    )


def _named(doing: Any, name: str, said: str) -> None:  # noqa: ANN401 - see add_parser
    parser = doing.add_parser(
        name, help=said, epilog=f"example: controlroom device {name} ANDROID-1"
    )
    parser.add_argument("who", metavar="DEVICE", help="uid, or door:uid")
    add_home_argument(parser)
    parser.set_defaults(run=run_asking(lambda a: _ask(name, a.who)))


def _ask(name: str, who: str) -> admin.AnyAsk:
    if name == "token":
        return admin.NewToken(what="device", who=who)
    return admin.Enable(what="device", who=who, enabled=name == "enable")
