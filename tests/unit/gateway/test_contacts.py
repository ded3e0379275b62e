"""Contacts nobody enrolled."""

from controlroom.gateway.contacts import CONTACTS_KEPT, Contacts


def test_counts_a_contact() -> None:
    """A contact heard twice is one contact with two messages and its last place."""
    contacts = Contacts()
    contacts.heard("cot", "ANDROID-1", 1_000, place=(54.7, 2.4), said="Viper")
    contacts.heard("cot", "ANDROID-1", 2_000)
    (contact,) = contacts.all()

    assert 2 == contact.messages
    assert (1_000, 2_000) == (contact.first_us, contact.last_us)
    assert (54.7, 2.4) == (contact.lat, contact.lon)
    assert "Viper" == contact.said


def test_same_uid_at_two_doors_is_two_contacts() -> None:
    """Who speaks at another door is somebody else until somebody says otherwise."""
    contacts = Contacts()
    contacts.heard("cot", "1", 1)
    contacts.heard("osmand", "1", 1)

    assert 2 == len(contacts.all())


def test_keeps_five_hundred_oldest_out() -> None:
    """A flood of names pushes out the one unheard for longest, and is counted."""
    contacts = Contacts()
    for number in range(CONTACTS_KEPT):
        contacts.heard("cot", f"uid-{number}", number)
    contacts.heard("cot", "uid-0", 10_000)
    contacts.heard("cot", "uid-new", 10_001)
    uids = [contact.uid for contact in contacts.all()]

    assert CONTACTS_KEPT == len(uids)
    assert ["uid-new", "uid-0"] == uids[:2]
    assert "uid-1" not in uids
    assert 1 == contacts.dropped


def test_forgets_who_was_enrolled() -> None:
    """An enrolled contact leaves the list; forgetting it twice is nothing."""
    contacts = Contacts()
    contacts.heard("cot", "1", 1)
    contacts.forget("cot", "1")
    contacts.forget("cot", "1")

    assert [] == contacts.all()


def test_hostile_names_are_one_short_line() -> None:
    """Control characters are escaped and a name of a megabyte is clipped."""
    contacts = Contacts()
    contacts.heard("cot", "a\x1b[2J\n" + "x" * 1_000_000, 1, said="\x00boss")
    (contact,) = contacts.all()

    assert "\n" not in contact.uid
    assert "\\x1b" in contact.uid
    assert len(contact.uid) <= 80
    assert "\\x00boss" == contact.said
