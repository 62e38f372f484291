"""Dates in running text: what is found, and above all what is not."""

from datetime import datetime
from pathlib import Path

import pytest

from newsarchive.dates import find, parse
from newsarchive.errors import DateError

AT = datetime(2024, 7, 27, 8, 30)

HERE = Path(__file__).parent
SENTENCES = (HERE / "sentences.txt").read_text(encoding="utf-8").splitlines()
LINES = (HERE / "nothing.txt").read_text(encoding="utf-8").splitlines()
"""Prices, scores, laws, terms, phones, addresses, names after days, fractions, versions, lengths of time."""
NOTHING = [
    "Giá vé 1.50 đồng.",
    "Thắng 2-1 trong trận đấu.",
    "Đội tuyển thắng 3-0 và hòa 1-1.",
    "Nghị quyết 151/NQ-HĐBCQG được ban hành.",
    "Luật số 12/2023/QH15 về nhà ở.",
    "Nghị định 05/2024/NĐ-CP của Chính phủ.",
    "Nhiệm kỳ 2020-2025.",
    "nhiệm kỳ 2020 - 2025 của Đảng bộ",
    "Điện thoại 028.3829.7245 hoặc 0912-345-678.",
    "Hotline: 1900 1234",
    "Chiếm 2/3 dân số và 3/4 diện tích.",
    "Khoảng 1/3 cử tri có mặt.",
    "Trực 24/7 và 24/24.",
    "Tăng 12.5% so với kế hoạch, đạt 35.49 tỷ.",
    "Đường 3/2, quận 10",
    "Số 5/12 Nguyễn Trãi, quận 5",
    "số nhà 18/2A đường Lê Lợi",
    "Giai đoạn thứ hai của dự án.",
    "Lần thứ ba liên tiếp, người thứ năm.",
    "Quốc lộ 1A, tỉnh lộ 10.",
    "Bảng A có 5 đội, tỷ số 21-19, 21-17.",
    "Ông Nguyễn Văn A, 45 tuổi.",
    "Có 1975 người tham gia.",
    "2.500 đồng/kg, 1/10 giá.",
    "Khu vực 1, khóa XI, kỳ họp thứ 7.",
    "Chỉ thị 05-CT/TW; Kết luận 01-KL/TW",
    "chạy 5 km trong 30 phút",
    "họp kéo dài 3 giờ",
    "trong 2 giờ đồng hồ",
    "trong vòng 6 tháng",
    "cần 15 ngày để hoàn thành",
    "năm học 2023-2024",
    "iPhone 15, 5G, 4K, H5N1, Covid-19",
    "192.168.1.1 phiên bản 1.10.30",
    "tọa độ 10.5/106.7",
    "Tổ 12/3 phường 5",
    "xe 51A-123.45",
    "quyết định số 1234/QĐ-UBND",
    "http://a.vn/2024/07/27/bai-viet-12345.html",
    "tuổi 20, tuổi thứ 3",
    "1 năm 2 lần",
    "buổi sáng mát mẻ, tối đến",
    "5 năm một lần",
    "mỗi tháng một lần, hằng năm",
    "mấy năm nay",
    "tháng lương thứ 13",
    "quý vị đại biểu, quý khách",
    "đầu tư công, cuối cùng, giữa hai bên",
    "năm người bị thương, ba tháng lương",
    "mai vàng nở, mai này",
    "Trung tâm tin tức 12/24",
]

