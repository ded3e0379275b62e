"""Functions that a signal of Qt holds: nothing else that Python knows of does."""

import gc
import sys
import types
from collections import Counter

_MINE = 3
"""References of the look itself: its list, its variable, the argument of the count."""


def held_by_signals() -> list[str]:
    """Return every lambda and inner function of ui that only a signal holds, by name.

    What the sender outlives stays with it for good: no search finds a cycle that goes
    through a signal.
    """
    gc.collect()
    everything = gc.get_objects()
    known: Counter[int] = Counter()
    for each in everything:
        known.update(map(id, gc.get_referents(each)))
    held = [
        f"{each.__module__}:{each.__code__.co_firstlineno} {each.__qualname__}"
        for each in everything
        if isinstance(each, types.FunctionType)
        and each.__closure__
        and each.__module__.startswith("ui.")
        and sys.getrefcount(each) - _MINE > known[id(each)]
    ]
    return sorted(set(held))
