"""What matters about a unit beside its state: a welfare check, being alone, a meal, the
end of its shift; one thing at a time, the most pressing.
"""

from typing import NamedTuple

from controlroom.domain.entities import Unit
from controlroom.domain.exposure import exposure_of, exposure_words
from controlroom.domain.shifts import next_rules, rule_words
from controlroom.domain.words import SECOND_US, age
from ui.position import Position

LATE = "alarm.high_text"
PLAIN = "text.secondary"
QUIET = "text.muted"


class Note(NamedTuple):
    """Words about a unit: short for a narrow column, whole, and their colour.

    `pressing` is false for what only comes some time.
    """

    short: str
    words: str
    color: str = PLAIN
    pressing: bool = True


def note_of(position: Position, unit: Unit, now_us: int) -> Note | None:
    """Return what matters most about a unit now; None when nothing comes."""
    picture = position.frame.picture
    exposure = exposure_of(unit, picture, now_us)
    if exposure is not None:
        words = exposure_words(exposure)
        due_us = exposure.check_due_us
        if due_us is not None and due_us <= now_us:
            late = age((now_us - due_us) / SECOND_US)
            return Note("check due", f"welfare check due since {late}, {words}", LATE)
        if exposure.alone_us is not None:
            return Note(words.partition(",")[0], words)
    rules = next_rules(unit, picture.codes, now_us)
    if not rules:
        return None
    said = [rule_words(rule, picture.codes.time_zone) for rule in rules]
    if rules[0].kind == "end" and rules[0].near and not rules[0].passed:
        said[0] = f"{said[0]}, sent now = overtime"
    near = rules[0].near
    short = rule_words(rules[0], picture.codes.time_zone)
    return Note(
        short.partition(" since ")[0],
        ", ".join(said),
        color=PLAIN if near else QUIET,
        pressing=near,
    )


def is_late(position: Position, unit: Unit, now_us: int) -> bool:
    """True when an urgent call back has waited longer than the force allows."""
    late_s = position.frame.picture.codes.requests.urgent_s
    waited_us = now_us - unit.request_at_us
    return unit.request == URGENT and 0 < late_s * SECOND_US <= waited_us


URGENT = 14
"""The request for an urgent call back."""
