"""Looking through cameras."""

from controlroom.domain.commands.base import Act


class StartViewing(Act, frozen=True, kw_only=True, tag="start_viewing"):
    """Look through a camera. The reason is asked first, except in an emergency."""

    camera_id: str
    reason: str
    incident_id: str | None = None


class EndViewing(Act, frozen=True, kw_only=True, tag="end_viewing"):
    """Stop looking through a camera."""

    camera_id: str
    viewing_id: str


ViewingAct = StartViewing | EndViewing
