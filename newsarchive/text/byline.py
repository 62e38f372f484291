"""Bylines: who wrote it, for whom, in what role; and telling a byline from a heading."""

import re
from dataclasses import dataclass
from functools import lru_cache

from newsarchive.text.folding import fold
from newsarchive.text.names import PLACES, is_group, is_title, name_score, strip_title
from newsarchive.text.outlets import is_outlet

BYLINE_SCORE = 0.6
"""From this score on a line is taken for a byline."""
NEIGHBOUR_SCORE = 0.65
"""Of a line in which a name that no list holds stands beside a sure one."""
POST_SCORE = 0.3
"""Of a name and a post: place and look must say that it signs."""
MIN_NAME_SCORE = 0.5
"""Of a name before a post."""
MAX_BYLINE_CHARS = 120
MAX_SMALL_WORDS = 1
"""In a row of names, each with a capital: "và"."""
MAX_OFFICE_WORDS = 9
MAX_POST_WORDS = 16
MAX_READ_CHARS = 300
"""Nothing is read out of a longer line."""

_ROLES: dict[str, str] = {
    **dict.fromkeys(
        ("tin", "bai", "tin va bai", "tin bai", "tin, bai", "noi dung", "tac gia", "ghi"), "text"
    ),
    **dict.fromkeys(
        ("tin, anh", "tin va anh", "tin anh", "bai va anh", "bai, anh", "bai anh"), "text, photo"
    ),
    **dict.fromkeys(
        ("bai - anh", "tin - anh", "bai & anh", "tin & anh", "tin-anh", "bai-anh"), "text, photo"
    ),
    **dict.fromkeys(
        ("tin, bai va anh", "tin, bai, anh", "anh va bai", "tin va hinh", "bai, hinh"), "text, photo"
    ),
    **dict.fromkeys(("tin, hinh", "bai va hinh", "bai va video", "tin, clip", "bai, video"), "text, photo"),
    **dict.fromkeys(("story and photos", "text and photos", "story and photo"), "text, photo"),
    **dict.fromkeys(("thuc hien", "nguoi thuc hien", "nhom thuc hien", "to chuc thuc hien"), "production"),
    **dict.fromkeys(("anh", "hinh", "hinh anh", "chup anh", "photo"), "photo"),
    **dict.fromkeys(("thiet ke", "do hoa", "trinh bay", "my thuat", "minh hoa", "infographic"), "design"),
    **dict.fromkeys(("ky thuat", "code", "ky thuat - do hoa", "do hoa - ky thuat"), "technical"),
    **dict.fromkeys(("video", "clip", "quay phim", "dung phim", "media"), "video"),
    **dict.fromkeys(("bien tap", "bien soan", "chi dao", "chi dao san xuat", "chi dao noi dung"), "editing"),
    **dict.fromkeys(("tong hop", "dich", "bien dich", "luoc dich", "tong thuat"), "compilation"),
    **dict.fromkeys(
        ("phong vien", "pv", "nha bao", "bao cao vien", "bai viet", "cong tac vien", "ctv"), "text"
    ),
    **dict.fromkeys(("nguon", "theo", "nguon tin", "dan nguon", "nguon bai"), "source"),
}
_LABEL = re.compile(r"([^\W\d_][^\W\d_ ,&-]*(?:(?:\s*[,&-]\s*|\s)[^\W\d_]+){0,5})\s*[:：]\s*")
_BARE_LABEL = re.compile(
    r"\b(Nội dung|Bài|Ảnh|Hình ảnh|Đồ họa|Đồ hoạ|Thiết kế|Trình bày|Mỹ thuật|Kỹ thuật|Video)\s+(?=[A-ZĐÀ-Ỹ])"
)
"""A label set apart from the names by its look alone, as at the foot of long reads."""
_SOURCE_LEAD = re.compile(
    r"(?:(?:tổng hợp|lược dịch|biên dịch|dịch)\s+)?(?:theo|từ|nguồn(?: tin)?|dẫn nguồn|source(?=\s*:))\s*[:：]?\s+",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:reported|written|story|text|(compiled|translated)) )by (?=[A-ZĐÀ-Ỹ])|by (?=\S+ \S)", re.IGNORECASE
)
"""Of English bylines; the group is what makes no author of the first text."""
_NOTE_BEHIND = re.compile(
    r"\s+(?:tổng hợp|thực hiện|lược dịch|biên dịch|dịch|lược ghi|ghi|lược thuật|tổng thuật)$", re.IGNORECASE
)
_INSTITUTION = re.compile(r"(?:Báo|Tạp chí|Đài|Trung tâm Tin tức|Thông tấn xã) ")
_FACULTY = re.compile(r"Khoa [^.;:!?]+ [^.;:!?]+")
"""Of a school; alone or right behind a name it may be a name itself."""
_OFFICE = re.compile(
    r"(?:Trung tâm|Viện|Ban|Phòng|Văn phòng|VP|Hội|Đoàn|Đảng ủy|Đảng uỷ|Chi bộ|Trường|Học viện|Công an|Sở|Cục|UBND|MTTQ"
    r"|Ủy ban|Tỉnh đoàn|Thành đoàn|Huyện đoàn) [^.;:!?]+"
)
"""Where an author works."""
_POST = re.compile(
    r"(?:Phóng viên|PV|Biên tập viên|Cộng tác viên|Nhà báo)"
    r"(?:(?: thường trú)?(?: (\S+(?: \S+)?))? (?:tại|ở) \S.*| thường trú)?"
)
"""A reporter's post: "Phóng viên TTXVN tại Paris"."""
_TITLE = re.compile(
    r"(?:Ủy viên|Uỷ viên|Nguyên|Trưởng|Phó|Bí thư|Chủ tịch|Chánh|Giám đốc|Hiệu trưởng|Giảng viên|Nghiên cứu viên)"
    r" [^.;:!?]+"
)
_POST_BEHIND, _OFFICE_BEHIND, _TITLE_BEHIND = (
    re.compile(
        rf"((?:[^\W\d_][\w.']*(?:(?:,| -)? [^\W\d_][\w.']*){{1,14}}?|(?:[A-ZĐ]\.)+[A-ZĐ]?)(?: \([^()]{{2,40}}\))?)"
        rf"(?:\s?\(?\*+\)?)? {where.pattern}$"
    )
    for where in (_POST, _OFFICE, _TITLE)
)
_NAMED_TRUONG = re.compile(
    r" Trường (?:Ban|Phòng|Viện|Sở|Cục|Trung tâm|Văn phòng|Học viện|UBND|MTTQ|Ủy ban|Công an|Trường|Phóng viên|PV"
    r"|Ủy viên|Nguyên|Trưởng|Phó|Bí thư|Chủ tịch|Chánh|Giám đốc|Hiệu trưởng|Giảng viên)\b"
)
"""The last word of a name that is also a school, which no office follows."""
_OPENS_POST = re.compile(
    r" (?:Phóng|PV|VP|Biên|Cộng|Nhà|Trung|Viện|Ban|Phòng|Văn|Hội|Đoàn|Đảng|Chi|Trường|Học|Công|Sở|Cục|UBND|MTTQ|Ủy|Uỷ"
    r"|Tỉnh|Thành|Huyện|Nguyên|Trưởng|Phó|Bí|Chủ|Chánh|Giám|Hiệu|Giảng|Nghiên)"
)
"""What every post and office begins with; most lines name none, and looking for a name before one takes long."""
_NO_POST = re.compile(r"\d|\s[-–|]\s")
"""Counters and the like that stand beside a name."""
_LIFE = re.compile(r"\((?:1[89]|20)\d\d\s?[-–—]\s?(?:1[89]|20)\d\d\)$")
"""The years of somebody's life behind the name: "Lý Thành Khê (1931 - 2025)"."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEPARATORS = re.compile(r"\s*(?:[\n;,|•–—&]|\s-\s|\s-|-\s|\s+(?:và|VÀ)\s+|\s+\+\s+)\s*")
_TIGHT = re.compile(r"\s*[/-]\s*")
_PAPER_BEHIND = re.compile(r"(.*[^\W\d_]{2})\s?/\s?([A-ZĐ]{2,6}\d?)$")
"""A paper that no list holds, behind who wrote for it: "QUANG THIỆU/SHO"."""
_FROM = re.compile(r"từ\s+(.+)", re.IGNORECASE)
"""In brackets, where somebody writes from."""
_FOOTNOTE = re.compile(r"\s?\(?\*+\)?$")
_END_MARK = re.compile(r"\s*\.\s*/\s*\.?\s*$|^\s*\.\s*/\s*\.?\s*")
_EDGES = " \t\n-–—*•|~_"
_NUMBER = re.compile(r"([IVXLC]{1,6}|\d{1,2})\s?[.)/]\s+\S")
_CREDITS = frozenset(("photo", "video", "design", "technical"))
"""Roles that do not make a line a byline by themselves; agencies in them are not those of the text."""
_NEW_SOURCE = re.compile(r"\s+(?=(?:Theo|Nguồn)(?::|\s+[A-ZĐÀ-Ỹ]))")
_NOTES = frozenset(
    ("tong hop", "luoc dich", "dich", "bien dich", "thuc hien", "t/h", "th", "ghi", "tong thuat", "bien soan")
)

_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",")


@dataclass(frozen=True, kw_only=True, slots=True)
class Byline:
    """One byline taken apart."""

    raw: str
    """As printed."""
    authors: tuple[str, ...] = ()
    """People in the order printed, in the printed letter case, without titles."""
    agency: str | None = None
    """The agency, paper or station credited, as printed."""
    roles: tuple[tuple[str, str], ...] = ()
    """(role, name): "text", "text, photo", "production", "photo", "design", "technical", "video", "editing",
    "compilation", "source", "group". Groups ("Nhóm PV") stand only here."""


class _Parts:
    """Collects what the segments of one line name."""

    def __init__(self) -> None:
        self.authors: list[str] = []
        self.agencies: list[str] = []
        self.roles: list[tuple[str, str]] = []
        self.posts: list[str] = []
        """Told behind a name; who is named in a text may be called so too."""
        self.unread: list[str] = []

    def person(self, name: str, role: str) -> None:
        if name not in self.authors:
            self.authors.append(name)
        self.roles.append((role, name))

    def agency(self, name: str, role: str) -> None:
        if role not in _CREDITS and name not in self.agencies:
            self.agencies.append(name)
        self.roles.append((role if role in _CREDITS else "source", name))


def parse_byline(line: str) -> Byline:
    """Take a byline apart. Never raises; what is neither person, group nor outlet is left in `raw` only.

    >>> parse_byline("Thu Hằng - Thiết kế: Quốc Dũng").authors
    ('Thu Hằng', 'Quốc Dũng')
    >>> parse_byline("Minh Hiệp (TTXVN/Vietnam+)").agency
    'TTXVN/Vietnam+'
    """
    if len(line) > MAX_READ_CHARS:
        return Byline(raw=line)
    parts = _read(line)
    return Byline(
        raw=line,
        authors=tuple(parts.authors),
        agency=parts.agencies[0] if parts.agencies else None,
        roles=tuple(parts.roles),
    )


def is_byline(line: str) -> bool:
    """Whether a line alone at the end or the start of an article is its byline."""
    return byline_score(line) >= BYLINE_SCORE


def is_row_of_names(line: str) -> bool:
    """Whether a line is a byline whatever its length: hardly a word of it is written small.

    >>> is_row_of_names("Bảo Châu - Lò Văn Xuyên - Đặng Tường Vân (từ Trà Giang)")
    True
    """
    if line[-1] in '.!?…:;,”"' or sum([word[0].islower() for word in line.split()]) > MAX_SMALL_WORDS:
        return False
    return is_byline(line)


def is_office(line: str) -> bool:
    """Whether a line names an office and nothing else; at the foot of a text that is who issued it.

    >>> is_office("Văn phòng Tỉnh ủy"), is_office("Phòng cháy hơn chữa cháy là phương châm hàng đầu của cả phường")
    (True, False)
    """
    return _OFFICE.fullmatch(line) is not None and len(line.split()) <= MAX_OFFICE_WORDS


def is_post(line: str) -> bool:
    """Whether a line names where somebody works or what as, and nothing else.

    >>> is_post("Trưởng ban Tổ chức Tỉnh ủy"), is_post("Mai Khuê")
    (True, False)
    """
    if len(line) > MAX_BYLINE_CHARS or len(line.split()) > MAX_POST_WORDS:
        return False
    return any(where.fullmatch(line) is not None for where in (_POST, _OFFICE, _FACULTY, _TITLE))


def without_post(line: str) -> str:
    """The name in a line in which where the author works follows without a mark between them, as they do where a page
    sets the two in elements of their own. Any other line is returned as it is.

    >>> without_post("Nguyễn Trà My Phóng viên thường trú tại Cao Bằng")
    'Nguyễn Trà My'
    """
    if len(line) > MAX_BYLINE_CHARS or line.endswith(_SENTENCE_ENDS) or not _OPENS_POST.search(line):
        return line
    match = _POST_BEHIND.match(line) or _OFFICE_BEHIND.match(line) or _TITLE_BEHIND.match(line)
    if match is None or _NO_POST.search(line, match.end(1)):
        return line
    name = match[1]
    if _is_post_behind(_SEPARATORS.split(name)[-1]):  # the post begins there, behind a mark
        return line
    if _NAMED_TRUONG.match(line, match.end(1)):
        name += line[match.end(1) :][: len(" Trường")]
    if max(name_score(name), byline_score(name)) < MIN_NAME_SCORE or byline_score(line) > 0:
        return line
    return name


def byline_score(line: str) -> float:
    """How much a line looks like a byline, 0 to 1; place and style on the page are for the caller to weigh.

    >>> byline_score("Vũ Nguyệt – Nhật Quang") > 0.9, byline_score("Chật vật đi tìm nhà")
    (True, 0.0)
    """
    if len(line) > MAX_READ_CHARS:
        return 0.0
    text = _FOOTNOTE.sub("", _END_MARK.sub("", line)).strip(_EDGES)
    if not 1 < len(text) <= MAX_BYLINE_CHARS or text[-1] in '?!…:;”"' or _is_numbered(text):
        return 0.0
    if text[-1] == ")" and _LIFE.search(text):
        return 0.0
    parts = _read(text)
    if parts.unread or not (parts.authors or parts.agencies or parts.roles):
        return 0.0
    roles = {role for role, _ in parts.roles}
    if roles <= _CREDITS:
        return 0.3  # a credit, not a byline
    if "group" in roles or "text, photo" in roles or "production" in roles:
        return 0.95
    if not parts.authors:
        return 0.9 if _is_plain_source(text) else 0.45
    score = min(name_score(name) for name in parts.authors)
    if parts.posts:
        return min(score, POST_SCORE)
    if parts.agencies or len(roles) > 1:
        return max(score, 0.85) if score >= 0.3 else score
    if len(parts.authors) == 1:
        return score if text == parts.authors[0] else max(score, name_score(text))  # a degree tells a person
    if 0.3 <= score < NEIGHBOUR_SCORE and max(name_score(name) for name in parts.authors) >= 0.8:
        return NEIGHBOUR_SCORE
    return min(1.0, score + 0.05)


def _is_numbered(text: str) -> bool:
    """Whether a heading's number opens the line: "I. QUAN ĐIỂM" is one, "V. Hùng" and "V. HÙNG" are names."""
    match = _NUMBER.match(text)
    return match is not None and (match[1] not in "VXLC" or (text.isupper() and text.count(" ") > 1))


