"""How far a person's name in Arabic letters goes, once it has begun."""

from __future__ import annotations

from typing import Final

from analytics.annotate.actors.common_words import is_common
from analytics.annotate.actors.name_tokens import Tokens
from analytics.annotate.actors.name_words import KUNYAS, PARTICLES, SECOND_PARTS, ArabicWords

JOINTS: Final = frozenset({" ", "_", "-", " - "})
PROCLITICS: Final = "ولبفك"
_LONGEST: Final = 7  # words of a name: "عبد الله بن محمد بن سعود الكبير"
_LONGEST_GLOSS: Final = 3
_SONS: Final = frozenset({"بن", "ابن", "بو", "ابو", "ال"})  # a name follows, even one that is a word
_NOT_ENDINGS: Final = (
    "ها",
    "هن",
    "هم",
    "هما",
    "وا",
    "تين",
    "ات",
    "تان",
    "اته",
    "ايه",
    "ته",
    "يين",
)  # of nouns and verbs, not of names


class ArabicExtent:
    """Tells which words go on with a name."""

    def __init__(self, words: ArabicWords, offices: frozenset[str]) -> None:
        self._words = words
        self._offices = offices

    def end(self, tokens: Tokens, first: int) -> int:
        """One past the last word of the name that begins at ``first``."""
        place = first + 1
        after_particle = _is_particle(tokens.texts[first])
        after_son = tokens.texts[first] in _SONS
        while place < len(tokens) and place - first < _LONGEST and tokens.gap(place - 1) in JOINTS:
            text = tokens.texts[place]
            if tokens.known[place] or tokens.is_ala(place):
                break
            if not self._goes_on(text, after_particle, after_son) and not self._is_before_gloss(tokens, place):
                break
            after_particle, after_son = text in PARTICLES, text in _SONS
            place += 1
        while place - first > 1 and tokens.texts[place - 1] in PARTICLES:
            place -= 1
        return place

    @staticmethod
    def after_gloss(tokens: Tokens, place: int) -> int:
        """The place itself, or the one after the few words in brackets that begin there: "(كلاهما أفغاني)"."""
        if tokens.gap(place - 1) == " (":
            for last in range(place + 1, min(place + _LONGEST_GLOSS, len(tokens)) + 1):
                if tokens.gap(last - 1).startswith(")"):
                    return last
        return place

    def _is_before_gloss(self, tokens: Tokens, place: int) -> bool:
        """Whether words in brackets, as "(روسي)", mark that the name before it ends here, whatever this word is."""
        after = self.after_gloss(tokens, place + 1)
        if len(tokens.texts[place]) < 3 or tokens.texts[place] in self._words.not_parts:
            return False
        return after > place + 1 and self._words.stops.isdisjoint(tokens.texts[place:after])

    def _goes_on(self, text: str, after_particle: bool, after_son: bool) -> bool:
        """Whether a word can be part of a name that has begun."""
        words = self._words
        if text in words.not_parts:
            return False
        if text in words.given or text in words.doubtful or text in words.parts or text in PARTICLES:
            return True
        if text in SECOND_PARTS:
            return after_particle or text == "الدين"
        if text in words.stops or text in self._offices:
            return False
        if text in words.common:
            return after_son or (after_particle and text.startswith("ال"))
        return (text.startswith("ال") and text.endswith("ي")) or self.is_strange(text)

    def is_strange(self, text: str) -> bool:
        """Whether a word is none of the language's common ones, so that it is likely to be a name."""
        if len(text) < 3 or not "\u0621" <= text[0] <= "\u064a" or not text.isalpha() or text in self._offices:
            return False
        words = self._words
        if text.endswith(_NOT_ENDINGS) or text in words.heads or text in words.weak_heads:
            return False
        if text in words.not_parts or (text[0] == "و" and text[1] not in "وي"):
            return False  # "وعطال" begins a second name
        if text.startswith(("وي", "وت")) and text.endswith("ون"):
            return False  # a verb
        bare = text[1:]
        if text[0] in PROCLITICS and (bare in words.given or bare in KUNYAS or bare in words.parts):
            return False
        return not is_common(text, words.common)

    @staticmethod
    def n_parts(tokens: Tokens, first: int, last: int) -> int:
        """Parts of a name: "أبو عمر" and "عبد الله" are one each."""
        return sum(not _is_particle(text) for text in tokens.texts[first:last])


def _is_particle(text: str) -> bool:
    return text in PARTICLES or (text[1:] in PARTICLES and text[0] in PROCLITICS)
