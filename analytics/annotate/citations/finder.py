"""Citations of an article: grammar, credits and headlines of each sentence, with sources known by name."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from analytics.annotate.citations.arabic import ArabicGrammar
from analytics.annotate.citations.contents import extended, mode_of
from analytics.annotate.citations.credits import body_headline, find_credits, headline
from analytics.annotate.citations.cues import ArabicCues, EnglishCues, arabic_cues, english_cues
from analytics.annotate.citations.english import EnglishGrammar
from analytics.annotate.citations.passage import Passage
from analytics.annotate.citations.quotes import Quotes
from analytics.annotate.citations.references import monitors_violence
from analytics.annotate.citations.sources import ActorNames, SourceResolver, actor_source
from analytics.annotate.citations.statements import Statement
from analytics.annotate.citations.tokens import is_arabic, tokenise
from analytics.annotate.spans import Citation, Mention, Sentence, Source, Span

_LONGEST: Final = 400  # tokens; a paragraph printed as one sentence has up to about 250


def find_citations(
    whole_text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], registry: ActorNames
) -> list[Citation]:
    """Statements that the text attributes to a source, in the order of the text.

    Parameters
    ----------
    whole_text : str
        Title, blank line, text, as from :func:`analytics.schema.whole`.
    sentences : sequence of Sentence
        Its sentences; the title is number 0.
    mentions : sequence of Mention
        The actors found in it, names and coreferences.
    registry : mapping of actor id to actor
        Gives an actor's ``type`` and ``name_en``.

    Notes
    -----
    A rule grammar over cue lists, one pass per sentence: time grows with the length of the text. The task is that of
    Pareti 2012, "A Database of Attribution Relations" (source, cue, content).
    """
    return CitationFinder(whole_text, mentions, registry).find(sentences)


@functools.cache
def _grammar(*, arabic: bool) -> ArabicGrammar | EnglishGrammar:
    return ArabicGrammar(arabic_cues()) if arabic else EnglishGrammar(english_cues())


class CitationFinder:
    """Finds the citations of one article."""

    def __init__(self, whole_text: str, mentions: Sequence[Mention], registry: ActorNames) -> None:
        self._whole = whole_text
        self._mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self._mentions]
        self._media = {m.start for m in self._mentions if registry[m.actor_id].type == "media"}
        self._tokens = tokenise(whole_text)
        self._token_starts = [token.start for token in self._tokens]
        self._quotes = Quotes(whole_text)
        self._resolver = SourceResolver(registry, monitor=self._monitor(registry))

    def _monitor(self, registry: ActorNames) -> Source | None:
        """The one body that the text names which counts victims and strikes."""
        first = {mention.actor_id: mention for mention in reversed(self._mentions)}
        bodies = [mention for actor_id, mention in first.items() if monitors_violence(registry[actor_id])]
        return actor_source(bodies[0], registry) if len(bodies) == 1 else None

    def find(self, sentences: Sequence[Sentence]) -> list[Citation]:
        """The citations of the sentences, in order."""
        found: list[Citation] = []
        for sentence in sentences:
            for span in self._pieces(sentence):
                found += self._sentence(self._passage(span, sentence))
        return found

    def _pieces(self, sentence: Sentence) -> Iterator[Span]:
        """The sentence, in pieces where it is too long to be one: a text without full stops costs no more time."""
        first, last = self._at(sentence.start), self._at(sentence.end)
        for begin in range(first, last, _LONGEST):
            yield Span(self._tokens[begin].start, self._tokens[min(begin + _LONGEST, last) - 1].end)

    def _passage(self, span: Span, sentence: Sentence) -> Passage:
        tokens = self._tokens[self._at(span.start) : self._at(span.end)]
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return Passage(self._whole, sentence, tokens, self._mentions[first:last], self._quotes, self._media)

    def _at(self, position: int) -> int:
        return bisect_left(self._token_starts, position)

    def _sentence(self, p: Passage) -> list[Citation]:
        arabic = is_arabic(self._whole[p.extent.start : p.extent.end])
        cues: ArabicCues | EnglishCues = arabic_cues() if arabic else english_cues()
        grammar = _grammar(arabic=arabic)
        found = find_credits(p, cues, self._resolver)
        for passage, statement in self._headlines(p, cues):
            found += self._citation(passage, statement, repeated=False)
        statements = _outermost(grammar.statements(p))
        for statement, content in zip(statements, _contents(p, statements), strict=True):
            found += self._citation(p, statement, content)
        return sorted(found, key=lambda citation: (citation.cue or citation.source.span or Span(0, 0)).start)

    def _headlines(self, p: Passage, cues: ArabicCues | EnglishCues) -> Iterator[tuple[Passage, Statement]]:
        if p.sentence.number > 1:
            return
        passage = p
        if p.sentence.number == 1:
            repeated = body_headline(p, self._whole.partition("\n")[0])
            if repeated is None or repeated.start == p.sentence.end:
                return
            passage = self._passage(repeated, p.sentence)
        statement = headline(passage, cues, self._resolver) if len(passage) > 1 else None
        if statement is not None:
            yield passage, statement

    def _citation(
        self, p: Passage, statement: Statement, content: Span | None = None, *, repeated: bool = True
    ) -> list[Citation]:
        resolver = self._resolver
        if statement.source is not None:
            source = resolver.named(p, statement.source)
        else:
            source = resolver.implied(p, statement)
            if source is None and statement.pronoun is not None:
                source = resolver.named(p, statement.pronoun)
        if source is None:
            return []
        if statement.echo and resolver.repeats(p, source):
            return []
        if statement.source is not None or statement.subjects or resolver.cited_in(p) is None:
            resolver.remember(p, source, statement.gender)
        content = content or statement.content
        content = extended(p, content) if content is not None else None
        mode = mode_of(p, content, self._mentions_in(content)) if content is not None else "indirect"
        via = self._via(p, statement)
        sources = [source, *self._joint(p, statement, source)]
        return [Citation(one, mode, statement.cue, content, via, statement.act) for one in sources]

    def _joint(self, p: Passage, statement: Statement, source: Source) -> list[Source]:
        """The sources that say the same together with the first one, each once."""
        found: list[Source] = []
        for words in statement.also:
            other = self._resolver.named(p, words)
            if other is not None and other.key not in {source.key, *(one.key for one in found)}:
                self._resolver.remember(p, other, statement.gender)
                found.append(other)
        return found

    def _mentions_in(self, span: Span) -> list[Mention]:
        first = max(0, bisect_left(self._starts, span.start) - 1)
        return self._mentions[first : bisect_left(self._starts, span.end)]

    def _via(self, p: Passage, statement: Statement) -> Source | None:
        if statement.via is None:
            return None
        return self._resolver.outlet(p, statement.via)


def _outermost(statements: Sequence[Statement]) -> Sequence[Statement]:
    """The statements without the thoughts that are part of what another one reports ("X said he hopes ...")."""
    if all(statement.act == "said" for statement in statements):
        return statements
    reported = [(s.content.start, s.content.end, s) for s in statements if s.content is not None]
    return [
        one
        for one in statements
        if one.act == "said" or not any(a <= one.cue.start < b for a, b, other in reported if other is not one)
    ]


def _contents(p: Passage, statements: Sequence[Statement]) -> Iterator[Span | None]:
    """The content of each statement, cut where the next one of the sentence takes over."""
    takers = [statement.cue.start for statement in statements if _takes_over(p, statement)]
    for statement in statements:
        content = statement.content
        if content is not None:
            first = bisect_right(takers, max(content.start, statement.cue.start))
            if first < len(takers) and takers[first] < content.end:
                content = Span(content.start, _before(p, takers[first], content.start))
        yield content


def _takes_over(p: Passage, statement: Statement) -> bool:
    at = bisect_left(p.starts, statement.cue.start)
    return p.is_comma(at - 1) or (p.text(at).startswith("و") and len(p.text(at)) > 3)


def _before(p: Passage, position: int, least: int) -> int:
    """The end of the last word before ``position``."""
    last = bisect_left(p.starts, position)
    while last > 0 and not p.tokens[last - 1].word and p.tokens[last - 1].text not in '")':
        last -= 1
    return max(p.tokens[last - 1].end if last else position, least + 1)
