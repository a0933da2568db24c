"""Edits made on a workspace: what is written, what is refused, what two programs do at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analytics.encoder import UniversalEncoder
from analytics.errors import RunError, TopicError
from analytics.run import current_run
from analytics.topics import edits
from analytics.topics.edits.entries import LOG, MAX_LABEL
from corpus import Workspace
from corpus.errors import WorkspaceError
from tests.analytics.topics.edits.made_run import made_workspace

ROOT = Path(__file__).resolve().parents[4]
WHO: dict[str, Any] = {"who": "lina"}
RENAMER = """
import sys
from analytics.topics.edits import rename
from corpus import Workspace
for number in range(10):
    rename(Workspace.open(sys.argv[1]), 0, label_ar=f"{sys.argv[2]} {number}", who=sys.argv[2])
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return made_workspace(tmp_path / "w", unfit=["a03", "a07"], proposed=["a03", "a07"])


def listed(workspace: Workspace) -> dict[int, tuple[str, int]]:
    found = edits.edited_topics(workspace, current_run(workspace))
    return {row["topic_id"]: (row["label_ar"], row["n"]) for row in found.tables.topics.to_pylist()}


def test_an_edit_is_a_line_with_who_when_why_and_on_which_run(workspace: Workspace) -> None:
    made = edits.rename(workspace, 1, label_ar=" أسعار\nالنفط ", label_en="Oil prices", note="أوضح", **WHO)
    row = json.loads((workspace.root / LOG).read_text("utf-8"))
    assert made.number == 1 and made.at.endswith("+00:00") and row["at"] == made.at
    assert row | {"at": ""} == {
        "at": "",
        "who": "lina",
        "run": "run-0123456789ab",
        "lineage": "run-0123456789ab",
        "action": "rename",
        "topic": 1,
        "label_ar": "أسعار النفط",
        "label_en": "Oil prices",
        "note": "أوضح",
    }
    assert edits.read_edits(workspace.root).edits == (made,)
    assert listed(workspace)[1] == ("أسعار النفط", 3)


def test_split_parts_get_numbers_that_nobody_had_and_their_articles_are_written(workspace: Workspace) -> None:
    made = edits.split(workspace, 2, 2, **WHO)
    assert made.made == (3, 4)
    assert {article for part in made.parts for article in part.articles} == {"a08", "a09", "a10", "a11"}
    assert [len(part.articles) for part in made.parts] == [3, 1]  # the last lies aside
    edits.undo(workspace, **WHO)
    assert edits.split(workspace, 0, 2, **WHO).made == (5, 6)
    assert edits.read_edits(workspace.root).reserved == {3, 4, 5, 6}


def test_a_split_divides_in_the_same_way_again(workspace: Workspace) -> None:
    first = edits.split(workspace, 2, 3, **WHO)
    edits.undo(workspace, **WHO)
    again = edits.split(workspace, 2, 3, **WHO)
    assert [part.articles for part in first.parts] == [part.articles for part in again.parts]


def test_numbers_of_earlier_runs_are_not_given_again(workspace: Workspace) -> None:
    manifest = current_run(workspace).folder / "run.json"
    said = json.loads(manifest.read_text("utf-8"))
    said["topics"]["highest_id"] = 40
    manifest.write_text(json.dumps(said), "utf-8")
    assert edits.seed(workspace, examples=["a03"], **WHO).made == (41,)


def test_numbers_that_any_run_or_edit_has_named_are_not_given_again(workspace: Workspace) -> None:
    other = workspace.root / "runs" / "run-00000000000f"
    other.mkdir()
    (other / "run.json").write_text(json.dumps({"run_id": other.name, "topics": {"highest_id": 50}}), "utf-8")
    assert edits.seed(workspace, examples=["a03"], **WHO).made == (51,)


def test_an_edit_means_the_topics_of_its_lineage_alone(workspace: Workspace) -> None:
    path = current_run(workspace).folder / "run.json"
    said = json.loads(path.read_text("utf-8"))
    edits.rename(workspace, 0, label_ar="الموصل القديمة", **WHO)
    edits.dismiss(workspace, "p0000000a", **WHO)
    path.write_text(json.dumps(said | {"lineage": "run-00000000000f"}), "utf-8")  # numbered afresh
    found = edits.edited_topics(workspace, current_run(workspace))
    assert [(note.number, note.reason) for note in found.notes] == [(1, "other-lineage")]
    assert listed(workspace)[0] == ("الموصل", 3) and set(found.decided) == {"p0000000a"}
    assert edits.rename(workspace, 0, label_ar="غيرها", **WHO).lineage == "run-00000000000f"
    assert edits.undo(workspace, 1, **WHO).undoes == 1
    assert listed(workspace)[0] == ("غيرها", 3)
    path.write_text(json.dumps(said), "utf-8")
    assert listed(workspace)[0] == ("الموصل", 3)


