"""An operator's position without a window; the room behind it decides as a gateway."""

import itertools
from collections.abc import Mapping

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from controlroom.desk.deliveries import AnswerArrived, ResultArrived
from controlroom.desk.questions import AnyQuestion, AnyReply
from controlroom.domain.commands import AnyAct, Command, Commanded
from controlroom.domain.decide import decide
from controlroom.domain.done import Standing
from controlroom.domain.entities import Role
from controlroom.domain.errors import Refused
from controlroom.domain.events import AnyEvent
from controlroom.gateway.recent import RecentCommands, standing, subjects
from tests.helpers.scene import Scene, full_scene, place_units
from ui.frame import FrameTick
from ui.outgoing import Outgoing
from ui.position import Position
from ui.selection import Selection
from ui.theme import Theme, install_fonts


class DeskRoom:
    """A position, and behind it the rules of the room. Nothing moves before `turn`."""

    def __init__(
        self, *, role: Role = "dispatcher", full: bool = True, exercise: bool = False,
        theme: str = "dark", scale: float = 1.0,
    ) -> None:  # fmt: skip
        install_fonts()
        self.scene = Scene(role=role, exercise=exercise)
        if full:
            full_scene(self.scene)
        else:
            self.scene.codes()
        self.theme = Theme.load(theme, scale)
        self.frame = FrameTick(self.scene.mailbox, self.scene.clock)
        self.selection = Selection()
        self.outgoing = Outgoing(self.send)
        self.position = Position(self.theme, self.frame, self.selection, self.outgoing)
        self.frame.settled.connect(self.outgoing.settle)
        self.acts: list[AnyAct] = []
        self.asked: list[AnyQuestion] = []
        self.said: list[str] = []
        self.done: list[str] = []
        self.position.said.connect(self.said.append)
        self.position.acted.connect(self.done.append)
        self.deaf = False
        """True while the gateway gives no answer."""
        self._ids = itertools.count(1)
        self._answers: list[ResultArrived] = []
        self._recent = RecentCommands()
        self._decided: list[tuple[Commanded, list[AnyEvent], Standing]] = []

    def connect(self) -> "DeskRoom":
        """Link, with everything said so far in the snapshot, and units in place."""
        self.scene.connect()
        self.turn()
        place_units(self.scene, self.frame.picture)
        self.turn()
        return self

    def send(self, act: AnyAct, expects: Mapping[str, int]) -> str:
        """Take a command as the link does; its answer comes with the next turn."""
        command_id = f"cmd_{next(self._ids)}"
        self.acts.append(act)
        if not self.deaf:
            self._decide(act, expects, command_id, "per_ash")
        return command_id

    def other(self, act: AnyAct, person: str = "per_marsh") -> None:
        """Somebody at another desk does something."""
        self._decide(act, {}, "", person)
        self.turn()

    def ask(self, question: AnyQuestion, page: str = "") -> str:
        """Take a question as the link does; `reply` answers it."""
        del page
        self.asked.append(question)
        return f"qst_{len(self.asked)}"

    def reply(self, number: int, reply: AnyReply) -> None:
        """Answer the question asked as the number-th, counted from 1."""
        answer = AnswerArrived(
            question_id=f"qst_{number}",
            ok=True,
            code="",
            sentence="",
            reply=reply,
            next_page="",
        )
        self.scene.mailbox.put_answer(answer)
        self.turn()

    def turn(self) -> None:
        """Let what was said and decided arrive, and be drawn from."""
        self.scene.send()
        for answer in self._answers:
            self.scene.mailbox.put_answer(answer)
        self._answers = []
        self.frame.drain()
        for said, events, before in self._decided:
            after = standing(self.frame.picture, subjects(events))
            self._recent.add(said, self.scene.now_us, events, before, after)
        self._decided = []

    def pass_time(self, seconds: float) -> None:
        """Let the room's clock go on, and its second turn."""
        self.scene.at(self.scene.now_us + round(seconds * 1_000_000))
        self.frame.second.emit()

    def _decide(
        self, act: AnyAct, expects: Mapping[str, int], command_id: str, person: str
    ) -> None:
        command = Command(command_id=command_id or "cmd_x", act=act, expects=expects)
        said = Commanded(
            command=command, person_id=person, role=self.scene.role, desk="desk 4"
        )
        try:
            events = decide(
                self.frame.picture, self._recent.named_in(said), self.scene.now_us,
                lambda prefix: f"{prefix}_made{next(self._ids)}",
            )  # fmt: skip
        except Refused as refused:
            answer = _result(command_id, refused.code, refused.sentence, 0)
        else:
            before = standing(self.frame.picture, subjects(events))
            self._decided.append((said, events, before))
            for event in events:
                self.scene.say(event, person)
            answer = _result(command_id, "", "", self.scene.seq)
        if command_id:
            self._answers.append(answer)


def _result(command_id: str, code: str, sentence: str, seq: int) -> ResultArrived:
    return ResultArrived(
        command_id=command_id, ok=not code, code=code, sentence=sentence, seq=seq
    )


def colours_of(widget: QWidget) -> set[str]:
    """Return every colour in a picture of a widget, as #rrggbb."""
    image = widget.grab().toImage()
    return colours_in(image)


def colours_in(image: QImage) -> set[str]:
    """Return every colour in an image, as #rrggbb."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in np.unique(pixels).tolist()}


def canvas(width: int = 512, height: int = 44) -> tuple[QImage, QPainter]:
    """Return an image and a painter on it; end the painter before looking."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0)
    return image, QPainter(image)
