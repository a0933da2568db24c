"""Names of bodies in Arabic letters: a head noun, as "منظمة" or "لواء", and the words that make it one of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analytics.annotate.actors.common_words import is_common
from analytics.annotate.actors.name_tokens import ACTOR, PLACE, Found, Tokens
from analytics.annotate.actors.name_words import KUNYAS, PARTICLES, ArabicWords

_PROCLITICS: Final = "ولبفك"
_JOINTS: Final = frozenset({" ", "_"})
_QUOTES: Final = frozenset({' "', '"', " '", " ("})
_MOST_QUOTED: Final = 5
_MOST_WORDS: Final = 7


class ArabicBodies:
    """Finds the names of bodies in Arabic letters."""

    def __init__(self, words: ArabicWords) -> None:
        self._words = words
        heads = dict.fromkeys(words.heads | words.weak_heads, 0)
        for clitic in _PROCLITICS:
            for head in words.heads | words.weak_heads:
                heads.setdefault(clitic + head, 1)
        for head in words.definite_heads:
            heads |= {head: 0, f"و{head}": 1, f"ب{head}": 1, f"لل{head[2:]}": 1}
        self._heads = heads
        self._ends = words.stops | words.trailers | words.titles | words.not_people

    def find(self, tokens: Tokens) -> Iterator[Found]:
        """Bodies in the order of the text."""
        for place in [place for place, text in enumerate(tokens.texts) if text in self._heads]:
            if tokens.known[place]:
                continue
            lead = self._heads[tokens.texts[place]]
            last = self._quoted(tokens, place)
            if last is not None:
                yield Found(place, last, "organisation", "designation", lead, tail=1)
                continue
            last = self._end(tokens, place)
            if last is not None:
                yield Found(place, last, "organisation", "designation", lead)

    def _quoted(self, tokens: Tokens, head: int) -> int | None:
        """One past the last word of the quoted name right after the head: حركة "نور الدين الزنكي"."""
        gap = tokens.gap(head)
        if gap not in _QUOTES or "(" in gap:
            return None
        close = gap.strip()
        for last in range(head + 2, min(head + 2 + _MOST_QUOTED, len(tokens) + 1)):
            if ACTOR in tokens.known[head + 1 : last]:
                return None
            after = tokens.gap(last - 1)
            if after.startswith(close):
                return last if last > head + 2 or self._is_title(tokens, head) else None
            if after not in _JOINTS:
                return None
        return None

    def _is_title(self, tokens: Tokens, head: int) -> bool:
        """Whether one quoted word is a name: no plain one, and no adjective of the head, as منظمة "إرهابية"."""
        text = tokens.texts[head + 1]
        return text not in self._words.plain and not _is_adjective(text)

    def _end(self, tokens: Tokens, head: int) -> int | None:
        """One past the last word of the name, if its words make it one."""
        is_definite = tokens.texts[head].lstrip("وبل").startswith("ال")
        place, telling, defined, linked, named = head + 1, 0, False, False, False
        while place < len(tokens) and place - head < _MOST_WORDS and tokens.gap(place - 1) in _JOINTS:
            text = tokens.texts[place]
            if tokens.known[place] == ACTOR or text in self._ends:
                break
            if text.startswith("وال") and not self._may_join(tokens, head, place):
                break
            if not defined and text in self._words.links:
                linked = True
                place += 1
                continue
            if not self._defines(tokens, head, place, defined=defined or is_definite):
                break
            defined = defined or text.startswith("ال") or tokens.known[place] == PLACE
            named = named or not defined
            telling += linked or text not in self._words.plain | self._words.peoples
            place += 1
        if place < len(tokens) and tokens.known[place] == ACTOR and tokens.texts[place - 1] in self._words.titles:
            return None  # «جامعة الملك» of a king who is registered
        return place if (defined or named) and self._is_enough(tokens, head, place, telling + linked) else None

    def _may_join(self, tokens: Tokens, head: int, place: int) -> bool:
        """Whether "and the" goes on with the name, not with another body or office."""
        bare = tokens.texts[place][1:]
        if bare in self._words.definite_heads or bare in self._words.roles or bare in self._words.titles:
            return False
        return place > head + 1 and tokens.texts[head][self._heads[tokens.texts[head]] :] in self._words.joinable

    def _defines(self, tokens: Tokens, head: int, place: int, *, defined: bool) -> bool:
        """Whether a word can be part of the name: definite, a place, a person's name, or none of the common words."""
        text, words = tokens.texts[place], self._words
        if tokens.known[place] == PLACE:
            return not (defined and text[0] == "ب")  # "جامعة القرويين بفاس"
        if text.startswith("ال") or (defined and text.startswith(("لل", "وال", "ولل"))):
            return len(text) > 4 and not (head == place - 1 and text.startswith("لل"))
        if defined:
            return False
        if text in words.given or text in PARTICLES or text in KUNYAS or text in words.parts:
            return True
        if _is_adjective(text) and place == head + 1:
            return False
        return len(text) > 2 and text.isalpha() and text[0] > "\u0620" and not is_common(text, words.common)

    def _is_enough(self, tokens: Tokens, head: int, last: int, telling: int) -> bool:
        text = tokens.texts[head][self._heads[tokens.texts[head]] :]
        if tokens.texts[last - 1] in PARTICLES:
            return False
        if text in self._words.definite_heads:
            return telling > 0 and last - head > 2
        return telling >= (1 if text in self._words.heads else 2)


def _is_adjective(text: str) -> bool:
    """Whether a word without the article looks like the adjective of a feminine noun, as "يمينية"."""
    return len(text) > 4 and text.endswith("يه") and not text.startswith("ال")
