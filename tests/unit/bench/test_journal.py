"""The journal's benchmark on a real file."""

from controlroom.bench.journal import GROUP, run


def test_every_figure_has_its_row() -> None:
    """Acknowledgement, rate, opening and proof, each positive."""
    rows = {row["name"]: row for row in run(singles=5, groups=2)}

    assert {
        "journal.ack_p50", "journal.ack_p99", "journal.rate", "journal.open",
        "journal.verify",
    } == set(rows)  # fmt: skip
    assert all(row["value"] > 0 for row in rows.values())
    assert {"rows": 5 + 2 * GROUP} == rows["journal.open"]["case"]
    assert {"proven": True} == rows["journal.verify"]["case"]
