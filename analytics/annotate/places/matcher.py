"""Mentions of the gazetteer's places in an article.

A name that is also a word needs a word that announces it. A village or neighbourhood of one word needs such a word too,
or its own governorate named in the article and a preposition or another place before it. Where places share a name, the
words beside it decide ("قضاء", "province"), then the governorates and countries that the article names beyond doubt,
then the size of the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.annotate.boundaries import is_arabic, stands_alone
from analytics.annotate.copies import copy_of, name_copy
from analytics.annotate.places.gazetteer import Gazetteer, Place
from analytics.annotate.spans import Mention, PlaceMention
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_FILE: Final = Path(__file__).parent / "words.toml"
_PROCLITICS: Final = frozenset("وفبلك")
_TANWIN: Final = "\u064b"  # an accusative, as in "دوماً": an adverb or a noun, not a place
_RANK: Final = {
    level: rank
    for rank, level in enumerate(
        (
            "country",
            "city",
            "town",
            "governorate",
            "camp",
            "prison",
            "base",
            "district",
            "village",
            "neighbourhood",
            "area",
            "river",
        )
    )
}
_REACH: Final = 32
_BEHIND: Final = 16  # letters up to a country named behind a place: ", northern "
_MINOR: Final = frozenset({"village", "neighbourhood"})
_JOINED: Final = frozenset({"و", "،", ",", "، و", "and", ", and", "ف", "او", "or"})
_LISTS: Final = ("everyday", "regional_names", "before", "nouns", "regional", "district")
_SHORT: Final = 5  # letters below which a name after "ك" is mostly the end of another word
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Key:
    """One spelling of one or several places; ``lead`` letters at its beginning are not part of the name.

    ``doubt`` is 0 for a plain name, 1 for one that is also an everyday word, 2 for a very common word; ``minor`` says
    that it is one word and names villages or neighbourhoods alone.
    """

    text: str
    places: tuple[Place, ...]
    lead: int
    doubt: int
    last: str  # the last letter as the gazetteer writes it
    minor: bool


@dataclass(frozen=True, slots=True)
class _Region:
    """The governorates (ids) and countries that an article names beyond doubt."""

    governorates: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, keys: Iterable[_Key]) -> _Region:
        """The region that these keys prove: those in no doubt, of one place."""
        places = [key.places[0] for key in keys if len(key.places) == 1 and not key.doubt and not key.minor]
        within = {place.id if place.level == "governorate" else place.governorate for place in places}
        return cls(frozenset(filter(None, within)), frozenset(place.country for place in places if place.country))

    def distance(self, place: Place) -> int:
        """0 for a place in a governorate that is named, 1 in a country that is named, else 2."""
        own = place.id if place.level == "governorate" else place.governorate
        return 0 if own in self.governorates else 1 if place.country in self.countries else 2


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words that help to tell a place from an everyday word, folded."""

    everyday: frozenset[str]
    common: frozenset[str]
    before: frozenset[str]
    nouns: frozenset[str]
    regional: frozenset[str]
    regional_names: frozenset[str]
    district: frozenset[str]

    @classmethod
    def load(cls) -> PlaceWords:
        """The lists shipped with Marsad.

        Raises
        ------
        RegistryError
            If their file cannot be read.
        """
        content = read_toml(_FILE)
        lists = {name: frozenset(fold(content[name]).split()) for name in _LISTS}
        phrases = (*fold(content["common"]).split(), *map(fold, content["common_phrases"]))
        return cls(common=frozenset(phrases), **lists)

    def doubt(self, key: str) -> int:
        """How doubtful a name is without an announcing word: 0, 1 or 2."""
        bare = f"ال{key[2:]}" if key.startswith("لل") else key
        return 2 if bare in self.common else int(bare in self.everyday or bare in self.regional_names)


