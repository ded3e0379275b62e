"""A program that writes a journal until it is killed; prints what was acknowledged."""

import sys
from pathlib import Path

from controlroom.journal.base import Entry
from controlroom.journal.sqlite import SqliteJournal


def main() -> None:
    """Append and commit without end, one line for each acknowledged seq."""
    journal = SqliteJournal.open(Path(sys.argv[1]))
    number = journal.last_seq
    while True:
        number += 1
        entries = [Entry(at_us=number, actor="per_1", event=b"event %d" % number)]
        rows = journal.append(entries, command_id=f"cmd_{number}", answer=b"yes")
        journal.commit().result()
        sys.stdout.write(f"{rows[-1].seq}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
