"""Ids the gateway gives."""

import re

from controlroom.gateway.ids import new_id


def test_shape_of_an_id() -> None:
    """Prefix, underscore and a version 7 UUID in hex (RFC 9562)."""

    assert re.fullmatch(
        r"inc_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", new_id("inc")
    )


def test_ids_are_never_the_same() -> None:
    """Ten thousand ids are ten thousand."""

    assert 10_000 == len({new_id("unit") for _ in range(10_000)})
