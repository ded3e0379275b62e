"""Questions of this desk and who waits for the answers; a lost link answers nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import AnyQuestion
from controlroom.domain.errors import Refused

MOST = 200
"""Questions that wait; the oldest is given up."""

Take = Callable[[AnswerArrived], None]
Ask = Callable[..., str]
"""Hands a question, and a page of its answer, to the link; returns the question's id.
Raises `Refused` without a link."""


class Asking(QObject):
    """Sends questions and hands each answer to whoever asked."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._waiting: dict[str, Take] = {}

    def ask(self, question: AnyQuestion, take: Take, page: str = "") -> str:
        """Ask for a page of an answer, the first unless said; return why not, or
        nothing. `take` gets the page.
        """
        try:
            question_id = self._ask(question, page)
        except Refused as refused:
            return refused.sentence
        while len(self._waiting) >= MOST:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[question_id] = take
        return ""

    def settle(self, answer: AnswerArrived) -> None:
        """Hand an answer over."""
        take = self._waiting.pop(answer.question_id, None)
        if take is not None:
            take(answer)
