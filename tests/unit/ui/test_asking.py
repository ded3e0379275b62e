"""Questions and who waits for their answers."""

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import AnyQuestion, Doors
from controlroom.domain.errors import Refused
from ui.asking import MOST, Asking


def _answer(question_id: str, next_page: str = "") -> AnswerArrived:
    return AnswerArrived(
        question_id=question_id, ok=True, code="", sentence="", reply=None,
        next_page=next_page,
    )  # fmt: skip


def test_an_answer_goes_to_whoever_asked() -> None:
    """Two who ask get each their own, once."""
    numbers = iter(range(9))
    asking = Asking(lambda _question, _page: f"q{next(numbers)}")
    heard: list[str] = []
    asking.ask(Doors(), lambda answer: heard.append(f"first {answer.question_id}"))
    asking.ask(Doors(), lambda answer: heard.append(f"second {answer.question_id}"))
    for question_id in ("q1", "q0", "q0", "q7"):
        asking.settle(_answer(question_id))

    assert ["second q1", "first q0"] == heard


def test_each_page_is_asked_for() -> None:
    """A page is asked for by the mark of the page before, and heard once."""
    pages: list[str] = []

    def ask(_question: AnyQuestion, page: str) -> str:
        pages.append(page)
        return f"q{len(pages)}"

    asking = Asking(ask)
    heard: list[str] = []
    asking.ask(Doors(), lambda answer: heard.append(answer.next_page))
    asking.settle(_answer("q1", "2"))
    asking.ask(Doors(), lambda answer: heard.append(answer.next_page), "2")
    asking.settle(_answer("q2"))
    asking.settle(_answer("q2", "ghost"))

    assert (["", "2"], ["2", ""]) == (pages, heard)


def test_without_a_link_the_reason_comes_back() -> None:
    """Whoever cannot ask is told why."""

    def refuse(_question: AnyQuestion, _page: str) -> str:
        raise Refused("no_link", "No link.")

    assert "No link." == Asking(refuse).ask(Doors(), lambda _answer: None)


def test_questions_are_bounded() -> None:
    """Of questions that nobody answers the oldest are given up."""
    numbers = iter(range(10_000))
    asking = Asking(lambda _question, _page: f"q{next(numbers)}")
    heard: list[str] = []
    for _ in range(MOST + 10):
        asking.ask(Doors(), lambda answer: heard.append(answer.question_id))
    asking.settle(_answer("q0"))
    asking.settle(_answer(f"q{MOST}"))

    assert [f"q{MOST}"] == heard
