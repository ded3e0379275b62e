"""The two clocks of an incident as text: a countdown and a word, never colour alone."""

from controlroom.domain.deadlines import Clock
from ui.say import Say

NAMES = {
    "from call": "From call",
    "to send": "To send",
    "from dispatch": "From dispatch",
}
WITHOUT = {
    "from call": "Open for {}, no target",
    "to send": "Nobody sent for {}",
    "from dispatch": "Sent {} ago, no target",
}
"""How long it has been, where the grade has no target for it."""
AMBER = frozenset({"due soon", "late"})
"""Words that ask for something now."""


def clock_words(say: Say, clock: Clock, now_us: int) -> str:
    """Return `From call 10:48 left, in time`, how it was met or missed, how long."""
    name = NAMES[clock.name]
    if clock.met_us is not None:
        taken = say.left(clock.met_us, clock.from_us)
        word = clock.word if clock.word != "no target" else "at scene"
        return f"{name}: {word} after {taken}"
    if clock.due_us is None:
        return WITHOUT[clock.name].format(say.age(clock.from_us, now_us))
    left = say.left(clock.due_us, now_us)
    return f"{name} {left}{'' if clock.word == 'late' else ' left'}, {clock.word}"


def clock_color(clock: Clock) -> str:
    """Return the token of a clock's colour: amber asks for something now."""
    return "alarm.high_text" if clock.word in AMBER else "text.secondary"
