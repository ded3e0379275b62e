"""What was done before is walked with Up and Down, and kept without its words."""

from ui.bar.history import LONGEST, MOST, History


def _with(*lines: str) -> History:
    history = History()
    for line in lines:
        history.add(line, line)
    return history


def test_up_goes_back_and_down_forward() -> None:
    """The oldest stays, and after the newest the line is empty."""
    history = _with("a", "b")

    assert ["b", "a", "a"] == [history.older() for _ in range(3)]
    assert ["b", "", ""] == [history.newer() for _ in range(3)]
    assert "b" == history.last


def test_nothing_was_done_yet() -> None:
    """Up finds nothing."""

    assert ("", "", 0) == (History().older(), History().last, len(History()))


def test_a_line_stands_once_and_newest_last() -> None:
    """Done again, it is the newest."""
    history = _with("a", "b", "a")

    assert ["a", "b"] == [history.older(), history.older()]


def test_what_is_shown_is_known_until_it_is_changed() -> None:
    """So that Up goes on, or walks the list."""
    history = _with("a")
    history.older()

    assert (True, False) == (history.is_shown("a"), history.is_shown("ab"))


def test_it_is_bounded() -> None:
    """The oldest go."""
    history = _with(*(f"line {number}" for number in range(MOST + 5)))

    assert MOST == len(history)
    assert "line 5" == history.kept()[0]


def test_words_are_not_kept_for_tomorrow() -> None:
    """What was logged stands in the record and in no other file."""
    history = History()
    history.add("log 412 Mrs Lee, 4 Mill Street", "log 412 ")
    history.add("mill street", "")
    kept = history.kept()
    tomorrow = History()
    tomorrow.restore(kept)

    assert ("log 412",) == kept
    assert ["mill street", "log 412 Mrs Lee, 4 Mill Street"] == [
        history.older() for _ in range(2)
    ]
    assert ("log 412", kept) == (tomorrow.older(), tomorrow.kept())


def test_a_file_that_was_meddled_with_does_no_harm() -> None:
    """Too many, too long or full of controls: bounded, cut or left out."""
    history = History()
    history.restore(("x" * 10_000, "a\x00b", *(["y"] * 200)))

    assert len(history) <= MOST
    assert all(len(line) <= LONGEST and line.isprintable() for line in history.kept())
