"""Attribution without a verb: agency credits and headlines such as "Ministry: ..."."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from analytics.annotate.citations.credit_shapes import DASHES, JOINERS, is_credit, source_line
from analytics.annotate.citations.cues import ArabicCues, EnglishCues
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.source_kinds import source_kinds
from analytics.annotate.citations.sources import SourceResolver
from analytics.annotate.citations.statements import Phrase, Statement
from analytics.annotate.citations.tokens import tokenise
from analytics.annotate.spans import Citation, Source, Span

_HEADLINE: Final = 9  # tokens of a source before the colon of a headline
_HEADLINE_WORDS: Final = 6  # before a source in small letters at the end of a headline
_TAIL: Final = 5  # tokens of a source at the end of a headline
_BETWEEN_AGENCIES: Final = re.compile(r"[/،,;؛+&|]|\s[-–—]\s|\s(?:and|with|مع)\s|\sو(?=[^\W\d_])")


def find_credits(p: Passage, cues: ArabicCues | EnglishCues, resolver: SourceResolver) -> list[Citation]:
    """Agency credits of a sentence: "(رويترز)" at its end or in its dateline, "AFP / Reuters", "(Source: X)"."""
    named = _named_as_source(p, resolver)
    if named is not None:
        return [named]
    found = []
    for group in _groups(p, _agencies(p, cues, resolver)):
        if is_credit(p, group[0][0], group[-1][1], cues.words["time"]):
            found += [_credit(p, resolver, first, last) for first, last in group]
    return found


def _agencies(p: Passage, cues: ArabicCues | EnglishCues, resolver: SourceResolver) -> list[tuple[int, int]]:
    """The tokens of each medium or agency the sentence names."""
    found = []
    after = 0
    firsts = cues.agencies.by_first
    pairs = enumerate(zip(p.tokens, p.mention_at, strict=False))
    for at in [at for at, (token, mention) in pairs if mention is not None or token[2] in firsts]:
        if at < after:
            continue
        length = _agency(p, cues, resolver, at)
        after = at + max(1, length)
        if length:
            found.append((at, after))
    return found


def _groups(p: Passage, agencies: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Agencies with nothing but "/", "and" and the like between them, together."""
    groups: list[list[tuple[int, int]]] = []
    for first, last in agencies:
        previous = groups[-1][-1][1] if groups else -1
        if previous >= 0 and previous < first <= previous + 2 and _joined(p, previous, first):
            groups[-1].append((first, last))
        else:
            groups.append([(first, last)])
    return groups


def _joined(p: Passage, first: int, last: int) -> bool:
    return all(p.text(k) in JOINERS for k in range(first, last))


def _credit(p: Passage, resolver: SourceResolver, first: int, last: int) -> Citation:
    mention = p.mention_at[first]
    named = resolver.of_mention(mention) if mention is not None else None
    span = p.span(first, last)
    label = named.label if named is not None else p.whole[span.start : span.end]
    return Citation(Source(label, named.actor_id if named else None, span, "medium", "named"), "credit")


def _named_as_source(p: Passage, resolver: SourceResolver) -> Citation | None:
    """The credit in "(Source: X)", "المصدر: X": who is named there, known or not."""
    words = source_line(p)
    source = resolver.named(p, words) if words is not None else None
    if source is None:
        return None
    if source.actor_id is None:
        source = replace(source, kind="medium", detail="named")
    return Citation(source, "credit")


def agency_credits(agency: str | None, known: Callable[[str], Source | None], found: list[Citation]) -> list[Citation]:
    """Credits of the agencies a credit line names, without those that the text itself credits.

    Parameters
    ----------
    agency : str or None
        The credit line, as the corpus took it from the end or the beginning of a text: "رويترز / أ ف ب".
    known : callable
        The known actor a name means, as a source; None for an unknown name.
    found : list of Citation
        The citations of the text.
    """
    credited = {citation.source.key for citation in found if citation.mode == "credit"}
    added = []
    for name in map(str.strip, _BETWEEN_AGENCIES.split(agency or "")):
        if not any(character.isalnum() for character in name):
            continue
        source = known(name) or _unknown(name)
        if source.key not in credited:
            credited.add(source.key)
            added.append(Citation(replace(source, span=None), "credit"))
    return added


