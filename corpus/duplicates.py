"""Which articles are already stored, and which copy of a story came first."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from corpus.schema import ARTICLES, PRECISIONS
from corpus.workspace import Workspace

_FAR: Final = dt.datetime.max.replace(tzinfo=dt.UTC)
_BATCH: Final = 500
_INDEX_COLUMNS: Final = ["article_id", "story_id", "published_at", "published_precision", "url", "author", "section"]


class Arrival(enum.Enum):
    """What an article is to the corpus when it arrives."""

    NEW_STORY = "new story"
    NEW_COPY = "new copy"  # the same text as another article, by another publisher or under another title
    DUPLICATE = "duplicate"
    BETTER_DUPLICATE = "better duplicate"  # to be stored in place of the one that is there


class Index:
    """The ids, ranks and stories of the articles of a workspace, in memory: some 300 bytes an article."""

    def __init__(self, rows: Iterable[Mapping[str, Any]] = ()) -> None:
        self._ranks: dict[str, int] = {}
        self._stories: set[str] = set()
        for row in rows:
            self.take(row)

    @classmethod
    def load(cls, workspace: Workspace) -> Index:
        """The index of what is stored now; take the workspace's lock first."""
        stored = workspace.read(ARTICLES, columns=_INDEX_COLUMNS)
        return cls(row for batch in stored.to_batches(max_chunksize=10_000) for row in batch.to_pylist())

    def take(self, row: Mapping[str, Any]) -> Arrival:
        """What the article is; from now on it is known."""
        rank = _rank(row)
        known = self._ranks.get(row["article_id"])
        if known is not None:
            if rank >= known:
                return Arrival.DUPLICATE
            self._ranks[row["article_id"]] = rank
            return Arrival.BETTER_DUPLICATE
        self._ranks[row["article_id"]] = rank
        if row["story_id"] in self._stories:
            return Arrival.NEW_COPY
        self._stories.add(row["story_id"])
        return Arrival.NEW_STORY


def _rank(row: Mapping[str, Any]) -> int:
    """A number by which one of two equal articles is kept, lowest first, in whatever order they came.

    The earliest dated one is kept, the more exact of two such, and else one chosen by a digest of what else differs.
    """
    moment = int((row["published_at"] or _FAR).timestamp())
    exactness = PRECISIONS.index(row["published_precision"])
    rest = "\x1f".join(str(row[name]) for name in ("url", "author", "section"))
    tie = int.from_bytes(hashlib.sha256(rest.encode()).digest()[:8], "big")
    return ((moment * len(PRECISIONS) + exactness) << 64) + tie


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
