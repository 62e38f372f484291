"""What the names of people, groups and places look like: lists for telling a byline from a heading."""

import re

from newsarchive.text.folding import fold
from newsarchive.text.syllable import is_syllable, words

SURNAMES = words(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương"
    " đinh lâm phùng mai tô hà tạ thái cao châu lương lưu quách chu kiều la mạc nông ông quan tống triệu"
    " thạch tôn vi thân lục khổng nghiêm bạch âu giang khuất lều ma mẫn nhâm ninh trà ứng uông úy đàm"
    " lò lường quàng giàng sùng thào lầu tẩn phàn tòng cầm đèo lù vừ xồng chảo siu ksor kpă"
    " đồng đậu điền doãn diệp cù cồ cung chử cấn bế bàng an hứa hàn giáp đường sầm thiều"
)
GIVEN = words(
    "duẩn khoát khương liêm my nhu thiệp thiệu thơm tiệp toại tuân"
    " an anh ái ánh ân ba bách bảo bắc băng bằng bích biên bình bính bội bửu ca cảnh cát cẩm cẩn chánh"
    " chi chí chiến chinh chính chương công cúc cương cường dân diễm diện diệu doanh du duệ dung dũng"
    " duy duyên dư dương đa đài đan đại đăng đạo đạt điệp đình định đoan đô đông đồng đức đường gia"
    " giang giao giáp hà hai hải hạ hạnh hào hảo hân hằng hậu hiên hiền hiển hiến hiệp hiếu hiệu hoa hòa"
    " hoà hoài hoàn hoàng hoạt hồng hợp huân huệ hùng huy huyên huyền huỳnh hưng hương hường hướng hữu"
    " hy kha khả khải khang khanh khánh khê khiêm khoa khôi khởi khuê khuyên kiên kiệt kiều kim kính kỳ"
    " lai lam lan lăng lâm lân lập lễ liên liễu linh lĩnh loan long lộc lợi lục luân lương lượng lưu ly"
    " lý mai mạnh mẫn mẫu mến mi miên minh mộc mộng mùi mỹ na nam nga ngà ngạn ngân nghĩa nghi nghiêm"
    " nghiệp ngọ ngoan ngọc nguyên nguyệt nhã nhạn nhàn nhân nhật nhi nhiên như nhung nhựt ninh nương"
    " oanh phát phi phong phú phúc phụng phước phương phượng quảng quang quân quế quốc quý quyên quyền"
    " quyết quỳnh sa sang sáng sâm sen sinh song sơn sương sỹ sĩ tài tâm tân tấn tây thái thanh thành"
    " thạch thạnh thảo thắm thăng thắng thân thi thế thiên thiện thịnh thoa thoan thọ thông thơ thời thu"
    " thuần thuận thục thủy thuỷ thúy thuý thùy thuỳ thụy thuyên thư thương thường thức tích tiên tiến"
    " tiếp tín tình tịnh toàn toản toán tố tôn trà trác trang trâm trân trí triều triết triệu trinh"
    " trọng trúc trung trực trường tú tuấn tuệ tùng tuyên tuyền tuyết tươi tường tưởng tỵ uyên uyển vân"
    " văn vi vĩ vị viên viễn việt vinh vĩnh vịnh vọng vũ vương vượng vy vỹ xuân xuyên xuyến ý yên yến"
    " thể hoạch khắc bá đắc đôn đệ hợi tý sửu mão thìn dần dậu tuất nết út năm sáu bảy tám chín mười mây"
    " gấm lụa hoè đoài chức phận thoại đàn thạo quất khiết huề quy lãm nhuận nhuần nhụ ngãi ngôn tước"
    " thụ trứ thuật ngữ đính"
)
_PLACES = """
an giang|ba ria|bac lieu|bac giang|bac kan|bac ninh|ben tre|binh dinh|binh duong|binh phuoc
binh thuan|ca mau|can tho|cao bang|da nang|dak lak|dak nong|dien bien|dong nai|dong thap|gia lai
ha giang|ha nam|ha noi|ha tinh|hai duong|hai phong|hau giang|hoa binh|hung yen|khanh hoa|kien giang
kon tum|lai chau|lam dong|lang son|lao cai|long an|nam dinh|nghe an|ninh binh|ninh thuan|phu tho
phu yen|quang binh|quang nam|quang ngai|quang ninh|quang tri|soc trang|son la|tay ninh|thai binh
thai nguyen|thanh hoa|thua thien hue|tien giang|tra vinh|tuyen quang|vinh long|vinh phuc|yen bai
vung tau|ha tay|sai gon|gia dinh|cho lon|thu duc|binh tan|tan binh|tan phu|phu nhuan|go vap
binh thanh|binh chanh|hoc mon|cu chi|nha be|can gio|viet nam|trung quoc|han quoc|nhat ban
trieu tien|hoa ky|thai lan|tay ban nha|bo dao nha|an do|dai loan|hong kong|truong sa|hoang sa
dien bien phu|tay nguyen|ba dinh|hoan kiem|ho guom|long bien|cau giay|dong da|ha dong|my dinh
noi bai|tan son nhat|nha trang|da lat|phu quoc|con dao|ha long|sa pa|hoi an|bien hoa|thu dau mot
quy nhon|pleiku|buon ma thuot|phan thiet|rach gia|long xuyen|my tho|cao lanh|bien dong|nam bo
bac bo|trung bo|dong nam bo|tay nam bo|truong son|ho tay|song hong|cuu long|ho chi minh|bac ho
luc yen|le nin|mac lenin|thu hai|thu ba|thu tu|thu nam|thu sau|thu bay|chu nhat"""
PLACES: frozenset[str] = frozenset(_PLACES.strip().replace("\n", "|").split("|"))
"""Provinces, towns, districts and countries, folded; and names that no byline bears."""
GROUPS = frozenset(
    (
        *(
            "pv",
            "p.v",
            "nhom pv",
            "nhom p.v",
            "nhom phong vien",
            "phong vien",
            "bt",
            "b.t",
            "bbt",
            "ban bien tap",
        ),
        *(
            "bien tap",
            "ctv",
            "nhom ctv",
            "cong tac vien",
            "nhom tac gia",
            "btv",
            "pv-ctv",
            "pv ctv",
            "tong hop",
        ),
        *(
            "ban thoi su",
            "ban chinh tri",
            "nhom bien tap",
            "nhom pv-ctv",
            "toa soan",
            "ban doc",
            "th",
            "t.h",
            "t/h",
        ),
        *("nhom phong vien - cong tac vien", "ban xay dung dang", "nhom thuc hien", "nguoi dua tin"),
    )
)
"""Who signs for no one in particular, folded."""
_TITLE = re.compile(
    r"(?:(?:(?:PGS|GS|TS|TSKH|T[hH][sS]|Th\.[sS]|CN|BS|BSCKI{1,2}|BS\.CK[12I]+|LS|KTS|NSND|NSƯT|NGND|NGƯT|KS|DS|CKI{1,2}|CKII"
    r"|TTND|TTƯT)(?:\.\s*|,\s*|\s+|-))+|(?:Nhà báo|Nhà văn|Nhà thơ|Nhạc sĩ|Luật sư"
    r"|Tiến sĩ|Thạc sĩ|Giáo sư|Bác sĩ"
    r"|Phóng viên|Bạn đọc|Độc giả|Cựu chiến binh|Nhà giáo(?: ưu tú| nhân dân)?|Nhà nghiên cứu|Thông tin viên"
    r"|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá"
    r"|Đại úy|Thượng úy|Trung úy|Thiếu úy|Họa sĩ|CTV|PV|BTV|Cử nhân|Kỹ sư)\s*:?\s+)+"
)
_DEGREE = re.compile(r"(?:PGS|GS|TSKH|TS|T[hH][sS]|Th\.[sS]|BS|LS|KTS|NSND|NSƯT|NGND|NGƯT|KS)\b")
"""Degrees that only a person's name follows."""
_INITIALS = re.compile(r"(?:[A-ZĐ]\.\s?){1,4}[A-ZĐ]?\.?|[A-ZĐ]{2,4}|[A-ZĐ](?:\.\s?[A-ZĐ]){1,3}\.?")
_SHORTENED = re.compile(
    r"(?:[A-ZĐ][a-z]{0,2}\.\s?){1,3}[A-ZĐÀ-ỸĂĨŨƠƯ][^\W\d_]+(?:\s[A-ZĐÀ-ỸĂĨŨƠƯ][^\W\d_]+)?"
)
_NAME_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_HIGHLAND = re.compile(
    r"(?!(?:Y (?:Tế|Học|Dược|Sĩ|Tá)|A Lô)\b)(?:[HK]['’]\s?|(?:H|Y|A|Ka|Rơ|Siu|Ksor|Kpă|Nay|Rmah|Rcom|Ayun)\s)"
    r"[A-ZĐ][\w'’]+(?:\s[A-ZĐ][\w'’]+){0,2}"
)
"""Names of the Tây Nguyên peoples: "H' Nhung", "Y Krông Niê", "Siu Blơ"."""
_WORDS_TOO = frozenset(("chung", "luận", "huấn", "hoan", "thống", "thiện"))
"""Given names that are words of headings too ("QUY ĐỊNH CHUNG", "BÌNH LUẬN"); those stand in capitals."""
_BEFORE_THI = words("đô chỉ siêu tiếp biểu thành hiển niêm cáo kỳ giám thị đồn")
"""Words that "thị" makes another word with: "ĐÔ THỊ", "CHỈ THỊ"."""
_HOURS = frozenset(("sáng", "trưa", "chiều", "tối", "đêm", "ngày", "lượt"))
"""Times of the day, as in a timetable, and labels of dates and counters that lost the rest of their line; of these only
"sáng" is a name too, and seldom stands alone."""
_MAX_TOKENS = 6


