"""A proposed English name for an Arabic one and an Arabic name for a Latin one, where both are known to be written so.

Each part is written as the registry's own people write it. A name with a part that they do not have is left to the
person who reviews it: spelt by rule, four in five are not what the press writes.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from analytics.annotate.actors.actor import Actor
from corpus.text.normalise import fold

_SERVANT: Final = "عبد"
_ARTICLE: Final = "ال"
_LATIN_ARTICLES: Final = ("al-", "el-")
_OFFICES: Final = frozenset({"king", "prince", "president", "sheikh", "emir", "pope", "queen", "general", "sultan"})
_PARTICLES: Final = {"بن": "bin", "ابن": "ibn", "ابو": "Abu", "ابي": "Abi", "ام": "Umm"}
_AGREEING: Final = 0.5
"""More than this share of the people with a part write it so: with it .70 of the English names proposed are the press's
own and .87 within one letter, without it .61 and .83; of the Arabic ones .90 and .94 (people left out one by one)."""


class Romaniser:
    """Proposes names in the other script, from a table learnt from people named in both."""

    def __init__(self, people: Iterable[Actor]) -> None:
        english: defaultdict[str, Counter[str]] = defaultdict(Counter)
        arabic: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for person in people:
            for there, here, folded in _aligned(person.name_ar, person.name_en):
                english[_folded(there)][here] += 1
                arabic[folded][there] += 1
        self._english = _agreed(english) | _PARTICLES
        self._arabic = _agreed(arabic)

    def proposed_name(self, name: str) -> str:
        """The name in the other script; empty where a part of it is not known.

        ``name`` is a candidate's key or its surface.
        """
        return self.english(name) if _is_arabic(name) else self.arabic(name)

    def english(self, name: str) -> str:
        """The English name of an Arabic one; empty where a part of it is not known."""
        written = " ".join(_written(map(_folded, _arabic_parts(name.removeprefix("~"))), self._english_part))
        return f"A{written[1:]}" if written.startswith("al-") else written

    def arabic(self, name: str) -> str:
        """The Arabic name of a Latin one; empty where a part of it is not known."""
        return " ".join(_written(map(fold, _latin_parts(name.removeprefix("~"))), self._arabic_part))

    def _english_part(self, part: str) -> str:
        if part in self._english:
            return self._english[part]
        if part.startswith(_ARTICLE):
            bare = self._english.get(part.removeprefix(_ARTICLE), "")
            return f"al-{bare}" if bare else ""
        with_article = self._english.get(_ARTICLE + part, "")
        return with_article.removeprefix("al-") if with_article.startswith("al-") else ""

    def _arabic_part(self, part: str) -> str:
        if part in self._arabic or not part.startswith(_LATIN_ARTICLES):
            return self._arabic.get(part, "")
        bare = self._arabic.get(part[3:], "")
        return _ARTICLE + bare.removeprefix(_ARTICLE) if bare else ""


def edit_distance(one: str, other: str) -> int:
    """Letters to insert, drop or change between two words (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1]


def _is_arabic(text: str) -> bool:
    return any("\u0621" <= letter <= "\u06d3" for letter in text)


def _agreed(parts: dict[str, Counter[str]]) -> dict[str, str]:
    """The most frequent spelling of each part, where enough of its bearers have it."""
    found: dict[str, str] = {}
    for part, spellings in parts.items():
        best = min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
        if spellings[best] > _AGREEING * spellings.total():
            found[part] = best
    return found


def _written(parts: Iterable[str], part_of: Callable[[str], str]) -> Iterator[str]:
    """The parts in the other script; nothing at all where one of them is not known."""
    written = [part_of(part) for part in parts]
    return iter(written) if all(written) else iter(())


def _arabic_parts(name: str) -> list[str]:
    """Words of an Arabic name, "servant of" with the word after it one part."""
    parts: list[str] = []
    for word in _latin_parts(name):
        if parts and fold(parts[-1]) == _SERVANT:
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _latin_parts(name: str) -> list[str]:
    return name.replace("_", " ").replace('"', "").split()


@functools.cache
def _folded(part: str) -> str:
    return fold(part)


@functools.cache
def _aligned(arabic: str, english: str) -> tuple[tuple[str, str, str], ...]:
    """Parts of one name in both scripts, where there are as many of them: Arabic, English, folded English."""
    there = _latin_parts(english)
    for parts in (_arabic_parts(arabic), arabic.split()):
        if len(parts) == len(there):
            folded = [fold(part) for part in there]
            # "King Abdullah" must not make "King" of a surname
            return tuple(row for row in zip(parts, there, folded, strict=True) if row[2] not in _OFFICES)
    return ()