def test_a_log_without_lineages_is_of_those_of_its_runs(workspace: Workspace) -> None:
    line = {"action": "rename", "topic": 0, "label_ar": "من قبل"}
    log = workspace.root / LOG
    log.parent.mkdir(exist_ok=True)
    for run, label in ((current_run(workspace).run_id, "من قبل"), ("run-00000000000f", "من قبل")):
        log.write_text(json.dumps(line | {"run": run}) + "\n", "utf-8")
        assert listed(workspace)[0][0] == label  # of a run that is deleted nothing else is known
    other = workspace.root / "runs" / "run-00000000000f"
    other.mkdir()
    (other / "run.json").write_text(json.dumps({"run_id": other.name}), "utf-8")
    assert listed(workspace)[0][0] == "الموصل"


def test_a_dismissed_proposal_is_dismissed_under_another_id_too(workspace: Workspace, tmp_path: Path) -> None:
    assert edits.dismiss(workspace, "p0000000a", **WHO).articles == ("a03", "a07")
    for proposed, is_decided in ((["a03", "a11"], True), (["a11"], False)):
        other = made_workspace(tmp_path / str(len(proposed)), unfit=["a03", "a07", "a11"], proposed=proposed)
        line = json.loads((workspace.root / LOG).read_text("utf-8")) | {"proposal": "p0000000b"}
        (other.root / "edits").mkdir(exist_ok=True)
        (other.root / LOG).write_text(json.dumps(line) + "\n", "utf-8")
        found = edits.edited_topics(other, current_run(other))
        assert ("p0000000a" in found.decided) == is_decided
        if is_decided:
            with pytest.raises(TopicError, match=r"is decided: edit 1 \(dismiss, lina\)"):
                edits.accept(other, "p0000000a", **WHO)


def test_a_seed_of_words_is_encoded_once_and_kept_with_the_edit(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def encode(self: UniversalEncoder, texts: list[str]) -> np.ndarray[Any, Any]:
        asked.append(list(texts))
        return np.tile(np.array([0.0, 0.0, 1.0, 0.0], dtype=np.float32), (len(texts), 1))

    manifest = current_run(workspace).folder / "run.json"
    said = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(said | {"settings": {"encoder": "use-multilingual-v3"}}), "utf-8")
    monkeypatch.setattr(UniversalEncoder, "encode", encode)
    made = edits.seed(workspace, words=["المخيم", "camps", "camps"], label_ar="المخيمات", **WHO)
    assert made.label_en == "camps"
    assert asked == [["المخيم", "camps"]]
    assert [one.language for one in made.vectors] == ["ar", "en"] and made.encoder == "use-multilingual-v3"
    assert listed(workspace)[3] == ("المخيمات", 3) and len(asked) == 1  # a11 lies aside


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["the"], "name no subject make no topic: 'the'"),
        (["في", "camps"], "name no subject make no topic: 'في'"),
        (["zzxqy", "camps"], r"No article of the run has 'zzxqy' among its terms \('camps': 2 articles\)"),
        (["كرة القدم"], "No article of the run has 'كرة القدم' among its terms"),
        (["Mosul"], "None of the 3 articles nearest to 'Mosul' has one of these words"),
    ],
)
def test_a_seed_is_made_of_words_that_its_articles_have(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    def encode(self: UniversalEncoder, texts: list[str]) -> np.ndarray[Any, Any]:
        return np.tile(np.array([0.0, 0.0, 1.0, 0.0], dtype=np.float32), (len(texts), 1))

    manifest = current_run(workspace).folder / "run.json"
    row = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(row | {"settings": {"encoder": "use-multilingual-v3"}}), "utf-8")
    monkeypatch.setattr(UniversalEncoder, "encode", encode)
    with pytest.raises(TopicError, match=said):
        edits.seed(workspace, words=words, **WHO)
    assert edits.read_edits(workspace.root).edits == ()


def test_words_are_refused_where_the_run_has_another_encoder(workspace: Workspace) -> None:
    with pytest.raises(TopicError, match="words can be encoded by 'use-multilingual-v3' only; seed"):
        edits.seed(workspace, words=["النفط"], **WHO)


def test_a_proposal_becomes_a_topic_once(workspace: Workspace) -> None:
    made = edits.accept(workspace, "p0000000a", label_en="New", label_ar="جديد", **WHO)
    assert made.articles == ("a03", "a07") and listed(workspace)[3] == ("جديد", 2)
    for again in (edits.accept, edits.dismiss):
        with pytest.raises(TopicError, match=r"is decided: edit 1 \(accept, lina\). Take it back first"):
            again(workspace, "p0000000a", **WHO)
    edits.undo(workspace, **WHO)
    assert edits.dismiss(workspace, "p0000000a", **WHO).number == 3
    assert sorted(listed(workspace)) == [0, 1, 2]


