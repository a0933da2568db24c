"""The tables of a run, defined once with the classes of :mod:`corpus.schema`.

Spans are character offsets, start inclusive and end exclusive, into ``whole(title, text)``.
"""

from __future__ import annotations

from typing import Final

from analytics.topic_schema import TOPIC_TABLES
from corpus.schema import Field, Table

ACTOR_TYPES: Final = (
    "person",
    "armed_group",
    "state",
    "military",
    "government_body",
    "international_org",
    "media",
    "ngo",
    "other_org",
)
MENTION_KINDS: Final = ("name", "coreference")
CITATION_MODES: Final = ("direct", "indirect", "mixed", "credit")
SOURCE_CLASSES: Final = (
    "person",
    "organisation",
    "medium",
    "document",
    "official",
    "fighter",
    "expert",
    "activist",
    "witness",
    "source",
    "other",
)
"""What a cited source is: the first three have a name, a document may, those after it are people without one."""
SOURCE_DETAILS: Final = ("named", "body", "field", "none")
"""How specific a source is: a name; its body or unit is named; only its country, group or field; nothing."""
ACTS: Final = ("said", "thought")
BOUNDS: Final = ("exact", "about", "more_than", "at_least", "less_than", "at_most", "range")
CANDIDATE_TYPES: Final = ("person", "organisation")
CANDIDATE_BASES: Final = ("title", "apposition", "citation", "given_name", "designation", "repeated")
ORIGINS: Final = ("registry", "workspace")
TONE_LABELS: Final = ("negative", "neutral", "positive")
NO_LETTERS: Final = "no_letters"
NOT_SCORED: Final = (NO_LETTERS,)
"""Why the tone of a text is not scored."""
_ARTICLE = Field("article_id", "string", "Article, as in the corpus.")
_SENTENCE = Field("sentence_no", "int", "Sentence number in the article, from 0; the title is sentence 0.")
_START = Field("start", "int", "First character.", unit="characters")
_END = Field("end", "int", "One past the last character.", unit="characters")


def whole(title: str, text: str) -> str:
    """The string every span of an article points into: title, blank line, text."""
    return f"{title}\n\n{text}"


