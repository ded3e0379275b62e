"""A call is taken by keyboard, what happens first."""

from pytest_bdd import scenarios

scenarios("intake.feature")
