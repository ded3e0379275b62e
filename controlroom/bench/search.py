"""How soon words find an incident among a million past ones, newest first.

Words are drawn as language draws them: the n-th most frequent is said 1/n as often.
Half of the words asked for are common ones, which thousands of incidents hold.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from controlroom.bench.rows import BenchRow, bench_row, percentile
from controlroom.domain.entities import Incident, LogEntry
from controlroom.journal.index import Index

INCIDENTS = 1_000_000
QUESTIONS = 400
WORDS = 20_000
"""Different words; the first are the most frequent."""
COMMON = 200
SAID = 24
"""Words of an incident: its place, what happens, its log."""
ASKED = (1, 2, 3)
FIRST = 50
BATCH = 20_000
SECOND_US = 1_000_000
SEED = 7
CONSONANTS, VOWELS = "bdfghklm", "aiou"


def measure(
    incidents: int = INCIDENTS, questions: int = QUESTIONS
) -> Iterator[BenchRow]:
    """Yield search.p50, search.p99 and how long the index took to be made."""
    chance = np.random.default_rng(SEED)
    shares = 1.0 / np.arange(1, WORDS + 1)
    shares /= shares.sum()
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        began_s = time.perf_counter()
        with Index.open(Path(folder) / "index.db", "bench") as index:
            _fill(index, incidents, chance, shares)
            built_s = time.perf_counter() - began_s
            times_ms = [
                _timed_ms(index, text) for text in _questions(questions, chance, shares)
            ]
    case: dict[str, object] = {"incidents": incidents, "first": FIRST}
    for percent in (50, 99):
        value = percentile(times_ms, percent)
        yield bench_row(f"search.p{percent}", value, "ms", **case)
    yield bench_row("search.build", incidents / built_s, "incidents/s", **case)


def word(number: int) -> str:
    """Return the number-th word: pronounceable, and no word begins another."""
    spelt = ""
    for _ in range(4):
        number, place = divmod(number, len(VOWELS) * len(CONSONANTS))
        consonant, vowel = divmod(place, len(VOWELS))
        spelt += CONSONANTS[consonant] + VOWELS[vowel]
    return spelt


def _fill(
    index: Index,
    incidents: int,
    chance: np.random.Generator,
    shares: NDArray[np.float64],
) -> None:
    spelt = np.array([word(number) for number in range(WORDS)])
    for begin in range(0, incidents, BATCH):
        count = min(BATCH, incidents - begin)
        said = spelt[chance.choice(WORDS, size=(count, SAID), p=shares)]
        batch = [
            _incident(begin + row + 1, [str(each) for each in said[row]])
            for row in range(count)
        ]
        index.keep(batch, begin + count)


def _incident(number: int, words: list[str]) -> Incident:
    half = len(words) // 2
    line = LogEntry(
        seq=number,
        at_us=number * SECOND_US,
        by="per_bench",
        text=" ".join(words[half:]),
    )
    return Incident(
        incident_id=f"inc_{number:032x}", cad=f"{number}/21NOV26", type_code="OTHER",
        grade="S", place=" ".join(words[:2]), narrative=" ".join(words[2:half]),
        status="closed", log=(line,),
    )  # fmt: skip


def _questions(
    count: int, chance: np.random.Generator, shares: NDArray[np.float64]
) -> Iterator[str]:
    """Yield what is asked: one to three words, each common at every other time."""
    for _ in range(count):
        words = [
            int(chance.integers(COMMON))
            if chance.random() < 0.5  # noqa: PLR2004 - half of them common
            else int(chance.choice(WORDS, p=shares))
            for _ in range(int(chance.choice(ASKED)))
        ]
        yield " ".join(word(number) for number in words)


def _timed_ms(index: Index, text: str) -> float:
    began_s = time.perf_counter()
    index.search(text, FIRST)
    return (time.perf_counter() - began_s) * 1e3
