"""States by one key, crews, shifts, requests and welfare, on the real window."""

from pytest_bdd import scenarios

scenarios("units.feature")
