"""Which articles are already stored, and which copy of a story came first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from corpus.schema import ARTICLES
from corpus.workspace import Workspace

_FAR: Final = dt.datetime.max.replace(tzinfo=dt.UTC)
_BATCH: Final = 500


class Index:
    """The ids and stories of the articles of a workspace, in memory: some 200 bytes an article."""

    def __init__(self, ids: set[str], stories: set[str]) -> None:
        self._ids = ids
        self._stories = stories

    @classmethod
    def load(cls, workspace: Workspace) -> Index:
        """The index of what is stored now; take the workspace's lock first."""
        rows = workspace.read(ARTICLES, columns=["article_id", "story_id"])
        return cls(set(rows["article_id"].to_pylist()), set(rows["story_id"].to_pylist()))

    def take(self, row: Mapping[str, Any]) -> bool | None:
        """None if the article is already there; else it is from now on, and whether its story is new."""
        if row["article_id"] in self._ids:
            return None
        is_new = row["story_id"] not in self._stories
        self._ids.add(row["article_id"])
        self._stories.add(row["story_id"])
        return is_new


def settle_originals(workspace: Workspace) -> int:
    """How many rows were corrected so that each story's earliest article is its original.

    The earliest is by time of publication, undated last, then by id, so that the order of adding does not matter.
    """
    columns = ["article_id", "story_id", "published_at", "is_original"]
    stories: dict[str, list[dict[str, Any]]] = {}
    rows = workspace.read(ARTICLES, columns=columns)
    counts = rows["story_id"].value_counts().to_pylist()
    shared = {count["values"] for count in counts if count["counts"] > 1}
    for row in rows.to_pylist():
        if row["story_id"] in shared:
            stories.setdefault(row["story_id"], []).append(row)
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for copies in stories.values():
        first = min(copies, key=lambda row: (row["published_at"] or _FAR, row["article_id"]))
        for row in copies:
            if row["is_original"] != (row is first):
                wrong[row is first].append(row["article_id"])
    for is_original, ids in wrong.items():
        for start in range(0, len(ids), _BATCH):
            listed = ", ".join(f"'{article_id}'" for article_id in ids[start : start + _BATCH])  # hex digits only
            workspace.update(ARTICLES, f"article_id IN ({listed})", {"is_original": is_original})
    return sum(map(len, wrong.values()))
