"""The tables of a report about updates: what became of topics, which new ones are proposed, what people edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.study import Filters, Study
from analytics.topics.edits import Edit, read_edits
from analytics.topics.edits.entries import MERGE, MOVE, SEED
from reports.grammar import counted, day, isolated, listed, percent, period, whole
from reports.table_shape import Cell, Column, ReportTable, count_cell, own_first, plain, table_of, terms_line
from reports.topic_tables import topic_labels
from reports.wording import Wording

MOST_CHANGES: Final = 30
MOST_PROPOSALS: Final = 10
MOST_EDITS: Final = 40

Row = tuple[Cell, ...]


def history_table(study: Study, _filters: Filters, words: Wording) -> ReportTable | None:
    """What became of the topics of the run before; None for a run that followed none."""
    frame = study.topic_history()
    if frame.empty:
        return None
    kept = frame["kind"] == "kept"
    base = frame.attrs.get("base_run")
    note = words(
        "table.note_history",
        run=isolated(str(base)) if base else "—",
        kept=counted(int(kept.sum()), "topic", words.language),
        others=counted(int((~kept).sum()), "topic", words.language),
    )
    note = " ".join(part for part in (note, _drift_note(study, words)) if part)
    changed = frame[~kept]
    if changed.empty:
        return ReportTable(words("sections.history"), note, (), ())
    columns = (
        Column("what", False),
        Column("topic_now", False, "1"),
        Column("topic_before", False, "1"),
        Column("n_before"),
        Column("n_now"),
        Column("overlap"),
    )
    shown = changed.head(MOST_CHANGES)
    more = words("table.more_rows", shown=whole(len(shown)), total=whole(len(changed)))
    rows = tuple(_change_row(item, words) for _, item in shown.iterrows())
    note = f"{more} {note}" if len(changed) > len(shown) else note
    return ReportTable(words("sections.history"), note, columns, rows)


def _change_row(item: pd.Series[Any], words: Wording) -> Row:
    now, before = item[f"label_{words.language}"], item[f"label_before_{words.language}"]
    counts = [whole(int(item[key])) if pd.notna(item[key]) else "—" for key in ("n_before", "n")]
    overlap = percent(item["overlap"]) if pd.notna(item["overlap"]) else "—"
    names = [plain(label) if pd.notna(label) else "—" for label in (now, before)]
    return tuple(Cell(text) for text in (words(f"change.{item['kind']}"), *names, *counts, overlap))


def _drift_note(study: Study, words: Wording) -> str:
    """Which topics have drifted; nothing where none has."""
    frame = study.drift()
    drifted = frame[frame["has_drifted"].fillna(False).astype(bool) & (frame["topic_id"] >= 0)]
    if drifted.empty:
        return ""
    labels = topic_labels(study, words)
    names = [plain(labels[int(key)]) for key in drifted["topic_id"] if int(key) in labels]
    return words("table.note_drift", topics=words("grammar.comma").join(names)) if names else ""


def proposals_table(study: Study, filters: Filters, words: Wording) -> ReportTable | None:
    """New topics that are proposed and not decided about; None if there is none."""
    frame = study.proposals(filters)
    frame = frame[~frame["proposal_id"].isin(study.edits.decided)]
    if frame.empty:
        return None
    labels = topic_labels(study, words)
    columns = (Column("topic", False, "1"), Column("n"), Column("arabic"), Column("when", False), Column("near", False))

    def row(item: pd.Series[Any]) -> Row:
        terms = [(language, item[f"terms_{language}"]) for language in own_first(words)]
        under = tuple((language, terms_line(found)) for language, found in terms if len(found))
        spoken = int(item["n_ar"]) + int(item["n_en"])
        first, last = item["first_day"], item["last_day"]
        when = "—" if pd.isna(first) else period(pd.Timestamp(first).date(), pd.Timestamp(last).date(), words.language)
        near = item["nearest_topic_id"]
        return (
            Cell(plain(item[f"label_{words.language}"]), isolated(str(item["proposal_id"])), under),
            count_cell(item),
            Cell(percent(item["n_ar"] / spoken) if spoken else "—"),
            Cell(when),
            Cell(plain(labels[int(near)]) if pd.notna(near) and int(near) in labels else "—"),
        )

    return table_of("proposals", frame, MOST_PROPOSALS, words("table.note_proposals"), columns, row, words)


def edits_table(study: Study, words: Wording) -> ReportTable | None:
    """The edits of topics that stand, by number: when, who, what and why; None if there is none."""
    history = read_edits(study.workspace.root)
    if not study.edits.n:
        return None
    standing = history.standing
    shown = standing[-MOST_EDITS:]
    taken = len({edit.undoes for edit in history.edits if edit.undoes is not None})
    note = words("table.note_edits", digest=isolated(study.edits.digest), taken=counted(taken, "edit", words.language))
    if len(shown) < len(standing):
        note = f"{words('table.last_rows', shown=whole(len(shown)), total=whole(len(standing)))} {note}"
    columns = (Column("date", False), Column("who", False), Column("what", False, "2"), Column("why", False, "1"))
    labels = _every_label(study, words)
    reasons = {found.number: words(f"edit_reason.{found.reason}") for found in study.edit_notes}

    def row(edit: Edit) -> Row:
        refused = reasons.get(edit.number)
        under = ((words.language, words("table.not_done", why=refused)),) if refused else ()
        said = Cell(_said(edit, labels, words), under=under)
        return Cell(_day(edit.at, words)), Cell(plain(edit.who) or "—"), said, Cell(plain(edit.note) or "—")

    return ReportTable(words("sections.edits"), note, columns, tuple(row(edit) for edit in shown))


def _said(edit: Edit, labels: Mapping[int, str], words: Wording) -> str:
    """What an edit does, in words."""
    language = words.language
    names = [words("grammar.quoted", name=plain(name)) for name in (edit.label_ar, edit.label_en) if name]
    topics = edit.topics if edit.action == MERGE else tuple(part.topic for part in edit.parts)
    values = {
        # A topic that the edit names is told by its number: its label is the new name.
        "topic": ""
        if edit.topic is None
        else _topic(edit.topic, {} if edit.label_ar or edit.label_en else labels, words),
        "topics": listed([_topic(topic, labels, words) for topic in topics], language),
        "label": " / ".join(names),
        "articles": counted(len(edit.articles), "article", language),
        "words": words("grammar.comma").join(plain(word) for word in edit.words),
        "proposal": isolated(edit.proposal),
    }
    key = edit.action
    if key == MOVE and edit.topic is None:
        key = "move_out"
    if key == SEED:
        key = "seed_both" if edit.words and edit.articles else "seed_words" if edit.words else "seed_articles"
    return words(f"edit.{key}", **values)


def _topic(topic: int, labels: Mapping[int, str], words: Wording) -> str:
    number = isolated(str(topic))
    return f"{number} {words('grammar.quoted', name=plain(labels[topic]))}" if topic in labels else number


def _every_label(study: Study, words: Wording) -> Mapping[int, str]:
    """The label of each topic, hidden ones too."""
    hidden = study.hidden_topics()
    names = zip(hidden["topic_id"].tolist(), hidden[f"label_{words.language}"].tolist(), strict=True)
    return {**dict(names), **topic_labels(study, words)}


def _day(at: str, words: Wording) -> str:
    """The day of a time; a line of the log may hold anything."""
    try:
        return day(date.fromisoformat(at[:10]), words.language)
    except ValueError:
        return "—"
