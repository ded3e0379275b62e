"""What is asked of crews, shifts, requests and welfare."""

from controlroom.domain.commands.base import Act


class SetCrew(Act, frozen=True, kw_only=True, tag="set_crew"):
    """Say who is in a unit; nobody is in two."""

    unit_id: str
    person_ids: tuple[str, ...]


class BookOn(Act, frozen=True, kw_only=True, tag="book_on"):
    """Book a unit on, or plan the rest of its shift anew.

    `person_ids` None leaves the crew; times None leave it to the rules of the codes.
    """

    unit_id: str
    shift_end_us: int | None = None
    meal_at_us: int | None = None
    person_ids: tuple[str, ...] | None = None


class BookOff(Act, frozen=True, kw_only=True, tag="book_off"):
    """Book a unit off."""

    unit_id: str


class AnswerRequest(Act, frozen=True, kw_only=True, tag="answer_request"):
    """Answer what a unit asked for; no text says the usual words."""

    unit_id: str
    text: str = ""


class RecordContact(Act, frozen=True, kw_only=True, tag="record_contact"):
    """Record that the room spoke with a unit, by voice: all is well with it."""

    unit_id: str
    note: str = ""


DutyAct = SetCrew | BookOn | BookOff | AnswerRequest | RecordContact
