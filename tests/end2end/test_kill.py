"""Two desks at work, the gateway killed in the middle: nothing acknowledged is lost."""

import signal
from collections import defaultdict
from dataclasses import dataclass, field
from os import kill
from pathlib import Path

import pytest

from controlroom.desk.deliveries import ResultArrived
from controlroom.desk.desk import Desk
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.gateway.record import facts_of
from controlroom.journal.sqlite import SqliteJournal
from tests.helpers.driver import Driver
from tests.helpers.gateway_process import GatewayProcess

COMMANDS = 2000
UNDER_WAY = 12
"""Commands that each operator has under way: the kill catches some of them."""
UNITS = 40
WAIT_S = 60.0


@dataclass
class Operator:
    """Somebody at a desk who sends commands and collects what became of them."""

    desk: Desk
    driver: Driver
    sent: list[str] = field(default_factory=list)
    results: dict[str, ResultArrived] = field(default_factory=dict)

    def send(self) -> None:
        """Send one command by what the desk sees."""
        act, expects = self.driver.next(self.desk.picture, self.desk.now_us())
        self.sent.append(self.desk.send(act, expects))

    def work(self, commands: int) -> bool:
        """Take what came, send what there is room for; True when all is answered."""
        self.desk.drain()
        for command_id, result in self.desk.results.items():
            assert command_id not in self.results

            self.results[command_id] = result
        self.desk.results.clear()
        room = UNDER_WAY - (len(self.sent) - len(self.results))
        for _ in range(min(room, commands - len(self.sent))):
            self.send()
        return len(self.results) >= commands


def work(operators: list[Operator], commands: int) -> None:
    """Let all work until each has so many commands answered."""

    def all_done() -> bool:
        done = [operator.work(commands) for operator in operators]
        return all(done)

    operators[0].desk.wait_until(all_done, WAIT_S)


def read(home: Path) -> list[Fact]:
    """Return every fact of the journal, once its gateway has ended."""
    journal = SqliteJournal.open(home / "journal.db")
    try:
        return list(facts_of(journal))
    finally:
        journal.close()


@pytest.mark.slow
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    """2,000 commands of two desks, `kill -9` in the middle: all that was acknowledged
    is there exactly once, both desks catch up alone, and all pictures are equal.
    """
    with GatewayProcess(tmp_path) as gateway:
        gateway.enrol_units(UNITS)
        tokens = [gateway.add_person(name) for name in ("Ann", "Ben")]
        with (
            Desk(gateway.url, tokens[0], "north") as north,
            Desk(gateway.url, tokens[1], "south") as south,
        ):
            operators = [Operator(north, Driver(1)), Operator(south, Driver(2))]
            north.wait_until(lambda: north.snapshots, WAIT_S)
            south.wait_until(lambda: south.snapshots, WAIT_S)
            work(operators, COMMANDS // 4)
            for operator in operators:
                operator.work(COMMANDS // 2)
            before = [dict(operator.results) for operator in operators]
            epoch = gateway.epoch
            kill(gateway.pid, signal.SIGSTOP)
            for operator in operators:
                # However slow this machine is, nobody answers this one before the end.
                operator.send()
            gateway.kill()

            assert all(operator.desk.link.unanswered for operator in operators)

            north.wait_until(lambda: "live" != north.link.state, WAIT_S)
            gateway.start()

            assert epoch == gateway.epoch

            work(operators, COMMANDS // 2)
            north.wait_until(lambda: _level(north, south), WAIT_S)
            pictures = north.picture, south.picture

            assert [1, 1] == [north.snapshots, south.snapshots]
    facts = read(tmp_path)

    _each_is_there_once(facts, operators)
    _what_was_answered_before_the_kill_stands(facts, before)
    replayed = Picture()
    for fact in facts:
        if fact.seq <= pictures[0].seq:
            replayed.apply(fact)

    assert pictures[0] == pictures[1]
    assert replayed == pictures[0]


def _level(north: Desk, south: Desk) -> bool:
    south.drain()
    return north.picture.seq == south.picture.seq


def _each_is_there_once(facts: list[Fact], operators: list[Operator]) -> None:
    by_command: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        by_command[fact.command_id].append(fact.seq)
    done = 0
    for operator in operators:
        assert set(operator.sent) == set(operator.results)
        assert COMMANDS // 2 == len(operator.sent)

        for command_id, result in operator.results.items():
            seqs = by_command.get(command_id, [])
            if not result.ok:
                assert [] == seqs

                continue
            done += 1
            # One run of rows without a gap, the last one as the result said.
            first = seqs[0] if seqs else result.seq + 1

            assert list(range(first, result.seq + 1)) == seqs

    assert done > COMMANDS // 2


def _what_was_answered_before_the_kill_stands(
    facts: list[Fact], before: list[dict[str, ResultArrived]]
) -> None:
    last = {fact.command_id: fact.seq for fact in facts}
    acknowledged = [
        result
        for results in before
        for result in results.values()
        if result.ok and result.seq
    ]

    assert len(acknowledged) > COMMANDS // 8
    assert [result.seq for result in acknowledged] == [
        last[result.command_id] for result in acknowledged
    ]
