"""The registry of actors: who they are, their names in both languages, and nothing about where they occur.

The data are the TOML files of the ``registry`` folder, made to be edited by people; ``offices.toml`` describes the
offices that every state has. A workspace adds actors, replaces them by id, or changes some of their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.changes import merged
from analytics.annotate.actors.conflicts import conflicts
from analytics.annotate.actors.derived import derive
from analytics.annotate.actors.entries import read_actors
from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.toml_rows import read_rows
from analytics.errors import RegistryError

_FOLDER: Final = Path(__file__).parent / "registry"
_OFFICES: Final = Path(__file__).parent / "offices.toml"


class Registry(Mapping[str, Actor]):
    """Actors by id, in the order of their ids."""

    def __init__(self, actors: Iterable[Actor], own: Iterable[str] = ()) -> None:
        self._actors = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}
        self._own = frozenset(own)

    @classmethod
    def load(cls, own: OwnActors = NO_OWN) -> Registry:
        """The registry shipped with Marsad, with a user's own actors on top.

        Raises
        ------
        RegistryError
            If a file cannot be read, an actor in it is not well formed, or an own actor does not fit in.
        """
        registry = cls.joined(own)
        problem = None if own.is_empty else next(conflicts(registry, cls.joined(), own), None)
        if problem is not None:
            raise RegistryError(problem)
        return registry

    @classmethod
    def joined(cls, own: OwnActors = NO_OWN) -> Registry:
        """The same as :meth:`load`, but own actors may take names of others: see :func:`conflicts`.

        Changes are made last, so that they also reach the offices of states and the names an actor has from them.

        Raises
        ------
        RegistryError
            If a file cannot be read, or two changes contradict each other.
        """
        return _joined(own)

    @classmethod
    def with_offices(cls, actors: Iterable[Actor]) -> Registry:
        """The actors given, with the offices that every state among them has."""
        return cls(derive(actors, _OFFICES))

    def origin(self, actor_id: str) -> str:
        """Who entered an actor, of :data:`analytics.schema.ORIGINS`; changes do not make it the workspace's."""
        return "workspace" if actor_id in self._own else "registry"

    def __getitem__(self, actor_id: str) -> Actor:
        try:
            return self._actors[actor_id]
        except KeyError as error:
            raise KeyError(f"No actor {actor_id!r} among the registry's {len(self._actors)}.") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors


@lru_cache(maxsize=4)  # reading it takes a second; a command asks for it with and without the actor being decided on
def _joined(own: OwnActors) -> Registry:
    written = read_actors(sorted(_FOLDER.glob("*.toml"))) | {actor.id: actor for actor in own.actors}
    whole = {actor.id: actor for actor in derive(written.values(), _OFFICES)}
    for actor_id, change in merged(own.changes).items():
        if actor_id in whole:
            whole[actor_id] = change.apply(whole[actor_id])
    return Registry(whole.values(), own.ids)


def shipped_in(actor_id: str) -> str | None:
    """The file of the registry that holds an actor; none for an office that follows from a state.

    Raises
    ------
    RegistryError
        If a file cannot be read.
    """
    return _files().get(actor_id)


@lru_cache(maxsize=1)
def _files() -> Mapping[str, str]:
    """The file of each actor of the registry."""
    return {row["id"]: path.name for path in sorted(_FOLDER.glob("*.toml")) for row in read_rows(path, "actor")}
