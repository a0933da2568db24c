"""A user's own actors: entries and changes that stand on top of the registry shipped with Marsad."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.changes import Change, change_of
from analytics.annotate.actors.entries import actor_of, row_of
from analytics.errors import RegistryError


@dataclass(frozen=True, slots=True)
class OwnActors:
    """Actors added or put in the place of the registry's by their ids, and changes to actors, each in order.

    ``places`` says where each actor was written, for messages; it does not count for equality.
    """

    actors: tuple[Actor, ...] = ()
    changes: tuple[Change, ...] = ()
    places: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "actors", tuple(sorted(self.actors, key=lambda actor: actor.id)))
        object.__setattr__(self, "changes", tuple(sorted(self.changes, key=lambda change: (change.id, repr(change)))))

    @property
    def is_empty(self) -> bool:
        """Whether the registry stands as it is."""
        return not self.actors and not self.changes

    @property
    def ids(self) -> frozenset[str]:
        """The actors that are the user's own: added, or put in the place of the registry's."""
        return frozenset(actor.id for actor in self.actors)

    @property
    def touched(self) -> frozenset[str]:
        """The actors that are added, replaced or changed."""
        return self.ids | {change.id for change in self.changes}

    def where(self, actor_id: str) -> str:
        """Where an actor or a change to it was written; the id itself if that is not known."""
        changed = (change.where for change in self.changes if change.id == actor_id and change.where)
        return dict(self.places).get(actor_id) or next(changed, repr(actor_id))

    def to_json(self) -> str:
        """The same in JSON, to be kept with a run and read by its worker processes."""
        rows = {"actors": [row_of(actor) for actor in self.actors], "changes": [_row(one) for one in self.changes]}
        return json.dumps(rows, ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @classmethod
    def from_file(cls, path: Path | None) -> OwnActors:
        """What :meth:`to_json` wrote to a file; none for no path.

        Raises
        ------
        RegistryError
            If the file cannot be read, or holds anything else.
        """
        if path is None:
            return NO_OWN
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise RegistryError(f"{path.name} cannot be read ({error}); analyse the corpus again.") from error
        actors, changes = (_rows(rows, name, path.name) for name in ("actors", "changes"))
        return cls(
            tuple(actor_of(row, path.name) for row in actors), tuple(change_of(row, path.name) for row in changes)
        )

    @property
    def digest(self) -> str:
        """A digest of all that counts: the same for the same actors, in whatever files and order they were written."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _rows(content: object, name: str, file: str) -> list[dict[str, Any]]:
    rows = content.get(name) if isinstance(content, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegistryError(f"{file}: {name!r} must be a list of objects, got {rows!r:.60}; analyse the corpus again.")
    return rows


def _row(change: Change) -> dict[str, Any]:
    row: dict[str, Any] = {"id": change.id, **dict(change.texts)}
    row |= {f"add_{name}": list(names) for name, names in change.added}
    row |= {f"remove_{name}": list(names) for name, names in change.removed}
    if change.roles:
        row["add_roles"] = row_of(Actor(id="", type="", name_en="", name_ar="", roles=change.roles))["roles"]
    return row


NO_OWN: Final = OwnActors()
"""The registry as it is."""
