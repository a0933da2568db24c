"""What copies of an article and the repeated lines of a publisher are found by."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Mapping
from typing import Any, Final

import pyarrow.compute as pc

from corpus.digest import written
from corpus.nearcopies import signature
from corpus.schema import ARTICLES, FINGERPRINTS, PRECISIONS
from corpus.text.clean import identity_form
from corpus.text.templates import line_keys
from corpus.workspace import Workspace

RANK_BYTES: Final = 24
FIRST_BATCH: Final = 1
_BACKFILL: Final = 5000
_UNIT: Final = "\x1f"
_FAR: Final = dt.datetime.max.replace(tzinfo=dt.UTC)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TIE_COLUMNS: Final = (
    *(
        "title",
        "text",
        "original_text",
        "publisher",
        "captions",
        "removed",
        "url",
        "author",
        "section",
        "dateline_place",
        "agency",
    ),
    *("language", "published_basis", "is_sample"),
)
"""Every stored column that comes from the input, beside its date; not the file, for an article may come in several."""


def fingerprint_of(row: Mapping[str, Any], text_id: str, batch: int = FIRST_BATCH) -> dict[str, Any]:
    """The fingerprint of an article row, as a row of table ``fingerprints``."""
    return {
        "article_id": row["article_id"],
        "batch": batch,
        "rank": rank_of(row),
        "text_id": text_id,
        "signature": signature(row["text"]),
        "lines": list(line_keys(row["text"])),
    }


def backfill(workspace: Workspace) -> int:
    """How many articles got the fingerprint that an earlier version of Marsad did not store."""
    have = workspace.read(FINGERPRINTS, columns=["article_id"])["article_id"].combine_chunks()
    ids = workspace.read(ARTICLES, columns=["article_id"])["article_id"]
    if len(have) == len(ids):
        return 0
    missing = set(ids.filter(pc.invert(pc.is_in(ids, value_set=have))).to_pylist())
    columns = ["article_id", "published_at", "published_precision", *_TIE_COLUMNS]
    rows = (row for row in workspace.rows(ARTICLES, columns) if row["article_id"] in missing)
    n_made = 0
    while some := [fingerprint_of(row, text_id_of(row["text"])) for row in itertools.islice(rows, _BACKFILL)]:
        workspace.append(FINGERPRINTS, some)
        n_made += len(some)
    return n_made


def text_id_of(text: str) -> str:
    """The digest of a text: equal for exact copies, whoever published them. Spacing and case do not count."""
    return digest(identity_form(text))


def digest(*parts: str) -> str:
    """The SHA-256 digest of some texts, in hexadecimal digits."""
    return hashlib.sha256(_UNIT.join(parts).encode("utf-8")).hexdigest()


def rank_of(row: Mapping[str, Any]) -> bytes:
    """24 bytes by which one of two equal articles is kept, lowest first, in whatever order they came.

    The earliest dated one is kept, the more exact of two such, and else one chosen by a digest of what else differs.
    """
    moment = ((row["published_at"] or _FAR) - _EPOCH) // dt.timedelta(microseconds=1)
    exactness = PRECISIONS.index(row["published_precision"])
    rest = hashlib.sha256(written([row[name] for name in _TIE_COLUMNS])).digest()
    return (moment * len(PRECISIONS) + exactness).to_bytes(8, "big") + rest[: RANK_BYTES - 8]
