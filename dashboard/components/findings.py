"""What was found in an article, as highlights with words for each."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.study import ArticleView
from dashboard.components.highlight import Highlight
from dashboard.components.parts import tone_text
from dashboard.components.reported_numbers import reporter, value_words
from dashboard.context import Context
from dashboard.i18n import Texts
from dashboard.kinds import Row, rows_of


def highlights(context: Context, article: ArticleView) -> list[Highlight]:
    """All highlights of an article: what is said, figures, topic words, cues, speakers, unregistered names, actors."""
    found = [*_citations(context, article.citations)]
    found += [
        Highlight(int(row.start), int(row.end), "figure", f"{value_words(context, row)} ({reporter(context, row)})")
        for row in rows_of(article.numbers)
    ]
    found += [Highlight(span.start, span.end, "topic", context.texts("mark.topic")) for span in article.topic_words]
    found += [_candidate(context, row) for row in rows_of(article.candidates)]
    reasons = dict(zip(article.sentences["sentence_no"], article.sentences["reason"], strict=True))
    found += [_mention(context, row, reasons.get(row.sentence_no)) for row in rows_of(article.mentions)]
    return found


def shown(context: Context, found: Iterable[Highlight]) -> list[Highlight]:
    """The highlights that are not switched off."""
    return [mark for mark in found if mark.kind not in context.view.hide]


def source_name(context: Context, row: Row) -> str:
    """Who is cited: the actor's name, or the words of the article."""
    name = getattr(row, f"name_{context.view.ui}")
    return str(row.source_label) if pd.isna(name) else str(name)


def _mention(context: Context, row: Row, reason: object) -> Highlight:
    """A mention with the tone towards the actor and its interval, or why there is none; a click asks for its words."""
    texts = context.texts
    name = getattr(row, f"name_{context.view.ui}")
    name = str(row.actor_id if pd.isna(name) else name)
    title = texts("reader.coreference", name=name) if row.kind == "coreference" else name
    if pd.isna(row.tone):
        told = not_scored_words(texts, reason)
    else:
        told = f"{texts(f'tone.{row.tone_label}')} {tone_text(context, row.tone, row.tone_low, row.tone_high)}"
    return Highlight(
        int(row.start), int(row.end), "actor", f"{title}: {texts('table.tone')} {told}", f"{row.start}:{row.end}"
    )


def not_scored_words(texts: Texts, reason: object) -> str:
    """That a tone was not scored, and why."""
    known = isinstance(reason, str) and texts.has(f"not_scored.{reason}")
    return texts("why.not_scored", reason=texts(f"not_scored.{reason}" if known else "not_scored.unknown"))


def _candidate(context: Context, row: Row) -> Highlight:
    """An unregistered name, with the words beside it."""
    told = context.texts("reader.candidate", name=str(row.surface))
    title = told if pd.isna(row.title) else f"{told} ({row.title})"
    return Highlight(int(row.start), int(row.end), "candidate", title)


def _citations(context: Context, citations: pd.DataFrame) -> Iterable[Highlight]:
    texts = context.texts
    for row in rows_of(citations):
        name = source_name(context, row)
        said = f"{texts('reader.said_by', name=name)} ({texts(f'mode.{row.mode}')})"
        if row.act != "said":
            said = texts("reader.thought_by", name=name)
        for part, kind, title in (("content", "content", said), ("cue", "cue", said), ("source", "speaker", name)):
            start, end = getattr(row, f"{part}_start"), getattr(row, f"{part}_end")
            if not (pd.isna(start) or pd.isna(end)):
                yield Highlight(int(start), int(end), kind, title)
