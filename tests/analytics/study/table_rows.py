"""Single rows of the tables of a run, with all that a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def article(key: str, publisher: str, language: str, day: str | None) -> dict[str, Any]:
    return {
        "article_id": key,
        "url": f"https://example.org/{key}",
        "publisher_id": publisher,
        "publisher": publisher,
        "title": f"Title {key} الرقة" if language == "ar" else f"Title {key} Raqqa",
        "text": "نص عن الرَّقّة" if language == "ar" else "A text about Raqqa",
        "captions": [],
        "removed": [],
        "language": language,
        "published_at": datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None,
        "published_precision": "day" if day else "none",
        "published_basis": "metadata" if day else "none",
        "collected_at": datetime(2020, 1, 1, tzinfo=UTC),
        "source_uri": "made.jsonl",
        "content_sha256": key,
        "n_words": 6,
        "story_id": "a1" if key == "a2" else key,
        "is_original": key != "a2",
        "is_sample": False,
    }


def topic(number: int, ar: str, en: str, n: int) -> dict[str, Any]:
    terms = {"terms_ar": ["الرقة"], "terms_en": ["Raqqa"]}
    mixed = {"language_mix": 0.5, "language_expected": 0.5, "mix": "mixed", "origin": "fitted"}
    return {"topic_id": number, "label_ar": ar, "label_en": en, **terms, "n": n, **mixed}


def actor(key: str, ar: str, en: str, kind: str) -> dict[str, Any]:
    return {"actor_id": key, "name_ar": ar, "name_en": en, "type": kind, "origin": "registry"}


def mention(key: str, actor: str, kind: str = "name", tone: float = 0.0) -> dict[str, Any]:
    place = {"article_id": key, "sentence_no": 0, "start": 0, "end": 5, "surface": "Title"}
    return {**place, "kind": kind, "actor_id": actor, "tone": tone, "tone_label": "neutral"}


def citation(key: str, source: str) -> dict[str, Any]:
    known = None if source.startswith("~") else source
    return {
        "article_id": key,
        "sentence_no": 0,
        "source_actor_id": known,
        "source_key": source,
        "source_label": source.removeprefix("~"),
        "source_class": "source" if source.startswith("~") else "organisation",
        "source_detail": "none" if source.startswith("~") else "named",
        "cue_start": 0,
        "cue_end": 5,
        "mode": "indirect",
        "act": "said",
    }


def candidate(key: str, name: str, surface: str, **more: Any) -> dict[str, Any]:
    place = {"article_id": key, "sentence_no": 0, "start": 0, "end": len(surface), "surface": surface}
    return {**place, "candidate_key": name, "type": "person", "basis": "title", "title": None, **more}
