"""Where the names of a registry are written in a text: one pass of two automata (Aho and Corasick 1975)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from analytics.annotate.actors.names import Form
from analytics.annotate.boundaries import set_apart, stands_alone
from corpus.text.normalise import Normalised

_SPEAKING: Final = frozenset({"certain", "cue"})
_PLACING: Final = frozenset({"country", "capital", "cue"})
_ACRONYMS_LIKE_WORDS: Final = frozenset({"IS", "US", "WHO", "IT", "AP", "UN"})


@dataclass(slots=True)  # not frozen: there are 50,000, made four times as fast so
class Group:
    """The forms of one key, and what all of them together tell wherever the key is written.

    ``certain`` are the actors it names whatever stands around, ``speaks_for`` those of the rules for which it speaks,
    ``about`` the states it speaks of. Where some forms need a capital letter, ``small`` is the group without them, or
    nothing.
    """

    key: str
    forms: tuple[Form, ...]
    lead: int
    article: bool
    certain: tuple[str, ...]
    speaks_for: tuple[str, ...]
    about: tuple[str, ...]
    needs_capital: bool
    small: Group | None


class Hit(NamedTuple):
    """A place in the copy where the forms of one key are written, at word boundaries; ``begin`` is after an article."""

    start: int
    end: int
    begin: int
    group: Group


class NameScanner:
    """Finds the keys of forms: acronyms as they are written, all others on the folded copy."""

    def __init__(
        self,
        forms: Iterable[Form],
        speaks_for: Callable[[Form], Sequence[str]],
        about: Callable[[Form], Sequence[str]],
    ) -> None:
        with _collection_paused():
            self._build(forms, speaks_for, about)

    def _build(
        self,
        forms: Iterable[Form],
        speaks_for: Callable[[Form], Sequence[str]],
        about: Callable[[Form], Sequence[str]],
    ) -> None:
        folded: dict[str, dict[Form, None]] = {}  # each form once, in the order given
        exact: dict[str, dict[Form, None]] = {}
        for form in forms:
            (exact if form.case == "acronym" else folded).setdefault(form.key, {})[form] = None
        self._folded = [_group(tuple(folded[key]), speaks_for, about) for key in sorted(folded)]
        self._exact = [_group(tuple(exact[key]), speaks_for, about) for key in sorted(exact)]
        self._folded_automaton = _automaton(self._folded)
        self._exact_automaton = _automaton(self._exact)

    def scan(self, copy: Normalised, written: str) -> list[Hit]:
        """All places, the first and at one place the longest name first; ``written`` are the copy's own characters."""
        hits = [*self._folded_hits(copy, written), *self._exact_hits(copy, written)]
        return sorted(hits, key=lambda hit: (hit.begin, -hit.end))

    def _folded_hits(self, copy: Normalised, written: str) -> Iterator[Hit]:
        groups = self._folded
        for number, start, end in self._folded_automaton.find_matches_as_indexes(copy.text, overlapping=True):
            group = groups[number]
            if _alone(copy, written, start, end, group):
                begin = start + group.lead
                kept = group.small if group.needs_capital and not written[begin].isupper() else group
                if kept is not None:
                    yield Hit(start, end, begin, kept)

    def _exact_hits(self, copy: Normalised, written: str) -> Iterator[Hit]:
        for number, start, end in self._exact_automaton.find_matches_as_indexes(written, overlapping=True):
            group = self._exact[number]
            if _alone(copy, written, start, end, group) and not _is_shouted(written, start, end):
                yield Hit(start, end, start, group)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """No search for dead cycles while objects are made that all stay alive: a third of the time it takes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _group(
    forms: tuple[Form, ...], speaks_for: Callable[[Form], Sequence[str]], about: Callable[[Form], Sequence[str]]
) -> Group:
    first = forms[0]
    certain: list[str] = []
    spoken: list[str] = []
    states: list[str] = []
    for form in forms:
        if form.use == "certain":
            certain.append(form.actor_id)
        if form.use in _SPEAKING:
            spoken += speaks_for(form)
        if form.use in _PLACING:
            states += about(form)
    small = forms if len(forms) == 1 and first.case != "capital" else tuple(f for f in forms if f.case != "capital")
    needs_capital = len(small) < len(forms)
    return Group(
        key=first.key,
        forms=forms,
        lead=first.lead,
        article=first.lead > 0 and first.is_arabic,
        certain=tuple(certain),
        speaks_for=tuple(spoken),
        about=tuple(dict.fromkeys(states)),
        needs_capital=needs_capital,
        small=_group(small, speaks_for, about) if small and needs_capital else None,
    )


def _automaton(groups: Sequence[Group]) -> AhoCorasick:
    return AhoCorasick([group.key for group in groups], matchkind=MatchKind.Standard)


def _alone(copy: Normalised, written: str, start: int, end: int, group: Group) -> bool:
    text = copy.text
    if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
        return True
    alone = stands_alone(text, written, start, end, article=group.article, many=" " in group.key)
    return alone or set_apart(copy, written, start, end)


def _is_shouted(written: str, start: int, end: int) -> bool:
    """Whether an acronym that is also a word stands in a line of capitals: "THIS IS WAR", "IT IS A TEST"."""
    if written[start:end] not in _ACRONYMS_LIKE_WORDS:
        return False
    before, after = written[max(0, start - 24) : start].split(), written[end : end + 24].split()
    neighbours = [words[place].strip(".,:;()\"'") for words, place in ((before, -1), (after, 0)) if words]
    shouted = all(word.isalpha() and word.isupper() for word in neighbours)
    return shouted and bool(neighbours) and (len(neighbours) == 2 or len(neighbours[0]) > 2)
