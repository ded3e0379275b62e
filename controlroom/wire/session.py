"""Both ends of a desk's session as state machines: bytes in, values out, no sockets.

`DeskEnd` outlives its connections: it knows what to ask for when one comes back.
`GatewayEnd` lives as long as one connection.
"""

from controlroom.domain.commands import Command
from controlroom.domain.errors import Refused, WireError
from controlroom.wire import messages as m
from controlroom.wire.envelope import (
    Facts,
    Snapshot,
    ToDesk,
    pack,
    unpack_to_desk,
    unpack_to_gateway,
)
from controlroom.wire.frames import Frame
from controlroom.wire.upcast import SCHEMA

MAX_UNANSWERED = 1000
"""Commands (and questions) under way from one desk; one more is refused at the desk."""
BACKLOG = 50_000
"""Facts that a desk which comes back is sent at most; beyond it, a snapshot."""


def resumes(hello: m.Hello, epoch: str, seq: int, backlog: int = BACKLOG) -> bool:
    """Return whether a desk goes on from what it has: same journal, not ahead, not far.

    All facts after `hello.seq` follow when True, a snapshot when False; never a part.
    """
    return hello.epoch == epoch and 0 <= seq - hello.seq <= backlog and hello.seq > 0


class GatewayEnd:
    """The gateway's end of one connection of a desk."""

    def __init__(self) -> None:
        self.hello: m.Hello | None = None
        self.welcomed = False

    def receive(self, payload: bytes | str) -> m.ToGateway:
        """Return what the desk said.

        Raises `WireError` when it is malformed or out of turn, and `Refused` (code
        `too_old` or `wire_version`) when this desk's program cannot follow ours.
        """
        message = unpack_to_gateway(payload)
        if isinstance(message, m.Hello):
            self._greet(message)
        elif not self.welcomed:
            msg = f"a {type(message).__name__.lower()} before the welcome"
            raise WireError(msg)
        return message

    def welcome(self, welcome: m.Welcome) -> bytes:
        """Return the welcome; from here on commands and questions are heard."""
        if self.hello is None:
            msg = "a welcome before the hello"
            raise WireError(msg)
        self.welcomed = True
        return pack(welcome)

    def _greet(self, hello: m.Hello) -> None:
        if self.hello is not None:
            msg = "a second hello"
            raise WireError(msg)
        if hello.schema < SCHEMA:
            raise Refused(
                "too_old",
                f"This desk's program is older than the gateway (it knows schema "
                f"{hello.schema}, the gateway writes {SCHEMA}). Update the desk.",
            )
        if m.WIRE not in hello.versions:
            spoken = ", ".join(str(version) for version in hello.versions[:9])
            raise Refused(
                "wire_version",
                f"This desk speaks version {spoken or 'none'} of the wire, the gateway "
                f"speaks {m.WIRE}. Install the same release on both.",
            )
        self.hello = hello


