"""The state an article is about, whose offices it names without saying whose: "the army", "the Interior Ministry".

Names and the words that rule them out are ``home`` in ``context.toml``.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from analytics.annotate.actors.context import FREE, surroundings
from analytics.annotate.actors.names import Form, Keys, written_forms
from analytics.annotate.actors.registry import Registry
from analytics.annotate.toml_rows import read_toml

_FILE: Final = Path(__file__).parent / "context.toml"
_ABOUT: Final = "about "  # before the id of a state: what an adjective of it speaks of
# In 62 articles annotated by hand all thirteen names read so were the right state's.
_LEAST: Final = 3
_LEAD: Final = 2


class HomeNames:
    """Short names of a state and its offices that count where an article speaks of it far more than of others."""

    def __init__(self, registry: Registry, keys: Keys) -> None:
        content = read_toml(_FILE)["home"]
        names = frozenset(keys[name] for name in (*content["names_ar"], *content["names_en"]))
        self._names = names | {f"لل{name[2:]}" for name in names if name.startswith("ال")}
        self._not_before = frozenset(keys[word] for word in content["not_before"])
        self._not_after = frozenset(keys[word] for word in content["not_after"])
        self._in_after = frozenset(keys[word] for word in content["in_after"])
        self._verbs = frozenset((*read_toml(_FILE)["en"]["actor_after"].split(), *content["before_verb"]))
        self._government = (*content["government_ar"], *content["government_en"])
        self._unlike = frozenset(content["unlike"])
        self._states = {actor.id for actor in registry.values() if actor.type == "state"}
        self._owner = {actor.id: self._state_of(actor.id, registry) for actor in registry.values()}
        self._registry = registry

    def forms(self, keys: Keys) -> Iterator[Form]:
        """The adjectives of states, which name nobody, and the bare words for a government (use ``home``)."""
        for state in sorted(self._states):
            actor = self._registry[state]
            for word in (*actor.demonym_en, *actor.demonym_ar):
                yield from written_forms(word, _ABOUT + state, "cue", keys)
            if actor.demonym_ar and state not in self._unlike:
                for word in self._government:
                    yield from written_forms(word, state, "home", keys)

    def states_of(self, form: Form) -> tuple[str, ...]:
        """The state of which a form speaks wherever it is written."""
        state = form.actor_id.removeprefix(_ABOUT)
        return (state,) if form.use in {"country", "capital", "cue"} and state in self._states else ()

    def of(self, places_of: Iterable[Iterable[str]]) -> str | None:
        """The state an article speaks of most, where it is clear; ``places_of`` are the states of each place in it."""
        places = Counter(itertools.chain.from_iterable(places_of))
        ranked = places.most_common(2)
        if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]):
            return None
        return ranked[0][0]

    def may_mean(self, form: Form, home: str | None) -> bool:
        """Whether the form is a short name of the state ``home`` or of one of its offices."""
        if home is None or self._owner.get(form.actor_id) != home:
            return False
        return form.use == "home" or form.key in self._names

    def stands_free(self, form: Form, text: str, start: int, end: int) -> bool:
        """Whether the words around do not make another name of it: "the army of Islam", "رئيس الحكومة"."""
        around = surroundings(text, start + form.lead if form.is_arabic else start, end)
        if around.before in self._not_before or around.after in self._not_after:
            return False
        if not form.is_arabic:
            return form.lead > 0 and around.after in self._verbs
        if around.after == "في" and (text[end:].split(maxsplit=2)[1:2] or [""])[0] not in self._in_after:
            return False  # "الجيش في ميانمار"
        return not around.after.startswith("ال") or around.after in FREE

    def _state_of(self, actor_id: str, registry: Registry) -> str | None:
        """The state an office or army answers to, over any parents between."""
        seen: set[str] = set()
        at: str | None = actor_id
        while at is not None and at in registry and at not in seen:
            if at in self._states:
                return at
            seen.add(at)
            at = registry[at].parent
        return None
