"""The tables of a report about topics: the topics by theme, their bursts, the lasting changes of their shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.figures.numbers import MINUS, q_text
from analytics.study import Filters, Study
from reports.findings import DRIVERS
from reports.grammar import between, counted, isolated, percent, period, points, whole
from reports.sentences import HIGHEST, LOWEST, approximate
from reports.table_shape import (
    SHARE,
    Cell,
    Column,
    ReportTable,
    count_cell,
    own_first,
    plain,
    share_cells,
    small_note,
    table_of,
    terms_line,
    tone_cell,
)
from reports.wording import Wording

MOST_TOPICS: Final = 30
MOST_BURSTS: Final = 15
MOST_SHIFTS: Final = 15
_KEY_TERMS: Final = 15

Row = tuple[Cell, ...]


def topics_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Topics by theme, with terms in both languages; the key terms of the corpus where there are no topics."""
    frame = study.topics(filters)
    if frame.empty:
        return _key_terms(study, words)
    columns = (Column("topic", False, "1"), *SHARE, Column("arabic"), Column("stability"), Column("tone"))
    shown = frame.head(MOST_TOPICS)
    more = words("table.more", shown=whole(MOST_TOPICS), total=whole(len(frame))) if len(frame) > MOST_TOPICS else ""
    note = words(
        "table.note_topics",
        total=whole(int(frame["N"].iloc[0])),
        lowest=LOWEST,
        highest=HIGHEST,
        expected=percent(float(frame["language_expected"].iloc[0])),
    )
    parts = (more, note, small_note(shown, words))
    rows = tuple(row for group in _by_theme(study, filters, shown, words) for row in group)
    return ReportTable(words("sections.topics"), " ".join(part for part in parts if part), columns, rows)


def _by_theme(study: Study, filters: Filters, topics: pd.DataFrame, words: Wording) -> list[list[Row]]:
    """The rows of the topics, largest theme first, each theme under a row of its own; no such rows without themes."""
    themes = study.themes(filters)
    lowest = themes[themes["level"] == 1]
    names = zip(themes["theme_id"].tolist(), themes[f"label_{words.language}"].tolist(), strict=True)
    labels: dict[int, str] = dict(names)
    place = {int(key): at for at, key in enumerate(themes["theme_id"])}
    above = lowest["parent_id"].map(place).astype("Float64").fillna(-1.0)
    ordered = lowest.assign(above=above).sort_values(["above", "n", "theme_id"], ascending=[True, False, True])
    parents = topics["parent_id"].astype("Int64")
    groups = []
    for _, theme in ordered.iterrows():
        own = topics[(parents == theme["theme_id"]).fillna(False).astype(bool)]
        if len(own):
            groups.append([_theme_row(theme, labels, words), *(_topic_row(item, words) for _, item in own.iterrows())])
    alone = topics[~parents.isin(lowest["theme_id"]).fillna(False).astype(bool)]
    if len(alone):
        head = [(Cell(words("table.no_theme")),)] if groups else []
        groups.append([*head, *(_topic_row(item, words) for _, item in alone.iterrows())])
    return groups


def _theme_row(theme: pd.Series[Any], labels: Mapping[int, str], words: Wording) -> Row:
    names = [plain(theme[f"label_{words.language}"])]
    if pd.notna(theme["parent_id"]) and theme["parent_id"] in labels:
        names.insert(0, plain(labels[int(theme["parent_id"])]))
    n = counted(int(theme["n"]), words.noun, words.language)
    return (Cell(" › ".join(names), f"{n}{words('grammar.comma')}{percent(theme['share'])}"),)


def _topic_row(item: pd.Series[Any], words: Wording) -> Row:
    terms = [(language, item[f"terms_{language}"]) for language in own_first(words)]
    under = [(language, terms_line(found)) for language, found in terms if len(found)]
    if item["mix"] != "mixed":
        why = words(f"mix_reason.{item['mix_reason']}") if pd.notna(item["mix_reason"]) else ""
        under.insert(0, (words.language, words("table.mix", mix=words(f"mix.{item['mix']}"), why=why).strip(" :")))
    if item["origin"] != "fitted":
        under.insert(0, (words.language, words(f"origin.{item['origin']}")))
    spoken = int(item["n_ar"]) + int(item["n_en"])
    return (
        Cell(plain(item[f"label_{words.language}"]), under=tuple(under)),
        *share_cells(item, words),
        Cell(percent(item["n_ar"] / spoken) if spoken else "—"),
        Cell(_decimal(item["stability"])),
        tone_cell(item["mean"]),
    )


