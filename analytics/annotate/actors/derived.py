"""Actors that follow from a state: its ministries, army, police, parliament, by the templates of ``offices.toml``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from analytics.annotate.actors.actor import Actor
from analytics.annotate.toml_rows import read_toml
from corpus.text.normalise import fold, fold_all

_SLOT: Final = re.compile(r"\{([demfc])\}")
_GOVERNMENT_WORDS: Final = frozenset(
    "government authorities administration regime state republic kingdom حكومه الحكومه السلطات سلطات الاداره اداره "
    "الجانب النظام نظام الدوله دوله الجمهوريه جمهوريه المملكه مملكه الجانب".split()
)


def country_names(actor: Actor, language: str) -> tuple[str, ...]:
    """Names of a state that are also the name of its country, as "Turkey": without a word for its government."""
    names = (getattr(actor, f"name_{language}"), *getattr(actor, f"aliases_{language}"))
    given: tuple[str, ...] = getattr(actor, f"country_{language}")
    return given + tuple(
        name for name in names if name not in given and _GOVERNMENT_WORDS.isdisjoint(fold(name).split())
    )


def derive(actors: Iterable[Actor], templates: Path) -> Iterator[Actor]:
    """The offices of each state among ``actors``, and the actors that gain names from them.

    An office whose English or Arabic name the registry gives to an actor is not a new actor: its names go to that one,
    as do those of an office that a ``same`` row says an actor to be. One that a state does not have is left out.

    Raises
    ------
    RegistryError
        If the templates cannot be read.
    """
    content = read_toml(templates)
    written = {actor.id: actor for actor in actors}
    folded = _Folded(name for actor in written.values() for name in actor.names)
    owners = {folded[name]: actor.id for actor in written.values() for name in actor.names}
    same = {(row["state"], row["office"]): row.get("actor") for row in content.get("same", ())}
    states = [actor for actor in written.values() if actor.type == "state"]
    offices = [office for state in states for office in _offices(state, content["office"], same)]
    folded.add(name for office in offices for name in (*office.known_as, *office.actor.names))
    for state in states:
        written[state.id] = with_government_names(state, content["state"], _words(state))
    for office in offices:
        known = (owners[folded[name]] for name in office.known_as if folded[name] in owners)
        owner = same.get((office.state, office.kind)) or next(known, None)
        if owner is None or owner not in written:
            yield _without_names_of_others(office.actor, owners, folded)
        elif owner != office.state:
            written[owner] = _merged(written[owner], office.actor, owners, folded)
    kinds = {noun["type"] for noun in content["noun"]}
    folded.add(word for actor in written.values() if actor.type in kinds for word in (*actor.short_en, *actor.short_ar))
    yield from (_with_nouns(actor, content["noun"], folded) for actor in written.values())


class _Office(NamedTuple):
    """What a template gives for a state: ``known_as`` are the names by which the registry may have it already."""

    state: str
    kind: str
    actor: Actor
    known_as: tuple[str, ...]


class _Folded(dict[str, str]):
    """Folded names by the name; those added together are folded together."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(fold_all(names))

    def add(self, names: Iterable[str]) -> None:
        self.update(fold_all(name for name in names if name not in self))

    def __missing__(self, name: str) -> str:
        self[name] = fold(name)
        return self[name]


def _offices(
    state: Actor, templates: Iterable[Mapping[str, Any]], same: Mapping[tuple[str, str], str | None]
) -> Iterator[_Office]:
    """The offices of a state, but for those that ``same`` says it has not."""
    words = _words(state)
    if not (words["d"] and words["m"] and words["f"]):
        return
    for template in templates:
        kind = template["id"]
        if same.get((state.id, kind), kind) is None:
            continue
        actor = _office(state, template, words)
        named = (*_filled([template["name_en"]], words), *_filled([template["name_ar"]], words))
        yield _Office(state.id, kind, actor, (*named, actor.id))


