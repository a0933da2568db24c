import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from corpus import Intake, Workspace, add_paths, add_sample
from corpus.article import Preparer
from corpus.errors import CorpusError, ReaderError, WorkspaceError
from corpus.intake import files_at
from corpus.readers.formats import READERS
from corpus.schema import ARTICLES, INTAKES, REJECTS

ROOT = Path(__file__).resolve().parents[2]


def _row(number, **other):
    text = f"The convoy number {number} reached the camp this morning after a week of waiting."
    return {"title": f"Convoy {number}", "text": text, "source": "River", "date": "2018-03-01", **other}


def _jsonl(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _articles(workspace, *columns):
    rows = workspace.read(ARTICLES, columns=["article_id", *columns]).sort_by("article_id").to_pylist()
    return {row.pop("article_id"): row for row in rows}


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "w")


def test_every_row_is_accounted_for_and_stored(tmp_path, workspace):
    rows = [
        _row(1),
        _row(1),
        _row(2, title="CONVOY  2"),
        _row(2),
        _row(3, text=""),
        {"title": "x"},
        _row(4, text="short", title=""),
    ]
    (intake,) = add_paths(workspace, [_jsonl(tmp_path / "a.jsonl", rows)])
    assert (intake.n_read, intake.n_accepted, intake.n_duplicate, intake.n_rejected) == (7, 2, 2, 3)
    assert intake.reasons == (("empty-text", 1), ("no-text-column", 1), ("too-short", 1))
    stored = workspace.read(INTAKES).to_pylist()[0]
    assert (stored["n_read"], stored["format"]) == (7, "jsonl")
    assert stored["mapping"] == "title>title, text>text, source>publisher, date>date"
    assert sorted(workspace.read(REJECTS)["position"].to_pylist()) == [5, 6, 7]


def test_an_account_that_does_not_add_up_is_refused():
    with pytest.raises(CorpusError, match="does not add up"):
        Intake("a", "csv", "", 3, 1, 1, 0)


def test_a_file_added_twice_adds_nothing(tmp_path, workspace):
    path = _jsonl(tmp_path / "a.jsonl", [_row(1), _row(2), _row(3, text="")])
    add_paths(workspace, [path])
    digest = workspace.corpus_digest()["digest"]
    (again,) = add_paths(workspace, [path])
    assert (again.n_accepted, again.n_duplicate, again.n_rejected) == (0, 2, 1)
    assert workspace.corpus_digest()["digest"] == digest
    assert (workspace.read(REJECTS).num_rows, workspace.read(INTAKES).num_rows) == (1, 2)


def test_the_same_text_by_another_publisher_is_a_copy_of_the_story(tmp_path, workspace):
    later = _row(1, source="وكالة التل", date="2018-03-02")
    add_paths(workspace, [_jsonl(tmp_path / "a.jsonl", [later])])
    add_paths(workspace, [_jsonl(tmp_path / "b.jsonl", [_row(1), _row(1, source="Lake", title="Other", date="")])])
    rows = {row["publisher"]: row for row in _articles(workspace, "publisher", "story_id", "is_original").values()}
    assert {name: row["is_original"] for name, row in rows.items()} == {
        "River": True,
        "وكالة التل": False,
        "Lake": False,
    }
    assert len({row["story_id"] for row in rows.values()}) == 1


def test_the_order_of_rows_changes_nothing(tmp_path):
    rows = [
        _row(n, source=source, date=date)
        for n in range(6)
        for source in ("A", "B")
        for date in ("2018-03-02", "2018-03-01", "")
    ]
    digests, kept = set(), []
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        workspace = Workspace.create(tmp_path / str(seed))
        add_paths(workspace, [_jsonl(tmp_path / f"{seed}.jsonl", rows)])
        digests.add(workspace.corpus_digest()["digest"])
        kept.append(_articles(workspace, "is_original", "published_at", "story_id"))
    assert len(digests) == 1
    assert all(one == kept[0] for one in kept)
    assert len(kept[0]) == 12
    assert {row["published_at"].day for row in kept[0].values()} == {1}


def test_the_earliest_copy_of_a_row_is_kept_across_files(tmp_path, workspace):
    add_paths(workspace, [_jsonl(tmp_path / "a.jsonl", [_row(1, date="2018-03-05", url="https://x.example/late")])])
    add_paths(workspace, [_jsonl(tmp_path / "b.jsonl", [_row(1, date="2018-03-01", url="https://x.example/early")])])
    (row,) = _articles(workspace, "url", "published_at", "is_original").values()
    assert (row["url"], row["published_at"].day, row["is_original"]) == ("https://x.example/early", 1, True)


