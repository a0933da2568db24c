"""Which articles are one story, and which of them came first, settled over a whole workspace.

What is one story depends on the articles alone: not on their order, nor on how they were split over several adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import IO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.candidates import Components, Pairs, Places, Signatures, Signed, candidates, equal_hashes
from corpus.errors import WorkspaceError
from corpus.nearcopies import Evidence, are_copies
from corpus.schema import ARTICLES, FINGERPRINTS
from corpus.settled import read_settled, write_settled
from corpus.storygroups import pairs_of_groups
from corpus.storyindex import StoryIndex, batches, places_of
from corpus.storysignatures import read_signatures
from corpus.workspace import CORPUS, Workspace

STATE: Final = "stories.json"
LEAST_OF_UPDATE: Final = 12
"""Equal hashes of 120 of an update worth reading: a report that grew to ten times its length has as many."""
_IN_MEMORY: Final = 16 << 20
_HELD: Final = 8 << 20
"""Bytes of evidence, as it is in the scratch file, kept at hand; as sets of numbers it takes some three times that."""


def settle_stories(workspace: Workspace) -> int:
    """How many articles got another story or place in it; take the workspace's corpus lock first.

    Copies and near-copies of one text are one story. It is named by the text of its original, which is the earliest
    article, undated ones last, and of several such the one with the lowest id. Only articles stored since the last
    call are compared with the others.

    Raises
    ------
    WorkspaceError
        If the workspace cannot be read or written.
    """
    state = workspace.root / CORPUS / STATE
    settled = read_settled(state, lambda found: int(found["settled_batch"]), 0)
    newest = pc.max(workspace.read(FINGERPRINTS, columns=["batch"])["batch"]).as_py() or 0
    if newest <= settled:
        return 0
    index = StoryIndex.load(workspace, settled)
    if len(index) == 0:
        return 0
    labels, joined = index.known_stories()
    _Search(workspace, index, labels, joined).join_all()
    changed = index.renamed(joined.roots(labels))
    workspace.patch(ARTICLES, changed)
    write_settled(state, {"settled_batch": newest})
    return int(changed.num_rows)


@dataclass(slots=True)
class _Search:
    """The search for copies among the articles of an index; what it finds is joined."""

    workspace: Workspace
    index: StoryIndex
    labels: Places
    joined: Components

    def join_all(self) -> None:
        """Every pair of copies joined."""
        roots = self.joined.roots(self.labels)
        updates = self.index.updates(roots)
        places, signatures = read_signatures(self.workspace, self.index, np.unique(updates))
        index = self.index
        signed = Signed(signatures, index.is_new[places], roots[places], index.publishers[places])
        near = candidates(signed)
        updates = _worth_reading(updates, places, signatures, len(index))
        wanted = np.unique(np.concatenate([places[near.places()], updates.ravel()]))
        with _texts(self.workspace, index, wanted) as texts:
            self._join_pairs(texts, places[near.pairs], same_title=False)
            self._join_pairs(texts, updates, same_title=True)
            self._join_groups(texts, near.groups, places, signed)

    def _join_pairs(self, texts: _Texts, pairs: Pairs, *, same_title: bool) -> None:
        for one, other in pairs.tolist():
            self._join_if_copies(texts, one, other, same_title=same_title)

    def _join_groups(self, texts: _Texts, groups: tuple[Places, ...], places: Places, signed: Signed) -> None:
        """The copies in large groups joined."""

        def numbers_of(rows: Places) -> Iterator[frozenset[int]]:
            return (texts[place].numbers for place in places[rows].tolist())

        labels = replace(signed, labels=self.labels[places])
        for row, others in pairs_of_groups(groups, labels, self.joined, numbers_of):
            for other in places[others].tolist():
                self._join_if_copies(texts, int(places[row]), other, same_title=False)

    def _join_if_copies(self, texts: _Texts, one: int, other: int, *, same_title: bool) -> bool:
        """Whether two articles are one story, now joined."""
        labels = int(self.labels[one]), int(self.labels[other])
        if self.joined.are_joined(*labels):
            return True
        same_publisher = bool(self.index.publishers[one] == self.index.publishers[other])
        if not are_copies(texts[one], texts[other], same_publisher=same_publisher, same_title=same_title):
            return False
        self.joined.join(*labels)
        return True


def _worth_reading(pairs: Pairs, places: Places, signatures: Signatures, n: int) -> Pairs:
    """The pairs of which both have a signature, and the signatures agree at all."""
    row_of = np.full(n, -1, dtype=np.int64)
    row_of[places] = np.arange(places.size)
    rows = row_of[pairs]
    signed = (rows >= 0).all(axis=1)
    pairs, rows = pairs[signed], rows[signed]
    return pairs[equal_hashes(signatures, rows[:, 0], rows[:, 1]) >= LEAST_OF_UPDATE]


class _Texts:
    """The evidence of the texts wanted, by place; on disk where it is more than 16 MB."""

    def __init__(self, scratch: IO[bytes], places: Places) -> None:
        self._scratch = scratch
        self._places = places
        self._spans = np.zeros((places.size, 2), dtype=np.int64)
        self._end = 0
        self._held: dict[int, Evidence] = {}
        self._room = _HELD

    def put(self, place: int, text: str) -> None:
        """The evidence of a text kept."""
        data = Evidence.of(text).to_bytes()
        self._scratch.write(data)
        self._spans[np.searchsorted(self._places, place)] = self._end, len(data)
        self._end += len(data)

    def __getitem__(self, place: int) -> Evidence:
        held = self._held.get(place)
        if held is not None:
            return held
        start, size = self._spans[np.searchsorted(self._places, place)].tolist()
        self._scratch.seek(start)
        evidence = Evidence.from_bytes(self._scratch.read(size))
        if self._room < size:
            self._held, self._room = {}, _HELD
        self._held[place] = evidence
        self._room -= size
        return evidence


@contextmanager
def _texts(workspace: Workspace, index: StoryIndex, wanted: Places) -> Iterator[_Texts]:
    """A context in which the evidence of the texts wanted can be read.

    Raises
    ------
    WorkspaceError
        If the disk has no room for it.
    """
    try:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as scratch:
            texts = _Texts(scratch, wanted)
            for batch in batches(workspace, ARTICLES, ["article_id", "text"], index.ids[wanted]):
                places, known = places_of(index, batch.column("article_id"))
                hit = np.isin(places, wanted)
                rows = pa.array(np.flatnonzero(known)[hit])
                for place, text in zip(places[hit].tolist(), batch.column("text").take(rows).to_pylist(), strict=True):
                    texts.put(place, text)
            yield texts
    except OSError as error:
        raise WorkspaceError(f"The texts of possible copies cannot be kept aside while reading: {error}.") from error
