"""Measures near-copies: ``python benchmarks/copies.py [--workspace DIR] [--synthetic N] [--lists N]``.

With ``--workspace``: of the articles of a workspace, the share of all pairs of copies that the bands find, against
every pair of texts with a shingle in common; then precision over the labelled pairs of the accuracy card that are in
the workspace: 160 pairs that were read, drawn at random from ranges of resemblance, a quarter of them English. With
``--synthetic``: time and memory of the settling of N articles of which one in twenty is a near-copy. With ``--lists``:
the same of N price lists in the same words, every one with other numbers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analytics.evaluation.steps.duplicates import judged
from corpus.candidates import Signed, candidates
from corpus.nearcopies import N_HASHES, Evidence, are_copies, overlap, signature
from corpus.schema import ARTICLES, FINGERPRINTS
from corpus.stories import settle_stories
from corpus.workspace import Workspace

LEAST: Final = 0.3
BATCH: Final = 5000
LIST: Final = "The price of one sack of w{0} in the market of the city was {1} dinars against {2} dinars before"


def all_pairs(evidence: list[Evidence]) -> NDArray[np.int64]:
    """Every pair of texts with a resemblance of 0.3 at least, by an inverted index of their shingles."""
    shingles = np.concatenate([one.shingles for one in evidence])
    sizes = np.array([one.shingles.size for one in evidence])
    _, columns = np.unique(shingles, return_inverse=True)
    rows = np.repeat(np.arange(len(evidence)), sizes)
    table = csr_array((np.ones(shingles.size, np.int32), (rows, columns)), shape=(len(evidence), columns.max() + 1))
    shared = (table @ table.T).tocoo()
    one, other = shared.coords
    near = (one < other) & (shared.data >= LEAST * (sizes[one] + sizes[other] - shared.data))
    return np.stack((one[near], other[near]), axis=1)


def print_recall(rows: list[dict[str, Any]]) -> None:
    """Print, by resemblance, how many pairs of copies there are and how many the bands find."""
    evidence = [Evidence.of(row["text"]) for row in rows]
    signatures = [signature(row["text"]) for row in rows]
    known = np.array([bool(one) for one in signatures])
    table = np.frombuffer(b"".join(one or bytes(2 * N_HASHES) for one in signatures), "<u2").reshape(-1, N_HASHES)
    places = np.flatnonzero(known)
    publishers = np.unique([row["publisher_id"] for row in rows], return_inverse=True)[1].astype(np.uint64)
    found = candidates(Signed(table[places], np.ones(places.size, bool), np.arange(places.size), publishers[places]))
    if found.groups:
        raise SystemExit("A group is too large to list its pairs; measure on fewer articles.")
    listed = {tuple(pair) for pair in places[found.pairs].tolist()}
    n_copies, n_found, n_read = Counter[float](), Counter[float](), len(listed)
    for one, other in all_pairs(evidence).tolist():
        same = rows[one]["publisher_id"] == rows[other]["publisher_id"]
        if are_copies(evidence[one], evidence[other], same_publisher=same):
            resemblance = overlap(evidence[one].shingles, evidence[other].shingles)[0]
            bin_ = min(int(resemblance * 10) / 10, 0.9)
            n_copies[bin_] += 1
            n_found[bin_] += (one, other) in listed
    print(f"{len(rows)} articles; {n_read} pairs read of {len(rows) * (len(rows) - 1) // 2}\n")
    print("| resemblance | pairs of copies | found | recall |\n|---|---|---|---|")
    for bin_ in sorted(n_copies):
        print(f"| {bin_:.1f} | {n_copies[bin_]} | {n_found[bin_]} | {n_found[bin_] / n_copies[bin_]:.3f} |")
    total, hits = n_copies.total(), n_found.total()
    print(f"| all | {total} | {hits} | {hits / max(total, 1):.3f} |\n")


def print_precision(rows: list[dict[str, Any]]) -> None:
    """Print, for the labelled pairs, how many of those called copies are, and how many copies are called so."""
    counts: dict[bool, Counter[tuple[bool, bool]]] = {True: Counter(), False: Counter()}
    for _, same, called_copy, is_copy in judged(rows):
        counts[same][called_copy, is_copy] += 1
    print("| publisher | labelled | called copies | precision | copies | called so |\n|---|---|---|---|---|---|")
    for same, count in counts.items():
        called = count[True, True] + count[True, False]
        copies = count[True, True] + count[False, True]
        right = count[True, True]
        name = "same" if same else "other"
        print(f"| {name} | {count.total()} | {called} | {right / max(called, 1):.3f} | {copies} | {right} |")
    print()


def print_signatures(rows: list[dict[str, Any]]) -> None:
    """Print the time of a signature of 300 words."""
    texts = [" ".join(row["text"].split()[:300]) for row in rows if len(row["text"].split()) >= 300][:1000]
    signature("")
    start = time.perf_counter()
    for text in texts:
        signature(text)
    took = (time.perf_counter() - start) / max(len(texts), 1)
    print(f"signature: {took * 1e6:.0f} us for 300 words ({len(texts)} texts)")


def print_synthetic(n: int) -> None:
    """Print time and memory of the settling of so many articles, then of one batch more."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "synthetic")
        maker = Maker(np.random.default_rng(7))
        for batch in range(1, n // BATCH + 1):
            maker.store(workspace, batch, BATCH)
        settled(workspace, f"{n} new articles")
        maker.store(workspace, n // BATCH + 1, 1000)
        settled(workspace, "1000 more")


def print_lists(n: int) -> None:
    """Print time and memory of the settling of so many price lists, no two of which are copies."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "lists")
        ListMaker(np.random.default_rng(7)).store(workspace, 1, n)
        settled(workspace, f"{n} price lists")


def settled(workspace: Workspace, name: str) -> None:
    """Print what the settling of what is new took, in a process of its own."""
    process = multiprocessing.get_context("spawn").Process(target=_settle, args=(workspace.root, name))
    process.start()
    process.join()


def _settle(root: Path, name: str) -> None:
    peak_before = _peak()
    start = time.perf_counter()
    changed = settle_stories(Workspace.open(root))
    took = time.perf_counter() - start
    peak = _peak()
    print(f"{name}: {changed} rows changed, {took:.1f} s, peak {peak} MB, of which {peak_before} MB at the start")


def _peak() -> int:
    """The most memory this process had, in MB; the figure of ``getrusage`` would hold that of the process before it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


class Maker:
    """Articles of 120 words drawn from 40,000 by Zipf's law; one in twenty is an earlier one with a tenth replaced."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._earlier: list[list[str]] = []
        self._count = 0

    def store(self, workspace: Workspace, batch: int, n: int) -> None:
        """So many articles stored as one batch."""
        articles, prints = [], []
        for _ in range(n):
            article, text_id = self._article()
            articles.append(article)
            own = {"article_id": article["article_id"], "batch": batch, "rank": b"", "text_id": text_id, "lines": []}
            prints.append({**own, "signature": signature(article["text"])})
        workspace.append(FINGERPRINTS, prints)
        workspace.append(ARTICLES, articles)

    def _words(self) -> list[str]:
        words = [f"w{rank % 40_000}" for rank in self._random.zipf(1.15, 120).tolist()]
        if self._earlier and self._random.random() < 0.05:
            words = list(self._earlier[int(self._random.integers(len(self._earlier)))])
            words[30:42] = [f"x{self._count}y{k}" for k in range(12)]
        elif len(self._earlier) < 5000:
            self._earlier.append(words)
        return words

    def _article(self) -> tuple[dict[str, Any], str]:
        words = self._words()
        self._count += 1
        text_id = f"{self._count * 0x9E3779B97F4A7C15 % 2**64:016x}"
        at = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=self._count)
        given = {"article_id": text_id[::-1], "text": " ".join(words), "story_id": text_id, "published_at": at}
        named = {"publisher_id": f"p{self._count % 50}", "publisher": "P", "title": f"t{self._count}", "language": "en"}
        kept = {"captions": [], "removed": [], "n_words": 121, "is_original": True, "is_sample": False}
        when = {"published_precision": "minute", "published_basis": "metadata", "collected_at": at, "source_uri": "s"}
        return {**given, **named, **kept, **when, "content_sha256": text_id}, text_id


class ListMaker(Maker):
    """Price lists of ten goods in 200 words, each with twenty numbers of its own."""

    def _words(self) -> list[str]:
        prices = self._random.integers(100, 10_000, (10, 2)).tolist()
        return [word for good, (now, before) in enumerate(prices) for word in LIST.format(good, now, before).split()]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path)
    parser.add_argument("--synthetic", type=int)
    parser.add_argument("--lists", type=int)
    given = parser.parse_args()
    if given.workspace:
        columns = ["article_id", "publisher_id", "text", "source_uri", "language"]
        rows = Workspace.open(given.workspace).read(ARTICLES, columns=columns).sort_by("article_id").to_pylist()
        print_signatures(rows)
        print_recall(rows)
        print_precision(rows)
    if given.synthetic:
        print_synthetic(given.synthetic)
    if given.lists:
        print_lists(given.lists)


if __name__ == "__main__":
    main()
