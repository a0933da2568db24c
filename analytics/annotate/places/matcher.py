"""Mentions of the gazetteer's places in an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.annotate.actors.names import copy_of
from analytics.annotate.boundaries import is_arabic, stands_alone
from analytics.annotate.places.gazetteer import Gazetteer, Place
from analytics.annotate.spans import Mention, PlaceMention
from corpus.text.normalise import as_written, fold

# Names that are also everyday words: places only after a word that announces a place.
_EVERYDAY: Final = frozenset(
    fold(
        "الباب القائم الرمادي البيضاء الجزيرة الحمراء الثورة المنصورة النصر الهول الكرمة القرية هيت البصيرة السخنة "
        "الحضر الشرقية الغربية الوسطى الحدود مسكنة الكسوة الرستن سلمى عين البعاج الفرقان الغاب بيجي الصور المنطقة "
        "الساحل البحر النهر الوليد جلولاء الطبقة الصحراء البادية الزور العين "
        "hit mari bab march al tower most rum sin reading nice split"
    ).split()
)
_ANNOUNCING: Final = frozenset(
    fold(
        "في الى من مدينة بلدة قرية قضاء ناحية منطقة محافظة ريف بريف محيط مطار معبر مخيم قرب شمال جنوب شرق غرب شمالي "
        "جنوبي شرقي غربي بمدينة ببلدة بقرية لمدينة لبلدة ومدينة وبلدة بمخيم بقضاء بناحية باتجاه نحو حي جبهة معركة "
        "بمحافظة بمنطقة دخول تحرير استعادة "
        "in at near from to of around outside inside into town city village camp toward towards district"
    ).split()
)
_REGIONAL: Final = frozenset(
    fold(
        "محافظة بمحافظة لمحافظة ومحافظة ريف بريف وريف ولاية بولاية اقليم محافظتي ريفي governorate province countryside "
        "provincial rural"
    ).split()
)
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
    """One spelling of one or several places; ``lead`` letters at its beginning are not part of the name."""

    text: str
    places: tuple[Place, ...]
    lead: int
    everyday: bool


class PlaceMatcher:
    """Finds the mentions of a gazetteer's places, the longest name at each point."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._keys = _keys(gazetteer)
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
            if start < free or not _is_written(copy.text, written, start, end, key):
                continue
            first, stop = copy.span(start + key.lead, end)
            while actor is not None and actor[1] <= first:
                actor = next(taken, None)
            free = end
            if actor is None or stop <= actor[0]:
                found.append(PlaceMention(first, stop, _choose(key, copy.text, start, end).id))
        return found


def _keys(gazetteer: Gazetteer) -> list[_Key]:
    spellings: dict[tuple[str, int], list[Place]] = {}
    for place in gazetteer.values():
        for name in (place.name_en, *place.aliases_en, place.name_ar, *place.aliases_ar):
            text = copy_of(name).text.strip()
            for spelling, lead in ((text, 0), (f"لل{text[2:]}", 1)) if text.startswith("ال") else ((text, 0),):
                places = spellings.setdefault((spelling, lead), [])
                if place not in places:
                    places.append(place)
    return [
        _Key(text, tuple(sorted(places, key=lambda place: (_RANK[place.level], place.id))), lead, text in _EVERYDAY)
        for (text, lead), places in sorted(spellings.items())
    ]


def _is_written(text: str, written: str, start: int, end: int, key: _Key) -> bool:
    """Whether the key stands here as a place: whole words, a capital in Latin, announced where it is a common word."""
    if not stands_alone(text, written, start, end, article=key.lead > 0, many=" " in key.text):
        return False
    if not is_arabic(text[start]) and not written[start].isupper() and " " not in key.text:
        return False
    if not key.everyday:
        return True
    before = text[max(0, start - _REACH) : start]
    words = _WORD.findall(before)
    attached = bool(before) and before[-1].isalnum()
    return bool(words) and (words[-1] in _ANNOUNCING or (attached and words[-1][-1:] == "ب"))


def _choose(key: _Key, text: str, start: int, end: int) -> Place:
    """The place meant where several share the name."""
    if len(key.places) == 1:
        return key.places[0]
    around = _WORD.findall(text[max(0, start - _REACH) : start])[-1:] + _WORD.findall(text[end : end + _REACH])[:1]
    if not _REGIONAL.isdisjoint(around):
        return next((place for place in key.places if place.level == "governorate"), key.places[0])
    return key.places[0]
