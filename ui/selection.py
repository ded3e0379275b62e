"""What the person at this desk has selected, once for every panel and every window."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The unit, incident, camera, alarm and drawing selected now; None is none.

    They stand beside each other: a unit and an incident are selected together when
    one is to be sent to the other.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.unit_id: str | None = None
        self.incident_id: str | None = None
        self.camera_id: str | None = None
        self.alarm_id: str | None = None
        self.drawing_id: str | None = None

    def select_unit(self, unit_id: str | None) -> None:
        """Select a unit, or none."""
        self._select("unit_id", unit_id)

    def select_incident(self, incident_id: str | None) -> None:
        """Select an incident, or none."""
        self._select("incident_id", incident_id)

    def select_camera(self, camera_id: str | None) -> None:
        """Select a camera, or none."""
        self._select("camera_id", camera_id)

    def select_alarm(self, alarm_id: str | None) -> None:
        """Select an alarm, or none."""
        self._select("alarm_id", alarm_id)

    def select_drawing(self, drawing_id: str | None) -> None:
        """Select a drawing, or none."""
        self._select("drawing_id", drawing_id)

    def step_back(self) -> bool:
        """Let go of the last thing that is selected; False when nothing was.

        The incident goes last: it is what the person works on.
        """
        for field in (
            "drawing_id", "camera_id", "alarm_id", "unit_id", "incident_id",
        ):  # fmt: skip
            if getattr(self, field) is not None:
                self._select(field, None)
                return True
        return False

    def _select(self, field: str, entity_id: str | None) -> None:
        if getattr(self, field) != entity_id:
            setattr(self, field, entity_id)
            self.changed.emit()
