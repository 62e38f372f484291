"""Prefixes of leads: split off where they name a source, left where they open a sentence."""

import pytest

from newsarchive.text.dateline import has_site_prefix, split_dateline

REST = "Sáng 26/1, Đảng ủy phường họp phiên đầu năm."

PREFIXES = [
    *(
        "(Thanhuytphcm.vn) -",
        "(Thanhuytphcm.vn) –",
        "(Thanhuytphcm.vn)-",
        "(Chinhphu.vn) -",
        "(Baothanhhoa.vn) -",
    ),
    *(
        "(Dân trí) -",
        "(ĐCSVN)",
        "(ĐCSVN) -",
        "(PLVN)",
        "(PLO)-",
        "(CAO)",
        "(LLCT) -",
        "(VOH) -",
        "TCCS -",
        "TPO -",
    ),
    *(
        "VOV.VN -",
        "VTV.vn -",
        "QK2 –",
        "KTĐT -",
        "Kinhtedothi -",
        "DNO -",
        "PN -",
        "TTXVN -",
        "HNMO –",
        "NDO -",
    ),
    *(
        "Hà Nội (TTXVN) –",
        "TP Hồ Chí Minh (TTXVN) -",
        "(TTXVN/Vietnam+) -",
        "SGGP Online -",
        "(Báo Quảng Ninh) -",
    ),
    *("Sông Mã Online -", "Bà Rịa Vũng Tàu Online –"),
    *("(HCMCPV) -", "GD&TĐ -", "(Tổ Quốc) -", "Dân trí -", "BTĐT -", "(Xyz.gov.vn) –", "[VOV.VN] -"),
]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_prefix_is_split_off_as_printed(prefix: str) -> None:
    assert split_dateline(f"{prefix} {REST}") == (prefix, REST)


@pytest.mark.parametrize(
    "lead",
    [
        REST,
        "Chợ Online - Thói quen mới của người trẻ vùng cao",
        "Dịch vụ công Online - Nơi nào làm tốt, nơi nào còn hình thức",
        "Covid-19 - cuộc chiến chưa có hồi kết của cả nhân loại",
        "COVID-19 - Cuộc chiến chưa có hồi kết của nhân loại",
        "ASEAN - Trung Quốc: chặng đường ba mươi năm hợp tác",
        "(Bài 2) - Những người giữ lửa trên đỉnh núi",
        "(5-6-1911 - 5-6-2021) là dịp nhìn lại một hành trình",
        "(Ảnh: TTXVN) Các đại biểu dự hội nghị sáng nay",
        "Hà Nội - Huế - Sài Gòn là tuyến đường sắt dài nhất nước",
        "Việt Nam - Lào: tình nghĩa thủy chung",
        "Ông Nguyễn Văn A (TTXVN) - phóng viên thường trú - cho biết",
        "TPHCM - Thành phố của những công trình mới",
        "Thanh niên - lực lượng xung kích của Đảng",
        "Đồng chí A - Bí thư Quận ủy - phát biểu tại hội nghị",
        "Kết luận 21-KL/TW của Trung ương nêu rõ nhiệm vụ",
        "MU - Chelsea: trận cầu tâm điểm của vòng mười",
        "Nông dân trồng lúa - nuôi tôm ở vùng ven biển",
        "",
    ],
)
def test_ordinary_openings_stay(lead: str) -> None:
    assert split_dateline(lead) == (None, lead)
    assert not has_site_prefix(lead)


def test_two_prefixes_are_one_dateline() -> None:
    lead = f"(Thanhuytphcm.vn) - Hà Nội (TTXVN) – {REST}"
    assert split_dateline(lead) == ("(Thanhuytphcm.vn) - Hà Nội (TTXVN) –", REST)


def test_a_prefix_without_text_after_it_is_text() -> None:
    assert split_dateline("VOV.VN - ") == (None, "VOV.VN -")
