"""Which articles are already stored, and which copy of a story came first."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow.compute as pc

from corpus.digest import written
from corpus.schema import ARTICLES, PRECISIONS
from corpus.workspace import Workspace

_FAR: Final = dt.datetime.max.replace(tzinfo=dt.UTC)
_LAST: Final = (_FAR, "~")
_BATCH: Final = 5000
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TIE_COLUMNS: Final = (
    *("title", "text", "publisher", "captions", "removed", "url", "author", "section"),
    *("language", "published_basis", "is_sample"),
)
"""Every stored column that comes from the input, beside its date; not the file, for an article may come in several."""
_INDEX_COLUMNS: Final = ["article_id", "story_id", "published_at", "published_precision", *_TIE_COLUMNS]


class Arrival(enum.Enum):
    """What an article is to the corpus when it arrives."""

    NEW = "new"
    DUPLICATE = "duplicate"
    BETTER_DUPLICATE = "better duplicate"  # to be stored in place of the one that is there


class Index:
    """The ids, ranks and stories of the articles of a workspace, in memory: some 500 bytes an article."""

    def __init__(self, rows: Iterable[Mapping[str, Any]] = ()) -> None:
        self._ranks: dict[str, int] = {}
        self._firsts: dict[str, tuple[dt.datetime, str]] = {}
        for row in rows:
            self.take(row)

    @classmethod
    def load(cls, workspace: Workspace) -> Index:
        """The index of what is stored now; take the workspace's lock first."""
        return cls(workspace.rows(ARTICLES, _INDEX_COLUMNS))

    def take(self, row: Mapping[str, Any]) -> Arrival:
        """What the article is; from now on it is known."""
        rank = _rank(row)
        known = self._ranks.get(row["article_id"])
        if known is not None and rank >= known:
            return Arrival.DUPLICATE
        self._ranks[row["article_id"]] = rank
        self._firsts[row["story_id"]] = min(_age(row), self._firsts.get(row["story_id"], _LAST))
        return Arrival.NEW if known is None else Arrival.BETTER_DUPLICATE

    def is_original(self, row: Mapping[str, Any]) -> bool:
        """Whether the article is the first of its story, of all that are known so far."""
        first = self._firsts[row["story_id"]][1]
        return first == str(row["article_id"])


def _age(row: Mapping[str, Any]) -> tuple[dt.datetime, str]:
    """By which the first article of a story is told: time of publication, undated last, then id."""
    return row["published_at"] or _FAR, row["article_id"]


def _rank(row: Mapping[str, Any]) -> int:
    """A number by which one of two equal articles is kept, lowest first, in whatever order they came.

    The earliest dated one is kept, the more exact of two such, and else one chosen by a digest of what else differs.
    """
    moment = ((row["published_at"] or _FAR) - _EPOCH) // dt.timedelta(microseconds=1)
    exactness = PRECISIONS.index(row["published_precision"])
    rest = hashlib.sha256(written([row[name] for name in _TIE_COLUMNS])).digest()
    return ((moment * len(PRECISIONS) + exactness) << 128) + int.from_bytes(rest[:16], "big")


def settle_originals(workspace: Workspace) -> int:
    """How many rows were corrected so that each story's earliest article is its original.

    The earliest is by time of publication, undated last, then by id, so that the order of adding does not matter.
    """
    columns = ["article_id", "story_id", "published_at", "is_original"]
    rows = workspace.read(ARTICLES, columns=columns)
    counts = rows["story_id"].value_counts()
    shared = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    copies = rows.filter(pc.is_in(rows["story_id"], shared)).to_pylist()
    firsts: dict[str, tuple[dt.datetime, str]] = {}
    for row in copies:
        firsts[row["story_id"]] = min(_age(row), firsts.get(row["story_id"], _LAST))
    originals = {article_id for _, article_id in firsts.values()}
    wrong = sorted(row["article_id"] for row in copies if row["is_original"] != (row["article_id"] in originals))
    for start in range(0, len(wrong), _BATCH):
        some = wrong[start : start + _BATCH]
        first = [article_id for article_id in some if article_id in originals]
        workspace.update(ARTICLES, _is_one_of(some), {"is_original": _is_one_of(first)})
    return len(wrong)


def _is_one_of(ids: list[str]) -> str:
    """An SQL condition; the ids are hexadecimal digits of our own making."""
    listed = ", ".join(f"'{article_id}'" for article_id in ids)
    return f"article_id IN ({listed})" if ids else "FALSE"
