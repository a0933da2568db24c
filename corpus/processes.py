"""Work spread over worker processes, its results in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from types import ModuleType
from typing import Any, Final, TypeVar

from corpus.errors import CorpusError

AHEAD: Final = 4
"""Pieces of work a process that are under way, so that memory stays flat however many there are."""

Work = TypeVar("Work")
Result = TypeVar("Result")


def n_cores() -> int:
    """The cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_in_processes(
    function: Callable[[Work], Result],
    work: Iterable[Work],
    processes: int,
    prepare: Callable[..., None],
    given: tuple[Any, ...] = (),
) -> Iterator[Result]:
    """The results of a function over pieces of work, in their order, a few pieces ahead at a time.

    Parameters
    ----------
    function : callable
        Of a module, taking one piece of work.
    work : iterable
        Read as the results are taken.
    processes : int
        How many work.
    prepare : callable
        Of a module, called once in each process with ``given``, which must be small: it is sent through a pipe that
        nobody reads if the process dies at once.
    given : tuple
        What ``prepare`` gets.

    Raises
    ------
    CorpusError
        If a worker process was killed.
    """
    spawn = multiprocessing.get_context("spawn")
    stop = spawn.Event()
    pool = ProcessPoolExecutor(processes, mp_context=spawn, initializer=_start, initargs=(stop, prepare, given))
    waiting: deque[Future[Result]] = deque()
    try:
        for piece in work:
            with _without_main():  # a process may be started at each of the first pieces
                waiting.append(pool.submit(function, piece))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise CorpusError(
            "A worker process was killed, perhaps for want of memory; what was stored before is whole. "
            "Do the same again to go on."
        ) from error
    except BaseException:  # whoever takes the results wants no more: what is under way is not waited for
        stop.set()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _without_main() -> Iterator[None]:
    """While processes are started, the program's main module is hidden from them.

    A spawned process would run a user's script again before it starts to work, and end in a maze of processes where the
    script has no ``if __name__ == "__main__"``; our functions are in modules of their own and need nothing of it.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _start(stop: Event, prepare: Callable[..., None], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_end_when, args=(stop,), daemon=True).start()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare(*given)


def _end_when(stop: Event) -> None:
    """A worker in the middle of a long piece of work would finish it first, for nobody."""
    stop.wait()
    os._exit(1)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
