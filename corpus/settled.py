"""How far the corpus was looked through: a small JSON file beside its tables, whole or not there at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import WorkspaceError

State = TypeVar("State")


def read_settled(path: Path, parse: Callable[[Any], State], never: State) -> State:
    """What a file says, made of its JSON by ``parse``; ``never`` where there is no file.

    Raises
    ------
    WorkspaceError
        If the file cannot be read, or does not hold what ``parse`` looks for.
    """
    try:
        return parse(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return never
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkspaceError(
            f"{str(path)!r} cannot be read ({error}); delete it, and the next add makes it anew."
        ) from error


def write_settled(path: Path, found: Mapping[str, Any]) -> None:
    """Put what was found into the file; a crash leaves the old one or the new one.

    Raises
    ------
    WorkspaceError
        If the file cannot be written.
    """
    draft = path.with_suffix(".draft")
    try:
        draft.write_text(json.dumps(found) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise WorkspaceError(f"{str(path)!r} cannot be written: {error.strerror or error}.") from error
