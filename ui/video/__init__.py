"""Cameras: decoded frames on plain widgets, no picture without a reason."""
