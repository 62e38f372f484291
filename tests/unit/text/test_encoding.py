"""Bytes to text: what is declared, what is sent, what is meant."""

import pytest

from newsarchive.text.encoding import decode, repair_mojibake

TEXT = "<p>Đảng bộ thành phố “đoàn kết” – sáng tạo, xây dựng nông thôn mới, Quận ủy Quận 5.</p>"


def codes(body: bytes, content_type: str = "") -> list[str]:
    return [finding.code for finding in decode(body, content_type).findings]


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "text/html; charset=utf-8", "text/html; charset=UTF8"]
)
def test_utf8(content_type: str) -> None:
    decoded = decode(TEXT.encode(), content_type)
    assert (decoded.text, decoded.encoding, decoded.findings) == (TEXT, "utf-8", ())


def test_byte_order_marks() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=latin-1").text == TEXT
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le")).text == TEXT


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "windows-1258", "shift_jis"])
def test_valid_utf8_wins_over_a_wrong_declaration(declared: str) -> None:
    body = f'<meta charset="{declared}">'.encode() + TEXT.encode()
    assert decode(body).text.endswith(TEXT)
    assert codes(body) == ["wrong-charset"]


def test_a_few_broken_bytes_cost_no_more_than_themselves() -> None:
    body = TEXT.encode().replace(b"</p>", b"\xe1\xbb</p>")
    decoded = decode(body, "text/html; charset=utf-8")
    assert decoded.text == TEXT.replace("</p>", "\ufffd</p>")
    assert codes(body) == ["invalid-utf8"]


def test_declared_windows_1258() -> None:
    body = "ÐaÒng bôò Quâòn 5, Thaình phôì".encode("latin-1")
    assert "Đảng bộ Quận 5" in __import__("unicodedata").normalize(
        "NFC", decode(body, "text/html; charset=windows-1258").text
    )


def test_undeclared_tcvn3_is_recognised() -> None:
    decoded = decode(
        "<p>§¶ng bé thµnh phè Hå ChÝ Minh</p>".encode("latin-1"), "text/html; charset=iso-8859-1"
    )
    assert (decoded.text, decoded.encoding) == ("<p>Đảng bộ thành phố Hồ Chí Minh</p>", "tcvn3")
    assert [finding.code for finding in decoded.findings] == ["legacy-encoding"]


def test_western_pages() -> None:
    assert decode("Déjà vu – “café”".encode("cp1252")).text == "Déjà vu – “café”"


def test_other_declared_encodings() -> None:
    assert decode("東京".encode("shift_jis"), "text/html; charset=shift_jis").text == "東京"


@pytest.mark.parametrize(
    "body", [b"", b"plain", b"\x00\xff\xfe\xfd", b"<meta charset=nonsense>", b"\x81" * 50]
)
def test_nothing_makes_it_fail(body: bytes) -> None:
    assert isinstance(decode(body, "text/html; charset=\x00; x=y").text, str)


def test_text_encoded_twice_is_set_right() -> None:
    twice = TEXT.encode().decode("latin-1").encode()
    assert decode(twice).text == TEXT
    assert codes(twice) == ["mixed-encoding"]
    assert repair_mojibake("Ä\u0090áº£ng bá»™") == "Đảng bộ"


@pytest.mark.parametrize("text", [TEXT, "á»", "«à» “Ã”", "Äpfel, größer, ça, Ã"])
def test_right_text_is_not_decoded_again(text: str) -> None:
    assert repair_mojibake(text) == text
