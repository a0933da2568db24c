"""Rows of the TOML files people edit."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from analytics.errors import RegistryError


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises
    ------
    RegistryError
        If the file is missing or is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name} cannot be read as TOML: {error}. Correct the file and try again.") from error


def read_rows(path: Path, key: str) -> list[dict[str, Any]]:
    """Rows of ``[[key]]`` of a TOML file.

    Raises
    ------
    RegistryError
        If the file is missing, is not TOML in UTF-8, or has something else under ``key``.
    """
    content = read_toml(path)
    rows = content.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegistryError(f"{path.name}: {key!r} must be a list of tables; write each as [[{key}]].")
    return rows
