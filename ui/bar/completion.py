"""Writes out what the last word of a line can only be; nothing that is not sure."""

from ui.bar.verbs import Lexicon


def completed(text: str, lexicon: Lexicon) -> str:
    """Return a line with its last word written out as far as it can only be one.

    The same text when nothing fits, or nothing more is sure.
    """
    head, _, last = text.rpartition(" ")
    if not last:
        return text
    typed = last.casefold()
    verbs = [word for verb in lexicon.verbs for word in verb.words] if not head else []
    found = [word for word in verbs if word.startswith(typed)]
    if head or not found:
        found += [each for each in lexicon.units if each.startswith(typed)]
        found += [each for each in lexicon.incidents if each.startswith(typed)]
    if not found:
        return text
    common = found[0]
    for each in found[1:]:
        while not each.startswith(common):
            common = common[:-1]
    if len(common) < len(typed):
        return text
    before = f"{head} " if head else ""
    return before + common + (" " if len(found) == 1 else "")
