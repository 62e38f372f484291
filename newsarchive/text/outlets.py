"""Papers, stations and agencies by name: what credits, bylines and datelines call their sources.

Names are kept folded (no diacritics, lower case), so that every spelling of a name is met.
"""

import re

from newsarchive.text.folding import fold

_NAMES = """
ttxvn|thong tan xa viet nam|vna|vnp|vietnamplus|vietnam+|vietnam plus|nhan dan|bao nhan dan|ndo
nhan dan dien tu|qdnd|quan doi nhan dan|cand|cong an nhan dan|cong an tphcm|antd|an ninh thu do
an ninh thu do online|dcsvn|vgp|chinhphu|tuoi tre|tuoi tre online|tto|thanh nien|thanh nien online|tno
tien phong|tien phong online|tpo|tp online|nguoi lao dong|nld|nldo|lao dong|ldo|lao dong online
vnexpress|vnexpress.net|vietnamnet|vnn|dan tri|dtri|zing|zing news|znews|zingnews|kenh14|cafef|cafebiz
soha|vov|vov.vn|vov1|vov2|vov online|voh|voh online|vtv|vtv online|vtv news|vtc|vtc news|vtc now|htv
htv news|htv online|thvl|ant|hnm|ha noi moi|hanoimoi|sggp|sggp online|sggpo|sai gon giai phong|plo
phap luat|phap luat tphcm|phap luat plus|plvn|phap luat viet nam|plvn online|gd&td|giao duc va thoi dai
giao duc & thoi dai|giao duc viet nam|dai doan ket|daidoanket|bao tin tuc|tin tuc|tintuc|vneconomy
vn economy|thoi bao kinh te viet nam|thoi bao ngan hang|thoi bao tai chinh|dau tu|bao dau tu|cong thuong
bao cong thuong|bnews|nhip song kinh te|nhip cau dau tu|doanh nhan sai gon|ktsg|ktsg online|tbktsg
kinh te sai gon|ktdt|kinhtedothi|kinh te & do thi|kinh te va do thi|kinh te do thi|suc khoe & doi song
suc khoe va doi song|suckhoedoisong|skds|skdstt|bien phong|bao bien phong|phu nu|phu nu viet nam
phu nu tphcm|pn|pnvn|pno|phu nu online|nong thon ngay nay|dan viet|nong nghiep viet nam
khoa hoc & doi song|khoa hoc va doi song|the thao & van hoa|the thao va van hoa|bong da|bongdaplus
the thao tphcm|the thao|tap chi cong san|tccs|tcc|llct|ly luan chinh tri|xay dung dang|tuyen giao
tap chi tuyen giao|dang cong san|bao dang cong san|quoc phong toan dan|tcqp|tap chi quoc phong toan dan
dai bieu nhan dan|dbnd|dbnd online|ngay nay|viettimes|infonet|nguoi dua tin|nguoiduatin|bao giao thong
giao thong|atgt|xay dung|bao xay dung|tnmt|tai nguyen & moi truong|tai nguyen va moi truong
hai quan online|cong ly|bao cong ly|bao ve phap luat|moi truong & do thi|van hoa|bao van hoa|to quoc
bao to quoc|the gioi & viet nam|the gioi va viet nam|bao quoc te|cao|qk1|qk2|qk3|qk4|qk5|qk7|qk9|pkkq
hai quan nhan dan|bao quan khu 2|bao quan khu 7|dno|bao da nang|da nang online|bth|bqn|bdn|bqt|tcqptd
tctg|thanhuytphcm|hcmcpv|mattran|tapchimattran|petrotimes|ictnews|vietq|vietnam news|vns
le courrier du vietnam|afp|ap|reuters|tass|ria novosti|ria|sputnik|xinhua|tan hoa xa|thx|kyodo|yonhap
bernama|upi|bbc|cnn|nyt|new york times|the new york times|washington post|the washington post
wall street journal|wsj|guardian|the guardian|bloomberg|al jazeera|rt|dpa|epa|efe|ansa|anadolu|getty
getty images|daily mail|the sun|the straits times|straits times|south china morning post|scmp
global times|china daily|nikkei|nikkei asia|financial times|forbes|fortune|the economist|economist
euronews|cna|channel news asia|the diplomat|foreign policy|newsweek|time|le monde|le figaro|marca|as
goal|espn|sky sports|fifa|uefa|afc|vff|vpf|google maps|internet|facebook|youtube|tiktok|shutterstock
pixabay|unsplash|pexels|wikipedia|nasa|freepik|acv|evn
"""
OUTLETS: frozenset[str] = frozenset(
    name.strip() for line in _NAMES.split("\n") for name in line.split("|") if name
)
"""Known names, folded, without a leading "báo" or "tạp chí" of their own."""

_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){0,3}\.(?:vn|com|net|org|info|tv)/?"
)
_INSTITUTION = re.compile(
    r"(?:báo|tạp chí|đài|thời báo|kênh|trang (?:tin|thông tin|web)|cổng (?:thông tin|ttđt)|trung tâm (?:tin tức"
    r"|truyền hình|truyền thông|văn hóa|văn hoá)|thông tấn xã|hãng (?:tin|thông tấn)|ban biên tập|website|bản tin"
    r"|ban thời sự)\s+(?!(?:về|cáo|chí|hiệu|động|thức|đáp|danh|hại)\b)\S",
    re.IGNORECASE,
)
"""With its marks: "Báo …" is a paper, "Bảo Trân" and "Trang Anh" are people; "báo về việc" is a verb."""
_TELLS = re.compile(
    r"\s(?:sẽ|đã|đang|cũng|xin|được|có|là|không|cho biết|đưa tin|trân trọng|thành thật|chân thành|tiếp tục|cảm ơn"
    r"|cám ơn|cáo lỗi|giới thiệu|mong|đề nghị|phản ánh|thông báo)\s"
)
"""What a paper does in a sentence about it; its name holds none of these."""
_OFFICE = re.compile(r"(?:vov|ttxvn|vtv|voh|vna)\d{0,2}\s*[-–]\s*[a-z .]{2,25}")
"""A station's regional office: "VOV-Tây Bắc"."""
_JOINED = re.compile(r"\s*[/|]\s*")


def is_outlet(name: str) -> bool:
    """Whether a name is that of a paper, station, agency or web site.

    >>> [is_outlet(name) for name in ("TTXVN/Vietnam+", "chinhphu.vn", "Báo Long An", "Long An")]
    [True, True, True, False]
    """
    key = fold(name).strip(" .,:;-–—()")
    if not key or len(key) > 60:
        return False
    if _OFFICE.fullmatch(key):
        return True
    if key in OUTLETS or _DOMAIN.fullmatch(key):
        return True
    if _INSTITUTION.match(name):
        return _TELLS.search(name) is None
    parts = [part for part in _JOINED.split(key) if part]
    return len(parts) > 1 and all(part in OUTLETS or bool(_DOMAIN.fullmatch(part)) for part in parts)


def is_domain(name: str) -> bool:
    """Whether a text is nothing but a host name.

    >>> is_domain("Thanhuytphcm.vn"), is_domain("Mai.Khuê")
    (True, False)
    """
    return bool(_DOMAIN.fullmatch(name.lower()))
