"""Draws in the command bar what Enter will do, whole, or why it does nothing."""

from ui.bar.plan import Plan
from ui.paint import Ink
from ui.theme import Theme

LEFT, RIGHT = 42, 16
"""Where words begin and end, design pixels from the edges."""
TITLE, FOOT = 30.0, 8.0


def sentences_of(plan: Plan) -> list[tuple[str, str]]:
    """Return the sentences under the title, each with its colour."""
    if plan.refused:
        return [(plan.refused, "alarm.high_text")]
    return [(said, "text.secondary") for said in plan.says]


def plan_high(theme: Theme, width: float, plan: Plan) -> float:
    """Return how high a plan is drawn, in design pixels."""
    face, room = theme.face("data", weight=400), (width - LEFT - RIGHT) * theme.scale
    lines = sum(len(face.lines(said, room)) for said, _ in sentences_of(plan))
    return TITLE + lines * theme.line("data") / theme.scale + FOOT


def paint_plan(ink: Ink, width: float, plan: Plan) -> None:
    """Draw title, key and sentences; amber when Enter does nothing."""
    icon, color = "assign", "text.secondary"
    if not plan.is_ready:
        icon, color = "alarm-medium", "alarm.high_text"
    ink.icon(16, 7, icon, 16, color)
    room = width - LEFT - RIGHT
    cap = ink.key_width("Enter") if plan.is_ready else 0.0
    ink.text(
        LEFT, 1, room - cap - 12, TITLE - 2, plan.title, color="text.primary",
        weight=500,
    )  # fmt: skip
    if plan.is_ready:
        ink.key(width - RIGHT - cap, 6, "Enter")
    y = TITLE
    for sentence, shade in sentences_of(plan):
        y += ink.paragraph(LEFT, y, room, sentence, "data", shade)
