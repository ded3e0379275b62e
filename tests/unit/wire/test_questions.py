"""Questions and replies go there and back; a question cannot ask without end."""

import pytest

from controlroom.domain.errors import WireError
from controlroom.wire import questions as q
from controlroom.wire.codec import decode, encode
from tests.unit.wire.samples import filled, kind_of


@pytest.mark.parametrize("question", filled(q.AnyQuestion), ids=kind_of)
def test_every_question_there_and_back(question: q.AnyQuestion) -> None:
    """Every question is read as it was asked."""

    assert question == decode(encode(question), q.AnyQuestion)  # type: ignore[arg-type]  # a union


@pytest.mark.parametrize("reply", filled(q.AnyReply), ids=kind_of)
def test_every_reply_there_and_back(reply: q.AnyReply) -> None:
    """Every reply is read as it was given."""

    assert reply == decode(encode(reply), q.AnyReply)  # type: ignore[arg-type]  # a union


@pytest.mark.parametrize(
    "question",
    [
        {"ask": "search", "text": "x" * 501},
        {"ask": "search", "text": "x", "limit": 0},
        {"ask": "search", "text": "x", "limit": 501},
        {"ask": "track", "unit_id": "u", "from_us": -1, "to_us": 0},
        {"ask": "track", "unit_id": "u", "from_us": 0, "to_us": 2**63},
        {"ask": "open_stream", "camera_id": "c"},
        {"ask": "everything"},
        {},
    ],
)
def test_a_question_out_of_bounds_is_refused(question: dict[str, object]) -> None:
    """Hostile: pages without end, times no clock shows, a reason left out."""
    with pytest.raises(WireError):
        decode(encode(question), q.AnyQuestion)  # type: ignore[arg-type]  # a union
