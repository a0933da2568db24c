"""Changes to actors of the registry: names added and taken away, without the entry being copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from analytics.annotate.actors.actor import Actor, Role
from analytics.annotate.actors.entries import NAME_LISTS, names_of, roles_of, text_of
from analytics.annotate.actors.names import spelling
from analytics.errors import RegistryError

_TEXTS: Final = ("name_en", "name_ar", "qid", "parent")
_ADD: Final = "add_"
_REMOVE: Final = "remove_"
CHANGE_KEYS: Final = (
    "id",
    *_TEXTS,
    *(f"{verb}{name}" for verb in (_ADD, _REMOVE) for name in NAME_LISTS),
    "add_roles",
)
"""The keys of ``[[change]]``."""

Names = tuple[tuple[str, tuple[str, ...]], ...]
"""Names by the key of their list, such as ``aliases_ar``, in the order of the keys."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed of one actor: ``texts`` take the place of its own, names are taken away, then added."""

    id: str
    texts: tuple[tuple[str, str], ...] = ()
    added: Names = ()
    removed: Names = ()
    roles: tuple[Role, ...] = ()
    where: str = field(default="", compare=False)

    def apply(self, actor: Actor) -> Actor:
        """The actor changed. A name added is there once; one taken away that it has not changes nothing."""
        values: dict[str, Any] = dict(self.texts)
        for name, gone in self.removed:
            keys = {spelling(one) for one in gone}
            values[name] = tuple(one for one in getattr(actor, name) if spelling(one) not in keys)
        for name, new in self.added:
            values[name] = tuple(dict.fromkeys((*values.get(name, getattr(actor, name)), *new)))
        if self.roles:
            values["roles"] = tuple(dict.fromkeys((*actor.roles, *self.roles)))
        return replace(actor, **values)


def change_of(row: Mapping[str, Any], where: str) -> Change:
    """The change of a row, checked; ``where`` is the place that errors name.

    Raises
    ------
    RegistryError
        If it is not well formed.
    """
    unknown = next((name for name in row if name not in CHANGE_KEYS), None)
    if unknown is not None:
        raise RegistryError(f"{where}: unknown key {unknown!r}; allowed: {', '.join(CHANGE_KEYS)}.")
    return Change(
        id=text_of(row.get("id"), "id", where),
        texts=tuple((name, text_of(row[name], name, where)) for name in _TEXTS if name in row),
        added=_names(row, _ADD, where),
        removed=_names(row, _REMOVE, where),
        roles=roles_of(row["add_roles"], where) if "add_roles" in row else (),
        where=where,
    )


def _names(row: Mapping[str, Any], verb: str, where: str) -> Names:
    given = ((name, f"{verb}{name}") for name in NAME_LISTS)
    return tuple((name, names_of(row[key], key, where)) for name, key in given if key in row)


def merged(changes: Iterable[Change]) -> dict[str, Change]:
    """One change an actor, the same whatever the order of those given: what any of them adds is added.

    Raises
    ------
    RegistryError
        If two give an actor different names, items or parents.
    """
    found: dict[str, Change] = {}
    for change in sorted(changes, key=lambda change: (change.id, change.where)):
        first = found.get(change.id)
        found[change.id] = change if first is None else _both(first, change)
    return found


def _both(first: Change, second: Change) -> Change:
    texts = dict(first.texts)
    for name, value in second.texts:
        if texts.setdefault(name, value) != value:
            raise RegistryError(
                f"{second.where}: {name!r} of {first.id!r} is {value!r} here and {texts[name]!r} in {first.where}; "
                "keep one of them."
            )
    return Change(
        id=first.id,
        texts=tuple(texts.items()),
        added=_union(first.added, second.added),
        removed=_union(first.removed, second.removed),
        roles=tuple(sorted({*first.roles, *second.roles}, key=repr)),
        where=first.where,
    )


def _union(first: Names, second: Names) -> Names:
    found = {name: set(names) for name, names in first}
    for name, names in second:
        found.setdefault(name, set()).update(names)
    return tuple((name, tuple(sorted(found[name]))) for name in sorted(found))
