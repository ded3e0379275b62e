"""What goes against a rule is refused in words, and nothing is changed."""

from pytest_bdd import scenarios

scenarios("refused.feature")