def strip_title(name: str) -> str:
    """A name without academic, military or professional titles.

    >>> strip_title("PGS.TS Nguyễn Văn An"), strip_title("Đại tá Lê Hà")
    ('Nguyễn Văn An', 'Lê Hà')
    """
    match = _TITLE.match(name)
    return name[match.end() :].strip() if match and match.end() < len(name) else name


def is_title(text: str) -> bool:
    """Whether a text is nothing but a title ("Nhà báo").

    >>> is_title("Nhà báo"), is_title("Nhà báo Lê Hà")
    (True, False)
    """
    match = _TITLE.match(text + " ")
    return match is not None and match.end() == len(text) + 1


def is_group(text: str) -> bool:
    """Whether a signature is that of a group or desk ("Nhóm PV", "BT"), so that no person is named."""
    return fold(text).strip(" .:") in GROUPS


def name_score(name: str) -> float:
    """How much a text looks like one person's name, 0 to 1. Digits and lower-case words make it 0.

    >>> name_score("Mai Khuê") > 0.8, name_score("Bàn thắng"), name_score("Tuyên Quang") < 0.3
    (True, 0.0, True)
    """
    has_degree = _DEGREE.match(name) is not None
    name = strip_title(name.strip())
    if not name or len(name) > 50 or is_group(name) or name.lower() in _HOURS:
        return 0.0
    if _INITIALS.fullmatch(name):
        return 0.7 if "." in name or len(name) <= 2 else 0.45
    if _SHORTENED.fullmatch(name) or _HIGHLAND.fullmatch(name):
        return 0.8
    tokens = name.split()
    if len(tokens) > _MAX_TOKENS or not all(_NAME_TOKEN.fullmatch(token) for token in tokens):
        return 0.0
    if any(not token[0].isupper() for token in tokens):
        return 0.0
    score = _tokens_score(tokens)
    return max(score, 0.85) if has_degree and len(tokens) > 1 else score