def _is_plain_source(text: str) -> bool:
    """ "Theo TTXVN", "(TTXVN)", "VOV.VN", "Báo X" sign; "Thanh niên" or "VĂN HÓA" alone may be a heading."""
    bare = text.strip("()[] ")
    if _SOURCE_LEAD.match(text) or bare != text:
        return True
    if len(bare.split()) == 1:
        return any(mark in bare for mark in "./") or sum(char.isupper() for char in bare) > 1
    return bool(_INSTITUTION.match(bare))


@lru_cache(maxsize=1024)
def _read(printed: str) -> _Parts:
    """What a line names; remembered, because a line is judged first and taken apart later. Not to be changed."""
    parts = _Parts()
    text = _FOOTNOTE.sub("", _END_MARK.sub("", printed)).strip(_EDGES)
    text = _take_brackets(text, parts)
    for line in _NEW_SOURCE.sub("\n", text).split("\n"):
        for role, segment in _segments(line):
            _read_segment(role, segment.strip(_EDGES), parts)
    return parts


def _take_brackets(text: str, parts: _Parts) -> str:
    """Read what stands in brackets and take it out; the rest of the line follows afterwards."""
    late: list[str] = []

    def take(match: re.Match[str]) -> str:
        late.append(match[1].strip())
        return " "

    rest = _BRACKETS.sub(take, text).strip(_EDGES)
    for inner in late:
        key = fold(inner).strip(" .")
        if rest and (place := _FROM.fullmatch(inner)) is not None and not is_outlet(place[1]):
            continue
        if key in _NOTES:
            parts.roles.append(("compilation", inner))
        elif _LABEL.match(inner) or _SOURCE_LEAD.match(inner) or is_outlet(inner):
            for role, segment in _segments(inner):
                _read_segment(role, segment, parts)
        elif not rest and name_score(inner) >= 0.7:
            parts.person(strip_title(inner), "text")
        elif key in PLACES or not rest:
            parts.unread.append(inner)
    return rest


