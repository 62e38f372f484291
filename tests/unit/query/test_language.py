"""The query language, and how its words meet the words of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.query.language import MAX_WORDS, parse_query
from newsarchive.text.folding import tone_key

WORDS = st.text(alphabet="aăâđĐÐoàòaò \u0301\"“”*-|()^:,.\\'\x00\ud800ORANDT/", max_size=40)


def keys(text: str) -> list[list[str]]:
    return [
        [" ".join(word.key for word in term.words) for term in group] for group in parse_query(text).groups
    ]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("đảng bộ", [["đảng"], ["bộ"]]),
        ('"đảng bộ" quận', [["đảng bộ"], ["quận"]]),
        ("“Đảng bộ”", [["đảng bộ"]]),
        ("đoàn OR hội thảo", [["đoàn", "hội"], ["thảo"]]),
        ("đoàn | hội", [["đoàn", "hội"]]),
        ("OR đoàn OR", [["đoàn"]]),
        ("2020-2025", [["2020 2025"]]),
        ("TP.HCM", [["tp hcm"]]),
        ("hoà", [["hòa"]]),
        ("Ðảng", [["đảng"]]),
        ("HÐND", [["hđnd"]]),
        (unicodedata.normalize("NFD", "Đảng bộ"), [["đảng"], ["bộ"]]),
        ("", []),
        ("“”", []),
        ("^name:", [["name"]]),
    ],
)
def test_words_phrases_and_alternatives(typed: str, groups: list[list[str]]) -> None:
    assert keys(typed) == groups


def test_what_is_left_out() -> None:
    query = parse_query('đảng -họp -"hội nghị" NOT đoàn')
    assert keys('đảng -họp -"hội nghị" NOT đoàn') == [["đảng"]]
    assert [[word.key for word in term.words] for term in query.without] == [
        ["họp"],
        ["hội", "nghị"],
        ["đoàn"],
    ]


def test_beginnings() -> None:
    (one,), (two,) = parse_query('chi* "dang b*"').groups
    assert [word.prefix for word in one.words] == [True]
    assert [(word.key, word.prefix) for word in two.words] == [("dang", False), ("b", True)]


@pytest.mark.parametrize(
    ("typed", "text", "holds"),
    [
        ("đảng", "Đảng bộ", True),
        ("đảng", "dâng hương", False),
        ("dang", "Đảng bộ", True),
        ("dang", "dâng hương", True),
        ("hoà", "hòa bình", True),
        ("hòa", "hoà bình".replace("hoà", "hòa"), True),
        ("hoa", "hòa bình", True),
        ("hoả", "hòa bình", False),
        ('"đảng bo"', "Đảng bộ", True),
        ('"đảng bo"', "dâng bổ", False),
        ('"bo đảng"', "Đảng bộ", False),
        ("đả*", "Đảng bộ", True),
        ("đa*", "Đảng bộ", False),
        ("da*", "Đảng bộ", True),
        ('"dang b"*', "Đảng bộ", True),
        ("đảng -bộ", "Đảng bộ", False),
        ("đảng -bo", "Đảng bộ", False),
        ("đảng -bọ", "Đảng bộ", True),
        ("đoàn OR đảng", "Đảng bộ", True),
        ('"a a"', "a a a", True),
    ],
)
def test_marks_typed_matter(typed: str, text: str, holds: bool) -> None:
    assert parse_query(typed).holds(text) is holds


def test_a_long_query_is_cut() -> None:
    query = parse_query("a " * 500)
    assert len(query.groups) == MAX_WORDS
    assert query.cut


@given(st.one_of(st.text(), WORDS))
def test_any_text_is_a_query(text: str) -> None:
    query = parse_query(text)
    for term in (*query.terms, *query.without):
        assert all(word.key and not set(word.key) & set('"*-^:(){}|\x00 ') for word in term.words)
    query.holds("Đảng bộ Quận 5", text)


@given(st.text(alphabet="aăâbcdđeêoôơuưi àáảãạ", min_size=1))
def test_a_text_holds_its_own_words_in_any_unicode_form(text: str) -> None:
    query = parse_query(unicodedata.normalize("NFD", f'"{text}"'))
    assert not query.groups or query.holds(tone_key(text))
