"""What was done in haste is taken back."""

from pytest_bdd import scenarios

scenarios("undo.feature")
