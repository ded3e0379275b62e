"""What became known of the force: codes, people, units, devices, cameras."""

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Camera, CameraState, Device, Person, Unit
from controlroom.domain.events.base import Event


class CodesPublished(Event, frozen=True, kw_only=True, tag="codes_published"):
    """The dated code sets in force from now on."""

    codes: Codes


class PersonAdded(Event, frozen=True, kw_only=True, tag="person_added"):
    """A person is known."""

    person: Person


class PersonEnabled(Event, frozen=True, kw_only=True, tag="person_enabled"):
    """A person may sign on, or no longer."""

    person_id: str
    enabled: bool


class UnitAdded(Event, frozen=True, kw_only=True, tag="unit_added"):
    """A unit is known; its row is given by the picture, in order of arrival."""

    unit: Unit


class DeviceEnrolled(Event, frozen=True, kw_only=True, tag="device_enrolled"):
    """A device may report; its row is given by the picture, in order of arrival."""

    device: Device


class DeviceBound(Event, frozen=True, kw_only=True, tag="device_bound"):
    """A device speaks for a unit, or for none."""

    device_id: str
    unit_id: str | None


class DeviceEnabled(Event, frozen=True, kw_only=True, tag="device_enabled"):
    """A device may report, or no longer."""

    device_id: str
    enabled: bool


class CameraAdded(Event, frozen=True, kw_only=True, tag="camera_added"):
    """A camera is known."""

    camera: Camera


class CameraChanged(Event, frozen=True, kw_only=True, tag="camera_changed"):
    """A camera records, buffers or is off."""

    camera_id: str
    state: CameraState
    source_url: str = ""


ForceEvent = (
    CodesPublished
    | PersonAdded
    | PersonEnabled
    | UnitAdded
    | DeviceEnrolled
    | DeviceBound
    | DeviceEnabled
    | CameraAdded
    | CameraChanged
)
