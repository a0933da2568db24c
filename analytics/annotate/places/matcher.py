"""Mentions of the gazetteer's places in an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.annotate.actors.names import copy_of
from analytics.annotate.boundaries import is_arabic, stands_alone
from analytics.annotate.places.gazetteer import Gazetteer, Place
from analytics.annotate.spans import Mention, PlaceMention
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import as_written, fold

_FILE: Final = Path(__file__).parent / "words.toml"
_PROCLITICS: Final = frozenset("وفبلك")
_TANWIN: Final = "\u064b"  # an accusative, as in "دوماً": an adverb or a noun, not a place
_RANK: Final = {
    level: rank
    for rank, level in enumerate(
        ("country", "city", "town", "governorate", "camp", "prison", "base", "district", "village", "area", "river")
    )
}
_REACH: Final = 32
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Key:
    """One spelling of one or several places; ``lead`` letters at its beginning are not part of the name.

    ``doubt`` is 0 for a plain name, 1 for one that is also an everyday word, 2 for a very common word.
    """

    text: str
    places: tuple[Place, ...]
    lead: int
    doubt: int
    last: str  # the last letter as the gazetteer writes it


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words that help to tell a place from an everyday word, folded."""

    everyday: frozenset[str]
    common: frozenset[str]
    before: frozenset[str]
    nouns: frozenset[str]
    regional: frozenset[str]

    @classmethod
    def load(cls) -> PlaceWords:
        """The lists shipped with Marsad.

        Raises
        ------
        RegistryError
            If their file cannot be read.
        """
        content = read_toml(_FILE)
        lists = {name: frozenset(fold(content[name]).split()) for name in ("everyday", "before", "nouns", "regional")}
        phrases = (*fold(content["common"]).split(), *map(fold, content["common_phrases"]))
        return cls(common=frozenset(phrases), **lists)

    def doubt(self, key: str) -> int:
        """How doubtful a name is without an announcing word: 0, 1 or 2."""
        bare = f"ال{key[2:]}" if key.startswith("لل") else key
        return 2 if bare in self.common else int(bare in self.everyday)


class PlaceMatcher:
    """Finds the mentions of a gazetteer's places, the longest name at each point."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._words = PlaceWords.load()
        self._keys = _keys(gazetteer, self._words)
        self._automaton = AhoCorasick([key.text for key in self._keys], matchkind=MatchKind.Standard)

    def find(self, whole_text: str, mentions: Sequence[Mention]) -> list[PlaceMention]:
        """Places in order as spans of ``whole_text``; a place inside the name of an actor is not one.

        Where a city and its governorate share a name, "province", "محافظة" or "ريف" beside it decides.
        """
        copy = copy_of(whole_text)
        written = as_written(copy)
        hits = self._automaton.find_matches_as_indexes(copy.text, overlapping=True)
        found: list[PlaceMention] = []
        taken = iter(sorted((mention.start, mention.end) for mention in mentions))
        actor = next(taken, None)
        free = 0
        for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            key = self._keys[number]
            if start < free or not self._is_written(copy.text, written, start, end, key):
                continue
            first, stop = copy.span(start + key.lead, end)
            if _TANWIN in whole_text[first:stop]:
                continue
            while actor is not None and actor[1] <= first:
                actor = next(taken, None)
            free = end
            if actor is None or stop <= actor[0]:
                found.append(PlaceMention(first, stop, self._choose(key, copy.text, start, end).id))
        return found

    def _is_written(self, text: str, written: str, start: int, end: int, key: _Key) -> bool:
        """Whether the key stands here as a place: whole words, a capital in Latin, announced where it is a word."""
        if not stands_alone(text, written, start, end, article=key.lead > 0, many=" " in key.text):
            return False
        if not is_arabic(text[start]) and not written[start].isupper() and " " not in key.text:
            return False
        if not key.doubt:
            return True
        if key.last == "ة" and written[end - 1] != "ة":
            return False
        before = text[max(0, start - _REACH) : start]
        words = _WORD.findall(before)[-1:]
        if before[-1:].isalnum():
            return key.doubt == 1 and words == ["ب"]
        announcing = self._words.nouns if key.doubt == 2 else self._words.nouns | self._words.before
        return not announcing.isdisjoint(_bare(words))

    def _choose(self, key: _Key, text: str, start: int, end: int) -> Place:
        """The place meant where several share the name."""
        if len(key.places) == 1:
            return key.places[0]
        around = _bare(_WORD.findall(text[max(0, start - _REACH) : start])[-1:])
        around |= set(_WORD.findall(text[end : end + _REACH])[:1])
        if not self._words.regional.isdisjoint(around):
            return next((place for place in key.places if place.level == "governorate"), key.places[0])
        return key.places[0]


def _bare(words: list[str]) -> set[str]:
    """The words as they are and without an Arabic proclitic."""
    return {*words, *(word[1:] for word in words if word[:1] in _PROCLITICS)}


def _keys(gazetteer: Gazetteer, words: PlaceWords) -> list[_Key]:
    spellings: dict[tuple[str, int, str], list[Place]] = {}
    for place in gazetteer.values():
        for name in (place.name_en, *place.aliases_en, place.name_ar, *place.aliases_ar):
            text = copy_of(name).text.strip()
            for spelling, lead in ((text, 0), (f"لل{text[2:]}", 1)) if text.startswith("ال") else ((text, 0),):
                places = spellings.setdefault((spelling, lead, name.strip()[-1]), [])
                if place not in places:
                    places.append(place)
    merged: dict[tuple[str, int], tuple[list[Place], str]] = {}
    for (text, lead, last), found in sorted(spellings.items(), key=lambda item: item[0]):
        known, _ = merged.get((text, lead), ([], last))
        merged[text, lead] = ([*known, *(place for place in found if place not in known)], last)
    return [
        _Key(
            text,
            tuple(sorted(places, key=lambda place: (_RANK[place.level], place.id))),
            lead,
            words.doubt(text),
            last,
        )
        for (text, lead), (places, last) in sorted(merged.items())
    ]
