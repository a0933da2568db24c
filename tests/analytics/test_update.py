"""Runs that follow another: daily updates, which keep its topics, and fits, whose topics keep its numbers."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import deltalake
import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.analyse import Settings, analyse
from analytics.errors import RunError
from analytics.export import read_table, write_table
from analytics.run import FORMAT, Run, current_run, list_runs
from analytics.schema import CITATIONS, EMBEDDINGS, MENTIONS, RUN_TABLES, TONES
from analytics.topic_schema import (
    ARTICLE_TERMS,
    ASSIGNMENTS,
    DRIFT,
    POSITIONS,
    PROPOSALS,
    THEMES,
    TOPIC_HISTORY,
    TOPIC_MODEL,
    TOPICS,
)
from analytics.topics.edits import rename
from analytics.topics.settings import TopicSettings
from corpus import Workspace, add_paths
from corpus.schema import ARTICLES, Table

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
N_BASE = 60
RUNNER = CliRunner()
Rows = dict[Any, dict[str, Any]]


def lines(language: str, first: int, last: int) -> list[str]:
    return (SAMPLE / f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()[first:last]


DAY = lines("ar", 30, 34) + lines("en", 30, 34)


def add(workspace: Workspace, texts: list[str]) -> None:
    file = workspace.root.parent / "more.jsonl"
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    add_paths(workspace, [file])


def rows(workspace: Workspace, run: Run, table: Table, key: str = "article_id") -> Rows:
    return {row[key]: row for row in workspace.read(table, under=run.under).to_pylist()}


def command(workspace: Workspace, *options: str) -> str:
    result = RUNNER.invoke(app, ["run", "--workspace", str(workspace.root), *options])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


@pytest.fixture(scope="module", autouse=True)
def same_code() -> Iterator[None]:
    """The code as it is when the tests begin, though a file may be written while they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analytics.provenance._digest_of_files", lambda files: "the same code throughout")
        yield


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles of each language, analysed."""
    workspace = Workspace.create(tmp_path_factory.mktemp("base") / "w")
    add(workspace, lines("ar", 0, 30) + lines("en", 0, 30))
    analyse(workspace, processes=1)
    return workspace.root


@pytest.fixture(scope="module")
def updated(analysed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with eight articles of the next day, brought up to date."""
    workspace = Workspace.open(shutil.copytree(analysed, tmp_path_factory.mktemp("updated") / "w"))
    add(workspace, DAY)
    analyse(workspace, update=True, processes=1)
    return workspace.root