FOUND = [
    (
        "(Thanhuytphcm.vn) - Sáng 26/1, Quận ủy Quận 5 tổng kết năm 2023, bàn việc năm 2024.",
        ["2024-01-26", "2023", "2024"],
    ),
    (
        "Chiều 27/7, tại Hội trường TP; tối 26-7 diễn ra lễ; ngày 25.7 họp.",
        ["2024-07-27", "2024-07-26", "2024-07-25"],
    ),
    (
        "Từ ngày 18 đến 20/6, tại Hà Nội; 18 - 19.6 diễn ra.",
        ["2024-06-18/2024-06-20", "2024-06-18/2024-06-19"],
    ),
    ("Kỷ niệm 94 năm Ngày thành lập Đảng (3/2/1930 – 3/2/2024)", ["2024-02-03"]),
    ("Bác Hồ sinh ngày 19/5/1890, mất ngày 2 tháng 9 năm 1969.", ["1890-05-19", "1969-09-02"]),
    ("Hội nghị diễn ra lúc 8 giờ ngày 20/7/2024, kết thúc 17h cùng ngày.", ["2024-07-20T08:00"]),
    ("Ngày 5, 12 và 19/7 có mưa", []),
    ("trong 6 tháng đầu năm 2024, tăng 5%", ["2024-01-01/2024-06-30"]),
    ("Hôm qua, 26/7, ông A đã đến.", ["2024-07-26"]),
    ("Cuối tháng 6/2024, đầu năm 2023, quý I/2024.", ["2024-06", "2023", "2024-01-01/2024-03-31"]),
    ("Theo kế hoạch ngày 12-5-2023 và ngày 13-6-2023", ["2023-05-12", "2023-06-13"]),
    ("Trước đó, năm 2019, bà đã nhận giải. Đến tháng 3/2020, dịch bùng phát.", ["2019", "2020-03"]),
    ("mùng 10 tháng 3 âm lịch hằng năm", ["2024-04-18"]),
    ("dịp lễ 30/4 và 1/5", ["2024-04-30/2024-05-01"]),
    ("nghỉ lễ Quốc khánh 2/9 năm 2023", ["2023-09-02"]),
    ("Tết Nguyên đán Giáp Thìn 2024 và mùng 2 Tết", ["2024-02-10", "2024-02-11"]),
    ("Báo cáo số 12/BC-UBND ngày 5/6/2024 của UBND", ["2024-06-05"]),
    ("vào 14h30 chiều 20/7, tại số 5 Lê Lợi", ["2024-07-20T14:30"]),
    ("Đến 16 giờ ngày 20-7, mực nước", ["2024-07-20T16:00"]),
    ("Ngày 27/7/2024:Khai mạc;27/7/2024–tiếp", ["2024-07-27", "2024-07-27"]),
    ("Năm 2023, cả nước có 5 triệu người", ["2023"]),
    ("Thứ hai, 22/7: họp. Thứ ba (23/7): nghỉ", ["2024-07-22", "2024-07-23"]),
    ("ngày 31/02/2024 và 05/13/2024, tháng 13 năm 2020", []),
    ("Vào tháng 8 năm 1940 có chiến sự. Đến tháng 9 thì yên.", ["1940-08", "1940-09"]),
]


def test_a_date_does_not_go_on_in_the_next_line() -> None:
    text = "26/07/2024\n10:30 là giờ khai mạc\n27/07/2024\n- 28/07/2024"
    assert [reading.iso for reading in find(text, at=AT)] == ["2024-07-26", "2024-07-27", "2024-07-28"]


@pytest.mark.parametrize("text", NOTHING)
def test_no_date_here(text: str) -> None:
    assert find(text, at=AT) == []


@pytest.mark.parametrize("line", LINES)
def test_no_date_here_nor_inside_a_sentence(line: str) -> None:
    assert find(line, at=AT) == []
    assert find(f"Theo báo cáo, {line} trong cả nước.", at=AT) == []


@pytest.mark.parametrize("line", [line for line in LINES if not line.startswith("trong ")])
def test_parse_refuses_it_too(line: str) -> None:
    with pytest.raises(DateError):
        parse(line, at=AT)


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_as_papers_print_them(line: str) -> None:
    text, _, expected = line.rpartition(" → ")
    assert [reading.iso for reading in find(text, at=AT)] == expected.split()


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dates_in_sentences(text: str, expected: list[str]) -> None:
    assert [reading.iso for reading in find(text, at=AT)] == expected
