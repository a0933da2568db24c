"""Dates: whether the day of an article is found from its text, and from its address, where it has no other date."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.resampling import share
from analytics.evaluation.schema import Finding
from corpus.text.dated import Dated
from corpus.text.datelines import proof_of
from corpus.text.deciding import decide

FILES: Final = {
    "ant_2018": "corpora/ant_war_2018.jsonl.gz",
    "saudinewsnet_2015": "corpora/saudinewsnet_war_2015.jsonl.gz",
    "fa_kes": "corpora/fa_kes.csv",
}
RELIABLE_FROM: Final = "2015-08-01"
"""Dates of SaudiNewsNet before that are of the download."""
TODAY: Final = dt.date(2026, 1, 1)
"""Fixed, so that the figures do not depend on the day they are measured; every article is older."""
COLUMNS: Final = ("n", "dated", "within 1", "2-3 off", ">3 off", "month", "month right", "same month")


@dataclass(frozen=True, slots=True)
class DatedArticle:
    """An article and its known date."""

    corpus: str
    source: str
    key: str
    title: str
    text: str
    day: dt.date
    url: str = ""


def outcome(found: Dated, day: dt.date) -> list[str]:
    """The columns that count a date found for an article of a day."""
    if found.at is None:
        return ["n"]
    same_month = (found.at.year, found.at.month) == (day.year, day.month)
    if found.precision == "month":
        return ["n", "month", *["month right"] * same_month]
    off = abs((found.at.date() - day).days)
    column = "within 1" if off <= 1 else "2-3 off" if off <= 3 else ">3 off"
    return ["n", "dated", column, *["same month"] * same_month]


def _ant(row: dict[str, Any]) -> DatedArticle:
    day = dt.date.fromisoformat(row["date"])
    return DatedArticle("ant_2018", row["source"], row["id"], row["title"], row["text"], day, row["url"])


def _saudi(row: dict[str, Any]) -> DatedArticle:
    day = dt.date.fromisoformat(row["date"][:10])
    return DatedArticle("saudinewsnet_2015", row["source"], row["url"], row["title"], row["text"], day, row["url"])


def _fa_kes(row: dict[str, Any]) -> DatedArticle:
    month, number, year = map(int, row["date"].split("/"))
    day = dt.date(year, month, number)
    return DatedArticle(
        "fa_kes", row["source"], row["unit_id"], row["article_title"], row["article_content"], day
    )  # fmt: skip


def articles(inputs: Inputs, dataset: str) -> list[DatedArticle]:
    """The articles of a corpus whose date is known."""
    data, name = inputs.data, FILES[dataset]
    if dataset == "fa_kes":
        return data.csv_rows(name, _fa_kes)
    found = data.json_lines(name, _ant if dataset == "ant_2018" else _saudi)
    first = dt.date.fromisoformat(RELIABLE_FROM)
    return [one for one in found if dataset == "ant_2018" or one.day >= first]


def counted(given: Sequence[DatedArticle], *, with_address: bool = False) -> Counter[str]:
    """How many articles fall into each of ``COLUMNS`` with title and text alone, or with the address too."""
    counts: Counter[str] = Counter()
    for one in given:
        if with_address:
            found = decide([], one.title, one.text, TODAY, one.url)
        else:
            found, _ = proof_of(one.title, one.text, TODAY)
        counts.update(outcome(found, one.day))
    return counts


def findings(counts: Counter[str], language: str, dataset: str, notes: tuple[str, ...]) -> Iterator[Finding]:
    """The shares of all articles dated rightly, and wrongly, and of those dated the share that is right."""
    n = counts["n"]
    shares = [("right_day", counts["within 1"], n), ("wrong_day", counts[">3 off"], n)]
    if counts["dated"]:
        shares.append(("day_precision", counts["within 1"], counts["dated"]))
        shares.append(("month_precision", counts["same month"], counts["dated"]))
    for measure, hits, of in shares:
        got = share(hits, of)
        yield Finding(
            "dates", measure, language, dataset, of, "articles", got.figure, got.low, got.high, got.interval,
            notes=notes,
        )  # fmt: skip


def of_corpus(inputs: Inputs, dataset: str) -> Iterable[Finding]:
    """The figures of a corpus from text alone, and with the address where it has one."""
    given = articles(inputs, dataset)
    if dataset == "fa_kes":
        yield from findings(counted(given), "en", dataset, ("text_only", "event_day"))
        return
    yield from findings(counted(given), "ar", dataset, ("text_only",))
    yield from findings(counted(given, with_address=True), "ar", f"{dataset}_address", ("with_address",))


def _task(dataset: str) -> Task:
    def measure(inputs: Inputs) -> Iterable[Finding]:
        return of_corpus(inputs, dataset)

    return Task("dates", dataset, measure, (FILES[dataset],))


TASKS: Final = tuple(map(_task, FILES))
