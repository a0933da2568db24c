from __future__ import annotations

from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.highlight import Highlight, Piece, marked_text, paragraphs, pieces


def test_marks_that_overlap_share_pieces() -> None:
    marks = [Highlight(2, 8, "content", "said"), Highlight(4, 6, "actor", "A"), Highlight(6, 12, "topic")]
    assert pieces(10, marks) == [
        Piece(0, 2),
        Piece(2, 4, ("content",), ("said",)),
        Piece(4, 6, ("content", "actor"), ("said", "A")),
        Piece(6, 8, ("content", "topic"), ("said",)),
        Piece(8, 10, ("topic",)),
    ]


@given(
    st.integers(0, 30),
    st.lists(
        st.builds(Highlight, st.integers(-5, 40), st.integers(-5, 40), st.sampled_from(["actor", "cue"])), max_size=6
    ),
)
def test_pieces_cover_every_character_once(length: int, marks: list[Highlight]) -> None:
    found = pieces(length, marks)
    assert [n for piece in found for n in range(piece.start, piece.end)] == list(range(length))
    for piece in found:
        assert set(piece.kinds) == {
            m.kind for m in marks if m.start < piece.end and m.end > piece.start and m.start < m.end
        }


def test_words_stay_text() -> None:
    text = "قال <script>alert(1)</script>"
    found = marked_text(text, 0, len(text), [Highlight(0, 3, "cue", "title")])
    assert isinstance(found[0], html.Mark)
    assert (found[0].children, found[0].className, found[0].title) == ("قال", "mark-cue", "title")
    assert found[1] == " <script>alert(1)</script>"


def test_paragraphs_are_parted_by_blank_lines() -> None:
    text = "عنوان\n\nأول\nسطر\n \nثان\n\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["عنوان", "أول\nسطر", "ثان"]
    assert paragraphs(" \n\n ") == []
