"""Registered actors that an unregistered name may mean: proposed to a person, never merged.

Names are compared by the consonants of their words, in which Arabic and Latin spellings of one name mostly agree:
"Mazloum Abdi", "Mazlum Abdi" and «مظلوم عبدي» (after Freeman, Condon and Ackerman 2006, "Cross Linguistic Name Matching
in English and Arabic", who compare spellings with vowels left out and letters put in classes).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.names import Keys
from analytics.annotate.copies import copy_of

LIKELY: Final = 3
"""Actors proposed for a name: more are not read."""
_CLASSES: Final = {
    "b": "بپbp", "t": "تطثt", "j": "جغگژgj", "h": "حخهh", "d": "دذضd", "r": "رr", "z": "زظz", "s": "سشصچs",
    "f": "فڤfv", "k": "قكkqc", "l": "لl", "m": "مm", "n": "نn",
}  # fmt: skip
_CLASS_OF: Final = {letter: name for name, letters in reversed(_CLASSES.items()) for letter in letters}
_DIGRAPHS: Final = re.compile("kh|gh|sh|ch|th|dh|ph|dj|ck|tch")
_DIGRAPH_CLASS: Final = dict(kh="h", gh="j", sh="s", ch="s", th="t", dh="d", ph="f", dj="j", ck="k", tch="s")
_DROPPED: Final = frozenset("al el ad as ash ar an at az bin ibn ben bint the of بن ابن بنت".split())
_SERVANT: Final = re.compile(r"\b(?:abd(?:al|el|ul|u)?|عبد) (?:(?:al|el|ul) )?(?=\w)")
_SHORT: Final = 3
"""Consonants below which a family name alone proves nothing across scripts: «علي» has one."""
_BODY_SHARE: Final = 0.5
"""Share of the words of two bodies that must be the same; half finds "Raqqa Civil Council" for "Raqqa Council"."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an actor: its words by their consonants, and its last word as it is."""

    actor_id: str
    parts: tuple[str, ...]
    last: str


class Likeness:
    """Finds the registered actors whose names are like a name."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        keys = Keys(name for actor in actors.values() for name in actor.names)
        self._people: defaultdict[str, list[_Name]] = defaultdict(list)
        self._bodies: defaultdict[str, list[_Name]] = defaultdict(list)
        for actor in actors.values():
            is_person = actor.type == "person"
            index = self._people if is_person else self._bodies
            for name in dict.fromkeys(keys[name] for name in actor.names):
                made = _name(actor.id, name, is_person)
                for part in dict.fromkeys(made.parts):
                    index[part].append(made)

    def of(self, name: str, type: str, limit: int = LIKELY) -> tuple[str, ...]:
        """Ids of the likeliest actors first; none if no name is like it.

        Parameters
        ----------
        name : str
            In Arabic or Latin letters.
        type : {"person", "organisation"}
            People are like people in either script; bodies are like bodies of the same script, by their words.
        limit : int
            How many at most.
        """
        is_person = type == "person"
        index, wanted = self._people if is_person else self._bodies, _name("", copy_of(name).text.strip(), is_person)
        scores: dict[str, float] = {}
        for part in dict.fromkeys(wanted.parts):
            for other in index.get(part, ()):
                score = _alike(wanted, other) if is_person else _overlap(wanted, other)
                if score > scores.get(other.actor_id, 0.0):
                    scores[other.actor_id] = score
        return tuple(sorted(scores, key=lambda actor_id: (-scores[actor_id], actor_id))[:limit])


def _alike(name: _Name, other: _Name) -> float:
    """How alike two names of people are: two words in common, or the family name; 0 if neither."""
    shared = len(set(name.parts) & set(other.parts))
    same_last = name.last == other.last or (name.parts[-1] == other.parts[-1] and len(name.parts[-1]) >= _SHORT)
    if shared < 2 and not same_last:
        return 0.0
    return shared + 0.5 * same_last + shared / max(len(name.parts), len(other.parts))


def _overlap(name: _Name, other: _Name) -> float:
    """The share of the words of two bodies that are the same; 0 below :data:`_BODY_SHARE` and for one word of many."""
    first, second = set(name.parts), set(other.parts)
    share = len(first & second) / len(first | second)
    return share if share >= _BODY_SHARE else 0.0


def _name(actor_id: str, key: str, is_person: bool) -> _Name:
    if not is_person:
        words = [word.removeprefix("ال") for word in key.split() if word not in _DROPPED]
        return _Name(actor_id, tuple(words), "")
    joined = _SERVANT.sub("abdal", key)  # "Abd al-Rahman", "Abdul Rahman" and «عبد الرحمن» are one word
    words = [word.removeprefix("ال") for word in joined.split() if word not in _DROPPED]
    parts = [(consonants(word), word) for word in words]
    kept = [(part, word) for part, word in parts if part]
    return _Name(actor_id, tuple(part for part, _ in kept), kept[-1][1] if kept else "")


def consonants(word: str) -> str:
    """The classes of a folded word's consonants, doubled ones once, without a last h, which is often not written."""
    plain = _DIGRAPHS.sub(lambda found: _DIGRAPH_CLASS[found[0]], word)
    classes = [_CLASS_OF.get(letter, "") for letter in plain.replace("x", "ks")]
    return "".join(kind for kind, _ in groupby(filter(None, classes))).removesuffix("h")
