"""Bylines: people, groups, agencies, roles; and headings that are none."""

import pytest

from newsarchive.text.byline import byline_score, is_byline, parse_byline, without_post

LINES: list[tuple[str, list[str], str | None]] = [
    ("Mai Khuê", ["Mai Khuê"], None),
    ("Lam Giang", ["Lam Giang"], None),
    ("Bảo Trân", ["Bảo Trân"], None),
    ("Trang Anh", ["Trang Anh"], None),
    ("Báo Công Thương", [], "Báo Công Thương"),
    ("Vũ Nguyệt – Nhật Quang", ["Vũ Nguyệt", "Nhật Quang"], None),
    ("Thanh Thúy - Long Hồ", ["Thanh Thúy", "Long Hồ"], None),
    ("HOÀNG TRUNG – MẠNH DŨNG", ["HOÀNG TRUNG", "MẠNH DŨNG"], None),
    ("Lê Hà và Tú Anh", ["Lê Hà", "Tú Anh"], None),
    ("Nguyễn Công Khế", ["Nguyễn Công Khế"], None),
    ("M.Q", ["M.Q"], None),
    ("H.Anh", ["H.Anh"], None),
    ("TP", ["TP"], None),
    ("PV", [], None),
    ("BT", [], None),
    ("NHÓM PV", [], None),
    ("Nhóm phóng viên", [], None),
    ("PV/VOV.VN", [], "VOV.VN"),
    ("PV TTXVN", [], "TTXVN"),
    ("TTXVN", [], "TTXVN"),
    ("(TTXVN/Vietnam+)", [], "TTXVN/Vietnam+"),
    ("Minh Hiệp (TTXVN)", ["Minh Hiệp"], "TTXVN"),
    ("Hoàng Hiếu/TTXVN", ["Hoàng Hiếu"], "TTXVN"),
    ("Phùng Anh (VTV Online)", ["Phùng Anh"], "VTV Online"),
    ("Theo TTXVN", [], "TTXVN"),
    ("Theo Thanh Niên", [], "Thanh Niên"),
    ("Theo Thanh Xuân VnEconomy", ["Thanh Xuân"], "VnEconomy"),
    ("Ái Vy\nTheo South China Morning Post", ["Ái Vy"], "South China Morning Post"),
    ("Nguồn: Báo Tuổi Trẻ", [], "Báo Tuổi Trẻ"),
    ("Theo: hcmcpv.org.vn", [], "hcmcpv.org.vn"),
    ("Ngọc Hà (Theo Reuters)", ["Ngọc Hà"], "Reuters"),
    ("Ngọc Hà (tổng hợp)", ["Ngọc Hà"], None),
    ("Tin, ảnh: Minh Hiệp", ["Minh Hiệp"], None),
    ("Bài và ảnh: LÊ HÀ, TÚ ANH", ["LÊ HÀ", "TÚ ANH"], None),
    ("Bài: Lê Hà; Ảnh: Tú Anh", ["Lê Hà", "Tú Anh"], None),
    ("Thực hiện: Xuân Lượng - Ngọc Thành", ["Xuân Lượng", "Ngọc Thành"], None),
    ("Thu Hằng - Thiết kế: Quốc Dũng", ["Thu Hằng", "Quốc Dũng"], None),
    ("Trung tâm Tin tức HTV", [], "Trung tâm Tin tức HTV"),
    ("ThS. Nguyễn Thị Hồng", ["Nguyễn Thị Hồng"], None),
    ("Lê Hà/VOV-Tây Bắc", ["Lê Hà"], "VOV-Tây Bắc"),
    ("CTV Lê Hà/VOV.VN", ["Lê Hà"], "VOV.VN"),
    ("Lê Hà (tổng hợp từ TTXVN)", ["Lê Hà"], "TTXVN"),
    ("Lê Hà lược dịch", ["Lê Hà"], None),
    ("Nguyễn Công Khế\nNhà báo", ["Nguyễn Công Khế"], None),
    ("Minh Anh./.", ["Minh Anh"], None),
    ("QUANG THIỆU/SHO", ["QUANG THIỆU"], "SHO"),
    ("Lê Thu Huệ, Ngọc Diệp/SHO", ["Lê Thu Huệ", "Ngọc Diệp"], "SHO"),
    ("Bảo Châu - Tường Vân (từ Trà Giang)", ["Bảo Châu", "Tường Vân"], None),
    ("PHAN ĐỨC LỢI VÀ VI NGỌC", ["PHAN ĐỨC LỢI", "VI NGỌC"], None),
    ("MÃ THỊ KHIÊM", ["MÃ THỊ KHIÊM"], None),
    ("TS KIM CHUNG", ["KIM CHUNG"], None),
    ("Story and photos: Tran Minh", ["Tran Minh"], None),
    ("VNA/VNP", [], "VNA/VNP"),
    ("H' NHUNG VÀ AN KHUÊ", ["H' NHUNG", "AN KHUÊ"], None),
]


