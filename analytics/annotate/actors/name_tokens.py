"""The words of an article as discovery reads them: folded, with capitals, and with what is already known of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.actors.name_keys import name_key
from analytics.annotate.copies import text_copy
from analytics.annotate.spans import Span
from corpus.text.normalise import Normalised

_PLANE: Final = 0x10000
FREE: Final = 0
ACTOR: Final = 1
PLACE: Final = 2
_ALI: Final = "علي"
_FIRST_ARABIC: Final = 0x0621
_LAST_ARABIC: Final = 0x064A


@functools.cache
def _letters() -> NDArray[np.bool_]:
    """Which code points of the basic plane are letters or digits."""
    return np.array([chr(code).isalnum() for code in range(_PLANE)])


@functools.cache
def _capitals() -> NDArray[np.bool_]:
    return np.array([chr(code).isupper() for code in range(_PLANE)])


@dataclass(frozen=True, slots=True)
class Found:
    """A name: the words ``first`` up to, not including, ``last``, and what shows that it is one.

    ``lead`` letters of proclitics before it and ``tail`` characters after its last word, as a closing quote, are not
    and are part of the span; ``full`` is the full name's key where this is a part or a repeat of it.
    """

    first: int
    last: int
    type: str
    basis: str
    lead: int = 0
    tail: int = 0
    title: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of the folded copy: ``texts``, ``starts`` and ``ends`` in the copy, one entry a word.

    ``capital`` is 1 where a word begins with a capital letter; ``known`` is FREE, ACTOR or PLACE.
    """

    copy: Normalised
    texts: list[str]
    starts: list[int]
    ends: list[int]
    capital: bytes
    known: bytes
    titled: int  # the words of the title come before this one
    has_arabic: bool
    has_latin: bool
    tells_ali: bool  # whether the text writes a final "ى", which folding makes "ي"

    @classmethod
    def of(cls, whole: str, actors: Iterable[Span], places: Iterable[Span], title_end: int) -> Tokens:
        """The words of a text, those of the spans marked as known; time grows with its length."""
        copy = text_copy(whole)
        text = copy.text
        codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), _PLANE - 1)
        inside = np.zeros(codes.size + 2, dtype=np.int8)
        inside[1:-1] = _letters()[codes]
        steps = np.diff(inside)
        starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
        written = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        places_of = copy.origins[starts] if starts.size else starts
        capital = _capitals()[np.minimum(written[places_of], _PLANE - 1)] if starts.size else starts.astype(bool)
        known = np.zeros(starts.size, dtype=np.uint8)
        finish = copy.origins[ends - 1] + 1 if ends.size else ends
        for spans, mark in ((places, PLACE), (actors, ACTOR)):
            _mark(known, places_of, finish, spans, mark)
        first, last = starts.tolist(), ends.tolist()
        texts = [text[start:end] for start, end in zip(first, last, strict=True)]
        titled = int(np.searchsorted(places_of, title_end))
        scripts = _scripts(codes[starts])
        return cls(
            copy,
            texts,
            first,
            last,
            capital.astype(np.uint8).tobytes(),
            known.tobytes(),
            titled,
            *scripts,
            "على" in whole,
        )

    def __len__(self) -> int:
        return len(self.texts)

    def gap(self, place: int) -> str:
        """What stands between a word and the next one; a line end beyond the last word."""
        if place < 0 or place + 1 >= len(self.texts):
            return "\n"
        return self.copy.text[self.ends[place] : self.starts[place + 1]]

    def span(self, first: int, last: int, lead: int = 0) -> tuple[int, int]:
        """Offsets in the original of the words ``first`` up to, not including, ``last``, without ``lead`` letters."""
        return self.copy.span(self.starts[first] + lead, self.ends[last - 1])

    def written(self, first: int, last: int, lead: int = 0) -> str:
        """The original's characters of the words ``first`` up to, not including, ``last``."""
        start, end = self.span(first, last, lead)
        return self.copy.original[start:end]

    def key(self, name: Found) -> str:
        """The key of a name's words."""
        return name_key(self.copy.text[self.starts[name.first] + name.lead : self.ends[name.last - 1]])

    def is_ala(self, place: int) -> bool:
        """Whether a word is the preposition "على", folded like the name "علي": so in a text that prints all alike."""
        if self.texts[place] != _ALI:
            return False
        return not self.tells_ali or not self.written(place, place + 1).endswith("ي")

    def is_free(self, first: int, last: int) -> bool:
        """Whether no actor and no place is in the words ``first`` up to, not including, ``last``."""
        return not any(self.known[first:last])


def _scripts(initials: NDArray[np.uint32]) -> tuple[bool, bool]:
    """Whether a word begins with an Arabic letter, and whether one begins with a Latin one."""
    arabic = bool(((initials >= _FIRST_ARABIC) & (initials <= _LAST_ARABIC)).any())
    return arabic, bool(((initials >= ord("a")) & (initials <= ord("z"))).any())


def _mark(
    known: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64], spans: Iterable[Span], mark: int
) -> None:
    bounds = [(span.start, span.end) for span in spans]
    if not bounds:
        return
    edges = np.array(bounds)
    first = np.searchsorted(ends, edges[:, 0], side="right")
    last = np.searchsorted(starts, edges[:, 1], side="left")
    for start, stop in zip(first.tolist(), last.tolist(), strict=True):
        known[start:stop] = mark
