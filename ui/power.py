"""Whether this machine runs on its battery, as the system says; asks seldom."""

import ctypes
import sys
import time
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
"""Where Linux lists batteries and chargers (sysfs-class-power)."""
ASK_S = 10.0
"""Between two questions to the system."""
_MOST_SUPPLIES = 32
_WORD_BYTES = 64
_MAINS = ("Mains", "USB", "USB_C", "USB_PD", "Wireless")
_AC_OFFLINE = 0


class Power:
    """Remembers the answer for a while: a frame may ask each time."""

    def __init__(self, supplies: Path = SUPPLIES) -> None:
        self._supplies = supplies
        self._on_battery = False
        self._asked_s: float | None = None

    def on_battery(self, at_s: float | None = None) -> bool:
        """Whether the machine runs on its battery; False when nobody can say.

        at_s: a moment of this machine's monotonic clock, now unless given.
        """
        now_s = time.monotonic() if at_s is None else at_s
        if self._asked_s is None or now_s - self._asked_s >= ASK_S:
            self._asked_s = now_s
            windows = sys.platform == "win32"
            self._on_battery = _windows() if windows else _linux(self._supplies)
        return self._on_battery


def _linux(supplies: Path) -> bool:
    try:
        found = sorted(supplies.iterdir())[:_MOST_SUPPLIES]
    except OSError:
        return False  # a machine without such a list has no battery we know of
    discharging = False
    for supply in found:
        kind = _word(supply / "type")
        if kind in _MAINS and _word(supply / "online") == "1":
            return False
        # A mouse has a battery too; it says that it belongs to a device.
        if kind == "Battery" and _word(supply / "scope") != "Device":
            discharging |= _word(supply / "status") == "Discharging"
    return discharging


def _word(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_WORD_BYTES).decode("ascii", "replace").strip()
    except OSError:
        return ""


class _Status(ctypes.Structure):
    """SYSTEM_POWER_STATUS of winbase.h."""

    _fields_ = (
        ("ac_line", ctypes.c_ubyte),
        ("battery_flag", ctypes.c_ubyte),
        ("battery_percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("life_s", ctypes.c_ulong),
        ("full_life_s", ctypes.c_ulong),
    )


def _windows() -> bool:
    status = _Status()
    library = getattr(ctypes, "windll", None)
    if library is None or not library.kernel32.GetSystemPowerStatus(
        ctypes.byref(status)
    ):
        return False
    return int(status.ac_line) == _AC_OFFLINE
