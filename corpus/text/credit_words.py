"""The forms of datelines, agency credits, by-lines and photo credits, as patterns over folded lines.

No repeated group holds the mark that separates its repetitions, and every line is short when it comes here.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.text.months import MONTHS, WEEKDAYS, alternatives

_NAMES: Final = (
    r"رويترز|ا ?\.? ?ف ?\.? ?ب\.?|(?:وكاله )?(?:ال)?(?:فرانس برس|صحافه الفرنسيه)|الفرنسيه",
    r"د(?: ?\. ?| )ب(?: ?\. ?| )ا\.?|ا(?: ?\. ?| )ب\.?|ا ش ا|ي ب ا|(?:ال)?اسوشيي?تد ?برس",
    r"واس|سانا|واع|وام|قنا|كونا|بترا|بنا|وات|واج|ومع|وال|وفا|معا|(?:وكاله )?(?:ال)?اناضول(?: للانباء)?",
    r"سبوتنيك|تاس|نوفوستي|انترفاكس|شينخوا|ارنا|فارس|مهر|تسنيم|شفق نيوز|باسنيوز|هاوار|انها|بلومبي?رغ",
    r"(?:ال)?وكالات(?: الانباء)?|متابعات|الوكاله الوطنيه(?: للاعلام)?",
    r"afp|agence france-presse|ap|(?:the )?associated press|reuters|upi|dpa|efe|ansa|belga|ats|pa media|bloomberg",
    r"aa|anadolu(?: agency| ajansi)?|dha|iha|anka|anf|anha|sana|ina|nina|spa|wam|qna|kuna|petra|bna|tap|aps|map|mena",
    r"irna|tass|ria novosti|interfax|xinhua|press association|sputnik|tasnim|north press|hawar news",
    r"(?:news )?agencies|agences|ajanslar",
)
_AGENCY: Final = rf"(?:{'|'.join(_NAMES)})(?!\w)"
_JOIN: Final = r"\s*(?:[/,،;+&]|-|(?:و|and|et|ve|avec)(?=\s))\s*"
AGENCIES: Final = rf"{_AGENCY}(?:{_JOIN}{_AGENCY}){{0,3}}"
"""One agency, or up to four together."""
_OUTLETS: Final = r"(?:cnn|سي ان ان|bbc(?: news| arabic)?|بي بي سي|npr|voa|الحره|vice news|middle east eye)(?!\w)"
"""Outlets that print their own name in brackets behind the place, as agencies do."""
_PLACE: Final = r"[^\W\d_][\w.'-]{0,20}(?:[ ,،/]{1,2}[^\W\d_][\w.'-]{0,20}){0,4}?"
_DAY: Final = (
    rf"(?:(?:{alternatives(WEEKDAYS)})[\s,]{{0,3}})?(?:\d{{1,2}}\s(?:{alternatives(MONTHS)})"
    rf"|(?:{alternatives(MONTHS)})\.?\s\d{{1,2}})(?:[\s,]{{1,2}}\d{{4}})?"
)
_DAY_TOO: Final = rf"(?:\s*[,،]?\s*{_DAY})?"
_DASH: Final = r"\s*(?:-{1,3}|ـ{1,3})\s*"

PLACE_AND_AGENCY: Final = re.compile(
    rf"(?P<place>{_PLACE}){_DAY_TOO}\s*[,،]?\s*(?:[(\[]\s*\"?(?P<agency>{AGENCIES}|{_OUTLETS})\"?\s*[)\]]"
    rf"|(?:\s*/\s*|{_DASH}|\s*:\s*)\"?(?P<plain>{AGENCIES})\"?){_DAY_TOO}(?:\s*[:/.-]|\s*$)"
)
AGENCY_FIRST: Final = re.compile(
    rf"[(\[]?\s*(?P<agency>{AGENCIES})\s*[)\]]?(?:\s*/\s*|{_DASH})(?:(?P<place>{_PLACE})(?:\s*[:/-]|\s*$))?"
)
PLACE_DASH: Final = re.compile(
    rf"(?P<place>{_PLACE})(?:\s*[,،]\s*{_DAY})?(?:\s+-{{1,3}}|-{{2,3}}|\s*ـ{{1,3}})\s+(?=\S)"
)
PLACE_AND_AUTHOR: Final = re.compile(
    rf"(?P<place>{_PLACE})\s*(?::|\s[-ـ]{{1,2}}|/)\s*(?P<who>\"?[^\W\d_][^:.!?؟\d/]{{2,60}})"
)
PLACE_DATE_AGENCY: Final = re.compile(
    rf"(?P<place>{_PLACE}) \d{{1,2}} \w+(?: \w+)? \d{{4}} ?ه\w* الموافق .{{8,40}}?\s(?P<agency>واس)\W*"
)
AGENCY_ALONE: Final = re.compile(
    r"\W*(?:(?:المصدر|مصدر|المصادر|sources?|kaynak)\s*[:/-]?\s*)?(?:(?:عن|نقلا عن|مع|avec|with)\s+)?"
    rf"(?:[\w.]{{1,15}}(?: [\w.]{{1,15}}){{0,2}}\s*[/-]\s*)?(?P<agency>{AGENCIES})\W*"
)
CREDIT_LINES: Final = (PLACE_DATE_AGENCY, PLACE_AND_AGENCY, AGENCY_ALONE, PLACE_AND_AUTHOR)
"""The forms of a line that holds nothing but credits."""
TAKEN_FROM: Final = re.compile(
    r"\W*(?:نقلا عن|بالاتفاق مع|خدمه|المصدر\s*:|source\s*:|kaynak\s*:)\s*(?P<agency>\S.{1,50})"
)
WITH_AGENCY: Final = re.compile(rf".*?(?P<with>\s*(?:avec|with|مع|/|-|,|،)\s+(?P<agency>{AGENCIES}))\W*")
"""A by-line that names an agency beside its author."""
AGENCY_TAIL: Final = re.compile(
    rf"\W*(?:[(\[]\s*(?P<agency>{AGENCIES})\s*[)\]]|(?<=[\s.!?\"])-{{1,2}}\s?(?P<plain>{AGENCIES}))\W*$"
)
DESK: Final = re.compile(
    r"\W*(?:(?:additional )?(?:reporting|writing|editing|compiled|edited|written) by\s.{3,150}"
    r"|with (?:files|reporting) (?:from|by) .{3,80}"
    r"|.{3,100} (?:contributed to|helped (?:with|to report)) this (?:report|article|story)"
    r"|(?:اعداد|تحرير|ترجمه|شارك في (?:ال)?(?:تغطيه|اعداد))\s.{2,60}(?:للنشره العربيه|\sتحرير\s|التقرير)\s?.{0,60}"
    r"|haber merkezi|.{2,60} (?:haberi derledi|katkida bulundu))\W*"
)
REPORTED_FROM: Final = re.compile(
    r"[^\W\da-z][\w.'-]+(?: (?:[^\W\da-z][\w.'-]+|and)){1,7} reported from [^\W\da-z][^.]{2,80}(?:\. .{2,100})?\."
)
"""Names in capitals, two words or more, of those who reported; matched against the line as published."""
BYLINE: Final = re.compile(
    r"\W*(?:(?:by|written by|story by|ecrit par|بقلم|اعداد|ترجمه|تقرير|حوار|حاوره|حاورها|حاورته|par"
    r"|propos recueillis par|yazan|haber|roportaj)"
    r"(?:\s*[:/-]\s*|\s+)|(?:كتب|كتبت|كتبه|مراسلنا|مراسلتنا|متابعه|تحرير|خاص)\s*[:/-]\s*)"
    r"(?P<name>[^\W\d]\S*(?:\s+\S+){0,8})"
)
_MARKED: Final = (
    r"©\s*\S.{1,60}|\b(?:photograph|photo|foto|fotograf|تصوير|عدسه)\s*:\s*\S.{1,60}"
    r"|\[[^\[\]/]{2,40}/[^\[\]]{2,40}\]|\bcredit\.\.\.\S.{2,60}"
)
_BY_AGENCY: Final = (
    rf"(?:[(/|-]\s*|\bphoto\s)(?:{'|'.join(_NAMES)}|getty(?: images)?|epa|pa|غيتي(?: ايمدجز)?)"
    rf"(?:\s*(?:via|/|-)\s*[^.]{{2,30}})?\s*\)?|\b(?:reuters|afp|ap photo)/\S.{{2,40}}\)?|{_MARKED}"
)
MARKED_PHOTO: Final = re.compile(rf".*(?:{_MARKED})\W*")
AGENCY_PHOTO: Final = re.compile(rf".*(?:{_BY_AGENCY})\W*")
PHOTO_CREDIT: Final = re.compile(
    r".*(?:[-/]\s*\([^()]{2,50}\)|-\s*\[[^\[\]]{2,50}\]|\[[^\[\]]{2,50}\]|\([^()]{2,40}/[^()]{2,40}\)"
    r"|\(\s*(?:photo|foto|fotograf|صوره|ارشيف|file)[^()]{0,40}\)|\b(?:image|picture|credit)\s*:\s*\S.{2,60}"
    r"|[(/|-]\s*(?:file|ارشيفيه|ارشيف|انترنت|تعبيريه|مواقع التواصل(?: الاجتماعي)?|archives?|arsiv)"
    rf"(?:\s*(?:/|-)\s*.{{2,30}})?\s*\)?|{_BY_AGENCY})\W*"
)
NO_PLACE: Final = frozenset(
    "breaking update exclusive video watch live analysis opinion factbox correction corrected photos timeline "
    "explainer "
    "interview isis isil daesh sdf ypg pkk nato un us uk eu fsa hts unicef unesco عاجل خاص فيديو تحليل".split()
)
"""Words in capitals, or before a dash, that open reports and are no places."""
COMMON_WORDS: Final = frozenset("معا وال وات بنا مهر فارس تاس واج ومع متابعات وام الفرنسيه انها واع map petra".split())
"""Names of agencies that are also words: alone on a line without a bracket or a label they prove nothing."""
