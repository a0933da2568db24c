"""English sources by the words around them: titles, appositions, sources that speak together or through a medium."""

import pytest

from analytics.annotate.citations import find_citations
from analytics.annotate.sentences import split_sentences
from tests.analytics.annotate.citations.test_citations_found import REGISTRY, cited, mentions_of

OBSERVATORY = "Syrian Observatory for Human Rights"


def said(text: str) -> list[tuple[str, str]]:
    """Each citation as the label of its source and its content."""
    string, citations = cited(text)
    return [(one.source.label, string[one.content.start : one.content.end] if one.content else "") for one in citations]


def relayed(text: str) -> list[tuple[str, str | None, str]]:
    """Each citation as source, outlet and content."""
    string, citations = cited(text)
    return [
        (one.source.label, one.via.label if one.via else None, string[one.content.start : one.content.end])
        for one in citations
        if one.content is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kurdish commander, Karim Salem, said Kuwait would attack.", [("Karim Salem", "Kuwait would attack.")]),
        ("His Gulf counterpart, Karim Salem, said Kuwait would not wait.", [("Karim Salem", "Kuwait would not wait.")]),
        ("A spokesman, Nabil Farouk, said Kuwait agreed to it.", [("Nabil Farouk", "Kuwait agreed to it.")]),
        ("The defence ministry said Kuwait attacked.", [("The defence ministry", "Kuwait attacked.")]),
        ("The town council said two soldiers died.", [("The town council", "two soldiers died.")]),
        ("The spokesman, a former teacher, said Kuwait agreed to it.", [("The spokesman", "Kuwait agreed to it.")]),
    ],
)
def test_a_state_that_opens_what_is_said_is_not_its_source(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The road is closed and empty, said Kuwait.", [("Kuwait", "The road is closed and empty")]),
        ("The road is closed and empty, said Kuwait on Sunday.", [("Kuwait", "The road is closed and empty")]),
        ("In the north, ten people died, said Kuwait, which sent tents.",
         [("Kuwait", "In the north, ten people died")]),
        ("The road was shut, said a spokesman for the council by telephone.",
         [("a spokesman for the council", "The road was shut")]),
    ],
)  # fmt: skip
def test_a_source_behind_the_verb(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize("title", ["Gen.", "Lt.", "Lt. Col.", "Sen.", "Dr.", "Mr.", "Brig. Gen."])
def test_the_full_stop_of_a_title_ends_no_name(title):
    assert said(f'"We will stay in the village," said {title} Karim Salem.') == [
        ("Karim Salem", '"We will stay in the village,"')
    ]
    assert said(f"According to {title} Karim Salem, the road is open.") == [("Karim Salem", "the road is open.")]


def test_a_country_before_a_title_is_no_source():
    [(source, _)] = said('"We will stay in the village," said Kuwait Rep. Nabil Farouk.')
    assert "Farouk" in source


@pytest.mark.parametrize("text", ["The said vehicle was red.", "Government of National Accord in Benghazi said."])
def test_no_source_no_citation(text):
    assert said(text) == []


def test_people_by_what_they_know():
    expected = [("People familiar with the matter", "the talks failed.")]
    assert said("People familiar with the matter said the talks failed.") == expected


@pytest.mark.parametrize(
    ("text", "sources", "content"),
    [
        ("Kuwait and ISIS said the truce would hold.", ["Kuwait", "Islamic State"], "the truce would hold."),
        ("Kuwait, ISIS and the Pentagon said the truce would hold.", ["Kuwait", "Islamic State", "Pentagon"],
         "the truce would hold."),
        ("Ten people died in the raid, according to residents and the Pentagon.", ["residents", "Pentagon"],
         "Ten people died in the raid"),
        ("Farouk and Jamil said the plan would work.", ["Farouk", "Jamil"], "the plan would work."),
        ('"We will stay in the village," said Farouk and Jamil on Sunday.', ["Farouk", "Jamil"],
         '"We will stay in the village,"'),
        ("The council and the Pentagon said ten people died.", ["The council", "Pentagon"], "ten people died."),
    ],
)  # fmt: skip
def test_sources_that_speak_together_are_cited_each(text, sources, content):
    string, citations = cited(text)
    assert [one.source.label for one in citations] == sources
    assert {string[one.content.start : one.content.end] for one in citations} == {content}
    assert len({(one.cue.start, one.cue.end) for one in citations}) == 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Ministry of Health and Population said ten people died.", "The Ministry of Health and Population"),
        ("Gulf and Western officials said the talks failed.", "Gulf and Western officials"),
        ("The foreign ministers of Oman and Qatar said the talks failed.", "The foreign ministers of Oman and Qatar"),
        ("Officials in Oman and Qatar said the talks failed.", "Officials in Oman and Qatar"),
    ],
)
def test_and_inside_one_source(text, label):
    assert [source for source, _ in said(text)] == [label]


