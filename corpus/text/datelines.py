"""The publication date of a text without metadata, only where the text itself proves it.

Two proofs are taken. A *dateline*: a date that stands alone on a line, or opens the text in the style of an agency or
of a page's head. An *agreement* of what the story says about its days: see :mod:`corpus.text.evidence`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from corpus.text.calendars import Foreign, foreign_date
from corpus.text.clocks import ZONE_UNKNOWN, in_known_zone
from corpus.text.credit_words import AGENCY_ALONE
from corpus.text.credits import is_place
from corpus.text.dated import UNDATED, Dated, believed, dated_day
from corpus.text.dates import parse_date
from corpus.text.evidence import Story, infer
from corpus.text.folding import quick_fold
from corpus.text.normalise import fold
from corpus.text.written import Named, first_named, named_days

OPENING: Final = 90
"""Characters in which an agency dateline stands."""
HEAD: Final = 220
"""Characters in which a page's head stands that was pasted or scraped before its story on one line."""

_LABEL: Final = re.compile(
    r"^\W*(?:(?:نشر|نشرت|تاريخ النشر|تم النشر|اخر تحديث|تاريخ|تحديث|حدث|اضيف"
    r"|date of publication|published|posted|updated|last updated|date|publie le|mis a jour|modifie le"
    r"|(?:yayin|yayinlanma|olusturulma|eklenme|giris|(?:son )?guncelleme)(?: tarihi)?|tarih)"
    r"(?:\s+(?:في|بتاريخ|يوم|on|le|at))?\s*[:|-]?\s*)?"
)
_CLOCK_WORDS: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\b(?:am|pm|gmt|utc|bst|est|edt|cet|cest|eet|eest|trt|ast|at|a|h|ist|saat)\b|الساعه|بتوقيت|توقيت"
    r"|غرينتش|غرينيتش|جرينتش|مكه|المكرمه|دمشق|بغداد|القدس|بيروت|القاهره|مساء|صباحا|ظهرا|الموافق|يوم|\b[صمه]\b|\b(?:local|standard|turkish|time)\b"
    r"|[+-]\d{1,4}|[\W_]"
)
_DIGIT: Final = re.compile(r"\d")
_FIGURES: Final = re.compile(r"(?<![\d.,:/-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?!\d)t?")
_AGENCY: Final = re.compile(r"^[^\n.!؟?:]{0,50}?$")
_AFTER_AGENCY: Final = re.compile(
    r"^\s*م?\s*(?:\)?\s*[-:]|\([^)]{2,30}\)\s*[-:]?|\)?\s*(?:واس|وام|كونا|بترا|قنا|ا\s?ف\s?ب|sana)(?!\w))"
)
_CREDITS_MARK: Final = re.compile(r"[\s\"]*[-/()\[\],،:][-\s/()\[\],،:\"]*|^\s+|\s+$")
_MID_SENTENCE: Final = re.compile(
    r"(?:\b(?:on|in|since|from|until|till|by|of|to|the|between|and|before|after|for|last|this|le|du|au|depuis)"
    r"|(?<!\w)(?:في|منذ|من|حتي|يوم|بتاريخ|قبل|بعد|الي|و|اعتبارا|صباح|مساء|ليله|فجر))[\s,(]*$"
)
_DATED_PATH: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?P<mark>[-_/]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?=[-_/.]|$)"
)


def is_date_line(line: str, today: dt.date) -> Dated | None:
    """The date a line holds if it holds nothing else but a label and a time, else None."""
    plain = _LABEL.sub("", quick_fold(line[: 2 * OPENING])).strip()
    if len(plain) > OPENING or not _DIGIT.search(plain):
        return None
    rest = _without_date(plain)
    if rest is None or _CLOCK_WORDS.sub("", rest):
        return None
    found = parse_date(plain, today)
    is_whole = found.at is not None and found.precision != "month" and found.note != "weekday-disagrees"
    return of_page(found, rest) if is_whole else None


def of_page(found: Dated, plain: str) -> Dated:
    """The date of a line of a page: a clock's time without a zone among the words beside it proves the day only."""
    if found.precision != "minute" or found.at is None or in_known_zone(plain):
        return _of_text(found)
    return dated_day(found.at.date(), "text", note=ZONE_UNKNOWN)


def date_from_text(title: str, text: str, today: dt.date) -> Dated:
    """The day a text proves it was published on, or undated with a note.

    Parameters
    ----------
    title, text : str
        The article.
    today : datetime.date
        Later dates are not believed.
    """
    return proof_of(title, text, today)[0]


def proof_of(title: str, text: str, today: dt.date) -> tuple[Dated, str]:
    """The date of :func:`date_from_text`, and the name of the rule that gave it, empty if none did."""
    story = Story(fold(title), fold(text), today)
    for rule, found in (("line", _line(text, today)), ("opening", _opening(story)), ("head", _head(story))):
        if found is not None:
            return found, rule
    return infer(story)


