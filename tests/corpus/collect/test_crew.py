from __future__ import annotations

import threading

import pytest

from corpus.collect.crew import Crew
from corpus.collect.pace import Stopped


def everything(crew):
    found = []
    while crew.n_pending:
        result = crew.take(5.0)
        assert result is not None
        found.append(result)
    return found


def test_all_jobs_are_done_and_of_a_host_in_their_order():
    crew = Crew(lambda job: job, lambda host: 0.0, 3)
    for number in range(30):
        crew.submit(f"h{number % 3}", number)
    found = everything(crew)
    assert sorted(found) == list(range(30))
    assert all([n for n in found if n % 3 == host] == list(range(host, 30, 3)) for host in range(3))
    assert crew.take(0) is None
    crew.stop()


def test_a_host_is_worked_on_by_one_thread_at_a_time():
    busy, most, lock = {"a": 0, "b": 0}, {"a": 0, "b": 0}, threading.Lock()
    met = threading.Barrier(2)  # passed only where the two hosts are worked on at once

    def work(host):
        with lock:
            busy[host] += 1
            most[host] = max(most[host], busy[host])
        met.wait(10)
        with lock:
            busy[host] -= 1
        return host

    crew = Crew(work, lambda host: 0.0, 4)
    for _ in range(5):
        crew.submit("a", "a")
        crew.submit("b", "b")
    assert sorted(everything(crew)) == ["a"] * 5 + ["b"] * 5
    assert most == {"a": 1, "b": 1}
    crew.stop()


def test_an_error_is_raised_where_results_are_taken_and_the_others_go_on():
    def work(job):
        if job == "bad":
            raise ValueError(job)
        return job

    crew = Crew(work, lambda host: 0.0, 1)
    for job in ("bad", "good"):
        crew.submit("a", job)
    with pytest.raises(ValueError, match="bad"):
        crew.take(5.0)
    assert everything(crew) == ["good"]
    crew.stop()


def test_nothing_is_begun_after_a_stop():
    def work(job):
        raise Stopped

    crew = Crew(work, lambda host: 0.0, 1)
    crew.submit("a", 1)
    crew.submit("a", 2)
    while not crew._is_stopped:
        threading.Event().wait(0.01)
    assert crew.take(0.05) is None
    assert crew.n_pending == 2
