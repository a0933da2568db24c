"""Duplicates: whether reports taken over are told from others, through the whole way into a corpus."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.resampling import share
from analytics.evaluation.schema import Finding
from corpus.intake import add_paths, add_sample
from corpus.nearcopies import Evidence, are_copies
from corpus.schema import ARTICLES
from corpus.workspace import Workspace

FILES: Final = ("corpora/ant_war_2018.jsonl.gz", "corpora/saudinewsnet_war_2015.jsonl.gz", "corpora/fa_kes.csv")
LABELS: Final = Path(__file__).resolve().parents[1] / "labelled_copies.txt"
"""160 pairs of articles of these corpora, by file and row, and whether one is a copy of the other: read one by one."""
_COLUMNS: Final = ("publisher_id", "title", "text", "source_uri", "language", "story_id")
Rows = Sequence[Mapping[str, Any]]


def labelled_pairs() -> list[tuple[str, str, bool]]:
    """The labelled pairs: where each is from (``FILE#ROW``), and whether they are copies."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [(row["one"], row["other"], row["is_copy"] == "1") for row in csv.DictReader(file, delimiter="\t")]


def judged(rows: Rows) -> list[tuple[str, bool, bool, bool]]:
    """For each labelled pair both sides of which are stored: language, one publisher, called copies, are copies."""
    stored = {str(row["source_uri"]).rsplit("/", 1)[-1]: row for row in rows}
    found = []
    for one, other, is_copy in labelled_pairs():
        left, right = stored.get(one), stored.get(other)
        if left is None or right is None:
            continue
        same = left["publisher_id"] == right["publisher_id"]
        called = are_copies(Evidence.of(left["text"]), Evidence.of(right["text"]), same_publisher=same)
        found.append((str(left["language"]), same, called, is_copy))
    return found


def stored_rows(made: Workspace) -> Rows:
    """The articles of a workspace in the order of their sources."""
    rows: Rows = made.read(ARTICLES, columns=list(_COLUMNS)).sort_by("source_uri").to_pylist()
    return rows


def scored(
    called: Iterable[tuple[bool, bool]], language: str, dataset: str, notes: tuple[str, ...]
) -> Iterator[Finding]:
    """Precision and recall of pairs (called copies, are copies); a figure of which there is no pair is left out."""
    pairs = list(called)
    hits = sum(said and truly for said, truly in pairs)
    for measure, n in (
        ("copies_precision", sum(said for said, _ in pairs)),
        ("copies_recall", sum(truly for _, truly in pairs)),
    ):
        if n:
            got = share(hits, n)
            yield Finding(
                "duplicates", measure, language, dataset, n, "pairs", got.figure, got.low, got.high, got.interval,
                notes=notes,
            )  # fmt: skip


def of_sample(inputs: Inputs) -> Iterator[Finding]:
    """Whether the sample's taken-over reports, and only these, come into their originals' stories."""
    with tempfile.TemporaryDirectory() as folder:
        made = Workspace.create(Path(folder) / "sample")
        add_sample(made)
        story = {_text_key(row): row["story_id"] for row in stored_rows(made)}
    for language in ("ar", "en"):
        rows = [row for row in inputs.sample if row["lang"] == language]
        stories = {row["id"]: story[_text_key(row)] for row in rows if _text_key(row) in story}
        original = {row["id"]: row.get("copy_of", row["id"]) for row in rows}
        pairs = [
            (stories[one] == stories[other], original[one] == original[other])
            for one, other in combinations(sorted(stories), 2)
        ]
        yield from scored(pairs, language, "sample", ("own_sample",))


def _text_key(row: Mapping[str, Any]) -> str:
    """A report by its headline, which no other has."""
    return str(row["title"])


def of_labels(inputs: Inputs) -> Iterator[Finding]:
    """The labelled pairs of real articles, by language and by whether one publisher printed both."""
    with tempfile.TemporaryDirectory() as folder:
        made = Workspace.create(Path(folder) / "corpora")
        add_paths(made, [inputs.data.path(name) for name in FILES])
        found = judged(stored_rows(made))
    for language in ("ar", "en"):
        for same, dataset in ((False, "copies_two_publishers"), (True, "copies_one_publisher")):
            pairs = [(called, truly) for own, one, called, truly in found if own == language and one == same]
            yield from scored(pairs, language, dataset, ("by_resemblance", "tuned_on"))


TASKS: Final = (
    Task("duplicates", "sample", of_sample),
    Task("duplicates", "copies", of_labels, FILES),
)
