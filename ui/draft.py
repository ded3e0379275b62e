"""What a person typed, against what a form began with and what holds by now.

A field that nobody touched follows what holds now; one that two people changed is a
clash, and is said before anything is sent.
"""

from collections.abc import Mapping, Sequence

Values = Mapping[str, str]


def touched(values: Values, began: Values) -> dict[str, str]:
    """Return the fields that were changed by hand."""
    return {
        name: value for name, value in values.items() if value != began.get(name, "")
    }


def rebased(values: Values, began: Values, now: Values) -> dict[str, str]:
    """Return the fields as they are to be sent: ours where touched, else what holds."""
    ours = touched(values, began)
    return {name: ours.get(name, now.get(name, values[name])) for name in values}


def clashes(values: Values, began: Values, now: Values) -> list[str]:
    """Return the fields that were changed by hand here and meanwhile elsewhere."""
    return [
        name
        for name, value in touched(values, began).items()
        if now.get(name, "") not in {began.get(name, ""), value}
    ]


def clash_words(
    by: str, names: Sequence[str], labels: Mapping[str, str], now: Values
) -> str:
    """Return who was first with what, and what the next Enter does.

    `by` says who and when. A mark on the map goes with the place that it is part of.
    """
    shown = list(dict.fromkeys(name.partition(".")[0] for name in names))
    held = "; ".join(
        f"{labels.get(name, name)} is now {now.get(name) or 'empty'}" for name in shown
    )
    return f"{by}: {held}. Nothing was sent. Enter again puts yours in its place."
