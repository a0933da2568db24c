"""The tables of a report: Study's frames as rows of words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd

from analytics.figures.numbers import amount, q_text
from analytics.study import Filters, Study
from analytics.study.co_mentions import MIN_N
from analytics.study.statistics import SMALL_N
from reports.grammar import between, day, isolated, name, percent, signed, whole
from reports.sentences import HIGHEST, LOWEST
from reports.wording import Wording

MOST_TOPICS: Final = 30
MOST: Final = 20
MOST_PAIRS: Final = 15
_TERMS: Final = 8
_NEAREST_TOPICS: Final = 6
_NEAREST: Final = 2
_NEWEST: Final = 5
_KINDS: Final = 12
_REPORTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header's key in the wording, whether it holds numbers, its part of the free width."""

    key: str
    numeric: bool = True
    width: str = "auto"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, a smaller word beside it, and smaller lines of another language under it."""

    text: str
    beside: str = ""
    under: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with its title and note, as the template sets it."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_json(self, words: Wording) -> dict[str, Any]:
        """The table as plain values, columns with their headers in the language."""
        columns = [
            {"label": words(f"table.{column.key}"), "numeric": column.numeric, "width": column.width}
            for column in self.columns
        ]
        rows = [[asdict(cell) for cell in row] for row in self.rows]
        return {"title": self.title, "note": self.note, "columns": columns, "rows": rows}


def topics_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Topics with terms in both languages; the key terms of the corpus where there are no topics."""
    frame = study.topics(filters)
    if frame.empty:
        return _key_terms(study, words)
    note = words("table.note_topics", total=whole(int(frame["N"].iloc[0])), lowest=LOWEST, highest=HIGHEST)
    columns = (Column("topic", False, "1"), *_SHARE, Column("tone"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        terms = [(language, item[f"terms_{language}"]) for language in _own_first(words)]
        under = tuple((language, _terms(found)) for language, found in terms if len(found))
        return (Cell(_plain(item[f"label_{words.language}"]), under=under), *_share(item, words), _tone(item["mean"]))

    return _table("topics", frame, MOST_TOPICS, note, columns, row, words)


def actors_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Actors by articles that mention them, with the tone towards each."""
    columns = (Column("actor", False, "1"), *_SHARE, Column("tone"), Column("tone_interval"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(_plain(item[f"name_{words.language}"]), words(f"types.{item['type']}"))
        tone = (_tone(item["tone"]), _tone_interval(item["tone_low"], item["tone_high"], words))
        return (who, *_share(item, words), *tone)

    return _table("actors", study.actors(filters), MOST, None, columns, row, words)


def publishers_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Publishers by articles, with the tone of their articles."""
    columns = (Column("publisher", False, "1"), *_SHARE, Column("tone"), Column("tone_interval"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(_plain(item[f"name_{words.language}"]))
        tone = (_tone(item["mean"]), _tone_interval(item["mean_low"], item["mean_high"], words))
        return (who, *_share(item, words), *tone)

    frame = study.publishers(filters)
    note = words("table.note_publishers", total=whole(study.count(filters)))
    return _table("publishers", frame, MOST, note, columns, row, words)


def sources_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """Cited sources by articles that cite them."""
    columns = (Column("source", False, "1"), *_SHARE, Column("citations"), Column("publishers"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        who = Cell(_plain(item[f"name_{words.language}"]), words(f"types.{item['type']}"))
        counts = (Cell(whole(int(item["n_citations"]))), Cell(whole(int(item["n_publishers"]))))
        return (who, *_share(item, words), *counts)

    return _table("sources", study.sources(filters), MOST, None, columns, row, words)


def together_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """The pairs of actors named together most surely beyond chance, but for those of which one belongs to the other."""
    found = study.co_mentions(filters)
    sure = found[found["is_significant"] & ~found["is_kin"]].reset_index(drop=True)
    columns = (Column("pair", False, "1"), Column("n"), Column("expected"), Column("npmi"), Column("q"))
    note = words("table.note_together", least=str(MIN_N))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        names = [_plain(item[f"name_{side}_{words.language}"]) for side in ("a", "b")]
        values = [isolated(f"{item[key]:.2f}") for key in ("expected", "npmi")]
        return (Cell(" – ".join(names)), _count(item), *map(Cell, values), Cell(q_text(item["q"])))

    return _table("together", sure, MOST_PAIRS, note, columns, row, words)


def figures_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """What articles report figures of most, each with who reports it most; figures are not added up."""
    found = study.reported_kinds(filters)
    known = found[~found["thing_key"].str.startswith("~")].reset_index(drop=True)
    columns = (Column("kind", False, "1"), Column("n"), Column("reports"), Column("median"), Column("lowest_highest"))

    def row(item: pd.Series[Any]) -> tuple[Cell, ...]:
        reports = study.reported_numbers(filters, item["thing_key"])
        names = reports[f"source_{words.language}"].dropna().value_counts().rename_axis("name").reset_index()
        top = names.sort_values(["count", "name"], ascending=[False, True])["name"].head(_REPORTERS)
        under = ((words.language, _terms(top.tolist())),) if len(top) else ()
        ends = between(amount(item["minimum"]), amount(item["maximum"]), words.language)
        who = Cell(_plain(item[f"name_{words.language}"]), under=under)
        reported = Cell(whole(int(item["n_reports"])))
        return who, _count(item), reported, Cell(amount(item["median"])), Cell(ends)

    return _table("figures", known, _KINDS, words("table.note_figures"), columns, row, words)


def articles_table(study: Study, filters: Filters, words: Wording) -> ReportTable:
    """The articles nearest to the largest topics; the newest ones where there are no topics."""
    topics = study.topics(filters).head(_NEAREST_TOPICS)
    names = study.publishers(filters).set_index("publisher_id")[f"name_{words.language}"].to_dict()

    def row(article: pd.Series[Any]) -> tuple[Cell, ...]:
        when = article["published_at"]
        date = Cell("—" if pd.isna(when) else day(when.date(), words.language))
        title = Cell(_plain(article["title"]), _plain(names[article["publisher_id"]]))
        return title, date

    if topics.empty:
        newest = tuple(
            row(article) for _, article in study.articles(filters, limit=_NEWEST, counted_only=True).iterrows()
        )
        return ReportTable(words("sections.newest"), "", _ARTICLE, newest)
    rows: list[tuple[Cell, ...]] = []
    for key, label in zip(topics["topic_id"], topics[f"label_{words.language}"], strict=True):
        nearest = study.representative(int(key), filters, _NEAREST)
        rows += [(*row(article), Cell(_plain(label))) for _, article in nearest.iterrows()]
    columns = (*_ARTICLE, Column("topic", False, "1"))
    return ReportTable(words("sections.nearest"), "", columns, tuple(rows))


_ARTICLE: Final = (Column("article", False, "2"), Column("date", False))
_SHARE: Final = (Column("n"), Column("share"), Column("interval"))


def _table(
    kind: str,
    frame: pd.DataFrame,
    most: int,
    note: str | None,
    columns: tuple[Column, ...],
    row: Callable[[pd.Series[Any]], tuple[Cell, ...]],
    words: Wording,
) -> ReportTable:
    """The first rows of a frame; the note says how many there are in all."""
    title = words(f"sections.{kind}")
    if frame.empty:
        return ReportTable(title, words("table.none"), (), ())
    shown = frame.head(most)
    base = words("table.note_shares", total=whole(int(frame["N"].iloc[0]))) if note is None else note
    more = words("table.more", shown=whole(most), total=whole(len(frame))) if len(frame) > most else ""
    small = words("table.small", n=str(SMALL_N)) if (shown["n"] < SMALL_N).any() else ""
    rows = tuple(row(item) for _, item in shown.iterrows())
    return ReportTable(title, " ".join(part for part in (more, base, small) if part), columns, rows)


def _key_terms(study: Study, words: Wording) -> ReportTable:
    found = study.run.manifest["topics"]["key_terms"]
    columns = (Column("language", False), Column("terms", False, "1"))
    rows = tuple(
        (Cell(words(f"scope.language_{language}")), Cell("", under=((language, _terms(found[language], 15)),)))
        for language in _own_first(words)
        if found.get(language)
    )
    return ReportTable(words("sections.key_terms"), "" if rows else words("table.none"), columns if rows else (), rows)


def _own_first(words: Wording) -> tuple[str, str]:
    return ("ar", "en") if words.language == "ar" else ("en", "ar")


def _terms(terms: Sequence[str], most: int = _TERMS) -> str:
    return " · ".join(name(str(term)) for term in list(terms)[:most])


def _plain(text: object) -> str:
    return isolated(" ".join(str(text).split()))


def _share(item: pd.Series[Any], words: Wording) -> tuple[Cell, Cell, Cell]:
    interval = between(percent(item["low"]), percent(item["high"]), words.language)
    return _count(item), Cell(percent(item["share"])), Cell(interval)


def _count(item: pd.Series[Any]) -> Cell:
    """How many articles, with a mark where they are few."""
    mark = isolated("† ") if item["n"] < SMALL_N else ""
    return Cell(mark + whole(int(item["n"])))


def _tone(value: float) -> Cell:
    return Cell(signed(value))


def _tone_interval(low: float, high: float, words: Wording) -> Cell:
    return Cell(between(signed(low), signed(high), words.language) if low == low else "—")
