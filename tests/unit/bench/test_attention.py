"""What attention costs, small."""

from controlroom.bench.attention import measure


def test_a_presence_grows_with_desks_and_not_with_incidents() -> None:
    """Its size is that of who is here; what nobody has open is not in it."""
    few = {row["name"]: row for row in measure(desks=3, incidents=10)}
    many = {row["name"]: row for row in measure(desks=3, incidents=100)}

    assert ["wire.presence_bytes", "gateway.presence_p50", "gateway.orphans_p50"] == (
        list(few)
    )
    assert few["wire.presence_bytes"]["value"] == many["wire.presence_bytes"]["value"]
    assert {"desks": 3, "incidents": 10, "a_second": 5.0} == (
        few["wire.presence_bytes"]["case"]
    )
    assert all(row["value"] >= 0 for row in many.values())
