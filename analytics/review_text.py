"""The review list and the log of decisions as lines for a terminal and as files."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Any, Final

import pandas as pd

from analytics.annotate.actors.decisions import UNDO, Decision, History
from analytics.annotate.actors.entries import row_of, toml_of
from analytics.deciding import accepted_type, slug
from analytics.errors import RecordError
from analytics.export import frame_to_csv, written_whole
from analytics.study import Study
from corpus.text.clean import printable

Row = dict[str, Any]
_ABOVE_ENTRIES: Final = (
    "# Look each entry over, take out what is no actor, and put the file under W/actors/.\n"
    "# An entry in doubt is commented out: to keep it, settle what is said above it and take the marks away.\n"
)


def read_evidence(study: Study, frame: pd.DataFrame, limit: int = 2) -> list[Row]:
    """The rows of a review list, each with ``evidence``: sentences and the ids of their articles."""
    rows = []
    for record in frame.to_dict("records"):
        row = {str(key): _plain(value) for key, value in record.items()}
        sentences = study.candidate_sentences(row["candidate_key"], limit=limit)
        rows.append({**row, "evidence": sentences.to_dict("records")})
    return rows


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell can hold anything
    if hasattr(value, "tolist"):
        return value.tolist()
    return None if value is pd.NA or (isinstance(value, float) and value != value) else value


def entry_lines(row: Row) -> list[str]:
    """One name of the review list: counts, titles, proposed names, whom it may mean, and its evidence."""
    counted = f"{row['n']:,} articles, {row['n_publishers']:,} publishers, {row['n_mentions']:,} mentions"
    cited = f", cited {row['n_citations']:,}x" if row["n_citations"] else ""
    state = "" if row["state"] == "open" else f" [{row['state']}{_decision(row['decision'])}]"
    lines = [f"{row['name']} ({row['type']}){state}: {counted}{cited}, {'+'.join(row['languages'])}"]
    other = row["name_en"] if row["name"] == row["name_ar"] else row["name_ar"]
    facts = (
        ("titles", ", ".join(row["titles"])),
        ("proposed", other or ""),
        ("perhaps", ", ".join(row["likely"])),
    )
    lines += [f"    {name}: {value}" for name, value in facts if value]
    lines += [f"    {one['article_id']}: {one['sentence'][:300]}" for one in row["evidence"]]
    return [printable(line) for line in lines]


def _decision(number: int | None) -> str:
    return "" if number is None else f", decision {number}"


def write_review(frame: pd.DataFrame, out: Path) -> None:
    """Write a review list as .csv, safe for spreadsheets, or as .toml: entries to be looked over and kept.

    Raises
    ------
    RecordError
        If the ending is neither, or the file cannot be written.
    """
    if out.suffix.lower() not in (".csv", ".toml"):
        raise RecordError(f"{out.name!r} ends in {out.suffix!r}; allowed: .csv, .toml.")
    text = _csv(frame) if out.suffix.lower() == ".csv" else _toml(frame)
    with written_whole(out) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


def _csv(frame: pd.DataFrame) -> str:
    lists = ("titles", "languages", "bases", "likely")
    joined = frame.assign(**{name: [" | ".join(values) for values in frame[name]] for name in lists})
    # the byte-order mark tells Excel that this is UTF-8, so that Arabic is not shown as mojibake
    return "\ufeff" + frame_to_csv(joined)


def _toml(frame: pd.DataFrame) -> str:
    """Entries of the names; where a name is missing or may mean a registered actor, the entry is commented out.

    A list put under W/actors/ unread thus merges nothing that is in doubt, and adds none of it either.
    """
    parts = [_ABOVE_ENTRIES]
    for row in frame.to_dict("records"):
        told = [f"# {row['n']} articles; {', '.join(row['titles']) or 'no title'}"]
        told += [f"# perhaps {one}: then take this out and use: actors same" for one in row["likely"]]
        names = {key: row[key] if isinstance(row[key], str) else "" for key in ("name_en", "name_ar")}
        entry = {"id": slug(names["name_en"]), "type": accepted_type(row["type"]), **names}
        told += [f"# {key} is missing: give it" for key, name in names.items() if not name]
        in_doubt = bool(row["likely"]) or not all(names.values())
        text = toml_of(entry)
        parts.append("\n".join(map(printable, told)) + "\n" + (indent(text, "# ") if in_doubt else text))
    return "\n".join(parts)


def decision_line(decision: Decision, history: History) -> str:
    """One decision as a line: number, when, who, what, why."""
    row = decision_row(decision, history)
    what = (
        f"undo {row['undoes']}" if decision.action == UNDO else f"{decision.action} {decision.name or decision.key!r}"
    )
    result = f" -> {row['actor_id']}" if row["actor_id"] else ""
    note = f" ({decision.note})" if decision.note else ""
    taken = " [taken back]" if row["taken_back"] else ""
    return printable(f"{decision.number} {decision.at} {decision.who}: {what}{result}{note}{taken}")


def decision_row(decision: Decision, history: History) -> Row:
    """One decision as JSON gives it."""
    about = decision.actor or decision.change
    return {
        "number": decision.number,
        "at": decision.at,
        "who": decision.who,
        "action": decision.action,
        "key": decision.key or None,
        "name": decision.name or None,
        "actor_id": about.id if about else None,
        "actor": row_of(decision.actor) if decision.actor else None,
        "proposed": decision.proposed or None,
        "undoes": decision.undoes,
        "note": decision.note,
        "taken_back": decision.number in history.undone,
    }