@pytest.fixture
def base(analysed: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(shutil.copytree(analysed, tmp_path / "base" / "w"))


@pytest.fixture
def day(updated: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(shutil.copytree(updated, tmp_path / "day" / "w"))


def both_runs(workspace: Workspace) -> tuple[Run, Run]:
    now = current_run(workspace)
    before = next(run for run in list_runs(workspace) if run == now.manifest["base_run"])
    return Run(before, workspace.root / "runs" / before, {}), now


def test_an_update_keeps_numbers_names_terms_and_model(day: Workspace) -> None:
    before, now = both_runs(day)
    kept = ("topic_id", "parent_id", "label_ar", "label_en", "terms_ar", "terms_en", "coherence", "stability", "origin")
    old, new = rows(day, before, TOPICS, "topic_id"), rows(day, now, TOPICS, "topic_id")
    assert len(old) >= 2
    assert {key: [row[name] for name in kept] for key, row in new.items()} == {
        key: [row[name] for name in kept] for key, row in old.items()
    }
    assert day.read(TOPIC_MODEL, under=now.under).equals(day.read(TOPIC_MODEL, under=before.under))
    assert set(rows(day, now, THEMES, "theme_id")) == set(rows(day, before, THEMES, "theme_id"))


def test_articles_of_the_base_stay_and_new_ones_are_assigned(day: Workspace) -> None:
    before, now = both_runs(day)
    old, new = rows(day, before, ASSIGNMENTS), rows(day, now, ASSIGNMENTS)
    assert (len(old), len(new)) == (N_BASE, N_BASE + len(DAY))
    assert {article: new[article] for article in old} == old
    assert {new[article]["basis"] for article in set(new) - set(old)} <= {"transformed", "unfit"}
    counted = [row["topic_id"] for row in new.values() if row["basis"] != "unfit"]
    topics = rows(day, now, TOPICS, "topic_id")
    assert {key: row["n"] for key, row in topics.items()} == {key: counted.count(key) for key in topics}
    assert {row["language_expected"] for row in topics.values()} == {0.5}
    assert now.manifest["topics"]["new"] == {"n": len(DAY), "n_corrected": 0, "n_removed": 0}


@pytest.mark.parametrize("table", [MENTIONS, CITATIONS, TONES, EMBEDDINGS, POSITIONS, ARTICLE_TERMS])
def test_what_was_found_in_the_articles_of_the_base_is_taken_over(day: Workspace, table: Table) -> None:
    before, now = both_runs(day)
    old = day.read(table, under=before.under).sort_by("article_id").to_pylist()
    new = day.read(table, under=now.under).sort_by("article_id").to_pylist()
    known = {row["article_id"] for row in rows(day, before, EMBEDDINGS).values()}
    assert [row for row in new if row["article_id"] in known] == old
    assert {row["article_id"] for row in new} - known


def test_an_update_says_that_its_topics_are_those_of_before(day: Workspace) -> None:
    before, now = both_runs(day)
    old, history = rows(day, before, TOPICS, "topic_id"), rows(day, now, TOPIC_HISTORY, "topic_id")
    assert {(row["kind"], row["before_id"] == key) for key, row in history.items()} == {("kept", True)}
    assert {key: row["n_before"] for key, row in history.items()} == {key: row["n"] for key, row in old.items()}
    assert now.manifest["made"] == "update"
    assert now.manifest["annotation"] | {"digest": ""} == {"digest": "", "from_run": before.run_id, "is_whole": False}


def test_the_order_in_which_a_day_came_changes_no_byte(day: Workspace, base: Workspace, tmp_path: Path) -> None:
    add(base, random.Random(3).sample(DAY, len(DAY)))
    analyse(base, update=True, processes=2)
    for table in RUN_TABLES:
        for name, workspace in (("one", day), ("other", base)):
            write_table(read_table(workspace, table.name), tmp_path / f"{name}.csv")
        assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes(), table.name


def test_an_update_of_a_corpus_as_it_was_is_the_run_there_is(day: Workspace) -> None:
    steps: list[str] = []
    again = analyse(day, update=True, progress=lambda step, done, total: steps.append(step))
    assert (again.run_id, steps, len(list_runs(day))) == (both_runs(day)[1].run_id, [], 2)
    assert "Nothing has changed since it was made." in command(day, "--update")


def test_an_update_follows_an_update(day: Workspace) -> None:
    first = current_run(day)
    add(day, lines("ar", 34, 35))  # one article alone
    second = analyse(day, update=True, processes=1)
    assert second.manifest["base_run"] == first.run_id
    assert second.manifest["fit_run"] == first.manifest["fit_run"] == first.manifest["base_run"]
    old, new = rows(day, first, ASSIGNMENTS), rows(day, second, ASSIGNMENTS)
    assert len(new) == len(old) + 1 and {key: new[key] for key in old} == old


def test_two_programs_that_update_at_once_make_one_run(base: Workspace) -> None:
    add(base, DAY[:2])
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: analyse(Workspace.open(base.root), update=True, processes=1), range(2)))
    assert made[0].run_id == made[1].run_id
    assert len(list_runs(base)) == 2


def correct(workspace: Workspace, article: str) -> None:
    text = "تراجعت أسعار القمح في الأسواق العالمية بعد موسم حصاد وفير، وفق بيانات منظمة الأغذية."
    workspace.patch(ARTICLES, [{"article_id": article, "title": "أسعار القمح", "text": text, "language": "ar"}])


def remove(workspace: Workspace, article: str) -> None:
    deltalake.DeltaTable(str(workspace.path(ARTICLES))).delete(f"article_id = '{article}'")


@pytest.mark.parametrize(
    ("change", "counted"),
    [(correct, {"n": 1, "n_corrected": 1, "n_removed": 0}), (remove, {"n": 0, "n_corrected": 0, "n_removed": 1})],
)
def test_an_article_corrected_is_assigned_again_and_one_removed_is_gone(
    base: Workspace, change: Callable[[Workspace, str], None], counted: dict[str, int]
) -> None:
    before = current_run(base)
    old = rows(base, before, ASSIGNMENTS)
    article = min(old)
    change(base, article)
    now = analyse(base, update=True, processes=1)
    new = rows(base, now, ASSIGNMENTS)
    assert now.manifest["topics"]["new"] == counted
    assert {key: new[key] for key in old if key != article} == {key: old[key] for key in old if key != article}
    assert new[article]["basis"] in ("transformed", "unfit") if change is correct else article not in new
    assert (article in rows(base, now, EMBEDDINGS)) == (change is correct)


def test_an_article_without_a_word_belongs_to_no_topic(base: Workspace) -> None:
    base.patch(
        ARTICLES, [{"article_id": min(rows(base, current_run(base), EMBEDDINGS)), "title": "…", "text": "123 !"}]
    )
    now = analyse(base, update=True, processes=1)
    assert len(rows(base, now, ASSIGNMENTS)) == N_BASE - 1
    assert len(rows(base, now, EMBEDDINGS)) == N_BASE


