"""The vocabulary: sets of words that rules ask for. Spelled as `tokens.tokenize` gives them."""

WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5}
ENGLISH_WEEKDAYS = {
    **{"mon": 0, "monday": 0, "tue": 1, "tues": 1, "tuesday": 1, "wed": 2, "wednesday": 2, "thu": 3, "thur": 3},
    **{"thurs": 3, "thursday": 3, "fri": 4, "friday": 4, "sat": 5, "saturday": 5, "sun": 6, "sunday": 6},
}
ENGLISH_MONTHS = {
    name: k // 2 + 1
    for k, name in enumerate(
        "jan january feb february mar march apr april may may jun june jul july aug august sep september "
        "oct october nov november dec december".split()
    )
} | {"sept": 9}

DAY_PARTS: dict[str, tuple[int, int, int]] = {
    "sáng sớm": (4, 8, 6),
    "rạng sáng": (0, 6, 5),
    "mờ sáng": (4, 6, 5),
    "bình minh": (5, 7, 6),
    "sáng": (4, 12, 8),
    "trưa": (12, 14, 12),
    "xế chiều": (15, 18, 16),
    "chiều tối": (17, 20, 18),
    "chiều": (12, 19, 15),
    "hoàng hôn": (17, 19, 18),
    "tối": (18, 24, 20),
    "khuya": (22, 24, 23),
    "đêm": (18, 24, 22),
    "nửa đêm": (0, 1, 0),
    "sau trưa": (13, 17, 15),
}
"""Part of the day → first hour, end, customary hour. Intervals follow the collected cases of calendar readers."""

PAST_TURNS = ("trước", "qua", "rồi", "ngoái")
UNIT_WORDS = {
    "giây": "second",
    "phút": "minute",
    "giờ": "hour",
    "tiếng": "hour",
    "ngày": "day",
    "hôm": "day",
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "năm": "year",
}
VAGUE = {"vài": 3, "mấy": 3, "dăm": 5, "đôi": 2}
"""Vague counts ("vài phút trước"): read with the unit's precision and never as an exact moment."""

LABELS = frozenset(
    "ngày đăng cập nhật lúc gửi xuất bản phát hành thời gian bởi tin bài viết post posted published updated "
    "date on at tạo cuối lần sửa mới nhất đã được vào hồi hôm đưa lên online ban truyền thứ last update created "
    "trên mục biên tập ký".split()
)
"""Words that a page prints before its date: "Ngày đăng:", "Cập nhật lúc", "Thời gian xuất bản"."""

LEADS = frozenset(
    "lúc vào hồi khoảng từ trong đến tới tại dịp phiên các những cả kể hết trước sau đúng suốt chừng cho lễ mừng nhân".split()
)
"""Words before a date that do not change the day it names."""

CONTEXT = frozenset(
    "ngày mùng sáng trưa chiều tối đêm khuya sớm hôm nay qua mai kia lúc từ đến tới dịp lễ mừng phiên cuối đầu "
    "trước sau vào trong thứ chủ nhật tức hết hồi mốc đợt kỳ kỷ niệm".split()
) | frozenset("(")
"""Words before a short date that make it a date: "ngày 2/9", "dịp 30/4"."""

REPEATED = frozenset("mỗi hằng hàng từng mấy nhiều những bao vài suốt số hạng lần".split())
"""Words before a unit that make it a habit, a length or an ordinal: "mỗi tháng", "mấy năm nay", "lần thứ hai"."""
STREETS = frozenset("đường phố hẻm ngõ ngách số lô tổ nhà khu kiệt sẹc xuyệt".split())
"""Words before figures that are an address: "đường 3/2", "số 5/12"."""

COUNTED = frozenset(
    "dân số phần tổng diện tích quãng người đại đại-biểu cử thành viên trận bàn điểm triệu tỷ tỉ nghìn trăm % "
    "hộ xã phường quận huyện tỉnh chiều-dài trên lần giá đồng usd kg km m ha cm mm xe vụ phiếu thế-giới số đội "
    "suất căn lô tấn lít tuổi".split()
)
"""Words after a fraction: "2/3 dân số", "3/4 phiếu"."""
