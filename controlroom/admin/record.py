"""`controlroom verify` and `controlroom backup`: prove the journal, copy it safely."""

import argparse
from pathlib import Path
from typing import Any

from controlroom.admin.asking import run_asking
from controlroom.config import add_home_argument
from controlroom.gateway import admin

VERIFY_EXAMPLE = """\
example:
  controlroom verify
The last line's head proves everything before it: note it down elsewhere.
"""
BACKUP_EXAMPLE = """\
example:
  controlroom backup /mnt/safe/journal-2026-11-21.db
To restore, put the copy into an empty folder as journal.db. Tokens are in secrets.db
beside it: copy that file too, or give people and devices new ones.
"""


def add_verify_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse's own
    """Add `verify`."""
    parser = subparsers.add_parser(
        "verify",
        help="prove that no row of the journal was changed or lost",
        description="Prove the chain of the journal; exit status 1 when it is broken.",
        epilog=VERIFY_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_home_argument(parser)
    parser.set_defaults(run=run_asking(lambda _: admin.Verify()))


def add_backup_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse's own
    """Add `backup`."""
    parser = subparsers.add_parser(
        "backup",
        help="copy the journal while the room works, and prove the copy",
        epilog=BACKUP_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="where the copy goes")
    add_home_argument(parser)
    parser.set_defaults(
        run=run_asking(lambda a: admin.Backup(path=str(Path(a.file).absolute())))
    )
