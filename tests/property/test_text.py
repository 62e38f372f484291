"""Laws of the text room that hold for any text."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.text.byline import byline_score, parse_byline
from newsarchive.text.caption import split_credit
from newsarchive.text.clean import clean
from newsarchive.text.dateline import split_dateline
from newsarchive.text.encoding import decode
from newsarchive.text.folding import fold, place_tones, tone_key
from newsarchive.text.legacy import repair
from newsarchive.text.syllable import is_syllable

VIETNAMESE = "".join(
    normalize("NFC", base + tone)
    for base in "aăâeêioôơuưy"
    for tone in ("", *"\u0300\u0301\u0309\u0303\u0323")
)
LETTERS = VIETNAMESE + VIETNAMESE.upper() + "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX"
WORDS = st.text(st.sampled_from(LETTERS + "   .,-–()/:0123456789"), max_size=80)
RAW = st.text(
    st.sampled_from(
        LETTERS + " \u00a0\u200b\u00ad\ufeff\u0300\u0301\u0302\u0306\u031b\u0323&;#amp38xecirÐð\t\n\x93\x00"
    ),
    max_size=60,
)
SPELLED = [
    place_tones(normalize("NFC", f"{onset}{vowels}{tone}{coda}"), "old")
    for onset in ("", "b", "đ", "gi", "ngh", "ph", "qu", "th")
    for vowels in ("a", "ă", "i", "ia", "iê", "oa", "ô", "ua", "uô", "ưa", "ươ", "uy", "yê")
    for coda in ("", "c", "ng", "nh", "t")
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
    if is_syllable(normalize("NFC", f"{onset}{vowels}{tone}{coda}"))
]
SENTENCES = st.lists(
    st.builds(
        lambda word, form: form(word),
        st.sampled_from(SPELLED),
        st.sampled_from((str.lower, str.title, str.upper)),
    ),
    max_size=12,
).map(" ".join)
ANY = st.one_of(st.text(max_size=80), WORDS, RAW)


@given(ANY)
def test_cleaning_twice_equals_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(WORDS)
def test_nfc_and_nfd_are_one_text(text: str) -> None:
    for function in (clean, fold, tone_key):
        assert function(normalize("NFD", text)) == function(normalize("NFC", text))


@given(ANY)
def test_folding_is_stable_and_blind_to_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(WORDS)
def test_fold_is_blind_to_case_and_tone_place(text: str) -> None:
    assert fold(text.upper()) == fold(text)
    assert fold(tone_key(text)).replace("ngh", "ng") == fold(text).replace("ngh", "ng")


@given(WORDS)
def test_both_tone_styles_have_one_key(text: str) -> None:
    assert tone_key(place_tones(text, "new")) == tone_key(place_tones(text, "old")) == tone_key(text)


@given(SENTENCES)
def test_proper_vietnamese_is_never_converted(text: str) -> None:
    assert repair(text).text == text


@given(ANY)
def test_nothing_of_a_line_is_lost(text: str) -> None:
    prefix, rest = split_dateline(text)
    assert f"{prefix or ''}{rest}".replace(" ", "") == text.strip().replace(" ", "") or prefix is not None
    assert rest in text
    caption, credit = split_credit(text)
    assert credit is None or credit in text
    assert parse_byline(text).raw == text
    assert 0 <= byline_score(text) <= 1
    assert caption is None or caption.rstrip(".…") in text


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=latin-1", "x"]),
)
def test_any_bytes_decode(body: bytes, content_type: str) -> None:
    decoded = decode(body, content_type)
    assert decoded.encoding
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)


@given(st.text(max_size=100))
def test_utf8_comes_back_as_it_went(text: str) -> None:
    body = text.encode("utf-8", "replace")
    if not any("\x80" <= char <= "\xff" for char in text):
        assert decode(b"<p>" + body).text == "<p>" + body.decode()
