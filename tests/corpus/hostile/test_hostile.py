import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.publishers import Publishers
from corpus.readers import Problem, Record, read_file
from corpus.schema import INTAKES, REJECTS
from corpus.workspace import Workspace
from tests.corpus.hostile.makers import ARABIC, ENGLISH, FILES

ROOT = Path(__file__).resolve().parents[3]
WHOLE = {
    "line-of-50-mb.jsonl": "line-too-long",
    "line-of-50-mb.csv": "unclosed-quote",
    "line-of-50-mb.txt": "too-large",
    "line-of-50-mb.json": "bad-json",
    "ten-thousand-columns.csv": "too-many-columns",
    "laughs-rss.xml": "xml-entities",
    "laughs-utf16.xml": "xml-entities",
    "bomb.txt.gz": "too-large",
    "bomb.csv.gz": "compression-bomb",
    "bomb-of-rows.jsonl.gz": "too-many-problems",
    "layers.gz": "nested-too-deep",
    "bomb.zip": "compression-bomb",
    "nested.zip": "nested-too-deep",
    "traversal.zip": "unsafe-name",
    "encrypted.zip": "encrypted",
    "lying.zip": "damaged-file",
    "link.zip": "not-a-file",
    "many.zip": "too-many-members",
    "surrogates.jsonl": "bad-encoding",
    "deep.json": "bad-json",
    "deep.jsonl": "bad-json",
    "yaml-bomb.txt": "bad-front-matter",
    "yaml-deep.txt": "bad-front-matter",
    "wide.xlsx": "too-many-cells",
    "repeated.ods": "too-many-cells",
    "lying.warc": "damaged-file",
    "header.warc": "damaged-file",
    "comments-and-tag.html": "no-article",
    "comments.xml": "unknown-format",
    "codec-undefined.html": "too-short",
    "codec-idna.html": "empty-text",
    "codec-punycode.html": "too-short",
    "random-keys.jsonl": "no-text-column",
    "nested-value.jsonl": "nested-too-deep",
    "nested-date.jsonl": "nested-too-deep",
    "forged-end.csv": "too-short",
    "half-character.rss": "empty-text",
    "a-pipe.csv": "not-a-file",
    "a-loop.csv": "not-readable",
}
"""The reason that must be among those a file is refused for."""
ENDINGS = (".", "collect urls addresses.txt")


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    """The folder of hostile files, added by the command line: its exit code, output, accounts and rejects."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    os.mkfifo(folder / "a-pipe.csv")
    (folder / "a-loop.csv").symlink_to(folder / "a-loop.csv")
    (folder / "below").mkdir()
    (folder / "below" / "around").symlink_to(folder)
    (folder / "below" / "back").symlink_to(folder / "below")
    workspace = tmp_path_factory.mktemp("w") / "w"
    command = [sys.executable, "-m", "corpus", "add", str(folder), "--workspace", str(workspace), "--json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return run, Workspace.open(workspace)


def test_nothing_is_a_traceback_and_the_exit_code_says_that_nothing_could_be_read(added):
    run, _ = added
    assert run.returncode == 1
    assert run.stderr.splitlines() == ["error: Nothing could be read from what was given; see the reasons above."]
    assert "Traceback" not in run.stdout


def test_every_file_has_an_account_that_adds_up_and_a_reject_with_a_reason(added):
    run, workspace = added
    accounts = {Path(account["source_uri"]).name: account for account in json.loads(run.stdout)}
    assert accounts.keys() == {*FILES, "a-pipe.csv", "a-loop.csv"}
    assert {name for name, account in accounts.items() if account["n_accepted"] or account["n_duplicate"]} == set()
    assert {name for name, account in accounts.items() if account["n_read"] != account["n_rejected"]} == set()
    assert {name for name, account in accounts.items() if account["n_rejected"] == 0} == set()
    stored = workspace.read(INTAKES).to_pylist()
    assert sum(row["n_read"] for row in stored) == workspace.read(REJECTS).num_rows
    assert {row["detail"] for row in _rejects(workspace) if not row["detail"].rstrip().endswith(ENDINGS)} == set()


@pytest.mark.parametrize(("name", "reason"), WHOLE.items())
def test_the_reason_is_the_right_one(added, name, reason):
    run, _ = added
    accounts = {Path(account["source_uri"]).name: account for account in json.loads(run.stdout)}
    assert reason in accounts[name]["reasons"]


def _rejects(workspace):
    return workspace.read(REJECTS).to_pylist()


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_one_unclosed_quote_costs_one_row(tmp_path, today, text):
    rows = "".join(f"{n},{text} {n}\n" for n in range(7000))
    (tmp_path / "a.csv").write_text(f'title,text\nx,"{text}\n{rows}', encoding="utf-8")
    items = list(read_file(tmp_path / "a.csv", today).items(Publishers(())))
    assert [item.reason for item in items if isinstance(item, Problem)] == ["unclosed-quote"]
    assert len(items) == 7001
    assert items[-1].get("text") == f"{text} 6999"


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_a_row_after_a_line_that_is_too_long_is_read(tmp_path, today, text):
    long = "x" * (5 * 1024 * 1024)
    (tmp_path / "a.csv").write_text(f"title,text\na,{long}\nb,{text}\n", encoding="utf-8")
    items = list(read_file(tmp_path / "a.csv", today).items(Publishers(())))
    assert (items[0].reason, items[1].get("text")) == ("unclosed-quote", text)
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{long * 4}"}}\n{{"text": "{text}"}}\n', encoding="utf-8")
    items = list(read_file(tmp_path / "a.jsonl", today).items(Publishers(())))
    assert (items[0].reason, items[1].get("text")) == ("line-too-long", text)


def test_what_stands_before_the_break_of_a_packed_file_is_read(tmp_path, today):
    import gzip

    lines = "".join(json.dumps({"text": f"{ARABIC} {n} {os.urandom(20).hex()}"}) + "\n" for n in range(2000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-2000])
    items = list(read_file(tmp_path / "a.jsonl.gz", today).items(Publishers(())))
    assert items[-1].reason == "damaged-file"
    assert sum(isinstance(item, Record) for item in items) > 1900
