"""The order of a list under a hand."""

from ui.order import HeldOrder

FIRST = {"urgent": [], "due": ["a", "b", "c"], "scene": ["d"]}


def _held() -> HeldOrder:
    order = HeldOrder(frozenset({"urgent"}))
    order.take(FIRST, held=False)
    return order


def test_without_a_hand_the_true_order_is_shown() -> None:
    """Rows re-sort at once while nobody's hand is in the list."""
    order = _held()

    assert ["b", "a", "c"] == order.take({**FIRST, "due": ["b", "a", "c"]}, held=False)[
        "due"
    ]
    assert order.changed == 0


def test_under_a_hand_nothing_moves() -> None:
    """Rows stay, and how many would move is counted."""
    order = _held()
    shown = order.take(
        {"urgent": [], "due": ["c", "a", "n"], "scene": ["d", "b"]}, held=True
    )

    assert ["a", "b", "c"] == shown["due"]
    assert order.changed == 4


def test_emergencies_enter_at_once() -> None:
    """What is urgent comes in under the hand too, and stands nowhere twice."""
    order = _held()
    shown = order.take({"urgent": ["b"], "due": ["a", "c"], "scene": ["d"]}, held=True)

    assert (["b"], ["a", "c"]) == (shown["urgent"], shown["due"])
    assert order.changed == 0


def test_letting_go_takes_the_new_order() -> None:
    """When the hand leaves, the true order is shown."""
    order = _held()
    order.take({"urgent": [], "due": ["c"], "scene": []}, held=True)

    assert {"urgent": [], "due": ["c"], "scene": []} == order.release()
    assert order.changed == 0


def test_what_is_shown_is_a_copy() -> None:
    """Whoever gives an order may change it afterwards."""
    order = HeldOrder()
    true = {"due": ["a"]}
    shown = order.take(true, held=False)
    true["due"].append("b")

    assert {"due": ["a"]} == shown