def bursts_table(study: Study, filters: Filters, words: Wording) -> ReportTable | None:
    """The bursts of topics, by articles beyond what was expected, and what sets each apart; None without topics."""
    if study.topics(filters).empty:
        return None
    title, frame = words("sections.bursts"), study.bursts(filters, topic_ids=filters.topics)
    if frame.empty:
        return ReportTable(title, words("table.no_bursts"), (), ())
    excess = (frame["n_compared"] - frame["expected"]).round(6)
    ordered = frame.assign(excess=excess).sort_values(["excess", "start", "topic_id"], ascending=[False, True, True])
    topics = topic_labels(study, words)
    columns = (
        Column("topic", False, "1"),
        Column("when", False),
        Column("n"),
        Column("expected_n"),
        Column("ratio"),
        Column("q"),
        Column("publishers"),
    )

    def row(item: pd.Series[Any]) -> Row:
        when = period(item["start"].date(), item["end"].date(), words.language)
        apart = "" if item["n"] == item["n_compared"] else words("table.compared", n=whole(int(item["n_compared"])))
        return (
            Cell(plain(topics[int(item["topic_id"])]), under=_driving(study, filters, item, words)),
            Cell(when),
            Cell(count_cell(item).text, apart),
            Cell(approximate(item["expected"])),
            Cell(approximate(item["ratio"])),
            Cell(q_text(item["q"])),
            Cell(whole(int(item["n_publishers"]))),
        )

    return table_of("bursts", ordered, MOST_BURSTS, words("table.note_bursts"), columns, row, words)


def _driving(study: Study, filters: Filters, burst: pd.Series[Any], words: Wording) -> tuple[tuple[str, str], ...]:
    """Lines of the terms that set a burst apart beyond chance, the report's language first."""
    found = study.burst_drivers(
        int(burst["topic_id"]), burst["start"].date(), burst["end"].date(), filters, DRIVERS
    ).terms
    lines = ((language, found.loc[found["language"] == language, "shown"].tolist()) for language in own_first(words))
    told = tuple((language, terms_line(terms)) for language, terms in lines if terms)
    return told or ((words.language, words("table.no_terms")),)


def shifts_table(study: Study, filters: Filters, words: Wording) -> ReportTable | None:
    """Lasting changes of topics' shares, largest first; None if there is none."""
    frame = study.change_points(filters, topic_ids=filters.topics)
    if frame.empty:
        return None
    size = frame["difference"].abs().round(9)
    ordered = frame.assign(size=size, n=frame["n_before"] + frame["n_after"]).sort_values(
        ["size", "at", "topic_id"], ascending=[False, True, True]
    )
    topics = topic_labels(study, words)
    columns = (
        Column("topic", False, "1"),
        Column("at", False),
        Column("before"),
        Column("after"),
        Column("difference"),
        Column("interval"),
        Column("q"),
    )

    def row(item: pd.Series[Any]) -> Row:
        ends = between(_points(item["low"]), _points(item["high"]), words.language)
        compared = period(item["since"].date(), item["until"].date(), words.language)
        return (
            Cell(plain(topics[int(item["topic_id"])]), under=((words.language, compared),)),
            Cell(period(item["at"].date(), item["at"].date(), words.language)),
            Cell(percent(item["share_before"]), whole(int(item["n_before"]))),
            Cell(percent(item["share_after"]), whole(int(item["n_after"]))),
            Cell(_points(item["difference"])),
            Cell(ends),
            Cell(q_text(item["q"])),
        )

    return table_of("shifts", ordered, MOST_SHIFTS, words("table.note_shifts"), columns, row, words)


def topic_labels(study: Study, words: Wording) -> Mapping[int, str]:
    """The label of each listed topic."""
    topics = study.topics()
    return dict(zip(topics["topic_id"].tolist(), topics[f"label_{words.language}"].tolist(), strict=True))


def _decimal(value: float | None) -> str:
    return "—" if value is None or pd.isna(value) else isolated(f"{value:.2f}")


def _points(difference: float) -> str:
    """A difference of shares in percentage points with its sign."""
    sign = MINUS if difference < 0 else "+" if difference > 0 else ""
    return isolated(f"{sign}{points(difference)}")


def _key_terms(study: Study, words: Wording) -> ReportTable:
    found = study.run.manifest["topics"]["key_terms"]
    columns = (Column("language", False), Column("terms", False, "1"))
    rows = tuple(
        (
            Cell(words(f"scope.language_{language}")),
            Cell("", under=((language, terms_line(found[language], _KEY_TERMS)),)),
        )
        for language in own_first(words)
        if found.get(language)
    )
    return ReportTable(words("sections.key_terms"), "" if rows else words("table.none"), columns if rows else (), rows)