def _segments(text: str) -> list[tuple[str, str]]:
    """(role, names) in order; "text" where no label stands before the names."""
    if ":" not in text and "：" not in text:
        return _bare_segments(text) or ([("text", text)] if text.strip(_EDGES) else [])
    found: list[tuple[str, str]] = []
    role, at = "text", 0
    for match in _LABEL.finditer(text):
        label = _known_label(match[1])
        if label is None:
            continue
        start = match.end(1) - len(label)
        before = text[at:start].strip(_EDGES + ",;.")
        if before:
            found.append((role, before))
        role, at = _ROLES[fold(label)], match.end()
    found.append((role, text[at:]))
    return [(role, names) for role, names in found if names.strip(_EDGES)]


def _bare_segments(text: str) -> list[tuple[str, str]]:
    """The same of a line whose labels bear no colon; nothing where a label is not followed by a name."""
    if not _BARE_LABEL.match(text):
        return []
    labels = list(_BARE_LABEL.finditer(text))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    found = [
        (_ROLES[fold(label[1])], text[label.end() : end]) for label, end in zip(labels, ends, strict=True)
    ]
    if all(name_score(_SEPARATORS.split(names.strip())[0]) >= BYLINE_SCORE for _, names in found):
        return found
    return []


def _known_label(text: str) -> str | None:
    """The longest end of a text that is a label: "Thu Hằng - Thiết kế" has "Thiết kế"."""
    starts = [0, *(match.end() for match in re.finditer(r"\s*[,&-]\s*|\s", text))]
    return next((text[start:] for start in starts if fold(text[start:]) in _ROLES), None)


