"""The tables of a report: Study's frames as rows of words."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.figures.numbers import amount, q_text
from analytics.study import Filters, Study
from analytics.study.co_mentions import MIN_N
from reports.grammar import between, counted, day, isolated, percent, whole
from reports.table_shape import (
    SHARE,
    Cell,
    Column,
    ReportTable,
    count_cell,
    plain,
    share_cells,
    table_of,
    terms_line,
    tone_cell,
    tone_interval_cell,
)
from reports.wording import Wording

MOST: Final = 20
MOST_PAIRS: Final = 15
_NEAREST_TOPICS: Final = 6
_NEAREST: Final = 2
_NEWEST: Final = 5
_KINDS: Final = 12
_PLACES_A_KIND: Final = 2
_REPORTERS: Final = 3
_PLACES: Final = 10
_ARTICLE: Final = (Column("article", False, "2"), Column("date", False))


def actors_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Actors by articles that mention them, with the tone towards each."""
    columns = (Column("actor", False, "1"), *SHARE, Column("tone"), Column("tone_interval"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(plain(item[f"name_{words.language}"]), words(f"types.{item['type']}"))
        tone = (tone_cell(item["tone"]), tone_interval_cell(item["tone_low"], item["tone_high"], words))
        return (who, *share_cells(item, words), *tone)

    return table_of("actors", study.actors(filters), MOST, None, columns, row, words)


def publishers_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Publishers by articles, with the tone of their articles."""
    columns = (Column("publisher", False, "1"), *SHARE, Column("tone"), Column("tone_interval"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(plain(item[f"name_{words.language}"]))
        tone = (tone_cell(item["mean"]), tone_interval_cell(item["mean_low"], item["mean_high"], words))
        return (who, *share_cells(item, words), *tone)

    frame = study.publishers(filters)
    note = words("table.note_publishers", total=whole(study.count(filters)))
    return table_of("publishers", frame, MOST, note, columns, row, words)


def sources_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Cited sources by articles that cite them."""
    columns = (Column("source", False, "1"), *SHARE, Column("citations"), Column("publishers"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(plain(item[f"name_{words.language}"]), words(f"types.{item['type']}"))
        counts = (Cell(whole(int(item["n_citations"]))), Cell(whole(int(item["n_publishers"]))))
        return (who, *share_cells(item, words), *counts)

    return table_of("sources", study.sources(filters), MOST, None, columns, row, words)


def kinds_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """What the cited sources are and how specific; the note says how many articles name none of them."""
    frame = study.source_classes(filters)
    columns = (Column("source_kind", False, "1"), *SHARE, Column("citations"), Column("publishers"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        kind = Cell(words(f"source_class.{item['source_class']}"), words(f"source_detail.{item['source_detail']}"))
        counts = (Cell(whole(int(item["n_citations"]))), Cell(whole(int(item["n_publishers"]))))
        return (kind, *share_cells(item, words), *counts)

    total = whole(study.count(filters))
    note = f"{words('table.note_kinds', total=total)} {_unnamed(study, filters, words)}"
    return table_of("kinds", frame, _KINDS, note, columns, row, words)


def _unnamed(study: Study, filters: Filters, words: Wording) -> str:
    """How many of the articles that cite anyone name no source."""
    found = study.unnamed_sources(filters)
    if found.empty:
        return words("table.note_none_cites")
    item = found.iloc[0]
    interval = between(percent(item["low"]), percent(item["high"]), words.language)
    citing = counted(int(item["N"]), words.noun, words.language)
    n, share = whole(int(item["n"])), percent(item["share"])
    return words("table.note_unnamed", citing=citing, n=n, share=share, interval=interval)


def places_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """The governorates most often named, each with what lies in it; towns and sites where no governorate is known."""
    frame = study.places(filters, "governorate")
    kind, note = "governorates", words("table.note_governorates", total=whole(study.count(filters)))
    if frame.empty:
        kind, frame, note = "places", study.places(filters, "place"), ""
    columns = (Column("place", False, "1"), *SHARE, Column("named_n"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(plain(item[f"name_{words.language}"]))
        return (who, *share_cells(item, words), Cell(whole(int(item["n_named"]))))

    return table_of(kind, frame, _PLACES, note or None, columns, row, words)


def together_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """The pairs of actors named together most surely beyond chance, but for those of which one belongs to the other."""
    found = study.co_mentions(filters)
    sure = found[found["is_significant"] & ~found["is_kin"]].reset_index(drop=True)
    columns = (Column("pair", False, "1"), Column("n"), Column("expected"), Column("npmi"), Column("q"))
    note = words("table.note_together", least=str(MIN_N))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        names = [plain(item[f"name_{side}_{words.language}"]) for side in ("a", "b")]
        values = [isolated(f"{item[key]:.2f}") for key in ("expected", "npmi")]
        return (Cell(" – ".join(names)), count_cell(item), *map(Cell, values), Cell(q_text(item["q"])))

    return table_of("together", sure, MOST_PAIRS, note, columns, row, words)


def figures_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """What articles report figures of most, by the places they are told of, each with who reports it most."""
    found = study.reported_kinds(filters)
    known = found[~found["thing_key"].str.startswith("~")].head(_KINDS)
    parts = [
        study.reported_places(filters, kind["thing_key"])
        .head(_PLACES_A_KIND)
        .assign(thing_key=kind["thing_key"], kind=kind[f"name_{words.language}"])
        for _, kind in known.iterrows()
    ]
    placed = pd.concat(parts, ignore_index=True) if parts else known
    columns = (Column("kind", False, "1"), Column("n"), Column("reports"), Column("median"), Column("middle_half"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        reports = study.reported_numbers(filters, item["thing_key"], item["place_id"])
        names = reports[f"source_{words.language}"].dropna().value_counts().rename_axis("name").reset_index()
        top = names.sort_values(["count", "name"], ascending=[False, True])["name"].head(_REPORTERS)
        under = ((words.language, terms_line(top.tolist())),) if len(top) else ()
        ends = between(amount(item["lower_quartile"]), amount(item["upper_quartile"]), words.language)
        who = Cell(f"{plain(item['kind'])} · {plain(item[f'name_{words.language}'])}", under=under)
        reported = Cell(whole(int(item["n_reports"])))
        return who, count_cell(item), reported, Cell(amount(item["median"])), Cell(ends)

    return table_of("figures", placed, _KINDS * _PLACES_A_KIND, words("table.note_figures"), columns, row, words)


def articles_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """The articles nearest to the largest topics; the newest ones where there are no topics."""
    topics = study.topics(filters).head(_NEAREST_TOPICS)
    names = study.publishers(filters).set_index("publisher_id")[f"name_{words.language}"].to_dict()

    def row(article: pd.Series[Any]) -> tuple[Cell, ...]:
        when = article["published_at"]
        date = Cell("—" if pd.isna(when) else day(when.date(), words.language))
        title = Cell(plain(article["title"]), plain(names[article["publisher_id"]]))
        return title, date

    if topics.empty:
        newest = tuple(
            row(article) for _, article in study.articles(filters, limit=_NEWEST, counted_only=True).iterrows()
        )
        return ReportTable(words("sections.newest"), "", _ARTICLE, newest)
    rows: list[tuple[Cell, ...]] = []
    for key, label in zip(topics["topic_id"], topics[f"label_{words.language}"], strict=True):
        nearest = study.representative(int(key), filters, _NEAREST)
        rows += [(*row(article), Cell(plain(label))) for _, article in nearest.iterrows()]
    columns = (*_ARTICLE, Column("topic", False, "1"))
    return ReportTable(words("sections.nearest"), "", columns, tuple(rows))