@pytest.mark.parametrize(("line", "authors", "agency"), LINES)
def test_byline_is_taken_apart(line: str, authors: list[str], agency: str | None) -> None:
    byline = parse_byline(line)
    assert (list(byline.authors), byline.agency, byline.raw) == (authors, agency, line)


@pytest.mark.parametrize("line", [line for line, _, _ in LINES])
def test_bylines_are_recognised(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Bàn thắng",
            "ĐÔ THỊ XANH",
            "Chật vật đi tìm nhà",
            "Trường THPT Chuyên Tuyên Quang",
            "Tin khác",
            "Thông báo",
            "Ảnh: TTXVN",
        ),
        *(
            "Ý kiến bạn đọc",
            "Hà Nội",
            "Việt Nam",
            "Tin liên quan",
            "Tổng Bí thư",
            "Hồ Chí Minh",
            "Xem Thêm",
            "Chia sẻ",
        ),
        *(
            "Theo đó, Quận ủy sẽ triển khai",
            "Nguồn gốc của vấn đề",
            "Bài 2: Những cánh chim đầu đàn",
            "Học Bác",
        ),
        *(
            "Thanh niên",
            "VĂN HÓA",
            "THỂ THAO",
            "Đảng Cộng sản Việt Nam",
            "Nghị quyết 35-NQ/TW",
            "Quận ủy Quận 5",
        ),
        *(
            "Ảnh minh họa",
            "Giữ trọn niềm tin",
            "Sài Gòn",
            "",
            ".",
            "Ông Nguyễn Văn A phát biểu tại hội nghị.",
        ),
        *("I. QUAN ĐIỂM", "II. Bài Học", "1. Mai Lan", "Thứ Hai", "Sáng", "Y Tế"),
    ],
)
def test_headings_places_and_sentences_are_none(line: str) -> None:
    assert not is_byline(line)


def test_roles_say_who_did_what() -> None:
    byline = parse_byline("Bài: Lê Hà - Thiết kế: Quốc Dũng")
    assert byline.roles == (("text", "Lê Hà"), ("design", "Quốc Dũng"))


def test_a_group_is_no_author_but_has_a_role() -> None:
    assert parse_byline("Nhóm PV").roles == (("group", "Nhóm PV"),)


def test_scores_stay_between_nought_and_one() -> None:
    assert all(0 <= byline_score(line) <= 1 for line, _, _ in LINES)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Thùy Dung – Bùi Phương Thảo – H' Nhung", ("Thùy Dung", "Bùi Phương Thảo", "H' Nhung")),
        ("Y Krông Niê", ("Y Krông Niê",)),
        ("V. HÙNG", ("V. HÙNG",)),
        ("Hà Văn Phúc - Kim Chung", ("Hà Văn Phúc", "Kim Chung")),
    ],
)
def test_names_that_no_list_holds(line: str, authors: tuple[str, ...]) -> None:
    assert is_byline(line)
    assert parse_byline(line).authors == authors


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("GS, TS Lê Xuân Trường Ban Tuyên giáo Tỉnh ủy", "GS, TS Lê Xuân Trường"),
        ("N.D Phóng viên thường trú tại Tây Nguyên", "N.D"),
        ("Mai Khuê (Theo Kyodo) Phóng viên thường trú tại Tây Nguyên", "Mai Khuê (Theo Kyodo)"),
        ("Nguyễn Trà My Trường Chính trị tỉnh", "Nguyễn Trà My"),
        ("Mai Khuê, Phó Trưởng Ban Tổ chức Tỉnh ủy", "Mai Khuê, Phó Trưởng Ban Tổ chức Tỉnh ủy"),
    ],
)
def test_the_name_before_an_office(line: str, name: str) -> None:
    assert without_post(line) == name


@pytest.mark.parametrize("mark", [",", " -"])
def test_a_post_behind_a_name_and_a_mark_is_no_second_author(mark: str) -> None:
    line = f"Mai Khuê{mark} Phó Trưởng Ban Tổ chức Tỉnh ủy"
    assert parse_byline(line).authors == ("Mai Khuê",)
    assert 0 < byline_score(line) < 0.5, "who speaks in a text is named so too"


def test_the_faculty_where_an_author_teaches_is_no_person() -> None:
    byline = parse_byline("Tô Hiến - Khoa Xây dựng Đảng")
    assert (byline.authors, byline.agency, byline.roles[1:]) == (
        ("Tô Hiến",),
        None,
        (("group", "Khoa Xây dựng Đảng"),),
    )
    assert parse_byline("Minh Khoa - Thu Hà").authors == ("Minh Khoa", "Thu Hà")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Reported by Minh Chau", ("Minh Chau",)),
        ("Story by Minh Chau", ("Minh Chau",)),
        ("By Minh Chau – Translated by Hoang Anh", ("Minh Chau", "Hoang Anh")),
    ],
)
def test_english_bylines_say_by_whom(line: str, authors: tuple[str, ...]) -> None:
    assert parse_byline(line).authors == authors
