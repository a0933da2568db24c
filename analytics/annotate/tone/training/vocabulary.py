"""The vocabulary of multilingual-e5-small, cut to what Arabic and English text needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_SPECIAL: Final = 4  # <s>, <pad>, </s>, <unk>
_ARABIC: Final = re.compile("^▁?[\u0600-\u06ff]+$")
_LATIN: Final = re.compile("^▁?[A-Za-z]+$")
# Pieces are in the order of how common they were in a hundred languages. Up to here a piece is kept, seen or not.
_ARABIC_UP_TO: Final = 120_000
_LATIN_UP_TO: Final = 15_000
_NEVER: Final = -100.0  # score of a piece that no segmentation takes
_SEEN: Final = 2  # times a rarer piece is met in the texts to be kept
_BATCH: Final = 2_000


def kept_pieces(tokenizer: dict[str, Any], texts: Iterable[str]) -> NDArray[np.int64]:
    """Ids of the pieces to keep, ascending: special and single ones, the commonest of both scripts, all met twice.

    Parameters
    ----------
    tokenizer : dict
        A ``tokenizer.json`` of kind Unigram.
    texts : iterable of str
    """
    vocabulary = [piece for piece, _ in tokenizer["model"]["vocab"]]
    seen = np.zeros(len(vocabulary), dtype=np.int64)
    kept = np.zeros(len(vocabulary), dtype=bool)
    kept[:_SPECIAL] = True
    for number, piece in enumerate(vocabulary):
        kept[number] |= len(piece.removeprefix("▁")) <= 1
        kept[number] |= number < _ARABIC_UP_TO and bool(_ARABIC.match(piece))
        kept[number] |= number < _LATIN_UP_TO and bool(_LATIN.match(piece))
    reader = Tokenizer.from_str(json.dumps(tokenizer))
    reader.no_truncation()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _BATCH:
            _count(seen, reader, batch)
            batch = []
    _count(seen, reader, batch)
    return np.flatnonzero(kept | (seen >= _SEEN))


def _count(seen: NDArray[np.int64], reader: Tokenizer, batch: list[str]) -> None:
    for encoding in reader.encode_batch_fast(batch, add_special_tokens=False):
        np.add.at(seen, encoding.ids, 1)


def cut(tokenizer: dict[str, Any], pieces: NDArray[np.int64]) -> dict[str, Any]:
    """The same tokenizer with some pieces only. No text is read as a special one: "<s>" is three characters."""
    vocabulary = [tokenizer["model"]["vocab"][number] for number in pieces]
    vocabulary[:_SPECIAL] = [[piece, _NEVER] for piece, _ in vocabulary[:_SPECIAL]]
    model = tokenizer["model"] | {"vocab": vocabulary}
    dropped = dict.fromkeys(["post_processor", "truncation", "padding"])
    return tokenizer | dropped | {"model": model, "added_tokens": []}


def pieces_of(tokenizer: dict[str, Any], before: dict[str, Any]) -> NDArray[np.int64]:
    """Ids in a tokenizer of the pieces of one that was cut from it."""
    number = {piece: at for at, (piece, _) in enumerate(tokenizer["model"]["vocab"])}
    return np.array([number[piece] for piece, _ in before["model"]["vocab"]], dtype=np.int64)
