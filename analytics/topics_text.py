"""Topics and their edits as the command line prints them, and as JSON gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from analytics.cli_options import amount
from analytics.edit_log import UNDO
from analytics.errors import TopicError
from analytics.run import current_id, current_run
from analytics.topic_schema import PROPOSALS
from analytics.topics.edits import Edit, EditHistory, EditNote, edited_topics, read_edits
from analytics.topics.edits.entries import ACCEPT, DISMISS, HIDE, MERGE, MOVE, RENAME, SEED, SPLIT
from analytics.topics.edits.planning import Plan
from corpus.schema import ARTICLES
from corpus.text.clean import printable
from corpus.workspace import CORPUS, Workspace

Row = dict[str, Any]
_NEAREST: Final = 5
_EXAMPLES: Final = 3


def topic_list(workspace: Workspace) -> tuple[list[Row], tuple[EditNote, ...]]:
    """The topics of the current run after all edits, largest first, with ``is_hidden``, and what edits could not do.

    Raises
    ------
    analytics.errors.RunError
        If nothing has been analysed yet.
    """
    found = edited_topics(workspace, current_run(workspace))
    rows = [{**row, "is_hidden": False} for row in found.tables.topics.to_pylist()]
    rows += [{**row, "is_hidden": True} for row in found.hidden.to_pylist()]
    return sorted(rows, key=lambda row: (-row["n"], row["topic_id"])), found.notes


def topic_details(workspace: Workspace, topic: int) -> Row:
    """One topic, its theme, its strongest articles, and the edits about it.

    Raises
    ------
    TopicError
        If there is no such topic; it says what became of it.
    """
    run = current_run(workspace)
    found = edited_topics(workspace, run)
    rows = [*found.tables.topics.to_pylist(), *found.hidden.to_pylist()]
    row = next((one for one in rows if one["topic_id"] == topic), None)
    if row is None:
        why = Plan(set(), gone=dict(found.gone)).why_gone(topic)[1]
        raise TopicError(f"{why[:1].upper()}{why[1:]}. See: python -m analytics topics list -w {workspace.root}")
    theme = next((one for one in found.tables.themes.to_pylist() if one["theme_id"] == row["parent_id"]), None)
    own = [one for one in found.tables.assignments.to_pylist() if one["topic_id"] == topic and one["basis"] != "unfit"]
    nearest = sorted(own, key=lambda one: (-one["strength"], one["article_id"]))[:_NEAREST]
    ids = [one["article_id"] for one in nearest]
    columns = ["article_id", "title", "language", "publisher"]
    read = workspace.pick(ARTICLES, "article_id", ids, columns, CORPUS, run.corpus_version).to_pylist()
    articles = {one["article_id"]: one for one in read}
    return {
        **row,
        "is_hidden": topic in found.hidden["topic_id"].to_pylist(),
        "theme": None if theme is None else {key: theme[key] for key in ("theme_id", "label_ar", "label_en")},
        "articles": [{**articles[one], "strength": near["strength"]} for one, near in zip(ids, nearest, strict=True)],
        "edits": [edit.number for edit in read_edits(workspace.root).standing if topic in (*edit.named, *edit.made)],
    }


def proposal_list(workspace: Workspace) -> list[Row]:
    """The topics that the current run proposes, with ``decided``: "accept", "dismiss" or nothing.

    Raises
    ------
    analytics.errors.RunError
        If nothing has been analysed yet.
    """
    run = current_run(workspace)
    decided = {proposal: edit.action for proposal, edit in edited_topics(workspace, run).decided.items()}
    rows = workspace.read(PROPOSALS, under=run.under).sort_by("proposal_id").to_pylist()
    ranked = sorted(rows, key=lambda row: (-len(row["articles"]), row["proposal_id"]))
    return [{**row, "decided": decided.get(row["proposal_id"])} for row in ranked]


def notes_of(workspace: Workspace, history: EditHistory) -> tuple[EditNote, ...]:
    """What of the edits could not be carried out on the current run; nothing where nothing was analysed yet."""
    if not history.standing or current_id(workspace) is None:
        return ()
    return edited_topics(workspace, current_run(workspace), history).notes


def topic_line(row: Row) -> str:
    """A topic in a line: number, size, both labels."""
    marks = [row["origin"]] * (row["origin"] != "fitted") + ["hidden"] * row["is_hidden"]
    return printable(
        f"{row['topic_id']:>4} {row['n']:>7,} {_labels(row)}" + (f" [{', '.join(marks)}]" if marks else "")
    )


def detail_lines(row: Row) -> list[str]:
    """One topic in lines."""
    theme = row["theme"]
    edits = ", ".join(map(str, row["edits"]))
    lines = [
        f"topic {row['topic_id']}: {_labels(row)}" + (" [hidden]" if row["is_hidden"] else ""),
        f"Arabic terms: {'، '.join(row['terms_ar'] or ()) or '-'}",
        f"English terms: {', '.join(row['terms_en'] or ()) or '-'}",
        f"{amount(row['n'], 'article')}, {row['language_mix']:.0%} Arabic ({row['language_expected']:.0%} expected), "
        + ": ".join(filter(None, (row["mix"], row["mix_reason"]))),
        f"coherence {_decimal(row['coherence'])}, stability {_decimal(row['stability'])}, {row['origin']}"
        + (f"; edits {edits}" if edits else ""),
    ]
    lines += [f"theme {theme['theme_id']}: {_labels(theme)}"] if theme else []
    lines += [f"  {one['strength']:.2f} {one['article_id']} {one['title']}" for one in row["articles"]]
    return [printable(line) for line in lines]


def proposal_line(row: Row) -> str:
    """A proposal in a line."""
    near = row["nearest_topic_id"]
    beside = "" if near is None else f", nearest topic {near} ({row['similarity']:.2f})"
    done = f" [{row['decided']}ed]" if row["decided"] else ""
    return printable(f"{row['proposal_id']} {amount(len(row['articles']), 'article')} {_labels(row)}{beside}{done}")


def edit_line(edit: Edit, history: EditHistory) -> str:
    """One edit as a line: number, when, who, what, why."""
    note = f" ({edit.note})" if edit.note else ""
    taken = " [taken back]" if edit.number in {one.undoes for one in history.edits} else ""
    return printable(f"{edit.number} {edit.at} {edit.who}: {said(edit)}{note}{taken}")


def edit_row(edit: Edit, history: EditHistory) -> Row:
    """One edit as JSON gives it, without the vectors of a seed."""
    row = {key: value for key, value in edit.row().items() if key != "vectors"}
    taken = edit.number in {one.undoes for one in history.edits}
    return {"number": edit.number, "at": edit.at, "who": edit.who, **row, "taken_back": taken}


def note_row(note: EditNote) -> Row:
    """What of an edit could not be carried out, as JSON gives it."""
    return {"number": note.number, "action": note.action, "reason": note.reason, "topic": note.topic, "text": note.text}


def said(edit: Edit) -> str:
    """What an edit does, in words."""
    names = " | ".join(filter(None, (edit.label_ar, edit.label_en)))
    named = f" {names!r}" if names else ""
    target = "no topic" if edit.topic is None else f"topic {edit.topic}"
    return {
        RENAME: f"{target} is renamed{named}",
        MERGE: f"{_topics(edit.topics)} merged into {target}",
        SPLIT: f"{target} split into {_topics(part.topic for part in edit.parts)}",
        HIDE: f"{target} is hidden",
        MOVE: f"{_some(edit.articles, 'article')} moved to {target}",
        SEED: f"{target}{named} made of {_seed(edit)}",
        ACCEPT: f"{target}{named} made of proposal {edit.proposal}",
        DISMISS: f"proposal {edit.proposal} is dismissed",
        UNDO: f"edit {edit.undoes} is taken back",
    }.get(edit.action, f"{target} is listed again")


def _seed(edit: Edit) -> str:
    words = ", ".join(map(repr, edit.words))
    return " and ".join(filter(None, (words, _some(edit.articles, "example") if edit.articles else "")))


def _some(ids: tuple[str, ...], noun: str) -> str:
    more = ", ..." if len(ids) > _EXAMPLES else ""
    return f"{amount(len(ids), noun)} ({', '.join(ids[:_EXAMPLES])}{more})"


def _topics(topics: Iterable[int]) -> str:
    numbers = [str(topic) for topic in topics]
    return f"topic{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"


def _labels(row: Row) -> str:
    return f"{row['label_ar'] or '-'} | {row['label_en'] or '-'}"


def _decimal(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
