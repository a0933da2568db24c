"""Names of people and bodies in Latin letters: runs of capitals with evidence of what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from analytics.annotate.actors.name_tokens import ACTOR, PLACE, Found, Tokens
from analytics.annotate.actors.name_words import LatinWords

_PARTICLES: Final = frozenset("al el ul bin ibn bint abu de del della di da dos von van der den ten la le".split())
_LINKS: Final = frozenset({"of", "for"})
_JOINTS: Final = frozenset({" ", "-", "'"})
_CONTRACTIONS: Final = frozenset("s t ll re ve d m".split())
_ABBREVIATED: Final = frozenset(
    "gen maj brig lt col capt sgt cpl cmdr adm dr mr mrs ms prof rev sen rep gov st jr".split()
)
_LONGEST: Final = 10
_BEFORE_SENTENCE: Final = frozenset({".", "!", "?", "\n", ":", ""})
_SMALL_TITLES: Final = frozenset("sheikh shaikh shaykh imam king prince princess mr mrs ms dr".split())
_MOST_OWN: Final = 6  # words of a body's name beside its head
_MOST_NAMES: Final = 5  # words of a person's name


class LatinNames:
    """Finds names in Latin letters."""

    def __init__(self, words: LatinWords) -> None:
        self._words = words

    def find(self, tokens: Tokens, cited: Iterable[tuple[int, int]]) -> Iterator[Found]:
        """Names in the order of the text; ``cited`` are the words of sources without an actor.

        A title in capitals proves nothing: a name in it is found where it is also in the text.
        """
        sources = {first for first, _ in cited}
        small = {text for text, capital in zip(tokens.texts, tokens.capital, strict=True) if not capital}
        place = tokens.capital.find(1, tokens.titled)
        while place >= 0:
            if tokens.known[place] == ACTOR or not "a" <= tokens.texts[place][0] <= "z":
                place = tokens.capital.find(1, place + 1)
                continue
            last = self._run(tokens, place)
            for first, stop in self._split(tokens, place, last):
                yield from self._named(tokens, first, stop, sources, small)
            place = tokens.capital.find(1, last)

    def _run(self, tokens: Tokens, first: int) -> int:
        """One past the last word of the run of capitals, with the small words inside it."""
        last = place = first + 1
        while place < len(tokens) and place - first < _LONGEST and tokens.known[place] != ACTOR:
            text, gap = tokens.texts[place], tokens.gap(place - 1)
            before = tokens.texts[place - 1]
            if gap not in _JOINTS and not (gap in {". ", "."} and (len(before) == 1 or before in _ABBREVIATED)):
                break
            if gap == "'" and text in _CONTRACTIONS:
                break
            if tokens.capital[place] or (gap == "'" and before[-1].isalpha()):
                last = place + 1
            elif text not in _PARTICLES and text not in _LINKS and text not in {"and", "the"}:
                break
            place += 1
        return last

    def _split(self, tokens: Tokens, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The run in parts: "and" and "of" join the words of a body's name only."""
        start, linked = first, False
        for place in range(first, last):
            text = tokens.texts[place]
            if tokens.capital[place]:
                continue
            if text in _LINKS:
                if any(word in self._words.heads for word in tokens.texts[start:place]):
                    linked = True
                    continue
            elif text in _PARTICLES or (text == "the" and linked) or (text == "and" and linked):
                continue
            elif tokens.gap(place - 1) == "'":
                continue
            yield start, place
            start, linked = place + 1, False
        yield start, last

    def _named(self, tokens: Tokens, first: int, last: int, sources: set[int], small: set[str]) -> Iterator[Found]:
        """The person or the body that a run of capitals names, if it has evidence."""
        while first < last and (self._is_no_name(tokens, first, small) or not tokens.capital[first]):
            first += 1
        if first >= last:
            return
        start = self._after_titles(tokens, first, last)
        if start == first and any(text in self._words.heads for text in tokens.texts[first:last]):
            yield from self._body(tokens, first, last, small)
            return
        if self._has_small_head(tokens, first, last) and tokens.texts[first] not in small:
            yield Found(self._with_article(tokens, first), last + 1, "organisation", "designation")
            return
        if start < last:
            yield from self._person(tokens, (first, start, last), sources, small)

    def _body(self, tokens: Tokens, first: int, last: int, small: set[str]) -> Iterator[Found]:
        """The body whose head noun ends the run, or has "of" or "for" after it."""
        texts, words = tokens.texts, self._words
        head = max(place for place in range(first, last) if texts[place] in words.heads)
        linked = next((p for p in range(first, last - 1) if texts[p] in words.heads and texts[p + 1] in _LINKS), None)
        end = last if linked is not None else head + 1
        if any(texts[place] in words.not_names for place in range(first, end) if tokens.capital[place]):
            return
        own = [p for p in range(first, end) if texts[p] not in words.heads and tokens.capital[p]]
        if not own or len(own) > _MOST_OWN or head - first > _MOST_OWN or not any(tokens.capital[head:end]):
            return
        if len(own) > 2 and sum(texts[place] in small for place in own) * 2 > len(own):
            return  # a heading in capitals
        if all(tokens.known[place] or texts[place] in words.title_parts | words.peoples for place in own):
            if texts[head] in words.plain_heads or all(tokens.known[first:end]):
                return
        yield Found(self._with_article(tokens, first), end, "organisation", "designation")

    def _has_small_head(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether a noun in small letters makes it the name of a body: "the Sultan Murad brigade"."""
        if last >= len(tokens) or tokens.gap(last - 1) != " " or tokens.texts[last] not in self._words.small_heads:
            return False
        words = self._words
        return not any(
            tokens.known[place] or tokens.texts[place] in words.peoples | words.title_parts | words.not_names
            for place in range(first, last)
        )

    def _is_no_name(self, tokens: Tokens, place: int, small: set[str]) -> bool:
        """Whether a capital is only that of a sentence's first word, a weekday, a people."""
        text = tokens.texts[place]
        if text in self._words.not_names:
            return True
        return _opens(tokens, place) and text in small and text not in self._words.given

    def _after_titles(self, tokens: Tokens, first: int, last: int) -> int:
        """Where the name begins after the titles in capitals, or ``first`` where there is none."""
        words, start = self._words, first
        for place in range(first, last):
            text = tokens.texts[place]
            if text in words.titles:
                start = place + 1
            elif text not in words.title_parts and tokens.known[place] != PLACE and text not in {"of", "for", "the"}:
                if text not in words.given and any(
                    later in words.titles for later in tokens.texts[place + 1 : last - 1]
                ):
                    continue  # "Strategic Affairs Minister"
                if text in words.heads and any(later in words.titles for later in tokens.texts[place:last]):
                    continue  # "Police Chief"
                break
        return start

    def _person(self, tokens: Tokens, run: tuple[int, int, int], sources: set[int], small: set[str]) -> Iterator[Found]:
        """The person named by a run of titles and a name, given where it, the name and the end of both are."""
        first, start, last = run
        while last - start > 2 and tokens.texts[last - 1] in self._words.title_parts | self._words.titles:
            last -= 1  # "Omar Dremsen Executive Director"
        texts = tokens.texts[start:last]
        words = self._words
        n_parts = sum(text not in _PARTICLES for text in texts)
        if not 0 < n_parts <= _MOST_NAMES or PLACE in tokens.known[start:last]:
            return
        if any(text in words.things or text in words.not_names or text in words.heads for text in texts):
            return
        if all(len(text) == 1 for text in texts):
            return  # "U.S."
        if texts[0] in words.place_openers or (last < len(tokens) and tokens.texts[last] in words.place_nouns):
            return
        if last < len(tokens) and tokens.known[last] == ACTOR and tokens.gap(last - 1) in {" ", "-"}:
            return  # a part of a longer name
        if self._is_shouted(tokens, start, last) and (start == first or last - start > 1):
            return
        basis, title = self._evidence(tokens, first, start, last, sources)
        enough = n_parts > 1 or (texts[0] not in small and self._is_enough(tokens, first, start, basis))
        if basis and enough:
            yield Found(self._with_article(tokens, start), last, "person", basis, title=title)

    def _is_enough(self, tokens: Tokens, first: int, start: int, basis: str) -> bool:
        """Whether one word is: after a title, or as a source whose capital is not that of a sentence's first word."""
        text = tokens.texts[start]
        if basis == "title":
            return text not in self._words.peoples and (start > first or tokens.texts[start - 1] in self._words.titles)
        if start and tokens.texts[start - 1] in self._words.at_places:
            return False
        is_word = bool(
            {text, text.removesuffix("s")} & (self._words.peoples | self._words.roles | self._words.title_parts)
        )
        return basis == "citation" and len(text) > 3 and not is_word and not _opens(tokens, start)

    def _evidence(self, tokens: Tokens, first: int, start: int, last: int, sources: set[int]) -> tuple[str, str]:
        """What shows that these words name a person, and the title or apposition beside them."""
        if start > first:
            return "title", " ".join(tokens.written(first, start).split())
        before = tokens.texts[start - 1] if start else ""
        if (before in self._words.roles or before in _SMALL_TITLES) and tokens.gap(start - 1) in {" ", ", ", ". "}:
            return "title", before
        if tokens.gap(last - 1).startswith(", "):
            for place in range(last, min(last + 5, len(tokens))):
                if tokens.texts[place] in self._words.roles and not tokens.capital[place]:
                    return "apposition", " ".join(tokens.written(last, place + 1).split())
                if place > last and tokens.gap(place - 1) not in {" ", "-", "'"}:
                    break
        if tokens.texts[start] in self._words.given or tokens.texts[start] == "abu":
            return "given_name", ""
        return ("citation", "") if start in sources else ("", "")

    @staticmethod
    def _with_article(tokens: Tokens, start: int) -> int:
        """The start with a small "al-" before it: "al-Zawbai"."""
        joined = start > 0 and tokens.gap(start - 1) == "-" and tokens.texts[start - 1] in {"al", "el", "ul"}
        return start - 1 if joined and not tokens.known[start - 1] else start

    @staticmethod
    def _is_shouted(tokens: Tokens, first: int, last: int) -> bool:
        """Whether the words are written in capitals throughout: a heading or an agency."""
        return all(len(text) > 1 for text in tokens.texts[first:last]) and tokens.written(first, last).isupper()


def _opens(tokens: Tokens, place: int) -> bool:
    """Whether a word is its sentence's first."""
    gap = tokens.gap(place - 1)
    return place == 0 or (gap not in _JOINTS and gap.strip(" \"'()")[-1:] in _BEFORE_SENTENCE)
