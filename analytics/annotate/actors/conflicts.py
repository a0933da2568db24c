"""Where a user's own actors do not fit into the registry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.entries import NAME_LISTS
from analytics.annotate.actors.names import Keys, spelling, undotted
from analytics.annotate.actors.own import OwnActors

MAX_NAME: Final = 200
"""Characters of a name: the longest of the registry has 78, and a name is shown whole in every table."""
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_ARTICLES: Final = frozenset("the a an al el ال".split())
# Half characters, control characters, ends of lines, marks that turn a whole line round: hidden words of hostile pages.
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def conflicts(registry: Mapping[str, Actor], shipped: Mapping[str, Actor], own: OwnActors) -> Iterator[str]:
    """What is wrong with own actors, one line a problem.

    Parameters
    ----------
    registry : mapping of Actor
        All actors, with the own ones on top.
    shipped : mapping of Actor
        The actors without them: two of these may share a name.
    own : OwnActors
    """
    for change in own.changes:
        if change.id not in registry:
            yield (
                f"{change.where or change.id}: there is no actor {change.id!r} to change; "
                "look for its id with: python -m analytics actors search NAME"
            )
    touched = sorted(own.touched & registry.keys())
    wrong = {actor_id: list(_ill_formed(registry[actor_id], registry, own)) for actor_id in touched}
    for problems in wrong.values():
        yield from problems
    # what cannot be a name cannot be compared with names either
    sound = [actor for actor in registry.values() if not wrong.get(actor.id)]
    yield from _shared(sound, shipped, own)


def _ill_formed(actor: Actor, registry: Mapping[str, Actor], own: OwnActors) -> Iterator[str]:
    where = own.where(actor.id)
    if actor.id in own.ids and not _ID.fullmatch(actor.id):
        yield f"{where}: id {actor.id[:60]!r} must be small Latin letters, digits and single hyphens, as 'omar-ali'."
    for key in ("name_en", "name_ar", *NAME_LISTS):
        value = getattr(actor, key)
        for name in (value,) if isinstance(value, str) else value:
            problem = ill_formed(name)
            if problem:
                yield f"{where}: {key!r} of {actor.id!r} has {name[:60]!r}, {problem}"
    named = [("parent", actor.parent), *(("body", role.body) for role in actor.roles)]
    for key, other in named:
        if other is not None and other not in registry and actor.id in own.ids:
            yield f"{where}: {key!r} is {other[:60]!r}, which is no actor; give the id of one, or leave it out."


def ill_formed(name: str) -> str | None:
    """What keeps words from being a name; none if they may be one."""
    if len(name) > MAX_NAME:
        return f"which has {len(name)} characters; a name has at most {MAX_NAME}."
    if _FORBIDDEN.search(name):
        return "which holds a hidden control character; write the name by hand."
    if name != name.strip():
        return "which begins or ends with a blank; take it out."
    if spelling(name) in _ARTICLES:
        return "which is only an article; write the name with it, or leave it out."
    if sum(character.isalnum() for character in spelling(name)) < 2:
        return "which has fewer than two letters and would be found everywhere."
    return None


def _shared(actors: Sequence[Actor], shipped: Mapping[str, Actor], own: OwnActors) -> Iterator[str]:
    """Certain names that would belong to two actors."""
    keys = Keys(undotted(name) for actor in (*actors, *shipped.values()) for name in actor.names)
    mine = [actor for actor in actors if actor.id in own.touched]
    wanted = {_claim(name, keys): (name, actor.id) for actor in mine for name in actor.names}
    if not wanted:
        return
    before = _owners(shipped.values(), wanted, keys)
    for key, owners in sorted(_owners(actors, wanted, keys).items()):
        if len(owners) > 1 and not owners.keys() <= before.get(key, {}).keys():
            name, actor_id = wanted[key]
            other = min(owners.keys() - {actor_id})
            yield _refusal(name, actor_id, owners[other], other, own)


def _claim(name: str, keys: Keys) -> str:
    """What texts must hold to be given to the actor of a name: capitals, an article and a joined عبد do not count."""
    key = keys[undotted(name)]
    return key.replace("عبد ال", "عبدال") if _ARABIC.search(key) else key.removeprefix("the ")


def _refusal(name: str, mine: str, theirs: str, other: str, own: OwnActors) -> str:
    """The problem, with ``theirs``, the spelling under which the other actor has the name."""
    language = "ar" if _ARABIC.search(name) else "en"
    return (
        f"{own.where(mine)}: the name {name!r} would belong to two actors, {mine!r} and {other!r}. Leave it out of "
        f'one of them (for the other: [[change]] id = "{other}", remove_aliases_{language} = ["{theirs}"]), or list it '
        f"under short_{language} of both; if the two are one, add the names to {other!r} instead."
    )


def _owners(actors: Iterable[Actor], wanted: Container[str], keys: Keys) -> dict[str, dict[str, str]]:
    """For each key the actors that claim it, with the first spelling under which each has it."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for actor in actors:
        for name in actor.names:
            key = _claim(name, keys)
            if key in wanted:
                found[key].setdefault(actor.id, name)
    return found
