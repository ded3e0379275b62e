"""An X screen in memory: what is on it, whose windows, and the button that closes one.

Xvfb keeps its picture in a file (XWD, version 7); windows are asked through libX11.
"""

import ctypes
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

START_S = 20.0
CLIENT_MESSAGE = 33
HEADER = np.dtype([("header_bytes", ">u4"), ("rest", ">u4", 24)])
HEIGHT, BYTES_A_LINE, COLORS = 4, 11, 18
"""Places in `rest` (X11/XWDFile.h)."""
COLOR_BYTES = 12
PAINTED = 50
"""Colours of a window with text on it; an empty screen has one."""


class ClientMessage(ctypes.Structure):
    """XClientMessageEvent with long data, at the size of an XEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("pad", ctypes.c_long * 24),
    )


class XScreen:
    """One screen of 1920 by 1080; starts with `with`, ends with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = ""
        """What DISPLAY is set to."""

    def __enter__(self) -> Self:
        readable, writable = os.pipe()
        try:
            self._process = subprocess.Popen(
                [  # noqa: S607 - wherever the system has it
                    "Xvfb", "-displayfd", str(writable), "-screen", "0",
                    "1920x1080x24", "-fbdir", str(self._folder), "-nolisten", "tcp",
                ],
                pass_fds=(writable,),
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        finally:
            os.close(writable)
        late = threading.Timer(START_S, self._process.kill)
        late.start()
        with os.fdopen(readable) as said:
            number = said.readline().strip()
        late.cancel()
        late.join()
        self.name = f":{number}"
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(START_S)

    def picture(self) -> npt.NDArray[np.uint8]:
        """Return what is on the screen: rows, columns, blue green red and nothing."""
        kept = np.fromfile(self._folder / "Xvfb_screen0", np.uint8)
        header = kept[: HEADER.itemsize].view(HEADER)[0]
        rest = header["rest"]
        start = int(header["header_bytes"]) + int(rest[COLORS]) * COLOR_BYTES
        high, wide = int(rest[HEIGHT]), int(rest[BYTES_A_LINE])
        return kept[start : start + high * wide].reshape(high, wide // 4, 4)

    def colours(self) -> int:
        """Return how many colours are on the screen."""
        # A pixel as one number: rows of four are sorted a hundred times as slowly.
        return len(np.unique(np.ascontiguousarray(self.picture()).view(np.uint32)))

    def windows(self) -> list[int]:
        """Return the windows that a person can close."""
        with self._asked() as (x11, display):
            return list(_closable(x11, display))

    def close(self, window: int) -> None:
        """Press a window's close button."""
        with self._asked() as (x11, display):
            message = ClientMessage(
                type=CLIENT_MESSAGE,
                window=window,
                message_type=x11.XInternAtom(display, b"WM_PROTOCOLS", 0),
                format=32,
            )
            message.data[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
            x11.XSendEvent(display, window, 0, 0, ctypes.byref(message))

    @contextmanager
    def _asked(self) -> Iterator[tuple[ctypes.CDLL, ctypes.c_void_p]]:
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        for name in ("XInternAtom", "XDefaultRootWindow"):
            getattr(x11, name).restype = ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(self.name.encode()))
        if not display.value:
            msg = f"no screen at {self.name}"
            raise RuntimeError(msg)
        try:
            yield x11, display
        finally:
            x11.XCloseDisplay(display)


def _closable(x11: ctypes.CDLL, display: ctypes.c_void_p) -> Iterator[int]:
    root, parent = ctypes.c_ulong(), ctypes.c_ulong()
    children = ctypes.POINTER(ctypes.c_ulong)()
    count = ctypes.c_uint()
    x11.XQueryTree(
        display, ctypes.c_ulong(x11.XDefaultRootWindow(display)), ctypes.byref(root),
        ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count),
    )  # fmt: skip
    for child in children[: count.value]:
        protocols = ctypes.POINTER(ctypes.c_ulong)()
        known = ctypes.c_int()
        if x11.XGetWMProtocols(
            display, ctypes.c_ulong(child), ctypes.byref(protocols), ctypes.byref(known)
        ):
            x11.XFree(protocols)
            yield child
    if count.value:
        x11.XFree(children)
