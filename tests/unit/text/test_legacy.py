"""Legacy encodings: what is broken is mended, what is right is left alone."""

import csv
from pathlib import Path
from unicodedata import normalize

import pytest

from newsarchive.text.legacy import Encoding, decode_legacy, repair, sniff

OLD_TEXTS: list[tuple[str, str, Encoding]] = [
    ("Céng hßa X· héi Chñ nghÜa ViÖt Nam", "Cộng hòa Xã hội Chủ nghĩa Việt Nam", "tcvn3"),
    ("§¶ng bé ph\u00adêng §a Kao", "Đảng bộ phường Đa Kao", "tcvn3"),
    ("TiÕng ViÖt rÊt hay", "Tiếng Việt rất hay", "tcvn3"),
    ("B¸C Hå víi THI£U NHI", "BÁC Hồ với THIÊU NHI", "tcvn3"),
    ("Tieáng Vieät raát hay", "Tiếng Việt rất hay", "vni"),
    ("Ñaûng boä thaønh phoá", "Đảng bộ thành phố", "vni"),
    ("ÐaÒng Côòng saÒn Viêòt Nam", "Đảng Cộng sản Việt Nam", "windows-1258"),
    ("T±ng Bí thß Nguy­n Phú Tr÷ng", "Tổng Bí thư Nguyễn Phú Trọng", "viscii"),
    ("To^i ye^u tie^'ng nu+o+'c to^i", "Tôi yêu tiếng nước tôi", "viqr"),
]


@pytest.mark.parametrize(("text", "meaning", "encoding"), OLD_TEXTS)
def test_whole_texts_are_converted(text: str, meaning: str, encoding: Encoding) -> None:
    repaired = repair(text)
    assert (repaired.text, repaired.encoding, repaired.mixed) == (meaning, encoding, False)


def test_single_words_inside_proper_text_are_converted() -> None:
    repaired = repair("Môn To¸n học và Ph\u00ad¬ng tr×nh bËc hai ở lớp đại số, café Müller")
    assert repaired.text == "Môn Toán học và Phương trình bậc hai ở lớp đại số, café Müller"
    assert (repaired.encoding, repaired.mixed) == ("tcvn3", True)


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 26/1, Quận ủy Quận 5 tổ chức hội nghị tổng kết.",
        "Müller, Özil và Löw cùng ghi bàn ở phút 80",
        "Café au lait, déjà vu, résumé, tôt, dû, août, garçon",
        "Die Straße über den Fluß: schön, groß, Maß, Tür, süß",
        "Señor Núñez, ¿Qué tal? ¡Olé! São Paulo",
        "Tôi là Lê Tân, ông là Hà, bà là Cúc",
        "Nhiệt độ 35°C, sai số ±5%, dày 10µm, khổ 10×20 cm, 3½",
        "«Cộng hòa» – «Liberté» · Hà Nội · Vinamilk® © 2024",
        "Việt Nam § 5, n° 5",
        "x^2 + y^2 = z^2; C++ và a+b; what?; e.g. this'",
        "The quick brown fox (see a^b) jumps.",
        "Mai Khuê",
        "à, ông, bà, cô, chú",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    repaired = repair(text)
    assert (repaired.text, repaired.encoding) == (text, None)


@pytest.mark.parametrize(
    ("codec", "encoding"), [("cp1258", "windows-1258"), ("tcvn", "tcvn3"), ("viscii", "viscii")]
)
def test_pages_are_recognised_by_their_spelling(codec: str, encoding: Encoding) -> None:
    bodies = {
        "cp1258": "ÐaÒng bôò thaÌnh phôì".encode("latin-1"),
        "tcvn": "§¶ng bé thµnh phè".encode("latin-1"),
        "viscii": bytes.fromhex("d0e46e672062f720746 8e06e682070 68af".replace(" ", "")),
    }
    body = b"<html><script>var a='\xe9\xe8';</script><p>" + bodies[codec] + b"</p></html>"
    assert sniff(body) == encoding
    assert "thành phố" in decode_legacy(body, encoding)


def test_french_pages_are_not_taken_for_vietnamese() -> None:
    assert sniff("<p>Le café était déjà fermé, très tôt, à Liège.</p>".encode("latin-1")) is None


@pytest.mark.shared
def test_collected_cases(shared: Path) -> None:
    """At least nine in ten, by the text form where there is one, else from the bytes."""
    with (shared / "text/legacy_encodings.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = 0
    for row in rows:
        encoding = row["encoding"]
        if row["form"] == "bytes" and encoding in ("tcvn3", "viscii", "windows-1258"):
            read = decode_legacy(bytes.fromhex(row["input_hex"]), encoding)  # type: ignore[arg-type]
        else:
            read = repair(row["input_text"]).text
        right += read == normalize("NFC", row["expected"])
    assert right >= 0.9 * len(rows)


def test_units_of_measure_are_no_legacy_words() -> None:
    text = "Thư viện rộng 90 m², huyện rộng 12 km²"
    assert repair(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tin vaén", "Tin vắn"),
        ("Thêi sù", "Thời sự"),
        ("Tin va('n", "Tin vắn"),
        ("A?nh: Hu+~u Khoa", "Ảnh: Hữu Khoa"),
        ("Ho^` Chi' Minh to^? chu+'c dda.i ho^.i", "Hồ Chí Minh tổ chức đại hội"),
        (
            "dde^` nghi. so+'m su+?a dduo+`ng bi. nga^.p, du.ng ro^~ng",
            "đề nghị sớm sửa đuờng bị ngập, dụng rỗng",
        ),
    ],
)
def test_headings_of_few_words_and_tones_at_the_end_of_a_word(text: str, expected: str) -> None:
    assert repair(text).text == expected


@pytest.mark.parametrize(
    "text",
    ["Anh Müller", "Hãng Pelé", "Trà sữa Zürich", "Ông Núñez", "pâté gan", "it's ok", "x^2 + y^2", "ai ddo'"]
    + ["Neáng Kunh - Lâm Sô Phia"],
)
def test_names_and_formulas_of_few_words_stay(text: str) -> None:
    assert repair(text).text == text
