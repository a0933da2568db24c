import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.processes import map_in_processes

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
from corpus import Workspace
from corpus.processes import map_in_processes
print("ran")
print(list(map_in_processes(abs, [-3, 2, -1], 2, print)))
"""


def test_results_come_in_the_order_of_the_work():
    assert list(map_in_processes(abs, range(-40, 0), 2, int)) == list(range(40, 0, -1))


def test_a_script_without_a_guard_is_run_once(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT)
    command = [sys.executable, str(tmp_path / "script.py")]
    found = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.split("\n")[0] == "ran"
    assert found.stdout.count("ran") == 1
    assert "[3, 2, 1]" in found.stdout


def test_a_worker_that_is_killed_is_told():
    with pytest.raises(CorpusError, match="worker process was killed"):
        list(map_in_processes(os._exit, [3], 1, int))


LONG = 20.0


def ready():
    """What each process does first: nothing."""


def work(piece):
    """The name of a file that is written after some seconds."""
    seconds, name = piece
    time.sleep(seconds)
    Path(name).touch()
    return name


def test_work_under_way_is_dropped_when_its_results_are_no_longer_taken(tmp_path):
    quick, slow = str(tmp_path / "quick"), str(tmp_path / "slow")
    pieces = [(0.0, quick), (LONG, slow), *[(0.0, quick)] * 12]
    results = map_in_processes(work, pieces, 2, ready)
    assert next(results) == quick
    results.close()
    assert not Path(slow).exists()
