"""The corpus tables, defined once.

A :class:`Table` is a tuple of :class:`Field` objects. Arrow schemas, validation, CSV headers and the data dictionary
are all derived from it, so a column is named in one place only. ``analytics.schema`` defines the tables of a run with
the same two classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from corpus.errors import SchemaError

ARROW_TYPES: Final[Mapping[str, pa.DataType]] = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "bytes": pa.binary(),
    "strings": pa.list_(pa.string()),
    "ints": pa.list_(pa.int64()),
    "floats": pa.list_(pa.float64()),
    "vector": pa.list_(pa.float32()),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, type, unit, meaning, and whether a row may leave it empty."""

    name: str
    dtype: str
    description: str
    unit: str = ""
    required: bool = True
    allowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.dtype not in ARROW_TYPES:
            raise SchemaError(f"Field {self.name!r} has dtype {self.dtype!r}; allowed: {', '.join(ARROW_TYPES)}.")


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: its fields in order, its primary key and its place inside a workspace or a run."""

    name: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """Column names in order."""
        return [field.name for field in self.fields]

    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema from which the Delta table is created."""
        return pa.schema([pa.field(f.name, ARROW_TYPES[f.dtype], nullable=not f.required) for f in self.fields])

    def to_arrow(self, rows: list[dict[str, Any]]) -> pa.Table:
        """Rows as a validated Arrow table in this table's column order.

        Parameters
        ----------
        rows : list of dict
            Keys are column names; a missing optional column is filled with null.

        Raises
        ------
        SchemaError
            If a key is not a column, a required value is missing, or a value is outside ``allowed``.
        """
        known = set(self.columns)
        for position, row in enumerate(rows):
            self._check_row(row, known, position)
        schema = self.arrow_schema()
        try:
            return pa.table(
                {f.name: pa.array([r.get(f.name) for r in rows], schema.field(f.name).type) for f in self.fields},
                schema=schema,
            )
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise SchemaError(f"Table {self.name!r}: a value has the wrong type ({error}).") from error

    def partly_to_arrow(self, rows: list[dict[str, Any]]) -> pa.Table:
        """Rows of some of this table's columns, the same in each, as an Arrow table.

        Raises
        ------
        SchemaError
            If a key is not a column, or a value has the wrong type.
        """
        names = list(rows[0]) if rows else list(self.primary_key)
        unknown = set(names) - set(self.columns)
        if unknown:
            raise SchemaError(
                f"Table {self.name!r}: unknown column {sorted(unknown)[0]!r}; allowed: {', '.join(self.columns)}."
            )
        schema = pa.schema([self.arrow_schema().field(name) for name in names])
        try:
            return pa.table({name: pa.array([row[name] for row in rows], schema.field(name).type) for name in names})
        except (pa.ArrowInvalid, pa.ArrowTypeError, KeyError) as error:
            raise SchemaError(f"Table {self.name!r}: a value has the wrong type or is missing ({error}).") from error

    def _check_row(self, row: Mapping[str, Any], known: set[str], position: int) -> None:
        unknown = set(row) - known
        if unknown:
            raise SchemaError(
                f"Table {self.name!r}, row {position}: unknown column {sorted(unknown)[0]!r}; "
                f"allowed: {', '.join(self.columns)}."
            )
        for field in self.fields:
            value = row.get(field.name)
            if value is None and field.required:
                raise SchemaError(f"Table {self.name!r}, row {position}: {field.name!r} is required, got nothing.")
            if field.allowed and value is not None and value not in field.allowed:
                raise SchemaError(
                    f"Table {self.name!r}, row {position}: {field.name!r} is {value!r}; "
                    f"allowed: {', '.join(field.allowed)}."
                )


LANGUAGES: Final = ("ar", "en", "other")
PRECISIONS: Final = ("minute", "day", "month", "none")
BASES: Final = ("metadata", "file", "text", "inferred", "none")

ARTICLES: Final = Table(
    "articles",
    "One accepted article a row.",
    (
        Field("article_id", "string", "Stable id: the first 16 hex digits of a digest of publisher, title and text."),
        Field("url", "string", "Address of the page, http or https only.", required=False),
        Field("publisher_id", "string", "Publisher, as in the publisher registry, or a slug of the name given."),
        Field("publisher", "string", "Publisher's name as the input gave it or as found on the page."),
        Field("title", "string", "Headline."),
        Field("text", "string", "Body without page chrome; paragraphs are separated by a blank line or a newline."),
        Field(
            "original_text",
            "string",
            "The text as the input gave it; empty where cleaning left it as it was.",
            required=False,
        ),
        Field("captions", "strings", "Photo captions taken out of the body."),
        Field("removed", "strings", "Lines of page chrome that cleaning took out, in order."),
        Field("author", "string", "By-line.", required=False),
        Field("section", "string", "Section or category named by the publisher.", required=False),
        Field("dateline_place", "string", "Place the dateline names, as written.", required=False),
        Field("agency", "string", "News agency the article credits, as written.", required=False),
        Field("language", "string", "Language of title and text.", allowed=LANGUAGES),
        Field("published_at", "timestamp", "Publication time in UTC.", unit="UTC", required=False),
        Field("published_precision", "string", "How exact published_at is.", allowed=PRECISIONS),
        Field("published_basis", "string", "Where published_at comes from.", allowed=BASES),
        Field("collected_at", "timestamp", "When the row was added.", unit="UTC"),
        Field("source_uri", "string", "File the row was read from, with its position."),
        Field("content_sha256", "string", "Digest of the normalised title and text: equal for exact copies."),
        Field("n_words", "int", "Words in title and text.", unit="words"),
        Field("story_id", "string", "Copies and near-copies of one text share one story, named by its first article."),
        Field("is_original", "bool", "Whether this is the story's first article."),
        Field("is_sample", "bool", "Whether this is a sample text written for Marsad, not journalism."),
    ),
    ("article_id",),
)