ACTORS: Final = Table(
    "actors",
    "The actors mentioned or cited in this run.",
    (
        Field("actor_id", "string", "Id in the registry."),
        Field("name_ar", "string", "Arabic name."),
        Field("name_en", "string", "English name."),
        Field("type", "string", "Kind of actor.", allowed=ACTOR_TYPES),
        Field("qid", "string", "Wikidata item.", required=False),
        Field("parent_id", "string", "The actor it belongs to.", required=False),
        Field(
            "origin",
            "string",
            "Who entered it: Marsad's registry, whatever a workspace changes of it, or this workspace.",
            allowed=ORIGINS,
        ),
    ),
    ("actor_id",),
)
ROLES: Final = Table(
    "roles",
    "One role that an actor of this run held: an office, a command, a membership.",
    (
        Field("actor_id", "string", "Who held it."),
        Field("title_ar", "string", "The role in Arabic."),
        Field("title_en", "string", "The role in English."),
        Field("body_id", "string", "The actor it was held in.", required=False),
        Field("start", "string", "When it began: YYYY, YYYY-MM or YYYY-MM-DD, as precisely as known.", required=False),
        Field("end", "string", "When it ended, written alike; empty if it lasts or is not known.", required=False),
    ),
)
CANDIDATES: Final = Table(
    "candidates",
    "One mention of a person or body that the registry does not know.",
    (
        _ARTICLE,
        _SENTENCE,
        _START,
        _END,
        Field("surface", "string", "The words of the mention, without titles."),
        Field("candidate_key", "string", "One key a name: '~' and its full name in the article, folded."),
        Field("type", "string", "Person or organisation.", allowed=CANDIDATE_TYPES),
        Field("basis", "string", "What shows that it is a name.", allowed=CANDIDATE_BASES),
        Field("title", "string", "The title or apposition beside it.", required=False),
    ),
)
MENTIONS: Final = Table(
    "mentions",
    "One mention of one actor.",
    (
        _ARTICLE,
        _SENTENCE,
        _START,
        _END,
        Field("surface", "string", "The words of the mention."),
        Field("kind", "string", "A name, or a common noun that stands for it.", allowed=MENTION_KINDS),
        Field("actor_id", "string", "Actor."),
        Field("tone", "float", "Tone of the sentence towards it, -1 to 1.", required=False),
        Field("tone_low", "float", "Lower end of its interval.", required=False),
        Field("tone_high", "float", "Upper end of its interval.", required=False),
        Field("tone_label", "string", "Most likely class.", required=False, allowed=TONE_LABELS),
    ),
)
CITATIONS: Final = Table(
    "citations",
    "One statement attributed to one source.",
    (
        _ARTICLE,
        _SENTENCE,
        Field("source_actor_id", "string", "The source, where it is a known actor.", required=False),
        Field("source_key", "string", "One key a source: its actor_id, or '~' and its folded name or words."),
        Field("source_label", "string", "The source's words as they stand in the article."),
        Field("source_class", "string", "What the source is.", allowed=SOURCE_CLASSES),
        Field("source_detail", "string", "How specific it is.", allowed=SOURCE_DETAILS),
        Field("source_start", "int", "First character of the source.", unit="characters", required=False),
        Field("source_end", "int", "One past its last character.", unit="characters", required=False),
        Field("via_actor_id", "string", "The outlet that carried the statement.", required=False),
        Field("via_label", "string", "The outlet's words.", required=False),
        Field("cue_start", "int", "First character of the cue.", unit="characters", required=False),
        Field("cue_end", "int", "One past its last character.", unit="characters", required=False),
        Field("content_start", "int", "First character of what is said.", unit="characters", required=False),
        Field("content_end", "int", "One past its last character.", unit="characters", required=False),
        Field("mode", "string", "How the words are given.", allowed=CITATION_MODES),
        Field("act", "string", "Whether it is said or written, or only thought, wanted or planned.", allowed=ACTS),
    ),
)
NUMBERS: Final = Table(
    "numbers",
    "One number of people or things that an article reports.",
    (
        _ARTICLE,
        _SENTENCE,
        _START,
        _END,
        Field("surface", "string", "The number with its qualifier and the thing counted."),
        Field("value", "float", "The number; the lower one of a range."),
        Field("value_high", "float", "The upper number of a range.", required=False),
        Field("bound", "string", "How the number is qualified.", allowed=BOUNDS),
        Field("thing", "string", "The words for what is counted."),
        Field("thing_key", "string", "What is counted, one key for both languages where it is a known kind."),
        Field("source_key", "string", "Who reports it, as in citations; empty for the article itself.", required=False),
        Field("source_actor_id", "string", "Who reports it, where it is a known actor.", required=False),
        Field("source_label", "string", "The words for who reports it.", required=False),
        Field("via_actor_id", "string", "The outlet that carried it.", required=False),
        Field("via_label", "string", "The outlet's words.", required=False),
        Field("place_id", "string", "The place of its sentence named nearest to it.", required=False),
    ),
)
PLACES: Final = Table(
    "places",
    "One mention of one place.",
    (_ARTICLE, _SENTENCE, _START, _END, Field("place_id", "string", "Place in the gazetteer.")),
)
TONES: Final = Table(
    "tones",
    "The tone of one sentence; sentence -1 is the whole article.",
    (
        _ARTICLE,
        Field("sentence_no", "int", "Sentence number, from 0; -1 for the article."),
        _START,
        _END,
        Field("tone", "float", "P(positive) - P(negative), -1 to 1; empty if it is not scored.", required=False),
        Field("label", "string", "Most likely class; empty if it is not scored.", required=False, allowed=TONE_LABELS),
        Field("reason", "string", "Why it is not scored.", required=False, allowed=NOT_SCORED),
    ),
)
EMBEDDINGS: Final = Table(
    "embeddings",
    "The encoder's vector of each article.",
    (_ARTICLE, Field("vector", "vector", "Unit vector.")),
    ("article_id",),
)

GAZETTEER: Final = Table(
    "gazetteer",
    "The places mentioned in this run, and the governorates and countries they lie in.",
    (
        Field("place_id", "string", "Id in the gazetteer."),
        Field("name_ar", "string", "Arabic name."),
        Field("name_en", "string", "English name."),
        Field("level", "string", "Kind of place: country, governorate, city, camp, river and so on."),
        Field("country", "string", "ISO 3166-1 alpha-2.", required=False),
        Field("governorate", "string", "Id of the governorate it lies in.", required=False),
        Field("lat", "float", "Latitude of its middle.", unit="degrees, WGS 84", required=False),
        Field("lon", "float", "Longitude of its middle.", unit="degrees, WGS 84", required=False),
        Field("precision_km", "float", "How far from the point the place may reach.", unit="km", required=False),
    ),
    ("place_id",),
)

RUN_TABLES: Final = (
    *TOPIC_TABLES,
    ACTORS,
    ROLES,
    MENTIONS,
    CANDIDATES,
    CITATIONS,
    NUMBERS,
    PLACES,
    GAZETTEER,
    TONES,
    EMBEDDINGS,
)
