"""How often the date of a text without metadata is found, and how often it is wrong, on articles whose date is known.

Usage: python benchmarks/dates.py [folder of labelled data, default ../shared]

Only title and text are given, but for the tables "with the address". The datelines were written on the half of the
articles whose id has an even digest. The rules of agreement find so few articles that those of the other half were read
too before they were settled: for them no half is held out. SaudiNewsNet counts from 2015-08-01, before which its dates
are of the download. FA-KES names the day of the event it was matched with, not of the article: its column "same month"
is the figure to read.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analytics.evaluation.data import LabelledData
from analytics.evaluation.inputs import Inputs
from analytics.evaluation.steps.dates import COLUMNS, FILES, TODAY, DatedArticle, articles, outcome
from corpus.text.dated import Dated, dated_day, undated
from corpus.text.datelines import proof_of
from corpus.text.dates import parse_date
from corpus.text.deciding import decide
from corpus.text.evidence import Story, anchors_of
from corpus.text.normalise import fold

SHARED = Path(__file__).resolve().parents[1] / "../shared"


def half(article: DatedArticle) -> str:
    """The half an article was put into by its id."""
    return "tuned on" if hashlib.sha256(article.key.encode()).digest()[-1] % 2 == 0 else "held out"


def show(title: str, table: dict[str, Counter[str]]) -> None:
    """Print counts and shares of each row."""
    print(f"\n| {title} | {' | '.join(COLUMNS)} | undated |\n|---|{'---|' * (len(COLUMNS) + 1)}")
    for name, row in table.items():
        left = row["n"] - row["dated"] - row["month"]
        cells = [
            f"{row[column]} ({row[column] / row['n']:.1%})" if column != "n" else str(row["n"]) for column in COLUMNS
        ]
        print(f"| {name} | {' | '.join(cells)} | {left} ({left / row['n']:.1%}) |")


def tabulate(
    found: list[tuple[DatedArticle, Dated]], name_of: Callable[[DatedArticle], str]
) -> dict[str, Counter[str]]:
    """Counts by a name of each article."""
    table: dict[str, Counter[str]] = {}
    for article, date in found:
        table.setdefault(name_of(article), Counter()).update(outcome(date, article.day))
    return dict(sorted(table.items()))


def loosened(article: DatedArticle, level: int) -> Dated:
    """The date of an article by proof, or by less: the curve of coverage against error."""
    proved, _ = proof_of(article.title, article.text, TODAY)
    if level == 0 or (proved.at is not None and proved.precision == "day"):
        return proved if proved.precision == "day" else undated("")
    story = Story(fold(article.title), fold(article.text), TODAY)
    anchors = anchors_of(story) if story.named and story.years else []
    days = [day for named, day in anchors if level > 1 or story.leads(named)]
    if level > 2 and not days:
        year = max(story.years, default=TODAY.year)
        near = [each.in_year(each.year or year) for each in story.named if each.year in (None, year)]
        days = [day for day in near if day is not None and day <= TODAY]
    return dated_day(max(days), "inferred") if days else undated("")


def ceilings(given: list[DatedArticle]) -> dict[str, float]:
    """Shares of articles with the evidence without which no reader could name the day."""
    seen: Counter[str] = Counter()
    for article in given:
        story = Story(fold(article.title), fold(article.text), TODAY)
        days = [day for each in story.named if (day := each.in_year(each.year or article.day.year))]
        off = min((abs((day - article.day).days) for day in days), default=99)
        seen["a day and month anywhere"] += bool(days)
        seen["one within 1 day of publication"] += off <= 1
        seen["one within 3 days of publication"] += off <= 3
        seen["the year of publication"] += article.day.year in story.years
        seen["both: a day within 1 and the year"] += off <= 1 and article.day.year in story.years
    return {name: count / len(given) for name, count in seen.items()}


def by_neighbours(given: list[DatedArticle]) -> list[tuple[float, float, float]]:
    """Dated, within 1 and more than 3 off, if each article took the date of the most similar one, all others known."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [fold(f"{article.title} {article.text}") for article in given]
    vectors = TfidfVectorizer(min_df=2, max_df=0.1, sublinear_tf=True).fit_transform(texts)
    days = np.array([article.day.toordinal() for article in given])
    likeness, off = np.zeros(len(given)), np.zeros(len(given))
    for start in range(0, len(given), 500):
        block = (vectors[start : start + 500] @ vectors.T).toarray()
        block[np.arange(block.shape[0]), np.arange(start, start + block.shape[0])] = -1
        nearest = block.argmax(axis=1)
        likeness[start : start + 500] = block.max(axis=1)
        off[start : start + 500] = np.abs(days[nearest] - days[start : start + 500])
    cuts = [(likeness >= least) for least in (0.0, 0.3, 0.4, 0.5, 0.8)]
    return [(float(cut.mean()), float((cut & (off <= 1)).mean()), float((cut & (off > 3)).mean())) for cut in cuts]