class PlaceMatcher:
    """Finds the mentions of a gazetteer's places, the longest name at each point."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._words = PlaceWords.load()
        self._keys = _keys(gazetteer, self._words)
        self._automaton = AhoCorasick([key.text for key in self._keys], matchkind=MatchKind.Standard)

    def find(self, whole_text: str, mentions: Sequence[Mention]) -> list[PlaceMention]:
        """Places in order as spans of ``whole_text``; a place inside the name of an actor is not one.

        Time grows with the length of the text.
        """
        copy, written = name_copy(whole_text)
        hits = [
            (start, end, self._keys[number])
            for number, start, end in self._automaton.find_matches_as_indexes(copy.text, overlapping=True)
            if _stands(copy.text, written, start, end, self._keys[number])
        ]
        region = _Region.of(key for _, _, key in hits)
        countries = {start: key.places[0].country for start, _, key in hits if key.places[0].level == "country"}
        found: list[PlaceMention] = []
        taken = iter(sorted((mention.start, mention.end) for mention in mentions))
        actor = next(taken, None)
        free = 0
        for start, end, key in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if start < free or not self._is_place(copy.text, written, start, end, key, region, free):
                continue
            first, stop = copy.span(start + key.lead, end)
            if _TANWIN in whole_text[first:stop]:
                continue
            while actor is not None and actor[1] <= first:
                actor = next(taken, None)
            free = end
            if actor is None or stop <= actor[0]:
                found.append(PlaceMention(first, stop, self._choose(key, copy.text, start, end, region, countries).id))
        return found

    def _is_place(self, text: str, written: str, start: int, end: int, key: _Key, region: _Region, free: int) -> bool:
        """Whether the name means the place here: announced where it is a word, or in its region where it is small."""
        if not key.doubt and not key.minor:
            return True
        if key.last == "ة" and key.doubt and written[end - 1] != "ة":
            return False
        before = text[max(0, start - _REACH) : start]
        words = _WORD.findall(before)[-2:]
        words = words[:1] if words[-1:] == ["of"] and words[0] in self._words.nouns else words[-1:]  # "town of"
        attached = before[-1:].isalnum()
        if attached and (key.doubt or key.minor) and words != ["ب"]:
            words = [] if key.doubt else words
        announced = not attached and not self._words.nouns.isdisjoint(_bare(words))
        if key.doubt == 2:
            return announced
        led = words == ["ب"] if attached else not self._words.before.isdisjoint(_bare(words))
        in_region_only = key.minor or key.text in self._words.regional_names
        if not in_region_only:
            return announced or led
        led = led or words == ["على"] or words == ["علي"]
        joined = free > 0 and text[free:start].strip() in _JOINED
        near = any(region.distance(place) == 0 for place in key.places)
        return announced or (near and (led or joined))

    def _choose(
        self, key: _Key, text: str, start: int, end: int, region: _Region, countries: Mapping[int, str]
    ) -> Place:
        """The place meant where several share the name; ``countries`` says where countries are named."""
        if len(key.places) == 1:
            return key.places[0]
        behind = next((countries[at] for at in range(end, end + _BEHIND) if at in countries), None)
        if behind and "." not in text[end : end + _BEHIND]:  # "Tripoli, northern Lebanon"
            meant = [place for place in key.places if place.country == behind]
            if meant:
                return meant[0]
        around = _bare(_WORD.findall(text[max(0, start - _REACH) : start])[-1:])
        around |= set(_WORD.findall(text[end : end + _REACH])[:1])
        for level, words in (("district", self._words.district), ("governorate", self._words.regional)):
            if not words.isdisjoint(around):
                meant = [place for place in key.places if place.level == level]
                return meant[0] if meant else key.places[0]
        return min(key.places, key=region.distance)  # of equals the first: keys list the larger place first


def _stands(text: str, written: str, start: int, end: int, key: _Key) -> bool:
    """Whether the key is written here: whole words, a capital in Latin, no short name after "ك"."""
    if not stands_alone(text, written, start, end, article=key.lead > 0, many=" " in key.text):
        return False
    if not is_arabic(text[start]):
        return written[start].isupper() or " " in key.text
    return end - start >= _SHORT or text[start - 1 : start] != "ك"


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
            minor=" " not in text and all(place.level in _MINOR for place in places),
        )
        for (text, lead), (places, last) in sorted(merged.items())
    ]
