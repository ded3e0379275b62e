"""Ids sort by time and are never the same."""

import re
import time

from controlroom.desk.ids import new_id


def test_an_id_is_a_prefix_and_a_uuid_7() -> None:
    """Version 7 and its variant stand where RFC 9562 wants them."""

    assert re.fullmatch(
        r"cmd_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", new_id("cmd")
    )


def test_ids_carry_their_time() -> None:
    """The first 48 bits are milliseconds, so ids sort by their making."""
    before = time.time_ns() // 1_000_000
    made = int(new_id("cmd").removeprefix("cmd_")[:12], 16)

    assert before <= made <= time.time_ns() // 1_000_000


def test_ids_are_never_the_same() -> None:
    """A thousand ids of one moment are a thousand."""

    assert 1000 == len({new_id("cmd") for _ in range(1000)})
