"""Findings in words: one function a kind, one text in the wording a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from analytics.figures.numbers import q_text
from analytics.study.statistics import SMALL_N
from reports.findings import Finding
from reports.grammar import (
    GENITIVE,
    between,
    counted,
    day,
    isolated,
    listed,
    name,
    percent,
    period,
    points,
    signed,
    whole,
)
from reports.wording import Wording, wording

LOWEST: Final = signed(-1).replace(".00", "")
HIGHEST: Final = signed(1).replace(".00", "")


def sentence(finding: Finding, language: str) -> str:
    """A finding as one to three sentences of the language, with its interval and a warning where it is small."""
    words = wording(language, finding.filters.unit)
    parts = _WRITERS[finding.kind](finding, words)
    # Where the whole selection is small, the first sentence says so once for all.
    # A share of articles that fit no topic is rare where all is well; its interval says how sure it is.
    is_small = finding.is_small and finding.kind != "fit"
    if is_small and (finding.kind == "coverage" or finding.total >= SMALL_N):
        parts = [*parts, words("finding.small")]
    return " ".join(parts)


def share_interval(low: float | None, high: float | None, language: str) -> str:
    """The interval of a share in words."""
    return _interval(low, high, wording(language), percent)


def quoted(text: str, words: Wording) -> str:
    """A name between the language's quotation marks."""
    return words("grammar.quoted", name=name(text))


def tone_interval(low: float | None, high: float | None, language: str) -> str:
    """The interval of a tone in words."""
    return _interval(low, high, wording(language), signed)


def no_topics(n: int, terms: Sequence[str], language: str) -> str:
    """Why there are no topics, and the terms that take their place."""
    words = wording(language)
    if not terms:
        return words("finding.no_topics_bare", n=whole(n))
    return words("finding.no_topics", n=whole(n), terms=listed([name(term) for term in terms], language))


def approximate(number: float) -> str:
    """A number that is no count: as many decimals as tell something."""
    return isolated(f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 0.1 else f"{number:.2f}")


def _interval(low: float | None, high: float | None, words: Wording, form: Callable[[float | None], str]) -> str:
    return words("finding.interval", range=between(form(low), form(high), words.language))


def _coverage(finding: Finding, words: Wording) -> list[str]:
    language, values = words.language, finding.values
    key = "finding.coverage" if finding.n < finding.total else "finding.coverage_all"
    key = "finding.coverage_all_one" if finding.total == 1 else key
    parts = [words(key, articles=counted(finding.n, words.noun, language), total=whole(finding.total))]
    if values["articles"] > 1:
        told = {"articles": ("story", values["stories"]), "stories": ("article", values["articles"])}[words.unit]
        parts.append(words("finding.coverage_unit", told=counted(told[1], told[0], language)))
    if values["first"]:
        span = period(values["first"], values["last"], language)
        dates = "finding.coverage_day" if values["first"] == values["last"] else "finding.coverage_dates"
        parts.append(words(dates, period=span))
    if finding.n > 1:
        parts.append(words("finding.coverage_publishers", n=whole(values["publishers"])))
        each = [
            words(
                "finding.coverage_language",
                language=language_name(code, words),
                articles=counted(n, words.noun, language),
            )
            for code, n in values["languages"]
        ]
        parts.append(words("finding.coverage_languages", values=listed(each, language)))
    if values["undated"]:
        parts.append(words("finding.coverage_undated", articles=counted(values["undated"], words.noun, language)))
    return parts


def language_name(code: str, words: Wording) -> str:
    """The name of a language of articles."""
    known = f"language_{code}" in words.table("scope")
    return words(f"scope.language_{code}") if known else words("scope.language_other", code=code)


def _of_all(finding: Finding, words: Wording, kind: str, **more: str) -> str:
    """A sentence about a share of the articles."""
    return words(
        f"finding.{kind}",
        articles=counted(finding.n, words.noun, words.language),
        n=whole(finding.n),
        total=whole(finding.total),
        share=percent(finding.values["share"]),
        interval=share_interval(finding.low, finding.high, words.language),
        **more,
    )


def _topic(finding: Finding, words: Wording) -> list[str]:
    return [_of_all(finding, words, "topic", label=quoted(finding.names[words.language], words))]


def _theme(finding: Finding, words: Wording) -> list[str]:
    topics = counted(finding.values["topics"], "topic", words.language, GENITIVE)
    return [_of_all(finding, words, "theme", label=quoted(finding.names[words.language], words), topics=topics)]


def _fit(finding: Finding, words: Wording) -> list[str]:
    return [_of_all(finding, words, "fit")]


def _burst(finding: Finding, words: Wording) -> list[str]:
    language, values = words.language, finding.values
    found = words(
        "finding.bursts",
        bursts=counted(values["bursts"], "burst", language),
        topics=counted(values["topics"], "topic", language, GENITIVE),
    )
    known = "" if values["n_compared"] == finding.n else words("finding.burst_known", n=whole(values["n_compared"]))
    strongest = words(
        "finding.burst",
        label=quoted(finding.names[language], words),
        period=period(values["start"], values["end"], language),
        articles=counted(finding.n, words.noun, language),
        known=known,
        expected=approximate(values["expected"]),
        ratio=approximate(values["ratio"]),
        q=_q(values["q"]),
    )
    terms: list[str] = values["terms"].get(language) or next(iter(values["terms"].values()), [])
    apart = [words("finding.burst_terms", terms=words("grammar.comma").join(map(name, terms)))] if terms else []
    return [found, strongest, *apart]


