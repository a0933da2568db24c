"""Runs that follow another: daily updates, which keep its topics, and fits, whose topics keep its numbers."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import deltalake
import pytest

from analytics.analyse import analyse
from analytics.errors import RunError
from analytics.export import read_table, write_table
from analytics.run import FORMAT, current_run, list_runs
from analytics.schema import CITATIONS, EMBEDDINGS, MENTIONS, RUN_TABLES, TONES
from analytics.topic_schema import (
    ARTICLE_TERMS,
    ASSIGNMENTS,
    POSITIONS,
    THEMES,
    TOPIC_HISTORY,
    TOPIC_MODEL,
    TOPICS,
)
from corpus import Workspace
from corpus.schema import ARTICLES, Table
from tests.analytics.daily import DAY, N_BASE, add, both_runs, command, lines, rows


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
