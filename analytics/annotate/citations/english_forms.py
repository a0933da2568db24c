"""English verb forms: from an entry of the cue list, every form it is printed in."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"
_DOUBLED = frozenset(
    "plan admit refer omit regret submit permit commit quip brag plot let recommit rebut spin hit blog vet quit".split()
)


def english_forms(entry: str) -> Iterator[tuple[str, str]]:
    """Forms of a verb with their kind: ``base``, ``third``, ``past`` or ``participle`` ("-ing").

    Parameters
    ----------
    entry : str
        A verb, "announce", with its particle where it has one, "call for"; an irregular one with its past after a
        slash, "say/said", and with further past forms after another, "tell/told". "-" leaves the past out.
    """
    verb, _, past = entry.partition("/")
    stem, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    yield stem + tail, "base"
    yield _third(stem) + tail, "third"
    for form in past.split("/") if past else [_past(stem)]:
        if form != "-":
            yield form + tail, "past"
    yield _participle(stem) + tail, "participle"


def _third(stem: str) -> str:
    if stem.endswith(("s", "x", "z", "ch", "sh", "o")):
        return stem + "es"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ies"
    return stem + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + (stem[-1] if stem in _DOUBLED else "") + "ed"


def _participle(stem: str) -> str:
    if stem.endswith("e") and not stem.endswith(("ee", "ye")):
        return stem[:-1] + "ing"
    return stem + (stem[-1] if stem in _DOUBLED else "") + "ing"
