"""What a partner and an observer have before them: a window of their own."""

from pytest_bdd import scenarios

scenarios("windows.feature")