def _q(q: float) -> str:
    """A false discovery rate with its name, which stay together in a line of Arabic."""
    return isolated(f"q\u00a0{q_text(q)}")


def _shift(finding: Finding, words: Wording) -> list[str]:
    language, values = words.language, finding.values
    rose = values["difference"] > 0
    ends = (finding.low or 0.0, finding.high or 0.0)
    low, high = ends if rose else (-ends[1], -ends[0])
    text = words(
        "finding.shift_rose" if rose else "finding.shift_fell",
        label=quoted(finding.names[language], words),
        at=day(values["at"], language),
        before=percent(values["share_before"]),
        after=percent(values["share_after"]),
        points=points(values["difference"]),
        interval=words("finding.interval", range=between(points(low), points(high), language)),
        q=_q(values["q"]),
    )
    return [text, words("finding.shift_periods", period=period(values["since"], values["until"], language))]


def _change(finding: Finding, words: Wording) -> list[str]:
    language, values = words.language, finding.values
    rose = values["difference"] > 0
    ends = (finding.low or 0.0, finding.high or 0.0)
    low, high = ends if rose else (-ends[1], -ends[0])
    text = words(
        "finding.change_rose" if rose else "finding.change_fell",
        label=quoted(finding.names[language], words),
        points=points(values["difference"]),
        before=_out_of(values["n_before"], values["N_before"], words),
        after=_out_of(values["n_after"], values["N_after"], words),
        interval=words("finding.interval", range=between(points(low), points(high), language)),
    )
    return [text, _periods(values, words)]


def _no_change(finding: Finding, words: Wording) -> list[str]:
    return [words("finding.change_none"), _periods(finding.values, words)]


def _periods(values: Mapping[str, Any], words: Wording) -> str:
    first, second = (period(start, end, words.language) for start, end in (values["before"], values["after"]))
    return words("finding.change_periods", first=first, second=second)


def _out_of(n: int, total: int, words: Wording) -> str:
    return words("finding.out_of", n=counted(int(n), words.noun, words.language, GENITIVE), total=whole(int(total)))


def _tone(finding: Finding, words: Wording) -> list[str]:
    values = finding.values
    scale = {"mean": signed(values["mean"]), "lowest": LOWEST, "highest": HIGHEST}
    if finding.n == 1:
        return [words("finding.tone_one", **scale)]
    main = words(
        "finding.tone",
        articles=counted(finding.n, words.noun, words.language, GENITIVE),
        interval=tone_interval(finding.low, finding.high, words.language),
        **scale,
    )
    counts = {key: whole(int(values[key])) for key in ("negative", "neutral", "positive")}
    return [main, words("finding.tone_classes", **counts)]


def _publishers(finding: Finding, words: Wording) -> list[str]:
    language = words.language
    texts: dict[str, str] = {}
    for side, row in (("low", finding.values["lowest"]), ("high", finding.values["highest"])):
        texts[f"{side}_name"] = quoted(row[f"name_{language}"], words)
        texts[f"{side}_mean"] = signed(row["mean"])
        texts[f"{side}_articles"] = counted(int(row["n"]), words.noun, language, GENITIVE)
        texts[f"{side}_interval"] = tone_interval(row["mean_low"], row["mean_high"], language)
    return [words("finding.publishers", **texts)]


def _actor(finding: Finding, words: Wording) -> list[str]:
    values = finding.values
    parts = [_of_all(finding, words, _beside("actor", finding), label=quoted(finding.names[words.language], words))]
    # A mean of one article has no interval, and a tone without one is not worth a sentence.
    if values["tone_low"] == values["tone_low"]:
        interval = tone_interval(values["tone_low"], values["tone_high"], words.language)
        parts.append(words("finding.actor_tone", mean=signed(values["tone"]), interval=interval))
    return parts


def _source(finding: Finding, words: Wording) -> list[str]:
    citations = whole(finding.values["citations"])
    label = quoted(finding.names[words.language], words)
    return [_of_all(finding, words, _beside("source", finding), label=label, citations=citations)]


def _beside(kind: str, finding: Finding) -> str:
    """The text of a kind; another where the selection names some itself and they are left out."""
    return f"{kind}_beside" if finding.values.get("beside") else kind


def _sourcing(finding: Finding, words: Wording) -> list[str]:
    return [_of_all(finding, words, "sourcing")]


def _fixed(key: str) -> Callable[[Finding, Wording], list[str]]:
    return lambda finding, words: [words(f"finding.{key}")]


_WRITERS: Final[Mapping[str, Callable[[Finding, Wording], list[str]]]] = {
    "coverage": _coverage,
    "topic": _topic,
    "theme": _theme,
    "fit": _fit,
    "burst": _burst,
    "shift": _shift,
    "no_topic": _fixed("no_topics_here"),
    "change": _change,
    "no_change": _no_change,
    "tone": _tone,
    "publishers": _publishers,
    "no_publishers": _fixed("publishers_none"),
    "actor": _actor,
    "no_actor": _fixed("no_actor"),
    "source": _source,
    "no_source": _fixed("no_source"),
    "sourcing": _sourcing,
}
