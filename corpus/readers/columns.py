"""Columns of an input recognised by their names."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from corpus.readers.limits import DEEPEST_VALUE, LONGEST_COLUMN, SHOWN_NAMES, Refused
from corpus.text.clean import storable
from corpus.text.normalise import fold

# Names in order of preference: of two columns for the same field the first named here that holds something counts.
_NAMES: Final[Mapping[str, str]] = {
    "title": "title headline article_title news_title head heading titre baslik العنوان عنوان عنوان_الخبر",
    "text": "text article_text full_text fulltext article_content content article_body body maintext main_text "
    "plain_text text_content article story news_text contenu texte metin النص نص المتن المحتوى نص_الخبر الخبر",
    "abstract": "abstract summary description lead snippet الملخص ملخص",
    "publisher": "publisher outlet source_name source newspaper publication media media_name site_name site website "
    "news_source channel media_outlet sourcecommonname domain المصدر الناشر الصحيفة الموقع الوسيلة",
    "date": "published_at published publish_date date_published publication_date date_publish pubdate pub_date "
    "datetime date time_raw timestamp time seendate created_at تاريخ_النشر التاريخ تاريخ الوقت",
    "url": "url link article_url href permalink source_url address web_url الرابط رابط",
    "author": "author authors byline by_line writer creator journalist الكاتب كاتب المؤلف المحرر",
    "language": "language lang in_language langue اللغة لغة",
    "section": "section category article_section rubric desk categorie القسم قسم التصنيف تصنيف",
    "id": "id article_id unit_id uid guid doc_id document_id المعرف رقم",
}
FIELDS: Final = tuple(_NAMES)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD: Final = re.compile(r"[\W_]+")


def column_key(name: str) -> str:
    """The form by which column names are compared: ``articleBody``, ``Article Body`` and ``article_body`` are one.

    Only the first ``LONGEST_COLUMN`` characters count, for a key of JSON may be as long as an article.
    """
    return _column_key(name[:LONGEST_COLUMN])


@functools.lru_cache(4096)
def _column_key(name: str) -> str:
    return _NOT_WORD.sub("_", fold(_CAMEL.sub("_", name.strip("\ufeff \t\"'")))).strip("_")


_FIELD_OF: Final = {
    column_key(name): (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names.split())
}


def is_summary(name: str) -> bool:
    """Whether a column of this name holds summaries, which count as texts only where there are none."""
    known = _FIELD_OF.get(column_key(name))
    return known is not None and known[0] == "abstract"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of an input fill which field, best first, and which columns nothing is known about."""

    of_field: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...]

    @property
    def has_text(self) -> bool:
        """Whether some column holds articles' texts."""
        return "text" in self.of_field

    @property
    def n_recognised(self) -> int:
        """How many fields are filled."""
        return len(self.of_field)

    def joined(self, other: Columns) -> Columns:
        """The columns of two tables as those of one."""
        of_field = {
            field: tuple(dict.fromkeys((*self.of_field.get(field, ()), *other.of_field.get(field, ()))))
            for field in FIELDS
            if field in self.of_field or field in other.of_field
        }
        return Columns(of_field, tuple(dict.fromkeys((*self.unknown, *other.unknown))))

    def describe(self) -> str:
        """The recognised columns as ``input>field`` pairs, and the unknown ones as ``input>``, not more than a few."""
        pairs = [f"{name[:LONGEST_COLUMN]}>{field}" for field, names in self.of_field.items() for name in names]
        pairs += [f"{name[:LONGEST_COLUMN]}>" for name in self.unknown]
        more = f" and {len(pairs) - SHOWN_NAMES} more" if len(pairs) > SHOWN_NAMES else ""
        return storable(", ".join(pairs[:SHOWN_NAMES]) + more)


def recognise(names: Iterable[str]) -> Columns:
    """The fields that columns of these names fill.

    A summary counts as the text only where no column holds the text itself.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    unknown: list[str] = []
    for name in names:
        known = _FIELD_OF.get(column_key(name))
        if known:
            found.setdefault(known[0], []).append((known[1], name))
        elif name.strip():
            unknown.append(name)
    of_field = {field: tuple(name for _, name in sorted(found[field])) for field in FIELDS if field in found}
    summaries = of_field.pop("abstract", ())
    if summaries and "text" not in of_field:
        of_field["text"] = summaries
    else:
        unknown.extend(summaries)
    return Columns(of_field, tuple(unknown))


def value_text(value: Any, depth: int = 0) -> str:  # noqa: ANN401 - whatever JSON or Parquet holds
    """A cell as text: empty for nothing, the name of a named object, the items of a list with commas.

    Raises
    ------
    Refused
        If lists and objects stand in one another deeper than in any value of an article.
    """
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if depth > DEEPEST_VALUE:
        raise Refused("nested-too-deep", f"A value of the row nests more than {DEEPEST_VALUE} lists or objects.")
    if isinstance(value, Mapping):
        return value_text(value.get("name") or value.get("title") or value.get("id"), depth + 1)
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value if (text := value_text(item, depth + 1)))
    return str(value)


def field_values(columns: Columns, row: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a row as text, dates left out; of several columns the first that holds something."""
    values = {}
    for field, names in columns.of_field.items():
        if field == "date":
            continue
        for name in names:
            text = value_text(row.get(name))
            if text and not text.isspace():
                values[field] = text
                break
    return values
