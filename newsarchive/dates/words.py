"""The vocabulary: sets of words that rules ask for. Spelled as `tokens.tokenize` gives them."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """ "a=b c=d" as a dict."""
    return {left: right for left, _, right in (pair.partition("=") for pair in text.split())}


WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5}
ENGLISH_WEEKDAYS = {
    word: day
    for day, names in enumerate(
        (
            ("mon", "monday"),
            ("tue", "tues", "tuesday"),
            ("wed", "wednesday"),
            ("thu", "thur", "thurs", "thursday"),
            ("fri", "friday"),
            ("sat", "saturday"),
            ("sun", "sunday"),
        )
    )
    for word in names
}
_MONTH_NAMES = (
    "jan january feb february mar march apr april may may jun june jul july aug august sep september "
    "oct october nov november dec december"
)
ENGLISH_MONTHS = {name: k // 2 + 1 for k, name in enumerate(_MONTH_NAMES.split())} | {"sept": 9}

DAY_PARTS: dict[str, tuple[int, int, int]] = {
    "sáng sớm": (4, 8, 6),
    "rạng sáng": (0, 6, 5),
    "mờ sáng": (4, 6, 5),
    "bình minh": (5, 7, 6),
    "sáng": (4, 12, 9),
    "trưa": (12, 14, 12),
    "giữa trưa": (12, 14, 12),
    "xế chiều": (15, 18, 16),
    "chiều tối": (17, 20, 18),
    "chiều": (12, 19, 15),
    "hoàng hôn": (17, 19, 18),
    "tối": (18, 24, 19),
    "khuya": (22, 24, 23),
    "đêm": (18, 24, 22),
    "nửa đêm": (0, 1, 0),
    "sau trưa": (13, 17, 15),
}
"""Part of the day → first hour, end, customary hour. Intervals follow the collected cases of calendar readers."""

PAST_TURNS = ("trước", "qua", "rồi", "ngoái")
UNIT_WORDS = {
    "giây": "second",
    "s": "second",
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

LABELS = words(
    "ngày đăng cập nhật lúc gửi xuất bản phát hành thời gian bởi tin bài viết post posted published updated "
    "date on at tạo cuối lần sửa mới nhất đã được vào hồi hôm đưa lên online ban truyền last update created "
    "trên mục biên tập ký"
)
"""Words that a page prints before its date: "Ngày đăng:", "Cập nhật lúc", "Thời gian xuất bản"."""

LEADS = words(
    "lúc vào hồi khoảng từ trong đến tới tại dịp phiên các những cả kể hết trước sau đúng suốt chừng cho lễ mừng nhân"
)
"""Words before a date that do not change the day it names."""

CONTEXT = words(
    "ngày mùng sáng trưa chiều tối đêm khuya sớm hôm nay qua mai kia lúc từ đến tới dịp lễ mừng phiên cuối đầu "
    "trước sau vào trong thứ chủ nhật tức hết hồi mốc đợt kỳ kỷ niệm"
) | frozenset("(")
"""Words before a short date that make it a date: "ngày 2/9", "dịp 30/4"."""

REPEATED = words("mỗi hằng hàng từng mấy nhiều những bao vài suốt số hạng lần")
"""Words before a unit that make it a habit, a length or an ordinal: "mỗi tháng", "mấy năm nay", "lần thứ hai"."""
ORDERED = words("lần họp việc khóa khoá vòng đợt tập hạng giải bậc")
"""Words before "thứ" that make it an ordinal: "lần thứ hai", "kỳ họp thứ 6", "ngày làm việc thứ ba"."""
STREETS = words("đường phố hẻm ngõ ngách số lô tổ nhà khu kiệt sẹc xuyệt câu tập trang chương mục phòng")
"""Words before figures that are an address or a place in a book: "đường 3/2", "số 5/12"."""
NAMED_AFTER_DAYS = words(
    "đường phố lộ viên viện trường thpt thcs ty hãng bản xã chợ rạp cúp thưởng đoàn máy xưởng nghiệp cầu sạn làng đập "
    "hồ động thể cảng kho hầm đội khối ban quỹ giải"
)
"""Last words of what bears a day as its name: công viên 23/9, bệnh viện 30/4, công ty 27/7, sân vận động 19/8."""
SCALES = words("hoạch lệ tiết đồ khoản điều")
"""Words before 1/500, 1/2000."""
FILE_ENDINGS = words("pdf doc docx xls xlsx jpg jpeg png gif mp3 mp4 htm html txt zip rar")

COUNTED = words(
    "dân số phần tổng diện tích quãng người đại đại-biểu cử thành viên trận bàn điểm triệu tỷ tỉ nghìn trăm % "
    "hộ xã phường quận huyện tỉnh chiều-dài trên lần giá đồng usd kg km m ha cm mm xe vụ phiếu thế-giới số đội "
    "suất căn lô tấn lít tuổi chỉ tiêu mục thôn ấp nội đơn nhóm lĩnh hạng gói inch"
)
"""Words after a fraction: "2/3 dân số", "3/4 phiếu"."""
