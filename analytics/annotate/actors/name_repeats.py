"""Later mentions of a discovered name: the full name again, its last part, the acronym given in brackets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from analytics.annotate.actors.name_tokens import Found, Tokens
from analytics.annotate.actors.name_words import PARTICLES, SECOND_PARTS, NameWords

_CLITICS: Final = ("و", "ل", "ب", "ف", "ك")
_ARTICLES: Final = frozenset({"al", "el"})
_JOINTS: Final = frozenset({" ", "-", "_"})
_MOST_PARTS: Final = 7


@dataclass(frozen=True, slots=True)
class _Full:
    """A full name: its folded words, its key, person or organisation."""

    texts: tuple[str, ...]
    key: str
    type: str


@dataclass(slots=True)
class _Bearers:
    """The full names of an article by their last parts, each with where they were found, in order."""

    places: dict[str, list[int]] = field(default_factory=dict)
    names: dict[str, list[_Full]] = field(default_factory=dict)

    def put(self, part: str, place: int, name: _Full) -> None:
        """Note that a name found at a place may be called by this part of it."""
        self.places.setdefault(part, []).append(place)
        self.names.setdefault(part, []).append(name)

    def meant(self, part: str, place: int) -> _Full | None:
        """The name that the part means at a place: the latest before it, else the article's first."""
        if part not in self.places:
            return None
        return self.names[part][max(0, bisect_right(self.places[part], place) - 1)]


class NameRepeats:
    """Finds the names found in an article again."""

    def __init__(self, words: NameWords) -> None:
        self._words = words

    def find(self, tokens: Tokens, found: Sequence[Found], cited: Iterable[tuple[int, int]]) -> list[Found]:
        """The names found, those that are a part of a fuller one with its key, and their repeats in the article.

        A last part that is also a common word is a repeat only where it is all the words of a source (``cited``).
        """
        bearers, forms = self._bearers(tokens, found)
        taken = bytearray(len(tokens))
        for name in found:
            taken[name.first : name.last] = b"\1" * (name.last - name.first)
        alone = {first for first, last in cited if last - first == 1}
        named = [_with_full(tokens, name, bearers) for name in found]
        for place, text in enumerate(tokens.texts):
            if text not in forms or taken[place] or tokens.known[place]:
                continue
            part, lead = forms[text]
            if place in alone or self._is_telling(part):
                full = bearers.meant(part, place)
                if full is not None:
                    named += self._repeat(tokens, place, full, lead, taken)
        return named

    def _bearers(self, tokens: Tokens, found: Sequence[Found]) -> tuple[_Bearers, dict[str, tuple[str, int]]]:
        """The full names by their parts, and the forms in which a last part or an acronym is written."""
        bearers, forms = _Bearers(), {}
        for name in sorted(found, key=lambda name: name.first):
            texts = _texts(tokens, name)
            full = _Full(texts, tokens.key(name), name.type)
            acronym = _acronym(tokens, name)
            if name.type == "organisation" and acronym is not None:
                bearers.put(acronym, name.first, full)
                forms[acronym] = (acronym, 0)
            if name.type == "person" and len(texts) > 1:
                if len(texts) > 2:
                    bearers.put(_ends(full.key), name.first, full)
                for size in range(1, min(len(texts), _MOST_PARTS)):
                    bearers.put(" ".join(texts[-size:]), name.first, full)
                for form, lead in _written_forms(texts[-1]):
                    forms.setdefault(form, (texts[-1], lead))
        return bearers, forms

    def _is_telling(self, word: str) -> bool:
        """Whether the last part of a name means its bearer where it stands alone: no given name, no common word."""
        arabic = self._words.arabic
        listed = word in arabic.given or word in arabic.doubtful or word in arabic.common
        return len(word) > 1 and not listed and word not in SECOND_PARTS and word not in self._words.latin.not_names

    def _repeat(self, tokens: Tokens, place: int, name: _Full, lead: int, taken: bytearray) -> Iterator[Found]:
        text = tokens.texts[place]
        if name.type == "organisation":
            if tokens.written(place, place + 1).isupper():
                yield Found(place, place + 1, name.type, "repeated", full=name.key)
            return
        if text.isascii() and not tokens.capital[place]:
            return
        first = place - len(name.texts) + 1
        if not lead and first >= 0 and not any(taken[first:place]) and tokens.is_free(first, place):
            head = tokens.texts[first]
            clitic = int(head != name.texts[0])
            joined = all(tokens.gap(place) in _JOINTS for place in range(first, place))
            same = joined and tuple(tokens.texts[first + 1 : place]) == name.texts[1:-1]
            if same and head[clitic:] == name.texts[0] and (not clitic or head[0] in _CLITICS):
                yield Found(first, place + 1, name.type, "repeated", clitic, full=name.key)
                return
        start = _with_article(tokens, place)
        if not self._is_of_another(tokens, start):
            yield Found(start, place + 1, name.type, "repeated", lead if start == place else 0, full=name.key)

    def _is_of_another(self, tokens: Tokens, place: int) -> bool:
        """Whether the word before it belongs to the name, which is then another's."""
        if place == 0 or tokens.gap(place - 1) not in _JOINTS or tokens.known[place - 1]:
            return False
        before = tokens.texts[place - 1]
        if not before.isascii():
            return before in self._words.arabic.given or before in PARTICLES
        latin = self._words.latin
        return bool(tokens.capital[place - 1]) and before not in latin.titles and before not in latin.not_names


def _texts(tokens: Tokens, name: Found) -> tuple[str, ...]:
    first, *rest = tokens.texts[name.first : name.last]
    return (first[name.lead :], *rest)


def _written_forms(word: str) -> Iterator[tuple[str, int]]:
    """A last part as it is and, in Arabic letters, after each proclitic, with the length of that."""
    yield word, 0
    if word.isascii():
        return
    for clitic in _CLITICS:
        yield clitic + word, 1
    if word.startswith("ال"):
        yield f"لل{word[2:]}", 1


def _ends(key: str) -> str:
    """The first and the last part of a name, by which a longer one is called: no other part is written so."""
    words = key.split(" ")
    return f"{words[0]} {words[-1]}"


def _acronym(tokens: Tokens, name: Found) -> str | None:
    """The acronym in brackets after a body's name."""
    place = name.last
    if place >= len(tokens) or tokens.gap(place - 1) != " (" or not tokens.gap(place).startswith(")"):
        return None
    written = tokens.written(place, place + 1)
    return tokens.texts[place] if 2 <= len(written) <= 6 and written.isupper() and written.isascii() else None


def _with_full(tokens: Tokens, name: Found, bearers: _Bearers) -> Found:
    """A name with the key of the fuller name it is the last part of."""
    texts = _texts(tokens, name)
    bare = texts[1:] if texts[0] in _ARTICLES else texts
    full = bearers.meant(" ".join(bare), name.first)
    if full is None and tokens.key(name).count(" ") == 1:
        full = bearers.meant(tokens.key(name), name.first)
    return replace(name, full=full.key) if name.type == "person" and full is not None else name


def _with_article(tokens: Tokens, place: int) -> int:
    """The place with "al-" before it."""
    joined = place > 0 and tokens.gap(place - 1) in {"-", " "} and tokens.texts[place - 1] in _ARTICLES
    return place - 1 if joined and not tokens.known[place - 1] else place
