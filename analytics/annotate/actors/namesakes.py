"""Full names that many bear: they mean the registry's person where his body or his office stands in the article.

The names are ``namesakes`` in ``context.toml``, those of one key that is two states ``homonyms``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from analytics.annotate.actors.names import Form, Keys
from analytics.annotate.actors.registry import Registry
from analytics.annotate.toml_rows import read_rows, read_toml
from corpus.text.normalise import Normalised

_FILE: Final = Path(__file__).parent / "context.toml"
_REACH: Final = 80  # characters: "Mike Rogers, the Republican chairman of the House Intelligence Committee"
_LIST: Final = 60  # characters: the neighbours of a state in a list of states
_LEAST: Final = 5  # letters of a word of a title: shorter ones are "of", "the", "Head"
_WORD: Final = re.compile(r"[^\W\d_]+")


class Namesakes:
    """Tells whether an article that writes a common full name means the registry's person."""

    def __init__(self, registry: Registry, keys: Keys) -> None:
        content = read_toml(_FILE)["namesakes"]
        self._names = frozenset(keys[name] for name in (*content["names_en"], *content["names_ar"]))
        self._ranks = frozenset(_WORD.findall(keys[f"{content['ranks_en']} {content['ranks_ar']}"]))
        self._registry = registry
        self._keys = keys

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def means(self, form: Form, text: str, start: int, end: int, named: frozenset[str]) -> bool:
        """Whether one of the person's bodies is named in the article, or a rank or word of an office stands beside."""
        roles = self._registry[form.actor_id].roles
        bodies = {role.body for role in roles if role.body} | {self._registry[form.actor_id].parent}
        if any(body in named and self._registry[body].type != "state" for body in bodies if body in self._registry):
            return True
        titles = (title for role in roles for title in (role.title_en, role.title_ar) if title)
        offices = {word for title in titles for word in _WORD.findall(self._keys[title]) if len(word) >= _LEAST}
        before = _WORD.findall(text[max(0, start - _REACH) : start])
        beside = {*before[-10:], *_WORD.findall(text[end : end + _REACH])[:10]}
        return not (offices | self._ranks).isdisjoint(beside)


class Homonyms:
    """Tells two states apart that are written alike: "عمان" is Oman, and the capital of Jordan."""

    def __init__(self, keys: Keys) -> None:
        rows = read_rows(_FILE, "homonym")
        self._marks = {keys[row["name"]]: row["mark"] for row in rows}
        self._company = {keys[row["name"]]: tuple(keys[word] for word in row["company"]) for row in rows}
        self._actors: dict[str, str] = {keys[row["name"]]: row["actor"] for row in rows}

    def allows(self, form: Form, copy: Normalised, start: int, end: int) -> bool:
        """Whether the form may be meant: the state of the row where its mark or company shows it, else the other."""
        key = form.key.removeprefix("لل")
        if key not in self._actors:
            return True
        return (form.actor_id == self._actors[key]) == self._is_marked(key, copy, start, end)

    def _is_marked(self, key: str, copy: Normalised, start: int, end: int) -> bool:
        first, stop = copy.span(start, end)
        if copy.original[first:stop].startswith(self._marks[key]):
            return True
        around = copy.text[max(0, start - _LIST) : start], copy.text[end : end + _LIST]
        clauses = re.split(r"[.\n؟!]", around[0])[-1], re.split(r"[.\n؟!]", around[1])[0]
        return any(word in clause for word in self._company[key] for clause in clauses)
