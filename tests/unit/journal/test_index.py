"""Every incident ever, by words, newest first."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from controlroom.domain.entities import Incident, LogEntry
from controlroom.domain.errors import JournalError
from controlroom.journal import index as indexing
from controlroom.journal.index import Index, words_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "index.db"


@pytest.fixture
def index(path: Path) -> Iterator[Index]:
    """An open, empty index."""
    with Index.open(path, "epoch") as opened:
        yield opened


def _incident(number: int, place: str = "Quay Street", log: str = "") -> Incident:
    return Incident(
        incident_id=f"inc_{number}",
        cad=f"{number}/21NOV26",
        type_code="THEFT",
        grade="S",
        place=place,
        caller="Mrs O'Neill",
        narrative="A bicycle was taken",
        source_id=f"ext-{number}",
        log=(LogEntry(seq=1, at_us=1, by="per_1", text=log),) if log else (),
    )


def _found(index: Index, text: str, limit: int = 50) -> list[str]:
    return [found.incident.incident_id for found in index.search(text, limit)]


@pytest.mark.parametrize(
    "text",
    [
        "bicycle", "BICYCLE", "bicy", "quay street", "street quay", "o'neill",
        "7/21NOV26", "7/21nov", "theft", "ext-7", "  bicycle  ",
    ],
)  # fmt: skip
def test_an_incident_is_found_by_its_words(index: Index, text: str) -> None:
    """Number, type, place, caller, narrative, source; any case, order, beginning."""
    index.keep([_incident(7)], 1)

    assert ["inc_7"] == _found(index, text)


def test_all_the_words_must_be_there(index: Index) -> None:
    """More words find less."""
    index.keep([_incident(1, "Quay Street"), _incident(2, "Mill Lane")], 1)

    assert ["inc_2"] == _found(index, "bicycle lane")
    assert [] == _found(index, "quay lane")


@pytest.mark.parametrize("ends", [1, indexing.ENDINGS, indexing.ENDINGS + 1, 45])
def test_a_beginning_finds_every_word_it_begins(index: Index, ends: int) -> None:
    """Whether few words begin so or many, and however they are written."""
    index.keep(
        [_incident(number, f"Quay{number:03}") for number in range(1, ends + 1)]
        + [_incident(100, "Ängelgatan"), _incident(101, "Kwai")],
        1,
    )

    wanted = {f"inc_{number}" for number in range(1, ends + 1)}
    assert wanted == set(_found(index, "QUAY"))
    assert wanted == set(_found(index, "qua bicycle"))
    assert ["inc_1"] == _found(index, "quay001")
    assert ["inc_100"] == _found(index, "Änge")
    assert ["inc_100"] == _found(index, "ange")
    assert [] == _found(index, "quayx")


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", '"', "' OR 1=1", "AND", "NOT", "bicycle AND (", "*", "^", "\0",
        "text:bicycle NEAR", "-", "💂", "<b>", "\x1b[31m", "a" * 10_000, "x " * 1_000,
    ],
)  # fmt: skip
def test_hostile_questions_are_only_words(index: Index, text: str) -> None:
    """Nothing typed is taken for a language."""
    index.keep([_incident(1)], 1)

    assert isinstance(index.search(text), list)


def test_the_newest_come_first_in_pages(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page ends with a number, and the next begins behind it, across slices."""
    monkeypatch.setattr(indexing, "FIRST_SLICE", 3)
    index.keep([_incident(number) for number in range(1, 31)], 1)

    first = index.search("bicycle", 12)
    second = index.search("bicycle", 100, before=first[-1].number)

    wanted = [f"inc_{number}" for number in range(30, 0, -1)]
    assert wanted[:12] == [found.incident.incident_id for found in first]
    assert wanted[12:] == [found.incident.incident_id for found in second]


def test_a_changed_incident_is_found_by_its_new_words_alone(index: Index) -> None:
    """An index that remembers what was corrected would mislead."""
    index.keep([_incident(1, "Quay Street")], 1)
    index.keep([_incident(1, "Mill Lane", log="Witness seen")], 2)

    assert [] == _found(index, "quay")
    assert ["inc_1"] == _found(index, "mill witness")


def test_an_excerpt_shows_the_words_as_typed(index: Index) -> None:
    """Markup in an incident stays text."""
    index.keep([_incident(1, "<b>Quay</b> Street")], 1)

    assert "<b>Quay</b>" in index.search("quay")[0].excerpt


def test_an_incident_is_had_by_number_and_by_id(index: Index) -> None:
    """Whole, as it was kept."""
    index.keep([_incident(1), _incident(2)], 1)

    assert _incident(2) == index.incident("2/21NOV26")
    assert _incident(1) == index.incident("inc_1")
    assert index.incident("3/21NOV26") is None


def test_the_index_knows_how_far_it_came(path: Path) -> None:
    """After a restart it goes on from there."""
    with Index.open(path, "epoch") as index:
        index.keep([_incident(1)], 41)
    with Index.open(path, "epoch") as index:
        assert 41 == index.seq
        assert ["inc_1"] == _found(index, "bicycle")


def test_another_epoch_starts_anew(path: Path) -> None:
    """After a restore nothing of the lost future may be found."""
    with Index.open(path, "epoch") as index:
        index.keep([_incident(1)], 41)
    with Index.open(path, "other") as index:
        assert 0 == index.seq
        assert [] == _found(index, "bicycle")


@pytest.mark.parametrize("content", [b"no database" * 500, b"\xff" * 5000])
def test_a_broken_index_is_thrown_away(path: Path, content: bytes) -> None:
    """It can be rebuilt; it must never keep a gateway from starting."""
    path.write_bytes(content)

    with Index.open(path, "epoch") as index:
        assert 0 == index.seq


def test_another_layout_starts_anew(path: Path) -> None:
    """A newer program rebuilds what an older one left."""
    with Index.open(path, "epoch") as index:
        index.keep([_incident(1)], 41)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    with Index.open(path, "epoch") as index:
        assert 0 == index.seq


def test_clearing_forgets_everything(index: Index) -> None:
    """Before the journal is read again."""
    index.keep([_incident(1)], 41)
    index.clear()

    assert (0, []) == (index.seq, _found(index, "bicycle"))


def test_a_disk_that_is_full_is_one_line(index: Index) -> None:
    """And what was kept before is still found."""
    index.keep([_incident(1)], 1)
    pages = index._connection.execute("PRAGMA page_count").fetchone()[0]
    index._connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(JournalError, match="full"):
        index.keep([_incident(n, "Long " * 2000) for n in range(2, 20)], 2)

    assert 1 == index.seq
    assert ["inc_1"] == _found(index, "bicycle")


def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    """With its path."""

    with pytest.raises(JournalError, match="cannot open"):
        Index.open(tmp_path / "missing" / "index.db", "epoch")


def test_words_are_those_that_people_said() -> None:
    """Number, type, place, caller, narrative, source id and log, nothing empty."""
    words = words_of(_incident(1, log="Witness seen")).split("\n")

    assert [
        "1/21NOV26", "THEFT", "Quay Street", "Mrs O'Neill", "A bicycle was taken",
        "ext-1", "Witness seen",
    ] == words  # fmt: skip
