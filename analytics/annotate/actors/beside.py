"""Words beside a name that make another name of it: "Michael Jordan", "Ahmed al-Baghdadi", "Iran Air", «نهر الأردن».

The words are ``beside`` in ``context.toml``; given names are those of ``given_names.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from analytics.annotate.actors.names import Form, Keys
from analytics.annotate.actors.registry import Registry
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold

_FOLDER: Final = Path(__file__).parent
_REACH: Final = 32  # characters: a given name and a particle, or the word that follows
_BEFORE: Final = re.compile(r"([^\W\d_]+) (?:(?:al|el) )?$")
_NEXT: Final = re.compile(r" ([^\W\d_]+)")
_SONS: Final = re.compile(r" (?:jr|junior)\b| الابن(?![^\W_])")
_PROCLITICS: Final = "وفبلك"


class OtherNames:
    """Tells where a name is only a part of the name of something or somebody else."""

    def __init__(self, registry: Registry, keys: Keys) -> None:
        words = _folded(read_toml(_FOLDER / "context.toml")["beside"])
        given = _folded(read_toml(_FOLDER / "given_names.toml"))
        self._given_ar = (given["arabic"] | given["foreign"]) - given["words"]
        self._given_en = (given["latin"] | words["given_en"]) - words["not_given_en"]
        self._words = words
        self._registry = registry
        self._keys = keys
        self._own: dict[str, frozenset[str]] = {}

    def of_state(self, form: Form, text: str, written: str, start: int, end: int) -> bool:
        """Whether a country or capital is part of another name: "The Jordan River", "Paris Hilton"."""
        if form.is_arabic:
            return not self._before(text, start).isdisjoint(self._words["things_ar"])
        after = _NEXT.match(text, end)
        if after and written[after.start(1)].isupper():
            if after[1] in self._words["things_en"]:
                return True
            if text[start:end] in self._words["given_too"] and self._is_surname(after, text, written):
                return True
        before = _BEFORE.search(text[max(0, start - _REACH) : start])
        return before is not None and self._is_given(before, text, written, start)

    def of_person(self, form: Form, text: str, written: str, start: int, end: int) -> bool:
        """Whether somebody else bears the surname, or a thing or a family the name."""
        before = _BEFORE.search(text[max(0, start - _REACH) : start])
        if form.is_arabic:
            if self._before(text, start) & self._words["bearers_ar"]:
                return True
            others = self._before(text, start) & self._given_ar
            return bool(others) and others.isdisjoint(self._own_words(form.actor_id))
        after = _NEXT.match(text, end)
        if after and after[1] in self._words["bearers_en"]:
            return True
        if before is None or not self._is_given(before, text, written, start):
            return False
        return before[1] not in self._own_words(form.actor_id)

    def is_son(self, form: Form, text: str, end: int) -> bool:
        """Whether a full name is continued as that of a son: "Donald Trump Jr."."""
        return _SONS.match(text, end) is not None and _SONS.search(f" {form.key}") is None

    def _before(self, text: str, start: int) -> set[str]:
        """The word right before an Arabic name, as it is and without its proclitic."""
        found = _BEFORE.search(text[max(0, start - _REACH) : start])
        if found is None:
            return set()
        return {found[1], found[1][1:] if found[1][0] in _PROCLITICS else found[1]}

    def _is_given(self, before: re.Match[str], text: str, written: str, start: int) -> bool:
        at = max(0, start - _REACH) + before.start(1)
        return before[1] in self._given_en and written[at].isupper() and not written[at : at + 2].isupper()

    def _is_surname(self, after: re.Match[str], text: str, written: str) -> bool:
        """Whether the capital after the name is not that of a headline: no verb, and a small letter behind it."""
        if after[1] in self._words["verbs_en"] or written[after.start(1) : after.end(1)].isupper():
            return False
        beyond = _NEXT.match(text, after.end())
        return beyond is None or written[beyond.start(1)].islower()

    def _own_words(self, actor_id: str) -> frozenset[str]:
        """The words of all of an actor's names, worked out when first asked for."""
        own = self._own.get(actor_id)
        if own is None:
            names = self._registry[actor_id].names
            own = frozenset(word for name in names for word in self._keys[name].split())
            self._own[actor_id] = own
        return own


def _folded(section: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(text).split()) for name, text in section.items()}
