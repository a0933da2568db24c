"""What command ``run`` reads and says: its options as settings, and a run in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from analytics.cli_options import amount
from analytics.errors import RunError, TopicError
from analytics.provenance import Settings
from analytics.run import Run
from analytics.topic_schema import TOPIC_HISTORY, TOPICS
from analytics.topics.result import MIN_ARTICLES, TOO_FEW
from analytics.topics.settings import GRANULARITIES, TopicSettings
from corpus.text.clean import printable
from corpus.workspace import Workspace

_ANEW: Final = "python -m analytics run"
_LISTED: Final = 12  # changes told one by one; the table has all
_FATES: Final = (("kept",), ("changed",), ("new", "split"), ("gone", "merged"))


def settings_of(
    *, topics: str | None, clusters: str | None, centring: str | None, seed: int | None, update: bool, fresh: bool
) -> Settings:
    """The settings that options of the command line ask for; none of them stands for its default.

    Raises
    ------
    TopicError
        If a value is not among those allowed.
    RunError
        If options contradict each other.
    """
    named = {"--topics": topics, "--clusters": clusters, "--centring": centring, "--seed": seed}
    given = [name for name, value in named.items() if value is not None] + ["--fresh"] * fresh
    if update and given:
        raise RunError(
            f"--update keeps the topics of the last run, so {' and '.join(given)} cannot be had with it. "
            "Leave out --update to find topics anew; those that are the same keep their numbers."
        )
    chosen: dict[str, Any] = {"clusters": clusters, "centring": centring, **_wanted(topics)}
    return Settings(
        seed=seed or 0, topics=TopicSettings(**{key: value for key, value in chosen.items() if value is not None})
    )


def _wanted(topics: str | None) -> dict[str, Any]:
    """How many topics are wanted."""
    if topics is None or topics in GRANULARITIES:
        return {"granularity": topics}
    if not topics.isdecimal():
        raise TopicError(f"--topics is {printable(topics[:60])!r}; allowed: {', '.join(GRANULARITIES)}, or a number.")
    return {"n_topics": int(topics[:6])}


def said_of(workspace: Workspace, run: Run, *, update: bool, is_same: bool) -> list[str]:
    """A run in a few lines: what it holds, what became of the topics before, and why it has none.

    Parameters
    ----------
    workspace : Workspace
    run : Run
    update : bool
        Whether an update was asked for.
    is_same : bool
        Whether it was the current run before, so that nothing was made.
    """
    manifest = run.manifest
    counts, topics = manifest["counts"], manifest["topics"]
    lines = [
        f"{run.run_id}: {amount(manifest['corpus']['n_articles'], 'article')}, {amount(counts['topics'], 'topic')}, "
        f"{amount(counts['mentions'], 'mention')} of {amount(counts['actors'], 'actor')}, "
        f"{amount(counts['citations'], 'citation')}"
    ]
    if is_same:
        lines.append("Nothing has changed since it was made.")
    if topics["reason"]:
        return [*lines, f"No topics: {_why_no_topics(topics['reason'])}"]
    if update and manifest["made"] == "fit" and not is_same:
        lines.append("There were no topics to keep, so they were found now.")
    unfit = topics["bases"].get("unfit", 0)
    if unfit:
        verbs = "fits no topic well and is" if unfit == 1 else "fit no topic well and are"
        lines.append(f"{amount(unfit, 'article')} {verbs} counted in none.")
    if is_same:
        return lines
    return [*lines, *(_update_lines(manifest) if manifest["made"] == "update" else _changes(workspace, run))]


def _update_lines(manifest: Mapping[str, Any]) -> list[str]:
    topics, counts = manifest["topics"], manifest["counts"]
    new = topics["new"]
    lines = [
        f"Topics are those of {manifest['base_run']}: {amount(new['n'], 'article')} assigned, "
        f"{new['n_corrected']:,} of them corrected since; {new['n_removed']:,} removed."
    ]
    if counts["proposals"]:
        are = "is" if counts["proposals"] == 1 else "are"
        said = f"{amount(counts['proposals'], 'new topic')} {are} proposed: python -m analytics topics proposals"
        lines.append(said)
    if topics.get("drifted"):
        lines.append(_drift_line(sum(topic >= 0 for topic in topics["drifted"]), bool(counts["proposals"])))
    return lines


def _drift_line(n: int, is_proposed: bool) -> str:
    """How many topics have drifted, and what to do: where new topics are proposed, these come first."""
    of = f"{amount(n, 'topic')} {'has' if n == 1 else 'have'} drifted" if n else "The corpus as a whole has drifted"
    first = "The topics proposed may explain it: decide about them first; else find" if is_proposed else "Find"
    return f"{of}: of what was added since, more articles fit badly than usual. {first} topics anew: {_ANEW}"


def _changes(workspace: Workspace, run: Run) -> list[str]:
    """What became of the topics before, in a sentence and a line for each that is not as it was."""
    rows = workspace.read(TOPIC_HISTORY, under=run.under).to_pylist()
    if not rows:
        return []
    labels = {row["topic_id"]: row for row in workspace.read(TOPICS, under=run.under).to_pylist()}
    parts = [f"{sum(row['kind'] in kinds for row in rows):,} {kinds[0]}" for kinds in _FATES]
    told = [_change(row, labels) for row in rows if row["kind"] != "kept"]
    more = [f"  and {len(told) - _LISTED:,} more: table topic_history"] if len(told) > _LISTED else []
    return [f"Topics: {', '.join(parts)}{':' if told else '.'}", *told[:_LISTED], *more]


def _change(row: Mapping[str, Any], labels: Mapping[int, Mapping[str, Any]]) -> str:
    new = row["topic_id"]
    now = "" if new is None else f"{new} {_label(labels[new]['label_ar'], labels[new]['label_en'])}"
    was = "" if row["before_id"] is None else _label(row["label_before_ar"], row["label_before_en"])
    old = f"{row['before_id']} {was}"
    words = {
        "new": f"new: {now}",
        "split": f"new: {now}, out of {old}",
        "gone": f"gone: {old}",
        "merged": f"gone: {old}, into {now}",
        "changed": f"changed: {now}, was {was}",
    }
    return "  " + printable(words[row["kind"]])


def _label(arabic: str, english: str) -> str:
    return f"({arabic} | {english})"


def _why_no_topics(reason: str) -> str:
    if reason == TOO_FEW:
        return f"they need at least {MIN_ARTICLES} articles; everything else works, and key terms stand in for them."
    return "no word can serve as a term; everything else works."