CROPS = [
    ("القمح", "wheat"), ("الشعير", "barley"), ("الذرة", "maize"), ("العدس", "lentils"), ("القطن", "cotton"),
    ("الزيتون", "olives"), ("الحمص", "chickpeas"), ("الأرز", "rice"), ("السمسم", "sesame"), ("الفول", "beans"),
    ("البطاطا", "potatoes"), ("العنب", "grapes"),
]  # fmt: skip


def harvests(language: str) -> list[str]:
    """Articles of a subject that the sample knows nothing of, each about a crop of its own."""
    told = []
    for n, (ar, en) in enumerate(CROPS):
        if language == "ar":
            title = f"ارتفاع إنتاج {ar} هذا الموسم"
            text = (
                f"قالت وزارة الزراعة إن إنتاج {ar} ارتفع إلى {n + 4} آلاف طن. وأضافت أن أمطار الربيع نفعت محصول {ar}."
            )
            text += f" ويباع {ar} في الأسواق بسعر أقل من العام الماضي، بحسب مزارعين. وتشتري الصوامع {ar} من الفلاحين."
        else:
            title = f"Harvest of {en} rises this season"
            text = f"The ministry of agriculture said the {en} harvest rose to {n + 4} thousand tons after spring rain."
            text += f" Farmers sell {en} for less than a year ago. Silos buy {en} from growers across the plain."
        told.append(json.dumps({"title": title, "text": text, "source": "reuters", "id": f"{language}{n}"}))
    return told


def ask_more_of_articles(workspace: Workspace, strength: float) -> None:
    """Let every topic of the current run ask this strength: of so few articles no topic can tell what fits it."""
    run = current_run(workspace)
    model = workspace.read(TOPIC_MODEL, under=run.under).to_pylist()
    shutil.rmtree(workspace.path(TOPIC_MODEL, run.under))
    rows = [{**row, "value": strength} if row["part"] == "threshold" else row for row in model]
    workspace.append(TOPIC_MODEL, rows, under=run.under)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_articles_that_fit_no_topic_gather_until_a_topic_is_proposed(base: Workspace, language: str) -> None:
    texts = harvests(language)
    ask_more_of_articles(base, 0.3)
    add(base, texts[:4])
    first = analyse(base, update=True, processes=1)
    assert first.manifest["counts"]["proposals"] == 0  # too few yet
    add(base, texts[4:])
    second = analyse(base, update=True, processes=1)
    found = base.read(PROPOSALS, under=second.under).to_pylist()
    assert len(found) == 1
    unfit = {key for key, row in rows(base, second, ASSIGNMENTS).items() if row["basis"] == "unfit"}
    assert len(unfit) >= len(texts) and len(found[0]["articles"]) >= 10 and set(found[0]["articles"]) <= unfit
    assert found[0]["label_ar"] and found[0]["label_en"] and found[0][f"terms_{language}"]
    assert found[0]["nearest_topic_id"] in rows(base, second, TOPICS, "topic_id")
    add(base, lines(language, 40, 42))
    third = analyse(base, update=True, processes=1)
    again = base.read(PROPOSALS, under=third.under).to_pylist()
    assert [row["proposal_id"] for row in again] == [found[0]["proposal_id"]]
    drift = rows(base, third, DRIFT, "topic_id")
    assert drift[-1]["n_added"] == len(texts) + 2
    assert drift[-1]["has_drifted"] and -1 in third.manifest["topics"]["drifted"]


def test_other_own_actors_annotate_all_again_and_keep_the_topics(base: Workspace) -> None:
    before = current_run(base)
    folder = base.root / "actors"
    folder.mkdir(exist_ok=True)
    (folder / "own.toml").write_text(
        '[[actor]]\nid = "wheat-board"\nname_ar = "مجلس القمح"\nname_en = "Wheat Board"\ntype = "other_org"\n', "utf-8"
    )
    now = analyse(base, update=True, processes=1)
    assert now.manifest["annotation"]["from_run"] is None
    assert now.manifest["own_actors"]["n_actors"] == 1
    assert rows(base, now, TOPICS, "topic_id") == rows(base, before, TOPICS, "topic_id")


def test_an_update_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(RunError, match=r"is empty\. Add articles first"):
        analyse(workspace, update=True)
    add(workspace, DAY[:1])
    with pytest.raises(RunError, match=r"has not been analysed yet\. Run: python -m analytics run"):
        analyse(workspace, update=True)
    assert list_runs(workspace) == []


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_run_that_is_deleted_or_of_an_older_marsad_cannot_be_updated(base: Workspace, is_deleted: bool) -> None:
    run = current_run(base)
    manifest = run.folder / "run.json"
    if is_deleted:
        shutil.rmtree(run.folder)
    else:
        older = json.loads(manifest.read_text("utf-8")) | {"format": FORMAT - 1}
        manifest.write_text(json.dumps(older), encoding="utf-8")
    add(base, DAY[:1])
    said = (
        "There is no run .* runs: none yet" if is_deleted else "older Marsad.* Analyse again: python -m analytics run"
    )
    with pytest.raises(RunError, match=said):
        analyse(base, update=True)


