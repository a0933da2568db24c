"""Short names of an actor that an article never names in full, read from what the article speaks of.

"The coalition" is the Global Coalition where an article speaks of the Islamic State, and the Saudi-led one where it
speaks of the Houthis. The rules are the ``implied`` rows of ``context.toml``; their keys are explained there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.actors.context import FREE, surroundings
from analytics.annotate.actors.names import Form, Keys, written_forms
from analytics.annotate.actors.registry import Registry
from analytics.annotate.spans import Sentence
from analytics.annotate.toml_rows import read_rows

_FILE: Final = Path(__file__).parent / "context.toml"
_AGAINST: Final = "not "  # before an actor's id: what speaks against it


@dataclass(frozen=True, slots=True)
class Rule:
    """When some short names mean one actor although the article does not name it in full."""

    actor_id: str
    names: frozenset[str]  # keys
    cues: tuple[str, ...]  # words that speak for the actor
    actors: frozenset[str]  # actors whose certain names do
    counter_cues: tuple[str, ...]  # words that speak against it
    counter_actors: frozenset[str]
    rivals: frozenset[str]  # actors of other rules: what speaks for them speaks against this one
    before: frozenset[str]  # where given, one of these words must stand before an Arabic name
    after: frozenset[str]  # where given, one of these words must follow a bare English name
    not_before: frozenset[str]
    not_after: frozenset[str]


class Cues:
    """Where an article speaks of what the rules ask for: places in the copy, by the rule's actor, in order."""

    def __init__(
        self, places: Iterable[tuple[str, int]], origins: NDArray[np.int64], sentences: Sequence[Sentence]
    ) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for actor_id, start in places:
            self._places[actor_id].append(start)
        self._origins = origins
        self._sentences = sentences

    def favour(self, rule: Rule, start: int) -> bool:
        """Whether the sentence of ``start``, or else the article, speaks of the actor and of none of its rivals."""
        own = self._places.get(rule.actor_id, [])
        against = (_AGAINST + rule.actor_id, *rule.rivals)
        rivals = [self._places[rival] for rival in against if rival in self._places]
        if not own:
            return False
        if not rivals:
            return True
        near_own = self._in_sentence(own, start)
        return near_own and not any(self._in_sentence(places, start) for places in rivals)

    def _in_sentence(self, places: Sequence[int], start: int) -> bool:
        number = bisect_right(self._sentences, self._origins[start], key=lambda sentence: sentence.start) - 1
        if number < 0:
            return False
        sentence = self._sentences[number]
        after = bisect_right(places, sentence.start - 1, key=lambda place: self._origins[place])
        return after < len(places) and self._origins[places[after]] < sentence.end


class ImpliedNames:
    """The rules for the actors of a registry."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.actor_id: rule for rule in rules}
        self._spoken_of: defaultdict[str, list[str]] = defaultdict(list)
        for rule in self._rules.values():
            for actor_id in {rule.actor_id, *rule.actors}:
                self._spoken_of[actor_id].append(rule.actor_id)
            for actor_id in rule.counter_actors:
                self._spoken_of[actor_id].append(_AGAINST + rule.actor_id)

    @classmethod
    def load(cls, registry: Registry, keys: Keys) -> ImpliedNames:
        """The rules shipped with Marsad, those of actors that the registry does not have left out.

        Raises
        ------
        RegistryError
            If their file cannot be read.
        """
        rows = read_rows(_FILE, "implied")
        return cls(_rule(row, keys) for row in rows if row["actor"] in registry)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._rules

    def forms(self, keys: Keys) -> Iterator[Form]:
        """The words that the rules ask for, as forms that name nobody (use ``cue``)."""
        for rule in self._rules.values():
            for words, speaks_of in ((rule.cues, rule.actor_id), (rule.counter_cues, _AGAINST + rule.actor_id)):
                for word in words:
                    yield from written_forms(word, speaks_of, "cue", keys)

    def spoken_of(self, form: Form) -> Sequence[str]:
        """The actors of the rules for which a form found in an article speaks."""
        if form.use == "cue":
            return (form.actor_id,)
        return self._spoken_of.get(form.actor_id, ()) if form.use == "certain" else ()

    def hold(self, form: Form, text: str, start: int, end: int, cues: Cues) -> bool:
        """Whether the short name at ``start`` to ``end`` of the copy's text means its actor though not introduced."""
        rule = self._rules.get(form.actor_id)
        if rule is None or form.key.removeprefix("لل").removeprefix("ال") not in rule.names:
            return False
        return _stands_free(rule, form, text, start, end) and cues.favour(rule, start)


def _stands_free(rule: Rule, form: Form, text: str, start: int, end: int) -> bool:
    """Whether the words around do not make another name of it: "التحالف الوطني", "the ruling coalition"."""
    around = surroundings(text, start + form.lead if form.is_arabic else start, end)
    if around.after in rule.not_after or around.before in rule.not_before:
        return False
    if form.is_arabic:
        adjective = around.after.startswith("ال") and around.after not in FREE
        before = {around.before, around.before.removeprefix("و"), around.before.removeprefix("ل")}
        return not adjective and around.clitic[-1:] != "ب" and (not rule.before or not before.isdisjoint(rule.before))
    return form.lead > 0 or not rule.after or around.after in rule.after


def _rule(row: Mapping[str, Any], keys: Keys) -> Rule:
    def words(name: str) -> frozenset[str]:
        return frozenset(keys[" ".join(row.get(name, "").split())].split())

    names = (*row.get("names_ar", ()), *row.get("names_en", ()))
    return Rule(
        actor_id=row["actor"],
        names=frozenset(keys[name].removeprefix("ال") for name in names),
        cues=(*row.get("words_ar", ()), *row.get("words_en", ())),
        actors=frozenset(row.get("actors", ())),
        counter_cues=(*row.get("against_ar", ()), *row.get("against_en", ())),
        counter_actors=frozenset(row.get("against", ())),
        rivals=frozenset(row.get("rivals", ())),
        before=words("before"),
        after=words("after"),
        not_before=words("not_before"),
        not_after=words("not_after"),
    )