def refusals() -> list[tuple[str, tuple[Any, ...], dict[str, Any], str]]:
    return [
        ("rename", (9,), {"label_en": "x"}, "There is no topic 9 in this run; topics: 0, 1, 2."),
        ("rename", (0,), {}, "Topic 0 needs a name"),
        ("rename", (0,), {"label_ar": "ا" * (MAX_LABEL + 1)}, f"A label has 1 to {MAX_LABEL} characters, got 201"),
        ("rename", (0,), {"label_en": " \n\x00"}, "got 0"),
        ("merge", ([0], 0), {}, "Only topic 0 is named"),
        ("merge", ([0, 9], 1), {}, "There is no topic 9"),
        ("split", (0, 1), {}, "2 to 20 parts, got 1"),
        ("split", (0, 5), {}, "has 3 different articles, too few for 5 parts"),
        ("unhide", (0,), {}, "Topic 0 is not hidden."),
        ("move", (["a00", "zz", "yy"], 1), {}, "has assigned no article 'yy', nor 1 others"),
        ("move", ([], 1), {}, "No article is named"),
        ("seed", (), {}, "needs words (--word) or example articles (--example)"),
        ("seed", (), {"words": ["123"]}, "Words have a letter"),
        ("seed", (), {"words": ["و"] * 101}, "at most 100 words or phrases, got 101"),
        ("seed", (), {"examples": ["غير موجود"]}, "has assigned no article 'غير موجود'"),
        ("accept", ("p99",), {}, "does not propose 'p99'; proposals: p0000000a."),
        ("undo", (), {}, "There is no edit to take back."),
        ("undo", (4,), {}, "There is no edit to take back."),
    ]


@pytest.mark.parametrize(("action", "arguments", "more", "message"), refusals())
def test_mistakes_are_refused_and_nothing_is_written(
    workspace: Workspace, action: str, arguments: tuple[Any, ...], more: dict[str, Any], message: str
) -> None:
    with pytest.raises(TopicError) as refused:
        getattr(edits, action)(workspace, *arguments, **more, **WHO)
    assert message in str(refused.value)
    assert not (workspace.root / LOG).exists()


def test_what_contradicts_an_earlier_edit_is_refused(workspace: Workspace) -> None:
    edits.merge(workspace, [1], 0, **WHO)
    edits.split(workspace, 2, 2, **WHO)
    for refuse in (
        lambda: edits.merge(workspace, [0], 1, **WHO),
        lambda: edits.rename(workspace, 1, label_en="x", **WHO),
    ):
        with pytest.raises(TopicError, match="Topic 1 was merged into topic 0 by edit 1; topics: 0, 3, 4"):
            refuse()
    with pytest.raises(TopicError, match="Topic 2 was split into topics 3, 4 by edit 2"):
        edits.split(workspace, 2, 2, **WHO)
    edits.hide(workspace, 3, **WHO)
    with pytest.raises(TopicError, match="Topic 3 is hidden already"):
        edits.hide(workspace, 3, **WHO)
    with pytest.raises(TopicError, match="Edit 2 cannot be taken back, others build on it; take back first: 3"):
        edits.undo(workspace, 2, **WHO)
    assert edits.undo(workspace, 3, **WHO).undoes == 3 and edits.undo(workspace, 2, **WHO).undoes == 2
    with pytest.raises(TopicError, match="There is no edit 2 to take back; allowed: 1"):
        edits.undo(workspace, 2, **WHO)
    edits.undo(workspace, **WHO)
    assert edits.read_edits(workspace.root).digest == "" and sorted(listed(workspace)) == [0, 1, 2]


def test_the_digest_is_of_what_stands_not_of_who_did_it(tmp_path: Path) -> None:
    one, other = made_workspace(tmp_path / "1"), made_workspace(tmp_path / "2")
    edits.hide(one, 2, who="lina", note="رياضة")
    edits.hide(other, 1, who="omar")
    edits.undo(other, who="omar")
    edits.hide(other, 2, who="omar")
    assert edits.read_edits(one.root).digest == edits.read_edits(other.root).digest != ""


