"""The verbs of the command bar are words for actions of the table."""

from ui.actions import BY_NAME
from ui.bar.verbs import VERBS, squeezed


def test_every_verb_is_a_word_for_an_action() -> None:
    """What can be typed has a row, and so a menu, a key and a role."""

    assert [] == [verb.name for verb in VERBS if verb.action not in BY_NAME]


def test_no_word_means_two_things() -> None:
    """Each is one word, in small letters, of one verb."""
    words = [word for verb in VERBS for word in verb.words]

    assert len(words) == len(set(words))
    assert words == [squeezed(word) for word in words]


def test_names_are_compared_without_case_blanks_and_hyphens() -> None:
    """As people type them."""

    assert "hotelbravo14" == squeezed("Hotel Bravo-14 ")
