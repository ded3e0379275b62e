"""One unit of a made-up force: what it was sent to and what it is doing now."""

from dataclasses import dataclass

from controlroom.domain.entities import Unit


@dataclass(slots=True)
class Task:
    """What a unit was sent to."""

    incident_id: str
    lat: float | None
    lon: float | None
    grade: str


@dataclass(slots=True)
class Member:
    """One unit of the force and what it is doing now."""

    index: int
    unit: Unit
    device_id: str
    camera_id: str
    crews: tuple[tuple[str, ...], ...]
    station: int
    state: int = 11
    phase: str = "off"
    shift_end_us: int = 0
    meal_at_us: int = 0
    meal_us: int = 0
    """Refreshments had before the room began to look, microseconds."""
    crew: int = 0
    leaves_at_us: int = 0
    """When what it does at a scene is done."""
    task: Task | None = None
    wake: int = 0
    """Only the newest wake-up counts; an older one in the heap is void."""
