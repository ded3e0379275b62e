"""How rows of the assign list are drawn: who is on it, who could go, and why not."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from controlroom.domain.entities import Assignment, Incident
from controlroom.domain.recommend import Offer, Recommendation
from controlroom.domain.words import countdown
from ui.paint import RIGHT, Ink
from ui.panels.heads import hairline
from ui.position import Position
from ui.rows import Look
from ui.spans import Section

SENT, OFFERED, AGAINST = "sent", "offered", "against"
ROW = 28.0
ROW_AGAINST = 24.0
HEAD_AGAINST = 20.0
STATE, STATE_END, REASONS = 112.0, 224.0, 280.0
"""Left edge of the state, where its words end, left edge of the reasons."""
BETWEEN = " · "


@dataclass(slots=True)
class Proposal:
    """What the list shows: who was sent, is offered, cannot go, is chosen."""

    incident: Incident | None = None
    sent: dict[str, Assignment] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    against: dict[str, Offer] = field(default_factory=dict)
    picks: list[str] = field(default_factory=list)
    sent_s: dict[str, float] = field(default_factory=dict)
    """How many seconds those already sent still need; NaN is unknown."""

    def take(self, found: Recommendation, *, keep_order: bool) -> None:
        """Take another recommendation; shown rows keep their place if asked."""
        offers = {each.unit_id: each for each in found.offers}
        against = {each.unit_id: each for each in found.why_not}
        if keep_order:
            offers = _in_order(self.offers, offers)
            against = _in_order(self.against, against)
        self.offers, self.against = offers, against
        self.picks = [each for each in self.picks if each in offers or each in against]

    def toggle(self, unit_id: str) -> None:
        """Choose a unit, or let it go."""
        if unit_id in self.picks:
            self.picks.remove(unit_id)
        elif unit_id in self.offers or unit_id in self.against:
            self.picks.append(unit_id)


def _in_order(before: dict[str, Offer], after: dict[str, Offer]) -> dict[str, Offer]:
    kept = {key: after[key] for key in before if key in after}
    return kept | {key: each for key, each in after.items() if key not in kept}


class AssignRows:
    """Draws the rows of a proposal."""

    def __init__(self, position: Position, proposal: Proposal) -> None:
        self._position = position
        self._proposal = proposal

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw the line over those who cannot go."""
        ink.text(
            12, 0, width - 24, HEAD_AGAINST, "Nearer or skilled, and why not", "label",
            "text.muted", tabular=False,
        )  # fmt: skip
        edge, wide = ink.theme.px(section.head), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        unit = self._position.frame.picture.units.get(key)
        name = self._position.say.callsign(key)
        if unit is not None:
            name = f"{name}, {self._position.say.state(unit).lower()}"
        if assignment := self._proposal.sent.get(key):
            return f"{name}: {BETWEEN.join(self._sent_words(assignment))}"
        offer = self._proposal.offers.get(key) or self._proposal.against.get(key)
        return f"{name}: {BETWEEN.join(offer.reasons)}" if offer is not None else ""

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one unit."""
        picked = key in self._proposal.picks
        if picked:
            ink.fill(0, 0, width, height, "surface.selected")
        elif look.hovered and key not in self._proposal.sent:
            ink.fill(0, 0, width, height, "surface.hover")
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        if key in self._proposal.sent:
            self._paint_sent(ink, width, key)
        elif key in self._proposal.offers:
            self._paint_offer(ink, width, key, picked=picked)
        elif key in self._proposal.against:
            self._paint_against(ink, width, key, picked=picked)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _paint_unit(self, ink: Ink, key: str, height: float, *, strong: bool) -> None:
        unit = self._position.frame.picture.units.get(key)
        if unit is None:
            return
        middle = (height - 1) / 2
        color = "text.secondary" if strong else "text.muted"
        ink.icon(38, middle - 8, f"unit-{unit.kind}", 16, "text.secondary")
        style = "body" if strong else "data"
        # A callsign is never cut: a long one moves the state, and its words give way.
        wide = ink.width_of(unit.callsign, style)
        ink.text(
            60, middle - 10, wide + 2, 20, unit.callsign, style,
            "text.primary" if strong else "text.secondary",
        )  # fmt: skip
        left = max(STATE, 60 + wide + 8)
        ink.state(left, middle - 8, unit.state)
        words = self._position.say.state(unit)
        ink.text(
            left + 24, middle - 10, STATE_END - left - 24, 20, words, color=color,
            tabular=False,
        )  # fmt: skip

    def _paint_sent(self, ink: Ink, width: float, key: str) -> None:
        self._paint_unit(ink, key, ROW, strong=True)
        assignment = self._proposal.sent[key]
        seconds = self._proposal.sent_s.get(key, math.nan)
        if not assignment.at_scene_at_us and math.isfinite(seconds):
            ink.text(224, 3, 44, 20, countdown(seconds), "body", "text.primary",
                     align=RIGHT)  # fmt: skip
        self._paint_reasons(ink, 4, width, self._sent_words(assignment))

    def _sent_words(self, assignment: Assignment) -> tuple[str, ...]:
        """What somebody has to act on comes first."""
        say = self._position.say
        if self._position.offered.is_partner:
            return self._shared_words(assignment)
        by = self._position.frame.picture.name_of(assignment.by)
        when = f"{say.clock(assignment.at_us)} {by}"
        if assignment.at_scene_at_us:
            at_scene = say.clock(assignment.at_scene_at_us)
            return (f"at scene {at_scene}", f"sent {when}")
        if assignment.acknowledged_at_us is None:
            return ("not acknowledged", when)
        return (f"sent {when}",)

    def _shared_words(self, assignment: Assignment) -> tuple[str, ...]:
        """Return what a partner is told: the times, not who or by what device."""
        clock = self._position.say.clock
        sent = f"sent {clock(assignment.at_us)}"
        if assignment.at_scene_at_us:
            return (f"at scene {clock(assignment.at_scene_at_us)}", sent)
        if assignment.en_route_at_us:
            return (f"en route {clock(assignment.en_route_at_us)}", sent)
        return (sent,)

    def _paint_offer(self, ink: Ink, width: float, key: str, *, picked: bool) -> None:
        number = list(self._proposal.offers).index(key) + 1
        if number <= 9:
            ink.key(
                12, 5, str(number),
                color="accent.on" if picked else "text.secondary",
                line="accent.fill" if picked else "border.strong",
                fill="accent.fill" if picked else "surface.panel",
            )  # fmt: skip
        self._paint_unit(ink, key, ROW, strong=True)
        offer = self._proposal.offers[key]
        if offer.travel_s is not None:
            ink.text(218, 3, 50, 20, countdown(offer.travel_s), "body", "text.primary",
                     align=RIGHT)  # fmt: skip
        color = "text.primary" if picked else "text.secondary"
        self._paint_reasons(ink, 4, width, offer.reasons, color)

    def _paint_against(self, ink: Ink, width: float, key: str, *, picked: bool) -> None:
        self._paint_unit(ink, key, ROW_AGAINST, strong=False)
        offer = self._proposal.against[key]
        if offer.travel_s is not None:
            ink.text(218, 2, 50, 20, countdown(offer.travel_s), color="text.muted",
                     align=RIGHT)  # fmt: skip
        color = "text.primary" if picked else "text.muted"
        self._paint_reasons(ink, 2, width, offer.reasons, color)

    def _paint_reasons(
        self, ink: Ink, top: float, width: float, reasons: tuple[str, ...],
        color: str = "text.secondary",
    ) -> None:  # fmt: skip
        """Draw as many reasons as there is room for, and how many more there are."""
        room = width - REASONS - 12
        said = fitting(reasons, lambda words: ink.width_of(words, "data") <= room)
        ink.text(REASONS, top, room, 20, said, color=color)


def fitting(reasons: tuple[str, ...], fits: Callable[[str], bool]) -> str:
    """Return the first reasons, whole, and `+2` for two more; the tip has them all.

    The first is always there: alone it may be cut where it is drawn.
    """
    for count in range(len(reasons), 1, -1):
        more = f" +{len(reasons) - count}" if count < len(reasons) else ""
        said = f"{BETWEEN.join(reasons[:count])}{more}"
        if fits(said):
            return said
    more = f" +{len(reasons) - 1}" if len(reasons) > 1 else ""
    return f"{reasons[0]}{more}" if reasons else ""
