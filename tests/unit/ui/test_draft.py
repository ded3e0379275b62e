"""What was typed, what was there, what holds now."""

from ui.draft import clash_words, clashes, rebased, touched

BEGAN = {"place": "Pier 4", "caller": "", "type": "ROB"}


def test_only_what_was_changed_by_hand_is_touched() -> None:
    """A field that still says what it began with was not touched."""
    typed = {"place": "Pier 5", "caller": "", "type": "ROB"}

    assert {"place": "Pier 5"} == touched(typed, BEGAN)
    assert {} == touched(BEGAN, BEGAN)


def test_a_field_that_did_not_begin_with_anything_is_touched_once_filled() -> None:
    """What a form does not begin with began empty."""

    assert {"note": "gone"} == touched({"note": "gone", "more": ""}, {})


def test_untouched_fields_follow_what_holds_now() -> None:
    """Whoever changes the place does not put an old caller back."""
    typed = {"place": "Pier 5", "caller": "", "type": "ROB"}
    now = {"place": "Pier 4", "caller": "Mrs Lee", "type": "ROB"}

    assert {"place": "Pier 5", "caller": "Mrs Lee", "type": "ROB"} == rebased(
        typed, BEGAN, now
    )


def test_what_two_changed_differently_clashes() -> None:
    """Both changed the place, each to something else."""
    typed = {"place": "Pier 5", "caller": "", "type": "ROB"}
    now = {"place": "Pier 6", "caller": "Mrs Lee", "type": "ROB"}

    assert ["place"] == clashes(typed, BEGAN, now)


def test_what_two_changed_alike_does_not_clash() -> None:
    """Both were told the same: nothing is lost."""
    now = {"place": "Pier 5", "caller": "", "type": "ROB"}

    assert [] == clashes(now, BEGAN, now)


def test_what_only_others_changed_does_not_clash() -> None:
    """A change elsewhere does not stop somebody who changes something else."""
    typed = {"place": "Pier 4", "caller": "Mr Poe", "type": "ROB"}
    now = {"place": "Pier 6", "caller": "", "type": "ROB"}

    assert [] == clashes(typed, BEGAN, now)


def test_a_clash_says_who_when_and_both_ways_out() -> None:
    """What holds now, that nothing was sent, and what Enter does next."""
    now = {"place": "Pier 6", "caller": ""}
    said = clash_words(
        "Ben changed this at 22:31:58", ["place"], {"place": "Place"}, now
    )

    assert (
        "Ben changed this at 22:31:58: Place is now Pier 6. Nothing was sent. "
        "Enter again puts yours in its place." == said
    )


def test_a_mark_on_the_map_goes_with_its_place() -> None:
    """Latitude and longitude are no words for an operator."""
    now = {"place": "", "place.lat": "1.0", "place.lon": "2.0"}
    said = clash_words("Ben", ["place.lat", "place.lon"], {"place": "Place"}, now)

    assert "Place is now empty." in said
    assert "1.0" not in said
