"""Captions and credits."""

import pytest

from newsarchive.text.caption import is_credit, split_credit


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("Quang cảnh hội nghị. (Ảnh: Việt Dũng)", "Quang cảnh hội nghị.", "Việt Dũng"),
        ("Quang cảnh hội nghị (Ảnh: Việt Dũng).", "Quang cảnh hội nghị.", "Việt Dũng"),
        ("Quang cảnh hội nghị. Ảnh: Bá Hoạt/HNM", "Quang cảnh hội nghị.", "Bá Hoạt/HNM"),
        ("Quang cảnh hội nghị Ảnh: M.Q", "Quang cảnh hội nghị", "M.Q"),
        ("Quang cảnh hội nghị. ẢNH: NGỌC DƯƠNG", "Quang cảnh hội nghị.", "NGỌC DƯƠNG"),
        ("Một góc TP. Hồ Chí Minh. Ảnh: H.T", "Một góc TP. Hồ Chí Minh.", "H.T"),
        ("Các bác sĩ. Ảnh: Bệnh viện cung cấp", "Các bác sĩ.", "Bệnh viện cung cấp"),
        ("Giá vàng tuần qua (Đồ họa: BBC).", "Giá vàng tuần qua.", "BBC"),
        ("Cầu mới (Nguồn: TTXVN)", "Cầu mới", "TTXVN"),
        ("Tổng thống phát biểu. Ảnh AFP/TTXVN", "Tổng thống phát biểu.", "AFP/TTXVN"),
        ("Cầu thủ ghi bàn (Reuters)", "Cầu thủ ghi bàn", "Reuters"),
        ("Bác với thiếu nhi. Ảnh tư liệu", "Bác với thiếu nhi.", "Ảnh tư liệu"),
        ("Ảnh minh hoạ: Internet", None, "Internet"),
        ("Quang cảnh (Ảnh Việt Dũng)", "Quang cảnh", "Việt Dũng"),
        ("Quang cảnh. Ảnh: Lê Hà (TTXVN)", "Quang cảnh.", "Lê Hà (TTXVN)"),
        ("Ảnh: Tư liệu.", None, "Tư liệu"),
        ("Ảnh minh họa", None, "Ảnh minh họa"),
        ("(Ảnh: TTXVN)", None, "TTXVN"),
        (
            "Ảnh: Toàn cảnh buổi lễ khai mạc diễn ra sáng nay.",
            "Ảnh: Toàn cảnh buổi lễ khai mạc diễn ra sáng nay.",
            None,
        ),
        ("Đại biểu chụp ảnh lưu niệm.", "Đại biểu chụp ảnh lưu niệm.", None),
        ("Đồng chí A (bìa trái) trao quà", "Đồng chí A (bìa trái) trao quà", None),
        ("Đồng chí A (bìa trái)", "Đồng chí A (bìa trái)", None),
        ("Hình 2: Sơ đồ tổ chức", "Hình 2: Sơ đồ tổ chức", None),
        ("", None, None),
    ],
)
def test_split_credit(printed: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(printed) == (caption, credit)


def test_a_line_that_is_only_a_credit() -> None:
    assert is_credit("Ảnh: Linh An")
    assert not is_credit("Quang cảnh. Ảnh: Linh An")
    assert not is_credit("Quang cảnh")


def test_a_credit_without_a_colon_behind_a_sentence() -> None:
    assert split_credit("Hang đá tại giáo xứ Vạn Lộc. Ảnh Trọng Đức.") == (
        "Hang đá tại giáo xứ Vạn Lộc.",
        "Trọng Đức",
    )


def test_marks_of_punctuation_are_no_caption() -> None:
    assert split_credit(". Ảnh minh họa") == (None, "Ảnh minh họa")