def date_from_name(name: str, today: dt.date) -> Dated:
    """The day a file name gives, as in ``2024-09-03_raqqa.txt``; basis ``"file"``."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)", name)
    if match is None:
        return UNDATED
    try:
        day = dt.date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return UNDATED
    return believed(dated_day(day, "file"), today)


def date_from_address(address: str, today: dt.date) -> Dated:
    """The day in the path of a web address, as in ``/2018/03/01/title.html`` or ``/ar/20180301-title``.

    Newsrooms put the day of publication there: so for all 2,503 such addresses of five Arabic outlets in 2018 (see
    ``benchmarks/dates.py``). It is no statement of the article's own, so the basis is ``"inferred"``.
    """
    match = _DATED_PATH.search(address)
    if match is None:
        return UNDATED
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return UNDATED
    return believed(dated_day(day, "inferred"), today)


def _line(text: str, today: dt.date) -> Dated | None:
    return is_date_line(text.lstrip()[: 4 * OPENING].partition("\n")[0], today)


def _opening(story: Story) -> Dated | None:
    """The date of an opening like ``Wed 05 Apr 2017 ...`` or ``BEIRUT (Agency) 3 Sept 2024 - ...``."""
    plain = story.text[: 4 * OPENING].lstrip().partition("\n")[0][: 2 * OPENING]
    if not _DIGIT.search(plain, 0, OPENING):
        return None
    labelled = _LABEL.match(plain)
    start = labelled.end() if labelled else 0
    figures = _FIGURES.match(plain, start)
    if figures and plain[figures.end() : figures.end() + 1] == " ":
        return _in_figures(figures[0], story)
    foreign = foreign_date(plain[:OPENING])  # "25 شوال 1436 هـ الموافق 10 أغسطس 2015 م"
    between = plain[foreign.end :].lstrip(" ه،,-/") if foreign else ""
    skipped = between.removeprefix("الموافق").lstrip(" ل") if foreign else plain
    named = next(iter(named_days(skipped, OPENING)), None)
    if named is None or named.date() is None or (foreign and named.start > 0):
        return _of_foreign(foreign, plain, story) if foreign else None
    before = plain[: foreign.start] if foreign else skipped[: named.start]
    after = skipped[named.end :]
    is_place = _AGENCY.match(before) is not None and any(character.isalpha() for character in before)
    ends_credits = not after.strip(" .-:،,)") and _is_credits(before)  # a dateline on a line of its own
    agency = is_place and (ends_credits or (_AFTER_AGENCY.match(after) and not _MID_SENTENCE.search(before)))
    opens = len(before) <= start and not after.lstrip().startswith((":", "-", "–"))
    if not agency and not (opens and (start or named.weekday is not None or not story.speaks_later_than(named))):
        return None
    return _proved(named, story)


def _of_foreign(foreign: Foreign, plain: str, story: Story) -> Dated | None:
    """The day of a dateline in another calendar alone: ``<place>, 8 Shawwal 1438 AH - ...``."""
    if len(foreign.days) != 1 or not _is_credits(plain[: foreign.start]):
        return None
    if not _AFTER_AGENCY.match(plain[foreign.end :].lstrip(" ه")) or foreign.days[0] in story.planned:
        return None
    found = believed(dated_day(foreign.days[0], "text"), story.today)
    return found if found.at is not None else None


def _is_credits(before: str) -> bool:
    """Whether folded words are known places and agencies and no others."""
    parts = [part for part in _CREDITS_MARK.split(before) if part]
    return bool(parts) and all(is_place(part) or AGENCY_ALONE.fullmatch(part) for part in parts)


def _head(story: Story) -> Dated | None:
    """The date of a page's head on the story's own line: ``<title> AFP Friday 3 Jun 2016 <story>``."""
    for named in named_days(story.text, HEAD):
        after = story.text[named.end : named.end + 40]
        if named.year is not None and (named.weekday is not None or _AFTER_AGENCY.match(after)):
            before = story.text[max(0, named.start - 30) : named.start]
            bare = before.strip() and not _MID_SENTENCE.search(before) and before.rstrip()[-1] not in ",،-(:"
            if bare and after[:1] in {" ", "\n"} and _starts_afresh(story, named):
                return _proved(named, story)
            return None
    return None


def _in_figures(figures: str, story: Story) -> Dated | None:
    """The date of an opening like ``24.08.2013 Shells fell``, if its numbers leave no choice."""
    found = parse_date(figures, story.today)
    return None if found.at is None or story.speaks_later_in_years(found.at.year) else _of_text(found)


def _starts_afresh(story: Story, named: Named) -> bool:
    """Whether the words before a date are the title's, so that it is no part of a sentence."""
    before = story.text[: named.start].split()
    return bool(before) and set(before) <= set(story.title.split()) | {"afp", "reuters", "ap", "agencies", "updated"}


def _proved(named: Named, story: Story) -> Dated | None:
    day = named.date()
    if day is None or named.weekday not in (None, day.weekday()) or day in story.planned:
        return None
    found = believed(dated_day(day, "text"), story.today)
    return found if found.at is not None else None


def _of_text(found: Dated) -> Dated:
    return Dated(found.at, found.precision, "text")


def _without_date(plain: str) -> str | None:
    """The rest of a line without its dates; None if it has no whole one."""
    foreign = foreign_date(plain)
    rest = plain if foreign is None else f"{plain[: foreign.start]} {plain[foreign.end :]}"
    named = first_named(rest)
    if named is not None and named.year is not None:
        return f"{rest[: named.start]} {rest[named.end :]}"
    figures = _FIGURES.search(rest)
    if figures:
        return f"{rest[: figures.start()]} {rest[figures.end() :]}"
    return None if foreign is None else rest
