"""The life of an incident."""

from pytest_bdd import scenarios

scenarios("life.feature")
