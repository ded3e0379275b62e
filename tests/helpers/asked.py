"""Asks a gateway from a desk and holds the answer to the kind that was expected."""

from typing import TypeVar

from controlroom.desk.desk import Desk
from controlroom.wire.questions import AnyQuestion
from tests.helpers.waiting import PATIENCE_S

T = TypeVar("T")

WAIT_S = PATIENCE_S


def reply(desk: Desk, ask: AnyQuestion, kind: type[T], page: str = "") -> T:
    """Return the reply to a question; fails when it is refused or another kind."""
    return reply_page(desk, ask, kind, page)[0]


def reply_page(
    desk: Desk, ask: AnyQuestion, kind: type[T], page: str = ""
) -> tuple[T, str]:
    """Return the reply and the cursor of the next page, empty after the last."""
    answer = desk.ask(ask, page, WAIT_S)

    assert isinstance(answer.reply, kind), answer
    return answer.reply, answer.next_page


def wait_for_seq(desk: Desk, seq: int) -> None:
    """Wait until a desk has applied a fact."""
    desk.wait_until(lambda: desk.picture.seq >= seq, WAIT_S)


def wait_for_unit(desk: Desk, unit_id: str) -> None:
    """Wait until a desk knows a unit."""
    desk.wait_until(lambda: unit_id in desk.picture.units, WAIT_S)


def wait_for_link(desk: Desk, state: str) -> None:
    """Wait until a desk's link is in a state."""
    desk.wait_until(lambda: desk.link.state == state, WAIT_S)
