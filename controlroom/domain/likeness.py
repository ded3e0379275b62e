"""What a name looks like, so that two names that cannot be told apart are known as one.

The letters of other alphabets that are drawn as Latin ones are few and stand here
whole (after Unicode TS 39, confusables, as far as names of desks and units go).
"""

import unicodedata

_UPPER = (
    "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422"
    "\u0423\u0425\u0474\u051a\u051c\u04c0\u04ae"  # Cyrillic
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5"
    "\u03a7\u03f9\u037f"  # Greek
    "\u0555\u054d\u0548"  # Armenian
)
_AS_UPPER = "ABCEHIJKMOPSTYXVQWIYABEZHIKMNOPTYXCJOUN"
_LOWER = (
    "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0455\u0443\u0445\u0475\u0501\u051b"
    "\u051d\u04bb\u04cf\u0261\u0251\u0131"  # Cyrillic, then Latin variants
    "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2\u03f3"  # Greek
    "\u0585\u057d\u0570\u0578"  # Armenian
)
_AS_LOWER = "aceijopsyxvdqwhlgaiaikvoptuxcjouhn"
_SIGNS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2018\u2019\u02bc\u2044"
_AS_SIGNS = "-------'''/"
_TABLE = str.maketrans(
    _UPPER + _LOWER + _SIGNS, _AS_UPPER + _AS_LOWER + _AS_SIGNS
)  # fmt: skip
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
MARKS_MOST = 2
"""Marks on one letter; no language of these islands has more."""


def likeness(name: str) -> str:
    """Return what a name looks like: case, width, alphabet and the unseen left out."""
    wide = unicodedata.normalize("NFKC", name)
    seen = (
        each
        for each in wide
        if unicodedata.category(each) not in _UNSEEN | {"Mn", "Me"}
    )
    return " ".join("".join(seen).translate(_TABLE).casefold().split())


def unseen_in(name: str) -> str:
    """Return the first character that cannot be seen, as `U+202E`; else nothing."""
    for each in name:
        if unicodedata.category(each) in _UNSEEN:
            return f"U+{ord(each):04X}"
    return ""


def is_overloaded(name: str) -> bool:
    """Say whether more marks are heaped on a letter than any language needs."""
    heaped = 0
    for each in unicodedata.normalize("NFD", name):
        heaped = heaped + 1 if unicodedata.category(each) in {"Mn", "Me"} else 0
        if heaped > MARKS_MOST:
            return True
    return False


def mixed_alphabets(name: str) -> tuple[str, ...]:
    """Return the alphabets that one word mixes, as `Cyrillic`; mostly nothing."""
    for word in unicodedata.normalize("NFKC", name).split():
        found = {
            unicodedata.name(each, "").partition(" ")[0]
            for each in word
            if each.isalpha()
        } & _ALPHABETS
        if len(found) > 1:
            return tuple(each.capitalize() for each in sorted(found))
    return ()
