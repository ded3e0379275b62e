"""Starts the command line; a fault of ours goes to the log and is said in one line."""

import logging
import sys


def main() -> int:
    """Run the command line and return its exit status."""
    from controlroom import cli

    try:
        return cli.main()
    except Exception:
        # The last door: nothing may reach a person as a page of source lines.
        logging.getLogger(__name__).exception("a fault in the program")
        sys.stderr.write(
            "controlroom: a fault in the program; it is in the log with its trace\n"
        )
        return 70


if __name__ == "__main__":
    raise SystemExit(main())
