"""Measures this machine with real processes, sockets and windows; no stand-ins."""
