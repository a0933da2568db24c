"""The digest of a corpus: equal for the same articles, in whatever order they came."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

DIGEST_COLUMNS: Final = (
    *("article_id", "content_sha256", "publisher_id", "published_at", "title", "text"),
    *("story_id", "is_original"),
)
"""What is read of an article later; title and text exactly as stored, for ``content_sha256`` passes over case."""


def digest_of_articles(rows: Iterable[Mapping[str, Any]]) -> tuple[str, int]:
    """The digest of articles and how many they are; only 32 bytes an article are held in memory."""
    found = sorted(hashlib.sha256(written([row[name] for name in DIGEST_COLUMNS])).digest() for row in rows)
    return hashlib.sha256(b"".join(found)).hexdigest(), len(found)


def written(values: list[Any]) -> bytes:
    """Values written one way only, so that no two lists of values are written alike."""
    return json.dumps(values, default=str, sort_keys=True).encode("ascii")
