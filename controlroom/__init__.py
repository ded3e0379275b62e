"""Controlroom: the desktop application for police control rooms and its gateway."""

__version__ = "0.1.0"
