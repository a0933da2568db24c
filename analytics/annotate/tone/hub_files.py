"""The files of hub models on this machine: nothing is downloaded unless allowed, and nothing that runs code."""

from __future__ import annotations

import hashlib
import importlib
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from analytics.errors import ModelError

ALLOWING: Final = "MARSAD_ALLOW_DOWNLOAD"
"""Environment variable that allows downloads: 1, true or yes."""
_WANTED: Final = (
    "config.json",
    "*.safetensors",
    "*.safetensors.index.json",
    "tokenizer*.json",
    "vocab*",
    "merges.txt",
    "special_tokens_map.json",
    "sentencepiece*",
    "spiece.model",
)
"""Neither pickled weights (.bin, .pt) nor code (.py)."""
_SHOWN: Final = 12  # digits of a revision or digest
DIGEST: Final = "sha256:"
"""Before a revision that is a digest of files and no commit."""
_BLOCK: Final = 1 << 20
_YES: Final = frozenset({"1", "true", "yes"})


def fetch(name: str, *, may_download: bool = False) -> Path:
    """The folder of a model, given by its folder or its hub name.

    Parameters
    ----------
    name : str
    may_download : bool
        Whether a model that is not on this machine is downloaded; environment variable ``MARSAD_ALLOW_DOWNLOAD`` says
        the same.

    Raises
    ------
    ModelError
        If packages are missing, or the model is not here and must not or cannot be downloaded, or has no safetensors.
    """
    folder = Path(name)
    if not folder.is_dir():
        allowed = may_download or os.environ.get(ALLOWING, "").strip().lower() in _YES
        folder = _from_hub(name, required("huggingface_hub"), may_download=allowed)
    if not (folder / "config.json").is_file() or not any(folder.glob("*.safetensors")):
        raise ModelError(
            f"Hub model {name[:120]!r} has no config.json or no .safetensors weights in {str(folder)!r}; other weights "
            "are not read, because reading them can run code. Choose a model with safetensors, or convert it."
        )
    return folder


def _from_hub(name: str, hub: Any, *, may_download: bool) -> Path:  # noqa: ANN401
    try:
        return Path(hub.snapshot_download(name, allow_patterns=list(_WANTED), local_files_only=True))
    except (OSError, ValueError) as error:  # a name that is none is a ValueError
        if not may_download:
            raise ModelError(
                f"Hub model {name[:120]!r} is no folder and is not on this machine. Marsad "
                "would download its configuration, tokenizer and safetensors weights from huggingface.co; to allow "
                f"that, add --allow-download or set {ALLOWING}=1."
            ) from error
    try:
        return Path(hub.snapshot_download(name, allow_patterns=list(_WANTED)))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"Hub model {name[:120]!r} cannot be downloaded: {_first_line(error)}. Check the name and the connection, "
            "or give the folder of a model."
        ) from error


def required(package: str) -> Any:  # noqa: ANN401
    """A module of extra ``hub``.

    Raises
    ------
    ModelError
        If it is not installed.
    """
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise ModelError(
            f"Hub models need package {error.name or package!r}, which is not installed. "
            'Install the extra: pip install "marsad[hub]"'
        ) from error


def shown_name(name: str) -> str:
    """What a model is called wherever it is shown: its hub name, or the last part of its folder.

    The whole path of a folder would tell readers of a report how a machine is laid out, and who works on it.
    """
    return Path(os.path.abspath(name)).name if Path(name).is_dir() else name  # a link keeps its name


def revision(name: str) -> str:
    """What tells a model's files from others: the commit of a hub model, else a digest of the files.

    Only the hub's own cache is trusted to have the files of the commit its folder is called after: a folder the user
    gives has a digest, whatever it is called.

    Raises
    ------
    ModelError
        As :func:`fetch`.
    """
    folder = fetch(name)
    if not Path(name).is_dir() and folder.parent.name == "snapshots":
        return folder.name[:_SHOWN]
    whole = hashlib.sha256()
    for path in sorted({path for pattern in _WANTED for path in folder.glob(pattern) if path.is_file()}):
        whole.update(path.name.encode("utf-8", "surrogateescape") + b"\0")
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                whole.update(block)
    return DIGEST + whole.hexdigest()[:_SHOWN]


def versions() -> str:
    """The versions of the packages that run a hub model."""
    try:
        return ", ".join(f"{name} {version(name)}" for name in ("transformers", "torch"))
    except PackageNotFoundError as error:
        raise ModelError(
            f'Hub models need package {error.name!r}, which is not installed: pip install "marsad[hub]"'
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