class DeskEnd:
    """The desk's end: what it has, what it still waits for; outlives connections."""

    def __init__(self, desk: str, client: str = "") -> None:
        self.epoch = ""
        self.seq = 0
        self.welcome: m.Welcome | None = None
        self._desk = desk
        self._client = client
        self._needs_snapshot = True
        self._tick = -1
        self._commands: dict[str, bytes] = {}
        self._questions: set[str] = set()

    @property
    def unanswered(self) -> int:
        """Commands that wait for their result."""
        return len(self._commands)

    def hello(self) -> bytes:
        """Return the first message of a new connection."""
        self.welcome = None
        return pack(
            m.Hello(
                desk=self._desk,
                schema=SCHEMA,
                epoch=self.epoch,
                seq=self.seq,
                client=self._client,
            )
        )

    def forget(self) -> None:
        """Have nothing any more: the next welcome brings a snapshot."""
        self.epoch, self.seq, self._needs_snapshot = "", 0, True

    def command(self, command: Command) -> bytes | None:
        """Return the command's bytes, or None when it must wait for a welcome.

        It is kept until its result comes. Raises `Refused` (code `busy`) when too many
        are under way.
        """
        if len(self._commands) >= MAX_UNANSWERED:
            raise Refused(
                "busy",
                f"{MAX_UNANSWERED} commands wait for the gateway already. "
                "This one was not sent; try again when the link is back.",
            )
        payload = pack(command)
        self._commands[command.command_id] = payload
        return payload if self.welcome else None

    def unsent(self) -> list[bytes]:
        """Return all commands without a result, oldest first: to send after a welcome.

        The gateway answers one that it did before with the first answer.
        """
        return list(self._commands.values())

    def question(self, question: m.Question) -> bytes:
        """Return the question's bytes. Raises `Refused` (`no_link` or `busy`)."""
        if self.welcome is None:
            raise Refused(
                "no_link",
                "The gateway cannot be asked while the link is down. "
                "The room's picture still stands; ask again when the link is back.",
            )
        if len(self._questions) >= MAX_UNANSWERED:
            raise Refused(
                "busy", f"{MAX_UNANSWERED} questions wait for the gateway already."
            )
        self._questions.add(question.question_id)
        return pack(question)

    def lost(self) -> list[m.Answer]:
        """Note that the connection is gone; return an answer for each open question."""
        self.welcome = None
        answers = [
            m.Answer(
                question_id=question_id,
                ok=False,
                code="link_lost",
                sentence="The link broke before the answer came. Ask again.",
            )
            for question_id in sorted(self._questions)
        ]
        self._questions.clear()
        return answers

    def receive(self, payload: bytes | str) -> ToDesk:
        """Return what the gateway said, after noting it.

        Raises `WireError` when it is malformed, out of turn, or leaves a gap; the
        connection is of no use then, what this end has still is.
        """
        message = unpack_to_desk(payload)
        self.note(message)
        return message

    def note(self, message: ToDesk) -> None:
        """Note a message that was unpacked elsewhere; as `receive`."""
        if isinstance(message, m.Refusal):
            return
        if isinstance(message, m.Welcome):
            self._welcomed(message)
        elif self.welcome is None:
            msg = f"a {type(message).__name__.lower()} before the welcome"
            raise WireError(msg)
        else:
            self._note(message, self.welcome)

    def _welcomed(self, welcome: m.Welcome) -> None:
        if self.welcome is not None:
            msg = "a second welcome"
            raise WireError(msg)
        if welcome.recovered and welcome.epoch != self.epoch:
            msg = f"recovered in epoch {welcome.epoch!r}, asked for {self.epoch!r}"
            raise WireError(msg)
        if not welcome.recovered:
            self.forget()
        self.welcome = welcome
        self._tick = -1

    def _note(self, message: ToDesk, welcome: m.Welcome) -> None:
        match message:
            case Snapshot():
                if not self._needs_snapshot:
                    msg = "a snapshot nobody asked for"
                    raise WireError(msg)
                self.epoch, self.seq = welcome.epoch, message.picture.seq
                self._needs_snapshot = False
                self._check_frame(message.frame, welcome)
            case Facts():
                self._check_facts(message)
            case Frame():
                self._check_frame(message, welcome)
            case m.Result():
                self._commands.pop(message.command_id, None)
            case m.Answer():
                self._questions.discard(message.question_id)
            case m.Presence() | m.Welcome() | m.Refusal():
                pass

    def _check_facts(self, facts: Facts) -> None:
        if self._needs_snapshot:
            msg = "facts before the snapshot"
            raise WireError(msg)
        for fact in facts.facts:
            if fact.seq != self.seq + 1:
                msg = f"fact {fact.seq} follows {self.seq}: a gap"
                raise WireError(msg)
            self.seq = fact.seq

    def _check_frame(self, frame: Frame, welcome: m.Welcome) -> None:
        if self._needs_snapshot:
            msg = "a frame before the snapshot"
            raise WireError(msg)
        if frame.boot != welcome.boot:
            msg = f"a frame of boot {frame.boot:x}, welcomed by {welcome.boot:x}"
            raise WireError(msg)
        if frame.tick < self._tick:
            msg = f"frame {frame.tick} after frame {self._tick}"
            raise WireError(msg)
        if frame.seq > self.seq:
            msg = f"a frame presumes fact {frame.seq}, the last one here is {self.seq}"
            raise WireError(msg)
        self._tick = frame.tick
