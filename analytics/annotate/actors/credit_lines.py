"""Words that tell who made an article: "Reporting by", the names alone in its last line, «كتب: فلان»."""

from __future__ import annotations

from typing import Final

from analytics.annotate.actors.name_tokens import ACTOR, FREE, Tokens
from analytics.annotate.actors.name_words import NameWords

_SENTENCE_ENDS: Final = frozenset(".!?;\n)\u061b\u061f")
_JOINING: Final = frozenset({"and", "in", "al", "el", "by"})
_LONGEST: Final = 20  # words of a credit line
_LONGEST_LAST: Final = 8  # words of names alone at the end
_LONGEST_OPENING: Final = 6  # words of "فلان الفلاني – الرياض"
_LONGEST_ARABIC: Final = 4
_MARKS: Final = frozenset(":-\u2013\u2014")
_DASHES: Final = frozenset("-\u2013\u2014\u0640")


class CreditLines:
    """Finds the words of credit lines; the names in them made the article and are not of its news."""

    def __init__(self, words: NameWords) -> None:
        self._english = words.latin.credits
        self._arabic = words.arabic.credits

    def places(self, tokens: Tokens) -> frozenset[int]:
        """The places of all words of credit lines."""
        found: set[int] = set()
        if tokens.has_latin:
            found |= self._after_by(tokens) | _last_line(tokens)
        if tokens.has_arabic:
            found |= self._after_wrote(tokens) | _opening(tokens)
        return frozenset(found)

    def _after_by(self, tokens: Tokens) -> set[int]:
        found: set[int] = set()
        for place, text in enumerate(tokens.texts):
            if text != "by" or not place or tokens.texts[place - 1] not in self._english or not _opens(tokens, place):
                continue
            last = place + 1
            while last < min(place + _LONGEST, len(tokens)) and _goes_on(tokens, last):
                found.add(last)
                last += 1
        return found

    def _after_wrote(self, tokens: Tokens) -> set[int]:
        found: set[int] = set()
        for place, text in enumerate(tokens.texts):
            if text not in self._arabic or _MARKS.isdisjoint(tokens.gap(place)) or "\n" in tokens.gap(place):
                continue
            for last in range(place + 1, min(place + 1 + _LONGEST_ARABIC, len(tokens))):
                found.add(last)
                if tokens.gap(last) != " ":
                    break
        return found


def _opens(tokens: Tokens, by: int) -> bool:
    """Whether the words before "by" begin a sentence or a bracket, with a capital: "Additional reporting by"."""
    before = by - 1
    if not tokens.capital[before] and before and tokens.capital[before - 1]:
        before -= 1
    return bool(tokens.capital[before]) and not tokens.gap(before - 1).strip(" \"'").isalnum()


def _goes_on(tokens: Tokens, place: int) -> bool:
    ended = not _SENTENCE_ENDS.isdisjoint(tokens.gap(place - 1))
    return not ended and (bool(tokens.capital[place]) or tokens.texts[place] in _JOINING)


def _last_line(tokens: Tokens) -> set[int]:
    """Words with capitals alone between the last sentence and the end."""
    first = len(tokens)
    while first and len(tokens) - first < _LONGEST_LAST:
        first -= 1
        if not tokens.capital[first] and tokens.texts[first] not in _JOINING:
            return set()
        if first <= tokens.titled:
            return set()
        if not {".", "!", "?", "\n"}.isdisjoint(tokens.gap(first - 1)):
            return set(range(first, len(tokens)))
    return set()


def _opening(tokens: Tokens) -> set[int]:
    """The words before a dash and a place or an outlet, where the text begins."""
    for place in range(tokens.titled, min(tokens.titled + _LONGEST_OPENING, len(tokens) - 1)):
        gap = tokens.gap(place)
        if not _DASHES.isdisjoint(gap) and " " in gap:
            known = tokens.known[place + 1] != FREE and ACTOR not in tokens.known[tokens.titled : place + 1]
            return set(range(tokens.titled, place + 1)) if known else set()
        if gap.strip():
            return set()
    return set()
