"""Which signatures the settling of stories reads: those that share a band's key with a new article's.

They are sought for a few bands at a time, and only those found are kept, 240 bytes each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.candidates import Places, Signatures, band_keys
from corpus.nearcopies import BAND_HASHES, BANDS, N_HASHES, SIGNATURE_BYTES
from corpus.schema import FINGERPRINTS
from corpus.storyindex import StoryIndex, batches, places_of
from corpus.workspace import Workspace

_FEW: Final = 8
"""A share of new articles of one in so many makes it worth while to read only signatures that meet a new one."""
_BANDS_AT_ONCE: Final = 8
"""Bands whose keys are in memory together: more of them read the signatures less often."""


def read_signatures(workspace: Workspace, index: StoryIndex, also: Places) -> tuple[Places, Signatures]:
    """The signatures of articles that share a band's key with a new one, and the places of these articles.

    Parameters
    ----------
    workspace : Workspace
        Where they are stored.
    index : StoryIndex
        Its articles.
    also : array of int64
        Places of articles whose signatures are wanted in any case.
    """
    wanted = np.zeros(len(index), dtype=bool)
    if index.is_new.sum() * _FEW >= len(index):
        for first in range(0, BANDS, _BANDS_AT_ONCE):
            _mark_equal(workspace, index, range(first, first + _BANDS_AT_ONCE), wanted)
    else:
        _mark_meeting(workspace, index, wanted)
    wanted[also] = True
    return _signatures(workspace, index, wanted)


def _mark_equal(workspace: Workspace, index: StoryIndex, bands: range, met: NDArray[np.bool_]) -> None:
    """The articles with the key of another one in any of some bands marked."""
    known = np.zeros(len(index), dtype=bool)
    keys = np.zeros((len(bands), len(index)), dtype=np.uint64)
    for places, signatures in _signature_batches(workspace, index, np.ones(len(index), dtype=bool)):
        known[places] = True
        for row, band in enumerate(bands):
            keys[row, places] = band_keys(signatures, band)
    for own in keys:
        order = np.argsort(own)
        order = order[known[order]]
        equal = own[order[1:]] == own[order[:-1]]
        met[order[1:][equal]] = True
        met[order[:-1][equal]] = True


def _mark_meeting(workspace: Workspace, index: StoryIndex, met: NDArray[np.bool_]) -> None:
    """The new articles marked, and the settled ones with the key of a new one in any band."""
    met |= index.is_new
    new = _signatures(workspace, index, index.is_new)[1]
    of_new = [np.unique(band_keys(new, band)) for band in range(BANDS)]
    ends = np.zeros((BANDS, 1 << 16), dtype=bool)  # whether any key ends in a hash: it rules out most without a search
    for band, keys in enumerate(of_new):
        ends[band, keys & np.uint64(0xFFFF)] = True
    for places, signatures in _signature_batches(workspace, index, ~index.is_new):
        for band, keys in enumerate(of_new):
            near = np.flatnonzero(ends[band, signatures[:, (band + 1) * BAND_HASHES - 1]])
            own = band_keys(signatures[near], band)
            met[places[near[np.isin(own, keys)]]] = True


def _signatures(workspace: Workspace, index: StoryIndex, wanted: NDArray[np.bool_]) -> tuple[Places, Signatures]:
    """The places and signatures of the articles wanted that have one."""
    most = int(wanted.sum())
    all_places, found = np.empty(most, dtype=np.int64), np.empty((most, N_HASHES), dtype=np.uint16)
    n = 0
    for places, signatures in _signature_batches(workspace, index, wanted):
        all_places[n : n + places.size] = places
        found[n : n + places.size] = signatures
        n += places.size
    return all_places[:n], found[:n]


def _signature_batches(
    workspace: Workspace, index: StoryIndex, wanted: NDArray[np.bool_]
) -> Iterator[tuple[Places, Signatures]]:
    among = index.ids[wanted] if wanted.sum() * _FEW < len(index) else None
    for batch in batches(workspace, FINGERPRINTS, ["article_id", "signature"], among):
        sized = batch.filter(pc.equal(pc.binary_length(batch.column("signature")), SIGNATURE_BYTES))
        places, known = places_of(index, sized.column("article_id"))
        fixed = pc.cast(sized.column("signature"), pa.binary(SIGNATURE_BYTES))
        data = np.frombuffer(fixed.buffers()[1], "<u2", len(fixed) * N_HASHES, fixed.offset * SIGNATURE_BYTES)
        kept = wanted[places]
        yield places[kept], data.reshape(-1, N_HASHES)[known][kept].astype(np.uint16)
