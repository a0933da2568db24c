"""The log of decisions: added to by several programs at once, damaged, taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from analytics.annotate.actors.decisions import LOG, MAX_KEY, decide, read_history, undo
from analytics.errors import RegistryError
from corpus import Workspace

ROOT = Path(__file__).resolve().parents[4]
DECIDER = """
import sys
from analytics.annotate.actors.decisions import decide
from corpus import Workspace
for number in range(20):
    row = {"action": "dismiss", "key": f"~{sys.argv[2]} {number}"}
    decide(Workspace.open(sys.argv[1]), lambda history: row, sys.argv[2])
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def dismissed(workspace: Workspace, key: str, **more: Any) -> int:
    return decide(workspace, lambda history: {"action": "dismiss", "key": key, **more}, "lina").number


def test_a_decision_is_a_line_with_who_when_and_why(workspace: Workspace) -> None:
    assert dismissed(workspace, "~خالد الدندل", note="ليس فاعلاً") == 1
    assert dismissed(workspace, "~john amer") == 2
    first, second = (json.loads(line) for line in (workspace.root / LOG).read_text("utf-8").splitlines())
    assert (first["who"], first["note"], second["key"]) == ("lina", "ليس فاعلاً", "~john amer")
    history = read_history(workspace.root)
    assert [one.number for one in history.decisions] == [1, 2]
    assert history.decisions[0].at.endswith("+00:00")
    assert list(history.standing) == ["~خالد الدندل", "~john amer"]


def test_of_two_programs_neither_loses_a_line(workspace: Workspace) -> None:
    names = ("عمر", "omar")
    running = [subprocess.Popen([sys.executable, "-c", DECIDER, str(workspace.root), name], cwd=ROOT) for name in names]
    assert [program.wait() for program in running] == [0, 0]
    history = read_history(workspace.root)
    assert history.damaged == ()
    assert set(history.standing) == {f"~{name} {number}" for name in names for number in range(20)}
    assert [one.number for one in history.decisions] == list(range(1, 41))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"action": "dismiss", "key": "~om', "it is not JSON in UTF-8"),
        (b"\xff\xfe", "it is not JSON in UTF-8"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[1]", "it is no decision; allowed actions: accept, same, dismiss, undo"),
        (b'{"action": "merge", "key": "~a"}', "it is no decision"),
        (b'{"action": "dismiss", "key": "omar"}', "'key' must be '~' and a folded name"),
        (json.dumps({"action": "dismiss", "key": "~" + "k" * MAX_KEY}).encode(), f"at most {MAX_KEY} characters"),
        (b'{"action": "accept", "key": "~omar"}', "'actor' must be the entry decided on, got None"),
        (b'{"action": "accept", "key": "~omar", "actor": {"id": "x"}}', "'type' must be a non-empty string"),
        (b'{"action": "same", "key": "~omar", "change": {"id": 3}}', "'id' must be a non-empty string"),
        (b'{"action": "undo", "undoes": "all"}', "'undoes' must be the number of a decision"),
    ],
)
def test_a_damaged_line_is_told_with_its_number_and_the_rest_counts(
    workspace: Workspace, line: bytes, reason: str
) -> None:
    dismissed(workspace, "~omar")
    with (workspace.root / LOG).open("ab") as file:
        file.write(line)  # without a line end, as a power cut would leave it
    assert dismissed(workspace, "~ali") == 3
    history = read_history(workspace.root)
    (told,) = history.damaged
    assert told.startswith(f"{LOG}, line 2 is passed over: ") and reason in told
    assert {key: one.number for key, one in history.standing.items()} == {"~omar": 1, "~ali": 3}


def test_the_last_decision_that_stands_counts(workspace: Workspace) -> None:
    dismissed(workspace, "~omar", note="one")
    dismissed(workspace, "~omar", note="two")
    assert read_history(workspace.root).standing["~omar"].note == "two"
    assert decide(workspace, undo(None), "lina").undoes == 2
    assert read_history(workspace.root).standing["~omar"].note == "one"
    assert decide(workspace, undo(1), "lina").undoes == 1
    assert read_history(workspace.root).standing == {}
    assert len(read_history(workspace.root).decisions) == 4


@pytest.mark.parametrize("number", [2, 3, 0, -1, 99])
def test_only_what_stands_can_be_taken_back(workspace: Workspace, number: int) -> None:
    dismissed(workspace, "~omar")
    dismissed(workspace, "~ali")
    decide(workspace, undo(2), "lina")
    with pytest.raises(RegistryError, match=f"no decision {number} to take back; allowed: 1"):
        decide(workspace, undo(number), "lina")


def test_there_may_be_nothing_to_take_back(workspace: Workspace) -> None:
    with pytest.raises(RegistryError, match="There is no decision to take back"):
        decide(workspace, undo(None), "lina")
    assert not (workspace.root / LOG).exists()


@pytest.mark.parametrize("key", ["~" + "ن" * MAX_KEY, "omar", "~"])
def test_what_could_not_be_read_again_is_not_written(workspace: Workspace, key: str) -> None:
    dismissed(workspace, "~omar")
    before = (workspace.root / LOG).read_bytes()
    with pytest.raises(RegistryError, match="'key' must be '~' and a folded name"):
        dismissed(workspace, key)
    assert (workspace.root / LOG).read_bytes() == before


def test_half_a_character_in_a_note_is_written_out(workspace: Workspace) -> None:
    dismissed(workspace, "~omar", note="\ud800")
    assert read_history(workspace.root).decisions[0].note == "\\ud800"
