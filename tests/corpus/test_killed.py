"""An add that dies at any moment: the next one completes it, and every account adds up.

``MARSAD_KILLS=50 python -m pytest tests/corpus/test_killed.py`` kills fifty times instead of a few.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus import Workspace, add_paths
from corpus.journal import FOLDER, Journal
from corpus.schema import ARTICLES, FINGERPRINTS, INTAKES, REJECTS

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("MARSAD_KILLS", "6"))
ROWS = 3000
BATCH = 200
_ADD = f"""
import sys, corpus.session
corpus.session.BATCH = {BATCH}
from corpus.__main__ import app
app(["add", *sys.argv[1:]], prog_name="add")
"""
"""The command line itself, but storing more often, so that more moments of storing are met."""


def _rows(chance):
    """Articles, copies of them, near-copies and rows to reject, in both languages."""
    rows = []
    for number in range(ROWS):
        text = f"وصلت القافلة رقم {number} إلى المخيم هذا الصباح بعد انتظار دام أسبوعا كاملا في البلدة"
        if number % 2:
            text = f"Convoy number {number} reached the camp this morning after a week of waiting in the town"
        kind = chance.randrange(20)
        row = {"title": f"Convoy {number}", "text": text, "source": f"Paper {number % 7}", "date": "2018-03-01"}
        copied = {**chance.choice(rows), "date": ""} if kind == 1 and rows else row
        rows.append({**row, "text": ""} if kind == 0 else copied)
    return rows


def _start(workspace, path):
    command = [sys.executable, "-c", _ADD, str(path), "--workspace", str(workspace.root), "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _check(workspace):
    """What is stored is whole: no article twice or torn, and the accounts add up to what is there."""
    articles = workspace.read(ARTICLES).to_pylist()
    assert len({row["article_id"] for row in articles}) == len(articles)
    assert all(row["text"] and row["content_sha256"] and row["source_uri"] for row in articles)
    prints = workspace.read(FINGERPRINTS, columns=["article_id"])["article_id"].to_pylist()
    assert sorted(prints) == sorted(row["article_id"] for row in articles)
    intakes = workspace.read(INTAKES).to_pylist()
    sums = {name: sum(row[name] for row in intakes) for name in ("n_read", "n_accepted", "n_duplicate", "n_rejected")}
    assert sums["n_read"] == sums["n_accepted"] + sums["n_duplicate"] + sums["n_rejected"]
    assert sums["n_accepted"] == len(articles)
    return sums


def _stories(workspace):
    columns = ["article_id", "story_id", "is_original"]
    return workspace.read(ARTICLES, columns=columns).sort_by("article_id").to_pylist()


def test_killed_at_random_moments_every_restart_completes(tmp_path):
    chance = random.Random(KILLS)
    path = tmp_path / "articles.jsonl"
    rows = _rows(chance)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    whole = Workspace.create(tmp_path / "whole")
    began = time.monotonic()
    with _start(whole, path) as process:
        assert process.wait() == 0, process.stderr.read()
    lasts = time.monotonic() - began
    expected = _check(whole)
    digest = whole.corpus_digest()["digest"]
    n_unfinished = 0
    for kill in range(KILLS):
        workspace = Workspace.create(tmp_path / f"killed-{kill}")
        for _ in range(2):  # killed, killed again while it picks up, and then left to end
            with _start(workspace, path) as process:
                time.sleep(chance.uniform(0.25, 1.0) * lasts)
                process.kill()
        n_unfinished += workspace.version(ARTICLES) < 0 or workspace.read(ARTICLES).num_rows < expected["n_accepted"]
        with _start(workspace, path) as process:
            output, errors = process.communicate()
        assert process.returncode == 0, errors
        (last,) = json.loads(output)
        assert last["n_read"] == len(rows) == last["n_accepted"] + last["n_duplicate"] + last["n_rejected"]
        sums = _check(workspace)
        assert sums["n_accepted"] == expected["n_accepted"]
        assert workspace.corpus_digest()["digest"] == digest
        assert _stories(workspace) == _stories(whole)
    assert n_unfinished > 0, "no kill came in time to interrupt anything"


class _Killed(BaseException):
    """Stands for a kill: nothing in the product catches it."""


@pytest.mark.parametrize("at", range(12))
def test_killed_at_each_step_of_storing_a_batch_nothing_is_lost_or_doubled(tmp_path, monkeypatch, at):
    """Each write of the journal and of a table is once the last thing that happens."""
    workspace = Workspace.create(tmp_path / "w")
    path = tmp_path / "a.jsonl"
    rows = [*_rows(random.Random(1))[:40], {"title": "x"}]
    better = [{**row, "date": "2017-01-01", "title": f" {row['title']}"} for row in rows[:5]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows[:20]), encoding="utf-8")
    add_paths(workspace, [path])
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, *better]), encoding="utf-8")
    steps = 0

    def dying(method):
        def step(*args, **kwargs):
            nonlocal steps
            steps += 1
            if steps == at + 1:
                raise _Killed
            return method(*args, **kwargs)

        return step

    with monkeypatch.context() as patched:
        for owner, name in ((Workspace, "append"), (Workspace, "patch"), (Path, "rename"), (Path, "mkdir")):
            patched.setattr(owner, name, dying(getattr(owner, name)))
        patched.setattr("corpus.journal._write_rows", dying(__import__("corpus.journal").journal._write_rows))
        try:
            add_paths(workspace, [path])
        except _Killed:
            pass
    add_paths(workspace, [path])
    _check(workspace)
    whole = Workspace.create(tmp_path / "whole")
    add_paths(whole, [path])
    assert workspace.corpus_digest()["digest"] == whole.corpus_digest()["digest"]
    assert list((workspace.root / "corpus" / FOLDER).iterdir()) == []
    assert Journal(workspace).replay() == 0
    assert workspace.read(REJECTS).num_rows == whole.read(REJECTS).num_rows
