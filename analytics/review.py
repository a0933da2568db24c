"""The list of unregistered names to be reviewed: those of a run, with what was decided and whom they may mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.annotate.actors import Registry
from analytics.annotate.actors.decisions import ACCEPT, DISMISS, LOG, SAME, Decision, read_history
from analytics.annotate.actors.likeness import Likeness
from analytics.annotate.actors.name_keys import name_key
from analytics.annotate.actors.own_files import FOLDER, gather
from analytics.schema import CANDIDATE_TYPES
from analytics.study import EVERYTHING, Filters, Study

STATES: Final = ("open", "accepted", "same", "dismissed", "registered")
"""What is known of a name: nothing yet, what was decided, or that an actor of the workspace has the name by now."""
_STATE_OF: Final = {ACCEPT: "accepted", SAME: "same", DISMISS: "dismissed"}


class Matches:
    """The actors of a workspace as they are now: who has a name, and whose names are like it."""

    def __init__(self, registry: Registry) -> None:
        self._likeness = Likeness(registry)
        self._owner = {name_key(name): actor.id for actor in registry.values() for name in actor.names}
        self.registry = registry

    def owner(self, candidate_key: str) -> str | None:
        """The actor that has a name; none if nobody has."""
        return self._owner.get(name_key(candidate_key))

    def likely(self, name: str, type: str) -> tuple[str, ...]:
        """Ids of the actors the name may mean, the likeliest first."""
        return self._likeness.of(name, type)


def matches(root: Path) -> Matches:
    """The actors of a workspace as they are now, read again only when a file of theirs has changed.

    Raises
    ------
    analytics.errors.RegistryError
        If the log of decisions cannot be read at all.
    """
    files = [*sorted((root / FOLDER).glob("*.toml")), root / LOG]
    return _matches(root, tuple(_stamp(path) for path in files if path.exists()))


def _stamp(path: Path) -> tuple[str, int, int]:
    state = path.stat()
    return path.name, state.st_mtime_ns, state.st_size  # two writes may be closer than a clock of files ticks


@lru_cache(maxsize=4)
def _matches(root: Path, stamps: tuple[tuple[str, int, int], ...]) -> Matches:
    return Matches(Registry.joined(gather(root).own))


def review(
    study: Study,
    filters: Filters = EVERYTHING,
    *,
    decided: bool = False,
    min_articles: int = 1,
    type: str | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """The names to be reviewed, by articles and then by key.

    Columns are those of :meth:`analytics.study.Study.candidates`, and ``state`` (of :data:`STATES`), ``decision`` (its
    number; null if there is none), ``likely`` (ids of registered actors it may mean; proposed, never merged).
    ``frame.attrs["total"]`` is how many there are, whatever the limit.

    Parameters
    ----------
    study : Study
    filters : Filters
        The selection that is counted; its own filter on such names is set aside, so that the articles of a row are
        those of ``filters.narrow(candidates=(key,))``.
    decided : bool
        List also the names that are decided, or registered since the run was made.
    min_articles : int
        Fewest articles, or stories, of a name.
    type : {"person", "organisation"}, optional
        Only these.
    limit : int, optional
        Most names wanted.
    """
    frame = study.candidates(filters.narrow(candidates=()))
    kinds = CANDIDATE_TYPES if type is None else (type,)
    frame = frame[(frame["n"] >= min_articles) & frame["type"].isin(kinds)]
    known, standing = matches(study.workspace.root), read_history(study.workspace.root).standing
    frame = _with_states(frame, known, standing)
    listed = frame if decided else frame[frame["state"] == "open"]
    kept = listed if limit is None else listed.head(limit)
    made = _with_likely(kept, known).reset_index(drop=True)
    made.attrs |= {"unit": filters.unit, "total": len(listed)}
    return made


def _with_states(frame: pd.DataFrame, known: Matches, standing: Mapping[str, Decision]) -> pd.DataFrame:
    keys = frame["candidate_key"].tolist()
    numbers = pd.Series([_number(standing.get(key)) for key in keys], index=frame.index, dtype=object)
    return frame.assign(state=[_state(key, standing.get(key), known) for key in keys], decision=numbers)


def _with_likely(frame: pd.DataFrame, known: Matches) -> pd.DataFrame:
    likely = [list(known.likely(name, kind)) for name, kind in zip(frame["name"], frame["type"], strict=True)]
    return frame.assign(likely=pd.Series(likely, index=frame.index, dtype=object))


def _state(key: str, decision: Decision | None, known: Matches) -> str:
    if decision is not None:
        return _STATE_OF[decision.action]
    return "open" if known.owner(key) is None else "registered"


def _number(decision: Decision | None) -> int | None:
    return decision.number if decision is not None else None
