"""A whole order in one line, said in plain words before Enter."""

from pytest_bdd import scenarios

scenarios("command_bar.feature")
