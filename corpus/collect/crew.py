"""Threads that work on several hosts at once and on each host one job at a time."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from corpus.collect.pace import Stopped

Job = TypeVar("Job")
Result = TypeVar("Result")
MOST_RESULTS: Final = 8
"""Results that wait to be taken; a thread with one more waits, so that pages do not pile up in memory."""


class Crew(Generic[Job, Result]):
    """Jobs in, results out, in no certain order.

    Parameters
    ----------
    work : callable
        Does a job of a host.
    ready_at : callable
        When a host may be asked; of the hosts with jobs, the first is taken up first.
    size : int
        Threads.
    """

    def __init__(self, work: Callable[[Job], Result], ready_at: Callable[[str], float], size: int) -> None:
        self._work = work
        self._ready_at = ready_at
        self._jobs: dict[str, deque[Job]] = {}
        self._idle: set[str] = set()
        self._change = threading.Condition()
        self._results: queue.Queue[Result | BaseException] = queue.Queue(MOST_RESULTS)
        self._is_stopped = False
        self.n_pending = 0
        self._n_busy = 0
        for number in range(size):  # daemons: a request under way does not hold up the end of the program
            threading.Thread(target=self._run, name=f"collect-{number}", daemon=True).start()

    def submit(self, host: str, job: Job) -> None:
        """A job given to the crew."""
        with self._change:
            if host not in self._jobs:
                self._jobs[host] = deque()
                self._idle.add(host)
            self._jobs[host].append(job)
            self._change.notify()
        self.n_pending += 1

    def take(self, timeout: float) -> Result | None:
        """The next result, or None if none comes within ``timeout`` seconds; an error of the work is raised here."""
        try:
            found = self._results.get(timeout=timeout) if timeout > 0 else self._results.get_nowait()
        except queue.Empty:
            return None
        self.n_pending -= 1
        if isinstance(found, BaseException):
            raise found
        return found

    def is_busy(self) -> bool:
        """Whether a job is under way or a result waits to be taken."""
        with self._change:
            return self._n_busy > 0 or not self._results.empty()

    def stop(self) -> None:
        """No further job is begun."""
        with self._change:
            self._is_stopped = True
            self._change.notify_all()

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            host, job = taken
            try:
                self._results.put(self._work(job))
            except Stopped:
                self.stop()
            except BaseException as error:  # handed to the thread that takes results, and raised there
                self._results.put(error)
            self._give_back(host)

    def _next(self) -> tuple[str, Job] | None:
        with self._change:
            while not self._idle and not self._is_stopped:
                self._change.wait()
            if self._is_stopped:
                return None
            host = min(self._idle, key=lambda name: (self._ready_at(name), name))
            self._idle.remove(host)
            self._n_busy += 1
            return host, self._jobs[host].popleft()

    def _give_back(self, host: str) -> None:
        with self._change:
            self._n_busy -= 1
            if self._jobs[host]:
                self._idle.add(host)
                self._change.notify()
            else:
                del self._jobs[host]