def test_what_is_stored_of_a_row(tmp_path, workspace):
    row = _row(
        1,
        title="خبر\x1a  عاجل",
        author="دبي - النهر",
        category="world",
        url="javascript:alert(1)",
        time_raw="Thu, 01 Mar 2018 02:28:09 +0400",
    )
    row["text"] = "وصلت القافلة إلى المخيم\x1a صباح اليوم بعد أسبوع من الانتظار.\n...المزيد"
    (intake,) = add_paths(workspace, [_jsonl(tmp_path / "a.jsonl", [row])])
    (stored,) = workspace.read(ARTICLES).to_pylist()
    assert stored["title"] == "خبر عاجل"
    assert stored["text"] == "وصلت القافلة إلى المخيم صباح اليوم بعد أسبوع من الانتظار."
    assert stored["removed"] == ["...المزيد"]
    assert (stored["author"], stored["section"], stored["language"]) == ("دبي - النهر", "world", "ar")
    assert stored["published_at"].isoformat() == "2018-02-28T22:28:09+00:00"
    assert (stored["published_precision"], stored["published_basis"]) == ("minute", "metadata")
    assert (stored["url"], stored["n_words"], stored["is_sample"]) == (None, 12, False)
    assert stored["source_uri"].endswith("a.jsonl#1")
    assert intake.notes == (("address-dropped", 1),)


def test_a_missing_or_unbelieved_date_is_noted_and_never_1970(tmp_path, workspace):
    rows = [_row(1, date="2999-01-01"), _row(2, date="1970-01-01"), _row(3, date="")]
    (intake,) = add_paths(workspace, [_jsonl(tmp_path / "a.jsonl", rows)])
    assert {row["published_at"] for row in _articles(workspace, "published_at").values()} == {None}
    assert dict(intake.notes) == {
        "undated:placeholder-date": 1, "undated:in-the-future": 1, "undated:no-date-in-text": 1,
    }  # fmt: skip


def test_a_csv_of_months_first_and_a_folder_of_pages(tmp_path, workspace):
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "rows.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["article_title", "article_content", "date"])
        writer.writerows(
            [row["title"], row["text"], date] for row, date in ((_row(1), "4/5/2017"), (_row(2), "4/25/2017"))
        )
    (folder / "page.txt").write_text(
        "قافلة تصل إلى المخيم\n\nوصلت القافلة إلى المخيم صباح اليوم بعد أسبوع.", encoding="utf-8"
    )
    (folder / ".hidden").write_text("x")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n")
    intakes = add_paths(workspace, [folder])
    assert [(Path(one.source_uri).name, one.format, one.n_accepted, one.n_rejected) for one in intakes] == [
        ("page.txt", "page", 1, 0),
        ("picture.png", "binary", 0, 1),
        ("rows.csv", "csv", 2, 0),
    ]
    stored = {row["title"]: row for row in _articles(workspace, "title", "published_at", "publisher_id").values()}
    assert stored["Convoy 1"]["published_at"].date().isoformat() == "2017-04-05"
    assert stored["قافلة تصل إلى المخيم"]["publisher_id"] == "unknown"


def test_a_missing_path_is_told_before_anything_is_read(tmp_path):
    with pytest.raises(ReaderError, match="no file or folder"):
        files_at([tmp_path / "missing"])


def test_the_sample_is_marked_and_in_both_languages(workspace):
    intakes = add_sample(workspace)
    rows = _articles(workspace, "is_sample", "language", "published_precision", "publisher_id")
    assert sum(one.n_rejected for one in intakes) == 0
    assert len(rows) == sum(one.n_accepted for one in intakes) >= 100
    assert {row["is_sample"] for row in rows.values()} == {True}
    assert {row["language"] for row in rows.values()} == {"ar", "en"}
    assert {row["published_precision"] for row in rows.values()} == {"day", "minute"}
    assert len({row["publisher_id"] for row in rows.values()}) == 6