def _read_segment(role: str, text: str, parts: _Parts) -> None:
    if not text:
        return
    lead = _SOURCE_LEAD.match(text)
    if lead:
        role, text = "source", text[lead.end() :].strip()
    paper = _PAPER_BEHIND.fullmatch(text) if "/" in text and not is_outlet(text) else None
    if paper is not None and not (_is_paper(paper[2]) and _is_signature(_pieces(paper[1])[-1])):
        paper = None
    text = paper[1] if paper is not None else text
    for piece in _pieces(text):
        _read_piece(role, piece.strip(_EDGES), parts)
    if paper is not None:
        parts.agency(paper[2], role)


def _is_paper(initials: str) -> bool:
    return not is_group(initials) and fold(initials) not in _NOTES


def _is_signature(piece: str) -> bool:
    return is_group(piece) or name_score(piece) >= MIN_NAME_SCORE


def _pieces(text: str) -> list[str]:
    """Names between separators; an outlet whose name holds one ("GD&TĐ", "TTXVN/Vietnam+") stays whole."""
    if is_outlet(text):
        return [text]
    before, slash, after = text.rpartition("/")
    if slash and is_outlet(after):
        return [*_pieces(before), after]
    pieces: list[str] = []
    for piece in _SEPARATORS.split(text):
        tight = [part for part in _TIGHT.split(piece) if part]
        if len(tight) > 1 and not is_outlet(piece) and fold(piece) not in _NOTES and _are_names(tight):
            pieces.extend(tight)
        elif piece:
            pieces.append(piece)
    return pieces


