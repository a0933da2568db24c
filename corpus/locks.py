"""Locks by which one process at a time writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import BusyError, WorkspaceError


@contextmanager
def held(root: Path, name: str, timeout: float) -> Iterator[None]:
    """A context in which this process alone holds the lock of a name in a folder.

    Raises
    ------
    BusyError
        If another still holds it after ``timeout`` seconds.
    WorkspaceError
        If the folder cannot be written.
    """
    folder = root / ".locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock", timeout=timeout)
        lock.acquire()
    except Timeout:
        raise BusyError(
            f"Another program has been writing {name!r} in {str(root)!r} for {timeout:g} s; wait for it and try again."
        ) from None
    except OSError as error:
        raise WorkspaceError(f"{str(root)!r} cannot be locked for writing: {error}.") from error
    try:
        yield
    finally:
        lock.release()
