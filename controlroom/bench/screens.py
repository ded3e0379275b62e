"""The screens a map can be measured on here: none, and X in memory or on the desk."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field

XVFB = ("xvfb-run", "-a", "-s", "-screen 0 3840x2160x24 -nolisten tcp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """How a program is started so that its windows are on this screen.

    `lacks` says, instead, why there is no such screen.
    """

    platform: str
    before: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    lacks: str = ""

    def environment(self, scale: int = 100) -> dict[str, str]:
        """Return the environment of a program on it, at so many percent."""
        settings = {**self.settings, "QT_QPA_PLATFORM": self.platform}
        if scale != 100:  # noqa: PLR2004 - percent
            settings["QT_SCALE_FACTOR"] = f"{scale / 100:g}"
        return {**os.environ, **settings}


def screens(environment: Mapping[str, str]) -> list[Screen]:
    """Return offscreen, and xcb on the display there is or on one in memory."""
    found = [Screen(platform="offscreen")]
    if environment.get("DISPLAY"):
        found.append(Screen(platform="xcb"))
    elif shutil.which(XVFB[0], path=environment.get("PATH")):
        found.append(Screen(platform="xcb", before=XVFB))
    else:
        lacks = "no DISPLAY, and xvfb-run is not installed (packages xvfb, xauth)"
        found.append(Screen(platform="xcb", lacks=lacks))
    return found