def _unknown(name: str) -> Source:
    """An agency that the registry does not know, or "agencies"."""
    kind, detail = source_kinds().of_words(name, tokenise(name), body=False, country=False)
    return Source(name, None, None, "medium", detail if kind == "medium" else "named")


def _agency(p: Passage, cues: ArabicCues | EnglishCues, resolver: SourceResolver, at: int) -> int:
    """How many tokens from ``at`` on name a medium."""
    mention = p.mention_at[at]
    if mention is not None and resolver.registry[mention.actor_id].type == "media" and mention.kind == "name":
        length = 1
        while at + length < len(p) and p.mention_at[at + length] is mention:
            length += 1
        return length
    return cues.agencies.match(p.tokens, at)


def headline(p: Passage, cues: ArabicCues | EnglishCues, resolver: SourceResolver) -> Statement | None:
    """The statement of a headline: "Source: words" or, in English, "words: Source" and "words Source"."""
    colon = next((k for k in range(1, min(len(p), _HEADLINE)) if p.text(k) == ":"), None)
    spoken = colon is not None and any(p.text(k) in cues.verbs and p.mention_at[k] is None for k in range(1, colon))
    if colon is not None and not spoken and colon + 2 < len(p) and _is_source(p, 0, colon, cues, resolver):
        return Statement(p.span(colon, colon + 1), p.span(colon + 1, len(p)), Phrase(0, colon))
    if not isinstance(cues, EnglishCues):
        return None
    last = len(p)
    while last > 0 and not p.tokens[last - 1].word:
        last -= 1
    first = _tail_source(p, last, cues, resolver)
    if first is None:
        return None
    cue = p.span(first, last)
    end = first - 1 if p.text(first - 1) in DASHES | {":"} else first
    return Statement(cue, p.span(0, end), Phrase(first, last))


def _is_source(p: Passage, first: int, last: int, cues: ArabicCues | EnglishCues, resolver: SourceResolver) -> bool:
    head = p.text(first) if p.text(first) != '"' else p.text(first + 1)
    if head in cues.words["headline_sources"]:
        return True
    mention = p.mention_at[first if p.text(first) != '"' else first + 1]
    return mention is not None and resolver.registry[mention.actor_id].type != "state" and last - first <= _HEADLINE


def _tail_source(p: Passage, last: int, cues: EnglishCues, resolver: SourceResolver) -> int | None:
    """Where the source at the end of a headline begins: a noun of sources, or a body that speaks, on its own."""
    if last < _TAIL:
        return None
    marked = next((k for k in range(last - 1, last - 1 - _TAIL, -1) if p.text(k) in DASHES | {":"}), None)
    mention = p.mention_at[last - 1]
    if marked is not None and marked < last - 1:
        known = mention is not None or p.text(last - 1) in cues.words["headline_sources"]
        return marked + 1 if known else None
    known = p.text(last - 1) in cues.words["headline_sources"]
    if not known and (mention is None or "observatory" not in p.text(last - 1)):
        return None
    first = last - 1
    while first > 0 and p.mention_at[first - 1] is mention and mention is not None:
        first -= 1
    printed = p.whole[p.tokens[first].start]
    blocked = p.text(first - 1) in cues.words["before_noun_phrase"] or p.text(first - 1) in cues.words["determiners"]
    small = known and first >= _HEADLINE_WORDS and p.text(first - 1) not in ("social", "and")
    return first if (printed.isupper() or small) and not blocked and first > 3 else None


def body_headline(p: Passage, title: str) -> Span | None:
    """Where the sentence repeats the title, as some feeds do at the beginning of the body."""
    wanted = title.rstrip(" .")
    start = p.whole.find(wanted, p.extent.start, p.extent.end)
    return Span(start, start + len(wanted)) if wanted and start >= 0 else None
