"""A shift ends: what stands open is handed over, and breaks are covered."""

from pytest_bdd import scenarios

scenarios("handover.feature")
