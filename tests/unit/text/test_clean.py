"""Cleaning: every line of a page goes through this one door."""

import pytest

from newsarchive.text.clean import clean, clean_lines

SAME = [
    "Sáng 26/1, Quận ủy Quận 5 tổ chức hội nghị.",
    "AT&T và R&D, 3 < 5",
    "Davíð Oddsson",
    "Müller, café, São Paulo",
    "",
]


@pytest.mark.parametrize("text", SAME)
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("C&ocirc;ng an", "Công an"),
        ("Chi&#7873;u 17/7", "Chiều 17/7"),
        ("Qu&amp;acirc;n khu", "Quân khu"),
        ("ph&#x1EE5; n&#x1eef;", "phụ nữ"),
        ("Đảng&nbsp;bộ\u00a0Quận  5\t\r\n", "Đảng bộ Quận 5"),
        ("\u200bTin\u200c tức\ufeff", "Tin tức"),
        ("Thành\u00adphố", "Thànhphố"),
        ("a\u3000b\u2003c\u202fd", "a b c d"),
        ("\x00Hội\x07 nghị\x1b", "Hội nghị"),
        ("Ba\u0300i hát", "Bài hát"),
        ("phường Trâ\u0300n Liê\u0303u", "phường Trần Liễu"),
        ("đ&ecirc;\u0309 c&ocirc;\u0309 động", "để cổ động"),
        ("đa\u0323\u0302t", "đật"),
        ("đa\u0301\u0302t n\u01b0\u01a1\u0301c", "đất nước"),
        ("bă\u0301t", "bắt"),
        ("ba\u0301\u0306t", "bắt"),
        ("Ðảng bộ, Ðiện thoại, HÐND, QÐ-UBND", "Đảng bộ, Điện thoại, HĐND, QĐ-UBND"),
        ("\x93đoàn kết\x94 \x96 sáng tạo", "“đoàn kết” – sáng tạo"),
        ("lạc\ud800 đường", "lạc đường"),
    ],
)
def test_what_a_reader_does_not_see_goes(text: str, meaning: str) -> None:
    assert clean(text) == meaning


def test_entities_without_semicolon_are_text() -> None:
    assert clean("a&copy=1 &khonghe; &") == "a&copy=1 &khonghe; &"


def test_soft_hyphen_that_is_a_letter_of_tcvn3_stays() -> None:
    assert (
        clean("Ph\u00ad\u00acng tr\u00d7nh, Tæng BÝ th\u00ad")
        == "Ph\u00ad\u00acng tr\u00d7nh, Tæng BÝ th\u00ad"
    )


def test_soft_hyphens_inside_words_tell_by_spelling() -> None:
    assert clean("nh\u00adng") == "nh\u00adng"  # nhưng
    assert clean("tr\u00adường, infor\u00admation, nh\u00adân dân") == "trường, information, nhân dân"


def test_lines_are_cleaned_one_by_one_and_empty_ones_go() -> None:
    assert clean_lines("Vũ Nguyệt \r\n\u00a0\n\u200b\nNhật&nbsp;Quang") == ["Vũ Nguyệt", "Nhật Quang"]