def test_topics_are_found_by_an_update_once_there_are_articles_enough(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    add(workspace, lines("ar", 0, 10))
    assert analyse(workspace, processes=1).manifest["counts"]["topics"] == 0
    add(workspace, lines("ar", 10, 40))
    said = command(workspace, "--update")
    assert "There were no topics to keep, so they were found now." in said
    now = current_run(workspace)
    assert (now.manifest["made"], min(rows(workspace, now, TOPICS, "topic_id"))) == ("fit", 0)


def test_a_fit_after_an_update_keeps_numbers_and_says_what_changed(day: Workspace) -> None:
    before = current_run(day)
    said = command(day)
    now = current_run(day)
    history = day.read(TOPIC_HISTORY, under=now.under).to_pylist()
    topics = rows(day, now, TOPICS, "topic_id")
    old = rows(day, before, TOPICS, "topic_id")
    assert {row["topic_id"] for row in history if row["kind"] in ("kept", "changed")} <= set(topics) & set(old)
    assert {row["topic_id"] for row in history if row["kind"] in ("new", "split")} == set(topics) - set(old)
    assert {row["before_id"] for row in history if row["kind"] in ("gone", "merged")} == set(old) - set(topics)
    assert any(row["kind"] == "kept" for row in history)
    assert min(set(topics) - set(old), default=len(old)) >= len(old)
    changes = now.manifest["topics"]["changes"]
    new = changes.get("new", 0) + changes.get("split", 0)
    assert f"Topics: {changes.get('kept', 0)} kept, {changes.get('changed', 0)} changed, {new} new" in said
    assert {row["topic_id"] for row in rows(day, now, ASSIGNMENTS).values()} <= set(topics)
    assert {
        int(row["key"]) for row in day.read(TOPIC_MODEL, under=now.under).to_pylist() if row["part"] == "threshold"
    } == (set(topics))
    assert analyse(day).run_id == now.run_id  # no chain of fits of one corpus


def test_other_settings_map_to_the_same_numbers_and_annotate_nothing_again(base: Workspace) -> None:
    before = current_run(base)
    steps: list[str] = []
    fine = Settings(topics=TopicSettings(granularity="fine"))
    now = analyse(base, settings=fine, progress=lambda step, done, total: steps.append(step))
    assert "annotate" not in steps
    assert now.manifest["annotation"]["from_run"] == before.run_id
    assert now.manifest["base_run"] == before.run_id
    assert base.read(MENTIONS, under=now.under).num_rows == base.read(MENTIONS, under=before.under).num_rows
    assert analyse(base).run_id == before.run_id  # and back: made before


def test_fresh_numbers_begin_at_0_again_or_above_those_that_edits_name(day: Workspace) -> None:
    fresh = analyse(day, fresh=True, processes=1)
    assert sorted(rows(day, fresh, TOPICS, "topic_id")) == list(range(fresh.manifest["counts"]["topics"]))
    assert (fresh.manifest["base_run"], day.read(TOPIC_HISTORY, under=fresh.under).num_rows) == (None, 0)
    rename(day, 0, label_ar="الحصاد", label_en="Harvest", who="reader")
    add(day, lines("en", 34, 36))
    again = analyse(day, fresh=True, processes=1)
    highest = fresh.manifest["topics"]["highest_id"]
    assert min(rows(day, again, TOPICS, "topic_id")) > highest


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--topics", "many"], "--topics is 'many'; allowed: coarse, auto, fine, or a number"),
        (["--topics", "1"], "n_topics is 1; allowed: 2 or more"),
        (["--topics", "١"], "n_topics is 1; allowed: 2 or more"),
        (["--topics", "-3"], "--topics is '-3'"),
        (["--clusters", "birch"], "clusters is 'birch'; allowed: leiden, kmeans, hdbscan"),
        (["--centring", "لغة"], "centring is 'لغة'; allowed: language, publisher, none"),
        (["--update", "--topics", "fine"], "so --topics cannot be had with it"),
        (["--update", "--fresh", "--seed", "3"], "so --seed and --fresh cannot be had with it"),
    ],
)
def test_options_that_are_none_are_refused_in_a_line(base: Workspace, options: list[str], said: str) -> None:
    result = RUNNER.invoke(app, ["run", "--workspace", str(base.root), *options])
    assert result.exit_code == 1
    assert said in " ".join(result.output.split())
    assert len(list_runs(base)) == 1