def seeded(number: bytes) -> bytes:
    """The line of a seed whose vector has a number."""
    vector = b'{"language": "ar", "vector": [0.1, %b, 0.2, 0.3]}' % number
    return b'{"action": "seed", "topic": 3, "encoder": "", "vectors": [%b]}' % vector


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"action": "hide", "top', "it is not JSON in UTF-8, as if cut off; make the edit again"),
        (b"\xff\xfe", "it is not JSON in UTF-8"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[1]", "it is no edit; allowed actions: rename, merge"),
        (b'{"action": "explode"}', "it is no edit"),
        (b'{"action": "hide"}', "'topic' must be the number of a topic"),
        (b'{"action": "hide", "topic": "3"}', "'topic' must be topic numbers from 0 to 999999, got '3'"),
        (b'{"action": "hide", "topic": true}', "got True"),
        (b'{"action": "hide", "topic": 1e400}', "got inf"),
        (b'{"action": "rename", "topic": 0}', "'label_ar' or 'label_en' must be given"),
        (b'{"action": "rename", "topic": 0, "label_en": 3}', "'label_en' must be text"),
        (b'{"action": "merge", "topic": 0, "topics": []}', "'topics' must be a list of 1 to"),
        (b'{"action": "split", "topic": 0, "parts": [3]}', "'parts' must be topics with their articles"),
        (b'{"action": "split", "topic": 0, "parts": [{"topic": 3, "articles": []}]}', "'articles' must be a list"),
        (b'{"action": "move", "articles": [1], "topic": 0}', "'articles' must be texts"),
        (b'{"action": "seed", "topic": 3, "vectors": [{"vector": ["x"]}]}', "'vectors' must be numbers"),
        (seeded(b"1" * 400), "'vectors' must be numbers from -1 to 1"),
        (seeded(b"NaN"), "'vectors' must be numbers from -1 to 1"),
        (seeded(b"-Infinity"), "'vectors' must be numbers from -1 to 1"),
        (seeded(b"true"), "'vectors' must be numbers from -1 to 1"),
        (b'{"action": "accept", "topic": 3, "proposal": "../x"}', "'proposal' must be a proposal's id"),
        (b'{"action": "undo", "undoes": "all"}', "'undoes' must be the number of an edit"),
    ],
)
def test_a_damaged_line_is_told_with_its_number_and_the_rest_counts(
    workspace: Workspace, line: bytes, reason: str
) -> None:
    edits.hide(workspace, 0, **WHO)
    with (workspace.root / LOG).open("ab") as file:
        file.write(line)  # without a line end, as a power cut would leave it
    assert edits.hide(workspace, 1, **WHO).number == 3
    history = edits.read_edits(workspace.root)
    (told,) = history.damaged
    assert told.startswith(f"{LOG}, line 2 is passed over: ") and reason in told
    assert [one.number for one in history.standing] == [1, 3]
    assert sorted(listed(workspace)) == [2]


def test_of_two_programs_neither_loses_a_line(workspace: Workspace) -> None:
    names = ("عمر", "omar")
    running = [subprocess.Popen([sys.executable, "-c", RENAMER, str(workspace.root), name], cwd=ROOT) for name in names]
    assert [program.wait() for program in running] == [0, 0]
    history = edits.read_edits(workspace.root)
    assert history.damaged == () and [one.number for one in history.edits] == list(range(1, 21))
    assert {one.label_ar for one in history.edits} == {f"{name} {number}" for name in names for number in range(10)}


def test_ctrl_c_while_an_edit_is_made_writes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("analytics.topics.edits.making.divided", interrupted)
    with pytest.raises(KeyboardInterrupt):
        edits.split(workspace, 0, **WHO)
    assert not (workspace.root / LOG).exists()
    assert edits.hide(workspace, 0, **WHO).number == 1  # the lock is free again


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_workspace_that_cannot_be_written_is_told(workspace: Workspace) -> None:
    workspace.root.chmod(0o500)
    try:
        with pytest.raises((TopicError, WorkspaceError), match="cannot be"):
            edits.hide(workspace, 0, **WHO)
    finally:
        workspace.root.chmod(0o700)


def test_a_log_that_cannot_be_written_is_told(workspace: Workspace) -> None:
    (workspace.root / "edits").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(TopicError, match=r"edits/topics.jsonl cannot be (read|written)"):
        edits.hide(workspace, 0, **WHO)


def test_without_topics_or_a_run_there_is_nothing_to_edit(tmp_path: Path) -> None:
    bare = made_workspace(tmp_path / "bare", topics=False)
    for make in (lambda: edits.hide(bare, 0, **WHO), lambda: edits.seed(bare, words=["النفط"], **WHO)):
        with pytest.raises(TopicError, match="The current run has no topics, so there is none to edit"):
            make()
    empty = Workspace.create(tmp_path / "empty")
    with pytest.raises(RunError, match="has not been analysed yet"):
        edits.hide(empty, 0, **WHO)
    assert not (empty.root / LOG).exists()