def _are_names(pieces: list[str]) -> bool:
    return all(
        piece[:1].isupper() and (is_group(piece) or is_outlet(piece) or " " in piece) for piece in pieces
    )


def _read_piece(role: str, piece: str, parts: _Parts) -> None:
    by = _BY.match(piece)
    if by is not None:
        role, piece = "compilation" if by[1] else role, piece[by.end() :]
    name = strip_title(_NOTE_BEHIND.sub("", piece))
    if not name or (is_title(name) and not is_group(name)):
        return
    post = _POST.fullmatch(piece)
    if post is not None:
        parts.roles.append(("group", piece))
        if post[1] and is_outlet(post[1]):
            parts.agency(post[1], role)
    elif parts.authors and _is_post_behind(piece):
        parts.posts.append(piece)
    elif is_group(name) or is_group(piece) or (parts.authors and _FACULTY.fullmatch(piece)):
        parts.roles.append(("group", piece))
    elif is_outlet(name):
        if name != piece:  # "PV TTXVN"
            parts.roles.append(("group", piece))
        parts.agency(name, role)
    elif name_score(name) >= 0.2 and not (role == "source" and name_score(name) < 0.5):
        parts.person(name, role)
    else:
        _read_mixed(role, name, parts)


def _is_post_behind(piece: str) -> bool:
    """Whether a piece behind a name and a mark tells a post: "Mai Khuê, Phó Trưởng Ban Tổ chức Tỉnh ủy"."""
    return _TITLE.fullmatch(piece) is not None and len(piece.split()) <= MAX_POST_WORDS


def _read_mixed(role: str, text: str, parts: _Parts) -> None:
    """A name and an outlet, or a group and an outlet, side by side: "Thanh Xuân VnEconomy", "PV TTXVN"."""
    words = text.split()
    for cut in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if not is_outlet(tail):
            continue
        if is_group(head):
            parts.roles.append(("group", head))
            parts.agency(tail, role)
            return
        if name_score(head) >= 0.5:
            parts.person(head, role)
            parts.agency(tail, role)
            return
    if parts.authors and len(words) <= 10 and _OFFICE.fullmatch(text):
        parts.roles.append(("group", text))
        return
    if role == "source" and text[0].isupper() and len(words) <= 8:
        parts.agency(text, role)
        return
    parts.unread.append(text)
