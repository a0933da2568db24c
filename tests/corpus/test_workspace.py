import datetime as dt
import multiprocessing
import os

import pytest

from corpus.errors import SchemaError, WorkspaceError
from corpus.schema import ARTICLES, REJECTS, Field, Table
from corpus.workspace import MARKER, Workspace

AT = dt.datetime(2024, 9, 3, 10, 15, tzinfo=dt.UTC)


def _reject(position):
    return {"source_uri": "ملف", "position": position, "reason": "r", "detail": "d", "excerpt": "", "at": AT}


@pytest.fixture
def workspace(tmp_path):
    return Workspace.create(tmp_path / "ورشة عمل 100% (1)")


def test_a_workspace_is_made_once_and_opened_again(workspace):
    assert Workspace.create(workspace.root).root == workspace.root
    assert Workspace.open(workspace.root).root == workspace.root


def test_a_folder_of_other_things_is_no_workspace(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    for make in (Workspace.open, Workspace.create):
        with pytest.raises(WorkspaceError, match="is no workspace"):
            make(tmp_path)
    with pytest.raises(WorkspaceError, match="is no workspace"):
        Workspace.open(tmp_path / "missing")
    with pytest.raises(WorkspaceError, match="percent escape"):
        Workspace(tmp_path / "a%20b")


def test_a_newer_or_broken_marker_is_told(workspace):
    (workspace.root / MARKER).write_text('{"format": 2}')
    with pytest.raises(WorkspaceError, match="format 2"):
        Workspace.open(workspace.root)
    (workspace.root / MARKER).write_text("{")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        Workspace.open(workspace.root)


def test_what_was_never_written_is_empty(workspace):
    assert workspace.read(REJECTS).schema == REJECTS.arrow_schema()
    assert workspace.read(REJECTS).num_rows == 0
    assert (workspace.files(REJECTS), workspace.version(REJECTS)) == ([], -1)
    assert workspace.select(REJECTS, "reason", "r").num_rows == 0


def test_rows_are_appended_read_and_selected(workspace):
    workspace.append(REJECTS, [_reject(1), _reject(2)])
    workspace.append(REJECTS, [_reject(3)], under="runs/a")
    workspace.append(REJECTS, [])
    assert workspace.read(REJECTS).to_pylist() == [_reject(1), _reject(2)]
    assert workspace.read(REJECTS, columns=["reason", "position"]).to_pylist()[1] == {"reason": "r", "position": 2}
    assert workspace.read(REJECTS, under="runs/a")["position"].to_pylist() == [3]
    assert workspace.select(REJECTS, "reason", "other").num_rows == 0
    assert all(os.path.isfile(path) for path in workspace.files(REJECTS))
    assert workspace.version(REJECTS) == 1  # it was made, then appended to


def test_a_table_stays_in_the_workspace(workspace):
    for under in ("../x", "/tmp/x", "", "runs/../../x"):  # noqa: S108 - refused, never written
        with pytest.raises(WorkspaceError, match="not inside the workspace"):
            workspace.append(REJECTS, [_reject(1)], under=under)


def test_a_row_that_does_not_fit_is_not_written(workspace):
    with pytest.raises(SchemaError):
        workspace.append(REJECTS, [_reject(1), {"source_uri": "x"}])
    assert workspace.read(REJECTS).num_rows == 0


def test_rows_are_replaced_by_key_and_none_is_added(workspace):
    table = Table("notes", "A test.", (Field("id", "string", "Key."), Field("word", "string", "Word.")), ("id",))
    workspace.append(table, [{"id": "a", "word": "one"}, {"id": "b", "word": "two"}])
    assert workspace.patch(table, [{"id": "b", "word": "new"}, {"id": "c", "word": "other"}]) == 1
    assert workspace.read(table).sort_by("id").to_pylist() == [{"id": "a", "word": "one"}, {"id": "b", "word": "new"}]


def test_a_column_added_to_the_definition_is_null_in_older_files(workspace):
    old = Table("notes", "A test.", (Field("id", "string", "Key."),), ("id",))
    new = Table("notes", "A test.", (*old.fields, Field("word", "string", "Word.", required=False)), ("id",))
    workspace.append(old, [{"id": "a"}])
    assert workspace.read(new).to_pylist() == [{"id": "a", "word": None}]


def test_patching_changes_only_the_columns_given_and_leaves_other_files_alone(workspace):
    for number in (1, 2, 3):
        workspace.append(ARTICLES, [_article(number, f"عنوان {number}")])
    before = set(workspace.files(ARTICLES))
    rows = [{"article_id": _id(2), "captions": ["صورة"], "is_original": False, "url": None}]
    assert workspace.patch(ARTICLES, rows) == 1
    assert len(before & set(workspace.files(ARTICLES))) == 2
    stored = workspace.read(ARTICLES).sort_by("article_id").to_pylist()
    assert [row["is_original"] for row in stored] == [True, False, True]
    assert (stored[1]["captions"], stored[1]["title"]) == (["صورة"], "عنوان 2")
    with pytest.raises(SchemaError, match="unknown column 'titel'"):
        workspace.patch(ARTICLES, [{"article_id": _id(2), "titel": "x"}])


def test_a_table_of_an_older_version_gets_its_new_columns(workspace):
    fields = tuple(field for field in ARTICLES.fields if field.name != "agency")
    old = Table("articles", "An older one.", fields, ("article_id",))
    workspace.append(old, [_article(1, "One")])
    workspace.ensure()
    workspace.append(ARTICLES, [{**_article(2, "Two"), "agency": "وكالة"}])
    workspace.patch(ARTICLES, [{"article_id": _id(1), "agency": "Wire"}])
    assert workspace.read(ARTICLES).sort_by("article_id")["agency"].to_pylist() == ["Wire", "وكالة"]


def test_many_small_files_become_few_and_the_rows_stay(workspace):
    for number in range(52):
        workspace.append(ARTICLES, [_article(number, f"عنوان {number}")], batch=number + 1)
    before = workspace.read(ARTICLES).sort_by("article_id")
    version = workspace.version(ARTICLES)
    assert workspace.compact() == 52
    assert len(workspace.files(ARTICLES)) == 1
    assert workspace.read(ARTICLES).sort_by("article_id").equals(before)
    assert workspace.read(ARTICLES, version=version).num_rows == 52
    assert workspace.last_batch(ARTICLES) == 52
    assert workspace.compact() == 0
    assert workspace.patch(ARTICLES, [{"article_id": _id(7), "url": "https://a.example/"}]) == 1


def test_a_batch_is_appended_once(workspace):
    for batch in (1, 2, 2, 1):
        workspace.append(REJECTS, [_reject(batch)], batch=batch)
    assert sorted(workspace.read(REJECTS)["position"].to_pylist()) == [1, 2]
    assert workspace.last_batch(REJECTS) == 2


def test_the_lock_is_held_by_one(workspace):
    with workspace.lock("corpus"), pytest.raises(WorkspaceError, match="wait for it"):
        with workspace.lock("corpus", timeout=0):
            pass
    with workspace.lock("corpus", timeout=0):
        pass


def _append_many(root, start):
    workspace = Workspace.open(root)
    for position in range(start, start + 5):
        with workspace.lock("corpus"):
            workspace.append(REJECTS, [_reject(position)])


def test_two_writers_lose_nothing(workspace):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(workspace.root, start)) for start in (0, 5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert sorted(workspace.read(REJECTS)["position"].to_pylist()) == list(range(10))


def test_a_workspace_without_articles_has_a_digest(workspace):
    found = workspace.corpus_digest()
    assert (found["version"], found["n_articles"]) == (-1, 0)
    workspace.ensure()
    assert workspace.corpus_digest() == {**found, "version": 0}
    assert workspace.read(ARTICLES).schema == ARTICLES.arrow_schema()


def test_a_table_is_read_as_it_was_in_a_version(workspace):
    workspace.append(ARTICLES, [_article(1, "One")])
    workspace.append(ARTICLES, [_article(2, "Two")])
    workspace.patch(ARTICLES, [{"article_id": _id(1), "story_id": "t"}])
    assert [workspace.read(ARTICLES, version=version).num_rows for version in (-1, 0, 1, 2, 3)] == [0, 0, 1, 2, 2]
    assert workspace.select(ARTICLES, "story_id", "s", version=2).num_rows == 2
    assert workspace.select(ARTICLES, "story_id", "s")["title"].to_pylist() == ["Two"]
    assert workspace.read(ARTICLES, columns=["title"], version=1).to_pylist() == [{"title": "One"}]
    assert [row["title"] for row in workspace.rows(ARTICLES, ["title"], version=1)] == ["One"]


@pytest.mark.parametrize("version", [3, -2, 2**70])
def test_a_version_that_never_was_is_told(workspace, version):
    with pytest.raises(WorkspaceError, match=r"version"):
        workspace.read(REJECTS, version=version)
    workspace.append(REJECTS, [_reject(1)])
    with pytest.raises(WorkspaceError, match=r"in version"):
        workspace.read(REJECTS, version=version)


def _id(number):
    return f"{number:016x}"


def _article(number, title):
    text = {"article_id": _id(number), "content_sha256": "c", "story_id": "s", "text": "نص"}
    named = {"publisher_id": "p", "publisher": "P", "title": title, "captions": [], "removed": [], "language": "ar"}
    dated = {"published_precision": "none", "published_basis": "none", "collected_at": AT, "source_uri": "u"}
    return {**text, **named, **dated, "n_words": 2, "is_original": True, "is_sample": False}


def test_the_digest_is_of_one_version_and_of_the_exact_words(workspace):
    workspace.append(ARTICLES, [_article(1, "One"), _article(2, "Two")])
    first = workspace.corpus_digest()
    assert (first["version"], first["n_articles"]) == (1, 2)
    workspace.patch(ARTICLES, [_article(2, "TWO")])
    now = workspace.corpus_digest()
    assert now["version"] == 2
    assert now["digest"] != first["digest"]
    assert workspace.corpus_digest(version=1) == first
    assert workspace.read(ARTICLES, version=first["version"])["title"].to_pylist() == ["One", "Two"]
    workspace.patch(ARTICLES, [_article(2, "Two")])
    assert workspace.corpus_digest() == {**first, "version": 3}


def test_an_address_is_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkspaceError, match=r"got the address 's3://bucket/w'"):
        Workspace("s3://bucket/w")
    assert list(tmp_path.iterdir()) == []
