"""Why a sentence has its tone: the words that moved it, under the paragraph in which it stands."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import dcc, html

from analytics.errors import AnalyticsError
from analytics.figures.numbers import signed
from analytics.study import ArticleView
from dashboard.components.findings import not_scored_words
from dashboard.components.parts import tone_words
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of

ASKED: Final = "reader-why-asked"
ANSWER: Final = "reader-why-answer"


def sentence_marks(context: Context, article: ArticleView) -> dict[int, Component]:
    """A mark behind each sentence that shows its tone and asks why, by the offset at which the sentence ends."""
    return (
        {} if "tone" in context.view.hide else {int(row.end): _mark(context, row) for row in rows_of(article.sentences)}
    )


def _mark(context: Context, row: Row) -> Component:
    """A button without words of its own, so that the article is copied without it: its sign is drawn by the style."""
    texts = context.texts
    is_scored = not pd.isna(row.tone)
    told = texts("why.of_sentence", label=texts(f"tone.{row.label}"), tone=texts.score(row.tone)) if is_scored else ""
    told = told or not_scored_words(texts, row.reason)
    asked = " asked" if context.view.why == (int(row.start), int(row.end)) else ""
    return html.Button(
        className=f"tone-mark {row.label if is_scored else 'none'}{asked}",
        type="button",
        title=told,
        **{"aria-label": told, "data-tone": f"{row.start}:{row.end}"},
    )


def why_panel(context: Context, article: ArticleView) -> Component:
    """The tone asked for with its interval, and room for the words that moved it, which come later."""
    texts, view = context.texts, context.view
    start, end = view.why or (0, 0)
    mention, sentence = _mention(article, start, end), _sentence(article, start, end)
    close = html.Button(texts("why.close"), className="button", type="button", id="reader-why-close",
                        **{"data-tone": ""})  # fmt: skip
    return html.Aside(
        [
            html.Div([html.H2(_title(context, mention), className="card-title"), close], className="card-head"),
            html.P(_told(context, mention, sentence), id="reader-why-tone"),
            dcc.Store(id=ASKED, data=[start, end]),
            html.Div(html.P(texts("why.loading"), className="waiting", role="status"), id=ANSWER),
        ],
        className="why",
        id="reader-why",
        dir="rtl" if context.style.is_rtl else "ltr",
        lang=view.ui,
        **{"aria-live": "polite"},
    )


def _mention(article: ArticleView, start: int, end: int) -> Row | None:
    rows = article.mentions[(article.mentions["start"] == start) & (article.mentions["end"] == end)]
    return next(iter(rows_of(rows)), None)


def _sentence(article: ArticleView, start: int, end: int) -> Row | None:
    rows = article.sentences[(article.sentences["start"] <= start) & (start < article.sentences["end"])]
    return next(iter(rows_of(rows)), None)


def _title(context: Context, mention: Row | None) -> str:
    texts = context.texts
    if mention is None:
        return texts("why.sentence")
    return texts("why.toward", name=mention_name(context, mention))


def mention_name(context: Context, mention: Row) -> str:
    """What the actor of a mention is called."""
    name = getattr(mention, f"name_{context.view.ui}")
    return str(mention.actor_id if pd.isna(name) else name)


def _told(context: Context, mention: Row | None, sentence: Row | None) -> list[Any]:
    """The tone of the run's own tables; why there is none, where there is none."""
    texts = context.texts
    row = sentence if mention is None else mention
    if row is None or pd.isna(row.tone):
        return [not_scored_words(texts, None if sentence is None else sentence.reason)]
    if mention is None:
        return [texts(f"tone.{row.label}"), " ", tone_words(context, row.tone, float("nan"), float("nan"))]
    return [texts(f"tone.{row.tone_label}"), " ", tone_words(context, row.tone, row.tone_low, row.tone_high)]


def why_answer(context: Context) -> list[Any]:
    """The words that moved the tone asked for, each with its weight; what stands in the way, where something does."""
    texts, view = context.texts, context.view
    if view.article is None or view.why is None:
        return []
    try:
        frame = context.study.explain(view.article, *view.why)
    except (AnalyticsError, ValueError) as error:
        reason = html.Div(html.Span(" ".join(str(error).split()), lang="en", dir="ltr"), className="dim small-text")
        return [html.P(texts("why.cannot")), reason]
    if frame.attrs["label"] is None:
        return [html.P(texts("why.not_scored", reason=texts("not_scored.no_letters")))]
    article = context.study.article(view.article)
    shown = frame[frame["is_shown"]]
    notes = [_note(context, frame, shown)]
    if frame.attrs["reason"] is not None:
        notes.append(texts(f"why.reason_{frame.attrs['reason']}"))
    return [
        _quoted(article, frame, shown),
        *([_weights(context, shown)] if len(shown) else []),
        html.P(" ".join(notes), className="note", id="reader-why-note"),
    ]


def _quoted(article: ArticleView, frame: pd.DataFrame, shown: pd.DataFrame) -> Component:
    """The sentence with its words marked, each with its weight in figures; the actor underlined."""
    begin, stop, target = frame.attrs["start"], frame.attrs["end"], frame.attrs["target"]
    spans = [(int(row.start), int(row.end), _weighed(article.whole, row)) for row in rows_of(shown)]
    if target:
        spans.append((*target, html.Mark(article.whole[slice(*target)], className="mark-actor")))
    parts, at = [], begin
    for start, end, piece in sorted(spans, key=lambda span: span[0]):
        parts += [article.whole[at:start], piece]
        at = end
    parts.append(article.whole[at:stop])
    is_arabic = article.row["language"] == "ar"
    return html.Blockquote(
        parts, dir="rtl" if is_arabic else "ltr", lang=article.row["language"], id="reader-why-words"
    )


def _weighed(text: str, row: Row) -> Component:
    kind = "positive" if row.weight > 0 else "negative"
    weight = html.Span(f"\u2066{signed(row.weight)}\u2069", className="weight")
    return html.Span([html.Span(text[int(row.start) : int(row.end)]), weight], className=f"moved {kind}")


def _weights(context: Context, shown: pd.DataFrame) -> Component:
    """The same words as a list, the heaviest first, for those who do not see the sentence."""
    texts = context.texts
    heaviest = shown.assign(size=-shown["weight"].abs()).sort_values(["size", "start"])
    items = [
        html.Li(
            texts(
                f"why.{'raises' if row.weight > 0 else 'lowers'}",
                words=" ".join(str(row.words).split()),
                weight=texts.score(abs(row.weight)).replace("+", ""),
            )
        )
        for row in rows_of(heaviest)
    ]
    return html.Ul(items, className="found", id="reader-why-weights")


def _note(context: Context, frame: pd.DataFrame, shown: pd.DataFrame) -> str:
    """What the words shown do together, and which engine was asked."""
    texts, label, without = context.texts, frame.attrs["label"], frame.attrs["label_without"]
    engine = texts("why.engine", name=str(frame.attrs["engine"]))
    if shown.empty:
        return f"{texts('why.none')} {engine}"
    key = "why.same" if without == label else "why.turned"
    return f"{texts(key, label=texts(f'tone.{label}'), without=texts(f'tone.{without}'))} {engine}"
