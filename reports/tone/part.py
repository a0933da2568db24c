"""The part of a report about tone, as plain values for the template."""

from __future__ import annotations

from typing import Any

from analytics.study import Filters, Study
from reports.charts.dots import publisher_dots
from reports.tone.changes import tone_changes
from reports.tone.quotes import quote_groups
from reports.tone.sentences import actor_sentences, change_sentences, overall_sentences, publisher_sentences
from reports.tone.tables import publisher_table, toward_table
from reports.wording import Wording


def tone_part(study: Study, filters: Filters, words: Wording) -> dict[str, Any]:
    """Title, items (groups of sentences under a heading), charts, tables and quotes of a selection that is not empty.

    Every number is the Study's; where nothing was scored, the part says only that.
    """
    overall = study.tone_by("all", filters)
    part: dict[str, Any] = {"title": words("tone.title"), "charts": [], "tables": [], "quotes": []}
    first = {"title": words("tone.overall_title"), "items": overall_sentences(overall, words)}
    if overall.empty or not overall.iloc[0]["n"]:
        return {**part, "groups": [first]}
    actors, publishers = study.tone_by("actor", filters), study.publisher_tone(filters)
    groups = [
        first,
        {"title": words("tone.toward"), "items": actor_sentences(actors, words)},
        {"title": words("tone.publishers"), "items": publisher_sentences(publishers, words)},
        {"title": words("tone.changes"), "items": change_sentences(tone_changes(study, filters), words)},
    ]
    chart = publisher_dots(publishers, words)
    tables = [toward_table(actors, words), publisher_table(publishers, words)]
    return {
        **part,
        "groups": groups,
        "charts": [] if chart is None else [chart],
        "tables": [table.to_json(words) for table in tables if table],
        "quotes_title": words("tone.quotes"),
        "quotes_note": words("tone.quotes_note"),
        "quotes": quote_groups(study, filters, words),
    }