def _with_nouns(actor: Actor, nouns: Iterable[Mapping[str, Any]], folded: Mapping[str, str]) -> Actor:
    """The actor with the common nouns of its kind: "الوكالة" for an agency, "الحركة" for a movement.

    Rows without ``in`` hold for every actor of the type; where no word of the others is in its names, an outlet takes
    all. Nouns of its own stay, and in that language nothing is added to those of an outlet.
    """
    kinds = [noun for noun in nouns if noun["type"] == actor.type]
    media = actor.type == "media"
    if not kinds or (media and (actor.coref_en or actor.coref_ar)):
        return actor
    words = {word for name in (*actor.names, *actor.short_en, *actor.short_ar) for word in folded[name].split()}
    own = [noun for noun in kinds if "in" not in noun or not words.isdisjoint(folded[word] for word in noun["in"])]
    own = own or (kinds if media else [])
    return replace(
        actor,
        coref_en=tuple(dict.fromkeys((*actor.coref_en, *(word for noun in own for word in noun.get("coref_en", ()))))),
        coref_ar=tuple(dict.fromkeys((*actor.coref_ar, *(word for noun in own for word in noun.get("coref_ar", ()))))),
    )


def _without_names_of_others(office: Actor, owners: Mapping[str, str], folded: Mapping[str, str]) -> Actor:
    """The office without the names that the registry gives to an actor of its own."""
    return replace(
        office,
        aliases_en=tuple(name for name in office.aliases_en if folded[name] not in owners),
        aliases_ar=tuple(name for name in office.aliases_ar if folded[name] not in owners),
    )


def _merged(owner: Actor, office: Actor, owners: Mapping[str, str], folded: Mapping[str, str]) -> Actor:
    """The registry's actor with the names of the office it is, apart from those the registry gives to others."""

    def free(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if owners.get(folded[name], owner.id) == owner.id)

    return replace(
        owner,
        aliases_en=tuple(dict.fromkeys(owner.aliases_en + free(office.aliases_en))),
        aliases_ar=tuple(dict.fromkeys(owner.aliases_ar + free(office.aliases_ar))),
        short_en=owner.short_en or office.short_en,
        short_ar=owner.short_ar or office.short_ar,
        coref_en=owner.coref_en or office.coref_en,
        coref_ar=owner.coref_ar or office.coref_ar,
    )


def with_government_names(actor: Actor, template: Mapping[str, Any], words: Mapping[str, list[str]]) -> Actor:
    """The state with "the Turkish government" and its like among its certain names, after its own."""
    english = tuple(name for name in _filled(template["en"], words) if name not in actor.aliases_en)
    arabic = tuple(name for name in _filled(template["ar"], words) if name not in actor.aliases_ar)
    return replace(actor, aliases_en=actor.aliases_en + english, aliases_ar=actor.aliases_ar + arabic)


def _words(actor: Actor) -> dict[str, list[str]]:
    """What each slot of a template may hold for this state."""
    definite = [word for word in actor.demonym_ar if " " not in word and word.startswith("ال")]
    feminine = [word for word in definite if word.endswith("ة")]
    singular = [word for word in definite if word.endswith(("ي", "ى"))]
    return {
        "d": sorted(
            (word for word in actor.demonym_en if not word.endswith("s") or len(word) == 2 or "." in word),
            key=lambda word: not (word.isupper() and "." not in word),  # "US army" before "American army"
        ),
        "e": [name for name in country_names(actor, "en") if not name.islower() and not name.endswith("officials")],
        "f": feminine or [f"{word}ة" for word in singular],
        "m": singular or [word.removesuffix("ة") for word in feminine],
        "c": list(country_names(actor, "ar")),
    }


def _filled(templates: Iterable[str], words: Mapping[str, list[str]]) -> Iterator[str]:
    """Each template with each combination of words in its slots."""
    for template in templates:
        slots = _SLOT.findall(template)
        for choice in itertools.product(*(words[slot] for slot in slots)):
            if "{e}s " in template and any(word.endswith("s") for word in choice):
                continue  # no "United Statess army"
            filled = template
            for slot, word in zip(slots, choice, strict=True):
                filled = filled.replace(f"{{{slot}}}", word, 1)
            yield filled


def _office(state: Actor, office: Mapping[str, Any], words: Mapping[str, list[str]]) -> Actor:
    name_en, name_ar = (next(_filled([office[key]], words)) for key in ("name_en", "name_ar"))
    return Actor(
        id=name_en.lower().replace(" ", "-").replace("'", ""),
        derived=True,
        type=office["type"],
        name_en=name_en,
        name_ar=name_ar,
        parent=state.id,
        aliases_en=tuple(_filled(office["en"], words)),
        aliases_ar=tuple(_filled(office["ar"], words)),
        short_en=tuple(office.get("short_en", ())),
        short_ar=tuple(office.get("short_ar", ())),
        coref_en=tuple(office.get("coref_en", ())),
        coref_ar=tuple(office.get("coref_ar", ())),
    )
