"""A screen finds every question and reply at the desk's own door."""

from typing import get_args

from controlroom.desk import questions
from controlroom.wire.questions import AnyQuestion, AnyReply


def test_every_question_and_reply_is_there() -> None:
    """What the wire can ask, a screen can ask without knowing the wire."""
    shapes = {shape.__name__ for shape in (*get_args(AnyQuestion), *get_args(AnyReply))}

    assert set() == shapes - set(questions.__all__)
    assert all(hasattr(questions, name) for name in questions.__all__)
