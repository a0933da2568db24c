"""Lines that a publisher repeats taken out of the stored texts, once enough of its stories show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.schema import ARTICLES, FINGERPRINTS
from corpus.settled import read_settled, write_settled
from corpus.text.templates import TEMPLATE_ARTICLES, template_keys, without_templates
from corpus.workspace import CORPUS, Workspace

STATE: Final = "templates.json"
_BATCH: Final = 5000

Templates = Mapping[str, frozenset[int]]
_NEVER: Final[tuple[int, Templates]] = (0, {})


def settle_templates(workspace: Workspace) -> int:
    """How many stored texts lost template lines; take the workspace's corpus lock first.

    Notes
    -----
    A line is of a publisher's template if a number of its stories that never shrinks shows it, and a text is always
    made anew from the text before any template line went. So the texts are a function of the set of articles: not of
    their order, nor of how they were split over several adds. Articles that were looked at before are looked at again
    only where their publisher shows a template line that was not known then.
    """
    state = workspace.root / CORPUS / STATE
    settled, known = read_settled(state, _state, _NEVER)
    newest = pc.max(workspace.read(FINGERPRINTS, columns=["batch"])["batch"]).as_py() or 0
    if newest <= settled:
        return 0
    shown = _Shown.load(workspace)
    found = shown.templates()
    ids = shown.affected(found, known, settled)
    n_changed = sum(_clean(workspace, ids[start : start + _BATCH], found) for start in range(0, len(ids), _BATCH))
    write_settled(state, {"settled_batch": newest, "templates": {name: sorted(found[name]) for name in sorted(found)}})
    return n_changed


@dataclass(frozen=True, slots=True)
class _Shown:
    """Which article shows which line at its edges: 60 bytes an entry, and few articles have more than two."""

    article_ids: pa.Array
    batches: NDArray[np.int64]
    names: list[str]
    """Of the publishers, by their codes."""
    rows: NDArray[np.int64]
    """Of the entries, the place of the article in ``article_ids``."""
    keys: NDArray[np.int64]
    publishers: NDArray[np.int64]
    texts: NDArray[np.int64]

    @classmethod
    def load(cls, workspace: Workspace) -> Self:
        """What the corpus shows now."""
        prints = workspace.read(FINGERPRINTS, columns=["article_id", "batch", "text_id", "lines"])
        prints = prints.filter(pc.greater(pc.list_value_length(prints["lines"]), 0))
        ids, lines = prints["article_id"].combine_chunks(), prints["lines"].combine_chunks()
        owners, names = _coded(_publishers(workspace, ids))
        texts, _ = _coded(prints["text_id"])
        rows = pc.list_parent_indices(lines).to_numpy(zero_copy_only=False).astype(np.int64)
        keys = pc.list_flatten(lines).to_numpy(zero_copy_only=False)
        return cls(ids, prints["batch"].to_numpy(), names, rows, keys, owners[rows], texts[rows])

    def templates(self) -> dict[str, frozenset[int]]:
        """The template of each publisher: of each line, the number of different texts that show it decides."""
        order = np.lexsort((self.texts, self.keys, self.publishers))
        publishers, keys, texts = self.publishers[order], self.keys[order], self.texts[order]
        is_new_line = _steps(publishers) | _steps(keys)
        starts = np.flatnonzero(is_new_line)
        counts = np.add.reduceat((is_new_line | _steps(texts)).astype(np.int64), starts) if len(starts) else starts
        found: dict[str, dict[int, int]] = {}
        for start, count in zip(
            starts[counts >= TEMPLATE_ARTICLES].tolist(), counts[counts >= TEMPLATE_ARTICLES], strict=True
        ):
            found.setdefault(self.names[publishers[start]], {})[int(keys[start])] = int(count)
        return {name: template_keys(lines) for name, lines in sorted(found.items())}

    def affected(self, found: Templates, known: Templates, settled: int) -> list[str]:
        """The articles that show a template line: all new ones, and older ones where the line was not known."""
        is_hit = np.zeros(len(self.keys), bool)
        is_fresh = self.batches[self.rows] > settled
        codes = {name: code for code, name in enumerate(self.names)}
        for name, template in found.items():
            mine = np.flatnonzero(self.publishers == codes[name])
            late = np.fromiter(template - known.get(name, frozenset()), np.int64)
            every = np.fromiter(template, np.int64)
            is_hit[mine] = np.where(is_fresh[mine], np.isin(self.keys[mine], every), np.isin(self.keys[mine], late))
        return sorted(self.article_ids.take(pa.array(np.unique(self.rows[is_hit]))).to_pylist())


def _coded(values: pa.ChunkedArray) -> tuple[NDArray[np.int64], list[str]]:
    """Codes of values, and the values by their codes."""
    found = values.combine_chunks().dictionary_encode()
    return found.indices.to_numpy(zero_copy_only=False).astype(np.int64), found.dictionary.to_pylist()


def _steps(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where sorted values differ from the one before; True for the first."""
    found = np.ones(len(values), bool)
    found[1:] = values[1:] != values[:-1]
    return found


def _publishers(workspace: Workspace, article_ids: pa.Array) -> pa.ChunkedArray:
    """The publisher of each article."""
    stored = workspace.read(ARTICLES, columns=["article_id", "publisher_id"])
    places = pc.index_in(article_ids, value_set=stored["article_id"].combine_chunks())
    return pa.chunked_array([stored["publisher_id"].combine_chunks().take(places)])


def _clean(workspace: Workspace, article_ids: list[str], templates: Templates) -> int:
    """How many of these articles lost lines.

    What a text was before is stored first: if the program is killed in between, the next one makes the same again.
    """
    columns = ["article_id", "publisher_id", "title", "text", "original_text", "removed"]
    rows = workspace.pick(ARTICLES, "article_id", article_ids, columns).to_pylist()
    prints = workspace.pick(
        FINGERPRINTS, "article_id", article_ids, ["article_id", "whole_text", "ruled_out"]
    ).to_pylist()
    before = {row["article_id"]: row for row in prints if row["whole_text"] is not None}
    first = [
        {"article_id": row["article_id"], "whole_text": row["text"], "ruled_out": row["removed"]}
        for row in rows
        if row["article_id"] not in before
    ]
    before.update((row["article_id"], row) for row in first)
    cleaned = [made for row in rows for made in _cleaned(row, before[row["article_id"]], templates)]
    changed = {row["article_id"] for row in cleaned}
    workspace.patch(FINGERPRINTS, [row for row in first if row["article_id"] in changed])
    return workspace.patch(ARTICLES, cleaned)


def _cleaned(row: dict[str, Any], before: dict[str, Any], templates: Templates) -> Iterable[dict[str, Any]]:
    """The changed columns of an article; nothing if its text is as it should be."""
    cleaned = without_templates(before["whole_text"], templates[row["publisher_id"]], row["title"])
    if cleaned.text != row["text"]:
        yield {
            "article_id": row["article_id"],
            "text": cleaned.text,
            "original_text": before["whole_text"] if row["original_text"] is None else row["original_text"],
            "removed": [*before["ruled_out"], *cleaned.removed],
            "n_words": len(row["title"].split()) + len(cleaned.text.split()),
        }


def _state(found: Any) -> tuple[int, Templates]:  # noqa: ANN401 - parsed JSON
    """The last batch that was looked at, and the templates known then."""
    return int(found["settled_batch"]), {name: frozenset(keys) for name, keys in found["templates"].items()}
