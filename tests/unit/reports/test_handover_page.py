"""A handover on paper: every item, who took it on, and text as typed."""

from controlroom.domain.codes import Codes
from controlroom.domain.watchkeeping import Handover, Item, Tick
from controlroom.reports.handover_page import handover_page
from controlroom.reports.incident_page import Disclosure

AT_US = 1_795_300_076_000_000
ITEMS = (
    Item(key="a", kind="risk", incident_id="i", text="CAD 1: <script>risk</script>"),
    Item(key="b", kind="promise", incident_id="i", text="CAD 1: ring"),
)


def page(*ticks: Tick, exercise: bool = False, done: int | None = None) -> str:
    """Return the page of a small handover."""
    handover = Handover(
        handover_id="h", sectors=("Harbour", "Castle"), items=ITEMS,
        begun_by="per_ash", begun_at_us=AT_US, ticks=ticks, completed_at_us=done,
    )  # fmt: skip
    by = Disclosure("Ash & Co", AT_US, exercise=exercise)
    return handover_page(handover, Codes(), lambda actor: f"<{actor}>", by)


def test_every_item_with_who_took_it_on() -> None:
    """Ticked or open, and whether it is complete."""
    text = page(Tick(key="b", by="per_marsh", at_us=AT_US))

    assert "Handover of Harbour and Castle" in text
    assert 1 == text.count("☑") == text.count("☐")
    assert "&lt;per_marsh&gt;, 21 Nov 2026" in text
    assert "Not complete." in text
    assert "Complete at 21 Nov 2026" in page(done=AT_US)


def test_what_was_typed_is_text() -> None:
    """Mark-up in names and items is shown, never interpreted; nothing is loaded."""
    text = page()

    assert "<script" not in text
    assert "&lt;script&gt;risk" in text
    assert "Ash &amp; Co" in text
    assert "http" not in text
    assert "src=" not in text


def test_an_exercise_says_so_and_an_empty_one_too() -> None:
    """Nobody files practice as fact."""

    assert "EXERCISE" in page(exercise=True)
    assert "EXERCISE" not in page()
    empty = Handover(
        handover_id="h", sectors=(), items=(), begun_by="x", begun_at_us=AT_US
    )
    text = handover_page(empty, Codes(), str, Disclosure("Ash", AT_US))

    assert "Nothing stood open." in text
    assert "all sectors" in text
