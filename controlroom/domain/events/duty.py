"""What became known of shifts, requests and the welfare of units."""

from controlroom.domain.events.base import Event


class ShiftPlanned(Event, frozen=True, kw_only=True, tag="shift_planned"):
    """When a unit's shift began and ends, and its meal; None leaves what was known.

    `meal_us`: the refreshments it has had in this shift, microseconds.
    """

    unit_id: str
    began_us: int | None = None
    shift_end_us: int | None = None
    meal_at_us: int | None = None
    meal_us: int | None = None


class ShiftPutBack(Event, frozen=True, kw_only=True, tag="shift_put_back"):
    """Booking was taken back: a unit's shift and what it asks for are as before."""

    unit_id: str
    duty_at_us: int = 0
    shift_end_us: int | None = None
    meal_at_us: int | None = None
    meal_us: int = 0
    request: int | None = None
    request_at_us: int = 0


class RequestAnswered(Event, frozen=True, kw_only=True, tag="request_answered"):
    """The room answered what a unit had asked for."""

    unit_id: str
    request: int


class ContactRecorded(Event, frozen=True, kw_only=True, tag="contact_recorded"):
    """The room and a unit spoke with each other."""

    unit_id: str
    note: str = ""


DutyEvent = ShiftPlanned | ShiftPutBack | RequestAnswered | ContactRecorded