def _add_process(workspace, path):
    command = [sys.executable, "-m", "corpus", "add", str(path), "--workspace", str(workspace)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_two_adds_at_once_both_succeed_and_double_nothing(tmp_path):
    path = _jsonl(tmp_path / "a.jsonl", [_row(n) for n in range(300)])
    processes = [_add_process(tmp_path / "w", path) for _ in range(2)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    workspace = Workspace.open(tmp_path / "w")
    assert len(_articles(workspace)) == workspace.read(ARTICLES).num_rows == 300
    assert sorted(workspace.read(INTAKES)["n_accepted"].to_pylist()) == [0, 300]


def test_an_add_that_is_killed_leaves_whole_articles_and_the_next_completes(tmp_path, workspace):
    path = _jsonl(tmp_path / "a.jsonl", [_row(n) for n in range(6000)])
    process = _add_process(workspace.root, path)
    while process.poll() is None and workspace.version(ARTICLES) < 1:  # until a first batch is stored
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert workspace.read(ARTICLES).num_rows % 2000 == 0
    (intake,) = add_paths(workspace, [path])
    assert intake.n_accepted + intake.n_duplicate == 6000
    assert len(_articles(workspace)) == workspace.read(ARTICLES).num_rows == 6000


def test_of_equal_copies_the_same_is_kept_in_any_order(tmp_path):
    copies = [
        _row(1),
        _row(1, title="CONVOY  1"),
        _row(1, text=_row(1)["text"].upper()),
        _row(1, source="RIVER"),
        _row(1, text=_row(1)["text"].replace(" camp", "  camp") + "\nRead more"),
        _row(1, date="2018-03-01T00:00:00.5"),
    ]
    kept, digests = [], set()
    for seed in range(6):
        random.Random(seed).shuffle(copies)
        workspace = Workspace.create(tmp_path / str(seed))
        for number, copy in enumerate(copies):  # each add reads the ranks of what is stored
            add_paths(workspace, [_jsonl(tmp_path / f"{seed}-{number}.jsonl", [copy])])
        (row,) = workspace.read(ARTICLES).to_pylist()
        kept.append({name: row[name] for name in row if name not in ("collected_at", "source_uri")})
        digests.add(workspace.corpus_digest()["digest"])
    assert all(row == kept[0] for row in kept)
    assert len(digests) == 1


def test_bytes_that_are_no_text_in_names_and_headers_are_written_out(tmp_path, workspace):
    folder = tmp_path / "in"
    folder.mkdir()
    rows = "".join(f"{_row(n)['title']},{_row(n)['text']},x\n" for n in range(3))
    (folder / "a.csv").write_bytes("العنوان,النص,".encode() + b"\xff\n" + rows.encode())
    (folder / "b.csv").write_bytes(b"name,\xff\nx,y\n")
    keyed = json.dumps({**_row(4), "\ud800": "x"}) + "\n" + json.dumps({"\ud800": "x"}) + "\n"
    (folder / "c.jsonl").write_text(keyed, encoding="utf-8")
    _jsonl(folder / os.fsdecode(b"d\xff.jsonl"), [_row(5), _row(6, text="")])
    intakes = add_paths(workspace, [folder])
    assert [(one.n_accepted, one.n_rejected) for one in intakes] == [(3, 0), (0, 1), (1, 1), (1, 1)]
    assert intakes[0].mapping == r"العنوان>title, النص>text, \udcff>"
    assert intakes[3].source_uri.endswith(r"d\udcff.jsonl")
    assert workspace.read(INTAKES)["source_uri"].to_pylist() == [one.source_uri for one in intakes]
    assert (workspace.read(ARTICLES).num_rows, workspace.read(REJECTS).num_rows) == (5, 3)


def test_a_fault_in_one_file_loses_no_account(tmp_path, workspace, monkeypatch):
    first = _jsonl(tmp_path / "a.jsonl", [_row(1), _row(2)])
    second = _jsonl(tmp_path / "b.jsonl", [_row(3), _row(4), _row(5)])
    prepare = Preparer.prepare

    def faulty(self, record, source_uri):
        if record.get("title") == "Convoy 4":
            raise RuntimeError("a fault")
        return prepare(self, record, source_uri)

    monkeypatch.setattr(Preparer, "prepare", faulty)
    monkeypatch.setattr("corpus.preparation.CHUNK_COST", 1)
    with pytest.raises(RuntimeError, match="a fault"):
        add_paths(workspace, [first, second])
    assert workspace.read(ARTICLES).num_rows == 3
    assert [(row["n_read"], row["n_accepted"]) for row in workspace.read(INTAKES).to_pylist()] == [(2, 2), (1, 1)]


def test_a_file_that_cannot_be_read_on_is_a_problem_of_its_own(tmp_path, workspace, monkeypatch):
    def broken(*args, **kwargs):
        raise zlib.error("too far")
        yield

    monkeypatch.setitem(READERS, "csv", broken)
    (tmp_path / "a.csv").write_text("title,text\nx,y\n")
    intakes = add_paths(workspace, [tmp_path / "a.csv", _jsonl(tmp_path / "b.jsonl", [_row(1)])])
    assert [(one.n_accepted, one.reasons) for one in intakes] == [(0, (("damaged-file", 1),)), (1, ())]
    assert "too far" in workspace.read(REJECTS)["detail"].to_pylist()[0]


def test_articles_that_could_not_be_stored_have_no_account(tmp_path, workspace, monkeypatch):
    append = Workspace.append

    def full(self, table, rows, under="corpus", batch=None):
        if table is ARTICLES and batch:
            raise WorkspaceError("the disk is full")
        append(self, table, rows, under, batch)

    monkeypatch.setattr(Workspace, "append", full)
    monkeypatch.setattr("corpus.preparation.CHUNK_COST", 2)
    monkeypatch.setattr("corpus.session.BATCH", 2)
    with pytest.raises(WorkspaceError, match="disk is full"):
        add_paths(workspace, [_jsonl(tmp_path / "a.jsonl", [_row(1), _row(2), _row(3)])])
    assert (workspace.read(ARTICLES).num_rows, workspace.read(INTAKES).num_rows) == (0, 0)