REJECTS: Final = Table(
    "rejects",
    "One row of input that was not accepted, and why.",
    (
        Field("source_uri", "string", "File the row was read from."),
        Field("position", "int", "Row or record number in the file, from 1; 0 for a whole file."),
        Field("reason", "string", "A short code, such as 'empty-text'."),
        Field("detail", "string", "What is wrong and what to do about it."),
        Field("excerpt", "string", "The first characters of the row."),
        Field("at", "timestamp", "When it was rejected.", unit="UTC"),
    ),
)

INTAKES: Final = Table(
    "intakes",
    "What one add read of one file between two commits: read = accepted + duplicate + rejected. The account of a file "
    "is the sum of its rows of that add.",
    (
        Field("intake_id", "string", "The add, counted over the workspace's life.", required=False),
        Field("source_uri", "string", "File that was read."),
        Field("at", "timestamp", "When.", unit="UTC"),
        Field("format", "string", "Format recognised from the content."),
        Field("mapping", "string", "Columns recognised, as 'input>field' pairs."),
        Field("n_read", "int", "Rows read.", unit="rows"),
        Field("n_accepted", "int", "Rows stored as new articles.", unit="rows"),
        Field("n_duplicate", "int", "Rows equal to an article already stored.", unit="rows"),
        Field("n_rejected", "int", "Rows rejected with a reason.", unit="rows"),
        Field("is_last", "bool", "Whether the file ends here; a file without it was broken off.", required=False),
        Field(
            "notes", "string", "What was noticed, as 'note xN' pairs: undated rows, dropped addresses.", required=False
        ),
    ),
)

FINGERPRINTS: Final = Table(
    "fingerprints",
    "What copies of an article and repeated lines of a publisher are found by; made from articles, never edited.",
    (
        Field("article_id", "string", "Article, as in articles."),
        Field("batch", "int", "Number of the batch by which the row was stored, counted over the workspace's life."),
        Field("rank", "bytes", "Of two equal articles the one with the lower rank is kept: 24 bytes, big-endian."),
        Field("text_id", "string", "Digest of the text alone: equal for exact copies, whoever published them."),
        Field("signature", "bytes", "MinHash signature of the text; empty for a text too short to have near-copies."),
        Field("lines", "ints", "Digests of the short lines at the text's edges that may be a publisher's template."),
        Field(
            "whole_text", "string", "The text before template lines were taken out; empty if none was.", required=False
        ),
        Field("ruled_out", "strings", "Lines that rules took out, where template lines went after.", required=False),
    ),
    ("article_id",),
)

FETCH_STATES: Final = ("stored", "duplicate", "rejected", "quarantined")
FETCHES: Final = Table(
    "fetches",
    "One address that a collector was given, and the one state it ended in.",
    (
        Field("url", "string", "Address as it was given."),
        Field("source_uri", "string", "Feed, list or query that gave it."),
        Field("state", "string", "What became of it.", allowed=FETCH_STATES),
        Field("reason", "string", "A short code, such as 'robots-refused'; empty where the page was stored."),
        Field("detail", "string", "What happened and what can be done about it."),
        Field("final_url", "string", "Address after redirects.", required=False),
        Field("status", "int", "HTTP status of the last answer; 0 where none came."),
        Field("attempts", "int", "In how many collections in a row it failed; 0 once it was had."),
        Field(
            "retry_at", "timestamp", "Not to be asked for again before; only where quarantined.", "UTC", required=False
        ),
        Field("etag", "string", "ETag of the answer.", required=False),
        Field("last_modified", "string", "Last-Modified of the answer.", required=False),
        Field("at", "timestamp", "When it came to this state.", unit="UTC"),
        Field(
            "known",
            "string",
            "What the list said of the page, as JSON: place, values, dates; only where quarantined, for the next try.",
            required=False,
        ),
    ),
    ("url",),
)

CORPUS_TABLES: Final = (ARTICLES, REJECTS, INTAKES, FINGERPRINTS, FETCHES)
