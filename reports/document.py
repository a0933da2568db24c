"""What a report says, as plain values for the template: words and charts, no markup."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from analytics.figures.numbers import amount
from analytics.figures.theme import SURFACES, colours_of
from analytics.run import shown_tone
from analytics.study import Filters, Study
from analytics.study.study import Scope
from analytics.topics import bursts, change_points, strengths
from reports.accuracy import accuracy_part
from reports.accuracy.meaning import engine_words
from reports.charts import Chart, actor_bars, tone_chart, topics_chart, volume_chart
from reports.charts.notes import count_note
from reports.charts.time import PANELS
from reports.findings import find
from reports.grammar import counted, day, isolated, percent, period, whole
from reports.selection import selection
from reports.sentences import language_name, no_topics, sentence
from reports.tables import (
    actors_table,
    articles_table,
    figures_table,
    kinds_table,
    places_table,
    publishers_table,
    sources_table,
    together_table,
)
from reports.tone import tone_part
from reports.topic_tables import bursts_table, shifts_table, topics_table
from reports.update_tables import edits_table, history_table, proposals_table
from reports.wording import Wording, wording

_TERMS: Final = 10


def compose(study: Study, filters: Filters, language: str) -> dict[str, Any]:
    """Everything a report prints, as JSON values; the same run, selection and language give the same values.

    Parameters
    ----------
    study : Study
    filters : Filters
    language : {"ar", "en"}
    """
    words = wording(language, filters.unit)
    scope = study.scope(filters)
    frame = {
        "language": language,
        "direction": words.direction,
        "title": words("scope.title"),
        "subtitle": words("scope.subtitle"),
        "run": study.result_id,
        "colours": {name: getattr(SURFACES["light"], name) for name in ("text", "muted", "grid", "gap", "accent")},
        "footer": words("page.footer", page="{page}", total="{total}"),
        "scope": _scope_rows(study, filters, scope, words),
        "sample": _sample(scope, words),
        "methods_title": words("sections.methods"),
        "accuracy": _part(accuracy_part(study, words), study, words),
    }
    if not scope.n:
        return {
            **frame,
            "empty": _empty(study, filters, words),
            "tone": None,
            **{key: [] for key in ("sections", "charts", "tables", "appendix")},
        }
    return {**frame, "empty": None, **_body(study, filters, scope, words)}


def _body(study: Study, filters: Filters, scope: Scope, words: Wording) -> dict[str, Any]:
    makers = (
        topics_table,
        bursts_table,
        shifts_table,
        history_table,
        proposals_table,
        articles_table,
        actors_table,
        together_table,
        publishers_table,
        sources_table,
        kinds_table,
        places_table,
        figures_table,
    )
    tables = [make(study, filters, words) for make in makers]
    appendix = [edits_table(study, words)]
    limits = list(words.items("limits.items"))
    if scope.n_undated:
        undated = counted(scope.n_undated, words.noun, words.language)
        limits.append(words("limits.undated", articles=undated))
    return {
        "sections": [
            {"title": words("sections.findings"), "items": _findings(study, filters, words)},
            {"title": words("sections.methods"), "items": _methods(study, scope, words)},
            {"title": words("sections.limits"), "items": limits},
        ],
        "charts_title": words("sections.charts"),
        "charts": _printed(_charts(study, filters, scope, words), study, words),
        "tone": _part(tone_part(study, filters, words), study, words),
        "tables": [table.to_json(words) for table in tables if table],
        "appendix": [table.to_json(words) for table in appendix if table],
    }


def _part(part: dict[str, Any], study: Study, words: Wording) -> dict[str, Any]:
    """A part with its charts as the template takes them."""
    return {**part, "charts": _printed(part["charts"], study, words)}


def _printed(charts: list[Chart], study: Study, words: Wording) -> list[dict[str, str]]:
    source = words("chart.source", run=isolated(study.result_id))
    return [
        {"title": chart.title, "svg": chart.svg, "alt": chart.alt, "note": " ".join(chart.notes), "source": source}
        for chart in charts
    ]


def _findings(study: Study, filters: Filters, words: Wording) -> list[str]:
    """The findings in words; where the run has no topics, why, and its key terms instead."""
    topics = study.run.manifest["topics"]
    found = []
    for finding in find(study, filters):
        if finding.kind == "no_topic" and topics["reason"]:
            terms: list[str] = topics["key_terms"].get(words.language) or next(iter(topics["key_terms"].values()), [])
            total = study.scope().n
            found.append(no_topics(total, terms[:_TERMS], words.language))
        else:
            found.append(sentence(finding, words.language))
    return found


def _charts(study: Study, filters: Filters, scope: Scope, words: Wording) -> list[Chart]:
    topics = study.topics(filters)
    shown = tuple(int(key) for key in topics["topic_id"].head(PANELS))
    over_time = study.topics_over_time(filters, shown) if shown else study.volume(filters).head(0)
    topic_colours = colours_of(sorted(study.topics()["topic_id"].tolist()))
    charts = [
        volume_chart(study.volume(filters), words),
        topics_chart(over_time, topics, topic_colours, words, bursts=study.bursts(filters, topic_ids=shown)),
        tone_chart(study.tone_over_time(filters), study.tone(filters).iloc[0], words),
        actor_bars(study.actors(filters), words),
    ]
    dated = count_note(scope.n - scope.n_undated, scope.n, words)
    counts = [dated, dated, dated, words("chart.note_n", n=whole(scope.n), total=whole(scope.N))]
    return [
        Chart(chart.title, chart.svg, chart.alt, (count, *chart.notes))
        for chart, count in zip(charts, counts, strict=True)
    ]


def _scope_rows(study: Study, filters: Filters, scope: Scope, words: Wording) -> list[list[str]]:
    articles = words("scope.articles_value", n=whole(scope.n), total=whole(scope.N))
    rows = [
        ["articles", articles],
        ["unit", words("scope.unit_value")],
        ["selection", selection(study, filters, words)],
    ]
    if scope.n:
        span = period(scope.first, scope.last, words.language) if scope.first and scope.last else None
        languages = [f"{language_name(code, words)} {isolated(whole(count))}" for code, count in scope.languages]
        rows += [
            ["dates", span or words("scope.no_dates")],
            *([["undated", whole(scope.n_undated)]] if scope.n_undated else []),
            ["languages", words("grammar.comma").join(languages)],
            ["publishers", whole(scope.n_publishers)],
            ["topics", whole(scope.n_topics)],
            *([["edits", whole(study.edits.n)]] if study.edits.n else []),
            ["mentions", whole(scope.n_mentions)],
            ["citations", whole(scope.n_citations)],
        ]
    rows.append(["run", isolated(study.result_id)])
    return [[words(f"scope.{key}"), value] for key, value in rows]


def _sample(scope: Scope, words: Wording) -> str | None:
    if not scope.n_sample:
        return None
    return words("scope.sample", n=whole(scope.n_sample), total=whole(scope.n))


def _empty(study: Study, filters: Filters, words: Wording) -> dict[str, str]:
    whole_scope = study.scope(filters.cleared())
    text = words("empty.text", total=whole(whole_scope.n))
    if whole_scope.first and whole_scope.last:
        span = period(whole_scope.first, whole_scope.last, words.language)
        text = f"{text} {words('empty.dates', period=span)}"
    return {"title": words("empty.title"), "text": text}


def _methods(study: Study, scope: Scope, words: Wording) -> list[str]:
    """How the numbers were made, from the run's manifest; an old or hand-made manifest may lack parts."""
    manifest = study.run.manifest
    settings = {"encoder": "—", "seed": "—", **manifest.get("settings", {})}
    named = {key: isolated(str(value)) for key, value in settings.items()}
    items = [
        words("methods.intro"),
        words(
            "methods.unit",
            articles=counted(scope.n_articles, "article", words.language),
            stories=counted(scope.n_stories, "story", words.language),
        ),
        words("methods.topics", encoder=named["encoder"]),
        *_topic_methods(study, words),
        words("methods.tone", engine=engine_words(shown_tone(manifest), words)),
        words("methods.tone_groups"),
        words("methods.actors"),
        words("methods.together"),
        words("methods.sources"),
        words("methods.intervals"),
    ]
    if manifest.get("created_at") and manifest.get("corpus"):
        made = day(date.fromisoformat(manifest["created_at"][:10]), words.language)
        corpus = manifest["corpus"]
        digest = isolated(str(corpus["digest"])[:16])
        items.append(words("methods.made", date=made, n=whole(corpus["n_articles"]), digest=digest))
    if manifest.get("packages"):
        versions = [isolated(f"{package} {number}") for package, number in sorted(manifest["packages"].items())]
        listing = words("grammar.comma").join(versions)
        items.append(f"{words('methods.versions', versions=listing)} {words('methods.seed', seed=named['seed'])}")
    return items


def _topic_methods(study: Study, words: Wording) -> list[str]:
    """The rules that topics, their bursts and changes go by, and the edits they were counted with."""
    items = [
        words("methods.topics_by_language"),
        words("methods.stability"),
        words("methods.fit", level=_level(strengths.LEVEL)),
        words(
            "methods.bursts",
            window=whole(bursts.WINDOW),
            fewest=whole(bursts.FEWEST),
            ratio=amount(bursts.RATIO),
            level=_level(bursts.LEVEL),
        ),
        words(
            "methods.shifts",
            shortest=whole(change_points.SHORTEST),
            shuffles=whole(change_points.SHUFFLES),
            level=_level(change_points.LEVEL),
        ),
    ]
    if study.edits.n:
        edits, digest = counted(study.edits.n, "edit", words.language), isolated(study.edits.digest)
        refused = whole(len({note.number for note in study.edit_notes}))
        items.append(words("methods.edits", edits=edits, digest=digest, refused=refused))
    return items


def _level(share: float) -> str:
    """A level that was chosen, without decimals that nobody measured."""
    return percent(share).replace(".0%", "%")
