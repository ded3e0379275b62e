"""From the call to the end without a mouse."""

from pytest_bdd import scenarios

scenarios("keyboard.feature")
