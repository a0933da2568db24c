"""Looking actors up: by id, by name, by part of a name, with where each is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from analytics.annotate.actors import Actor, Registry, Role
from analytics.annotate.actors.entries import row_of
from analytics.annotate.actors.names import Keys
from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.actors.own_files import own_actors
from analytics.annotate.actors.registry import shipped_in
from analytics.annotate.copies import copy_of
from analytics.errors import RegistryError

_LABELS: Final = {
    "aliases_en": "English",
    "aliases_ar": "Arabic",
    "aliases_ku": "Kurdish",
    "aliases_tr": "Turkish",
    "aliases_fr": "French",
    "short_en": "short, English",
    "short_ar": "short, Arabic",
    "coref_en": "stands for it, English",
    "coref_ar": "stands for it, Arabic",
}


@dataclass(frozen=True, slots=True)
class Found:
    """An actor, those it is connected with, and where it is written: read only when it is asked for."""

    actor: Actor
    registry: Registry
    own: OwnActors

    @property
    def where(self) -> str:
        """The file that holds it, and the places that change it.

        Raises
        ------
        RegistryError
            If a file of the registry cannot be read.
        """
        actor = self.actor
        if actor.id in self.own.ids:
            first = self.own.where(actor.id)
        elif actor.derived:
            first = "Marsad's registry, offices.toml (an office of its state)"
        else:
            first = f"Marsad's registry, {shipped_in(actor.id)}"
        changed = (change.where for change in self.own.changes if change.id == actor.id)
        return "; changed by ".join([first, *changed])

    def line(self) -> str:
        """The actor in one line."""
        actor = self.actor
        return f"{actor.id} ({actor.type}): {actor.name_en} | {actor.name_ar}"

    def lines(self) -> list[str]:
        """All that is known of it."""
        actor = self.actor
        names = [(label, ", ".join(getattr(actor, key))) for key, label in _LABELS.items()]
        parts = [one.id for one in self.registry.values() if one.parent == actor.id]
        facts = [
            ("Wikidata", actor.qid or ""),
            *names,
            ("part of", self._named(actor.parent) if actor.parent else ""),
            *(("role", self._role(role)) for role in actor.roles),
            ("has", ", ".join(parts[:12]) + (f" and {len(parts) - 12} more" if len(parts) > 12 else "")),
            ("written in", self.where),
        ]
        return [self.line(), *(f"    {label}: {value}" for label, value in facts if value)]

    def as_row(self) -> dict[str, Any]:
        """The same for a program."""
        return {**row_of(self.actor), "origin": self.registry.origin(self.actor.id), "written_in": self.where}

    def _named(self, actor_id: str) -> str:
        other = self.registry.get(actor_id)
        return f"{other.name_en} | {other.name_ar} ({actor_id})" if other else actor_id

    def _role(self, role: Role) -> str:
        period = f", {role.start or '?'} to {role.end or 'now or unknown'}" if role.start or role.end else ""
        body = f", {self._named(role.body)}" if role.body else ""
        return f"{role.title_en} | {role.title_ar}{body}{period}"


@dataclass(frozen=True, slots=True)
class Lookup:
    """The actors of Marsad, or those of a workspace."""

    registry: Registry
    own: OwnActors

    @classmethod
    def of(cls, root: Path | None) -> Self:
        """The actors as a run of a workspace would have them now; those of Marsad for no workspace.

        Raises
        ------
        RegistryError
            If an actor of the workspace is not well formed.
        """
        own = NO_OWN if root is None else own_actors(root).own
        return cls(Registry.joined(own), own)

    def named(self, name: str) -> list[Found]:
        """The actor of an id, or those that have a name.

        Raises
        ------
        RegistryError
            If there is none.
        """
        if name in self.registry:
            return [self._found(name)]
        key = copy_of(name).text.strip()
        keys = Keys(one for actor in self.registry.values() for one in (*actor.names, *actor.short_en, *actor.short_ar))
        ids = [
            actor.id
            for actor in self.registry.values()
            if any(keys[one] == key for one in (*actor.names, *actor.short_en, *actor.short_ar))
        ]
        if not ids:
            raise RegistryError(f"No actor is called {name[:80]!r}; try: python -m analytics actors search PART-OF-IT")
        return [self._found(actor_id) for actor_id in ids]

    def holding(self, text: str) -> list[Found]:
        """The actors with a name that holds a text, those whose name begins with it first."""
        key = copy_of(text).text.strip()
        if not key:
            return []
        keys = Keys(name for actor in self.registry.values() for name in actor.names)
        found = []
        for actor in self.registry.values():
            own = [keys[name] for name in actor.names]
            if any(key in name for name in own):
                found.append((not any(name.startswith(key) for name in own), actor.id))
        return [self._found(actor_id) for _, actor_id in sorted(found)]

    def _found(self, actor_id: str) -> Found:
        return Found(self.registry[actor_id], self.registry, self.own)