def ambiguous(given: list[DatedArticle]) -> Counter[str]:
    """What metadata and text decide together where the metadata says 4/5/2017."""
    counts: Counter[str] = Counter()
    for article in given:
        day = article.day
        if day.day <= 12 and day.day != day.month:
            value = parse_date(f"{day.day}/{day.month}/{day.year}", TODAY)
            found = decide([value], article.title, article.text, TODAY)
            counts["undated" if found.at is None else "right" if found.at.date() == day else "wrong"] += 1
    return counts


def speed(given: list[DatedArticle]) -> tuple[float, float]:
    """Microseconds of processor time for a text of about 300 words, and for a metadata value."""
    texts = [article for article in given if 280 < len(article.text.split()) < 320][:200]
    values = ["2018-03-01T02:28:09+04:00", "Thu, 12 Apr 2018 11:56:43 GMT", "الثلاثاء 3 أيلول 2024", "2018-03-01"] * 50
    times = []
    for call, items in ((lambda a: proof_of(a.title, a.text, TODAY), texts), (lambda v: parse_date(v, TODAY), values)):
        rounds = []
        for _ in range(10):
            started = time.process_time()
            for item in items:
                call(item)
            rounds.append((time.process_time() - started) / len(items) * 1e6)
        times.append(min(rounds))
    return times[0], times[1]


def main() -> None:
    """Print the tables."""
    inputs = Inputs(LabelledData.open(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED))
    given = [article for name in FILES for article in articles(inputs, name)]
    proofs = [(article, *proof_of(article.title, article.text, TODAY)) for article in given]
    found = [(article, date) for article, date, _ in proofs]
    rules = {id(article): rule or "none" for article, _, rule in proofs}
    show("corpus, half", tabulate(found, lambda article: f"{article.corpus}, {half(article)}"))
    show("rule", tabulate(found, lambda article: f"{article.corpus}, {rules[id(article)]}"))
    show("source", tabulate(found, lambda article: f"{article.corpus}, {article.source}"))
    addressed = [(each, decide([], each.title, each.text, TODAY, each.url)) for each in given if each.url]
    show("with the address", tabulate(addressed, lambda article: f"{article.corpus}, {article.source}"))
    show("with the address", tabulate(addressed, lambda article: article.corpus))
    ant = [article for article in given if article.corpus == "ant_2018"]
    names = (
        "proved (what is shipped)",
        "and any fitting day of the lead",
        "and any fitting day",
        "and any day, latest year",
    )
    curve = {name: [(article, loosened(article, level)) for article in ant] for level, name in enumerate(names)}
    show("ANT 2018, curve", {name: tabulate(rows, lambda article: "")[""] for name, rows in curve.items()})
    print("\nEvidence in ANT 2018:", ", ".join(f"{name} {share:.1%}" for name, share in ceilings(ant).items()))
    print("Most similar article of ANT 2018, all other dates known (dated, within 1, >3 off):")
    print(", ".join(f"{dated:.1%} {right:.1%} {wrong:.1%}" for dated, right, wrong in by_neighbours(ant)))
    print("Metadata like 4/5/2017:", dict(ambiguous([article for article in given if article.corpus != "fa_kes"])))
    text, value = speed(given)
    print(f"Time: {text:.0f} us a text of 300 words, {value:.1f} us a metadata value")


if __name__ == "__main__":
    main()