def _tokens_score(tokens: list[str]) -> float:
    key = fold(" ".join(tokens))
    if key in PLACES:
        return 0.2
    if any(token.isupper() and len(token) > 1 for token in tokens) and not all(
        token.isupper() for token in tokens
    ):
        return 0.25  # "Trường THPT Chuyên …"
    lower = [token.lower().strip(".") for token in tokens]
    is_shouted = all(token.isupper() for token in tokens)
    known = sum(
        token in GIVEN or token in SURNAMES or (token in _WORDS_TOO and not is_shouted) for token in lower
    )
    spelled = sum(is_syllable(token) for token in lower)
    if len(tokens) == 1:
        return 0.5 if known else 0.3
    if known == len(tokens):
        is_plain = len(tokens) <= 3 or (len(tokens) == 4 and lower[0] in SURNAMES)
        return 0.95 if is_plain else 0.5  # "AN TOÀN GIAO THÔNG"
    if lower[0] in SURNAMES and (lower[-1] in GIVEN or known == len(tokens)) and len(tokens) <= 4:
        return 0.9
    if lower[0] in SURNAMES and spelled == len(tokens) <= 4:
        return 0.75
    if (
        lower[1] == "thị"
        and lower[0] not in _BEFORE_THI
        and lower[-1] in GIVEN
        and spelled == len(tokens) <= 4
    ):
        return 0.9  # a surname that no list holds
    if not spelled:
        return 0.5 if len(tokens) <= 3 else 0.3  # foreign, or no name at all
    return 0.65 if known * 2 >= len(tokens) and lower[-1] in GIVEN and len(tokens) <= 4 else 0.35