def test_a_clause_after_and_is_no_second_source():
    assert [source for source, _ in said("Ten people died, according to the council and ISIS sent men.")] == [
        "the council"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Fox News, citing two local officials, the strike killed four.",
         ("two local officials", "Fox News", "the strike killed four.")),
        ("The strike killed four, according to Reuters, citing a military source.",
         ("a military source", "Reuters", "The strike killed four")),
        ("The Observatory, cited by Reuters, said ten people died.", (OBSERVATORY, "Reuters", "ten people died.")),
        ("The minister wrote on Twitter that the truce would hold.",
         ("The minister", "Twitter", "that the truce would hold.")),
        ("The ministry said on its Telegram channel on Monday that the truce would hold.",
         ("The ministry", "Telegram", "that the truce would hold.")),
        ("Karim Salem said on Fox News that the truce would hold.",
         ("Karim Salem", "Fox News", "that the truce would hold.")),
    ],
)  # fmt: skip
def test_statements_through_a_medium(text, expected):
    assert relayed(text) == [expected]


def test_what_is_told_to_others_begins_behind_them():
    [(source, _, content)] = relayed("Reuters quoted Karim Salem as telling reporters that the road was open.")
    assert (source, content) == ("Karim Salem", "that the road was open.")


def test_who_issues_a_statement_is_its_source():
    assert said("The ministry's statement said two soldiers died.") == [("The ministry", "two soldiers died.")]


@pytest.mark.parametrize("verb", ["gave", "put"])
def test_a_toll_given(verb):
    text = f"The Observatory {verb} the toll at 31 people."
    assert said(text) == [(OBSERVATORY, "the toll at 31 people.")]
    assert said(f"The Observatory {verb} the boxes in a store.") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Both drivers were safe a relative told Reuters.", "a relative"),
        ('"I saw a man pass beside me in the hall" a witness named Nabil said.', "a witness named Nabil"),
        ("Pentagon say the talks failed.", "Pentagon"),
    ],
)
def test_sources_without_marks_around_them(text, source):
    assert [found for found, _ in said(text)] == [source]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("دمشق - سانا: أصيب جنديان في انفجار.", ["SANA"]),
        ("DAMASCUS, SANA – Two soldiers were hurt in a blast.", ["SANA"]),
        ("RAS AL-AIN, Reuters - Two soldiers were hurt in a blast.", ["Reuters"]),
        ("أصيب جنديان في انفجار. سانا / رويترز", ["SANA", "Reuters"]),
        ("Two soldiers were hurt.\nSANA / Reuters", ["SANA", "Reuters"]),
        ("أصيب جنديان. (المصدر: رويترز)", ["Reuters"]),
        ("أصيب جنديان. (المصدر: مدونة النهر)", ["مدونة النهر"]),
        ("Two soldiers were hurt. (Source: River Blog)", ["River Blog"]),
        ("Two soldiers were hurt. Reuters contributed to this report.", ["Reuters"]),
        ("Two soldiers were hurt. With inputs from Reuters.", ["Reuters"]),
        ("Two soldiers were hurt. (With SANA and Reuters) Last update: Monday", ["SANA", "Reuters"]),
        ("The group with Reuters staff left the town.", []),
        ("زار وفد من رويترز المدينة.", []),
        ("Soldiers, Reuters staff and drivers left the town.", []),
    ],
)
def test_credits(text, labels):
    _, citations = cited(text)
    assert [one.source.label for one in citations if one.mode == "credit"] == labels
    assert all(one.mode == "credit" and one.source.kind == "medium" for one in citations)


@pytest.mark.parametrize(
    "piece", ["Kuwait and ", "Kuwait, ", "Lt. ", "a council and the ", "Reuters / ", "said Kuwait, "]
)
def test_long_lists_are_read_to_their_end(piece):
    text = piece * 3000
    found = find_citations("\n\n" + text, split_sentences("", text), mentions_of(text[:400]), REGISTRY)
    assert all(one.source.label for one in found)
