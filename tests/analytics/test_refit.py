"""Fits that follow other runs, whose topics keep their numbers, and options of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.__main__ import app
from analytics.analyse import Settings, analyse
from analytics.run import current_run, list_runs
from analytics.schema import MENTIONS
from analytics.topic_schema import (
    ASSIGNMENTS,
    TOPIC_HISTORY,
    TOPIC_MODEL,
    TOPICS,
)
from analytics.topics.edits import rename
from analytics.topics.settings import TopicSettings
from corpus import Workspace
from tests.analytics.daily import RUNNER, add, command, lines, rows


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
    assert any(row["kind"] in ("kept", "changed") for row in history), history
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
