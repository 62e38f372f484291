"""Text → tokens: numbers, words and marks in one spelling, each with its place in the original."""

import re
from dataclasses import dataclass
from unicodedata import combining, is_normalized, normalize

from newsarchive.dates.words import pairs

_TOKEN = re.compile(r"(\s*)(\d+|[^\W\d_]+|[^\s\w]|_)")
_ODD = re.compile("[\u00ad\u0300-\u036f\u180e\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")

MARKS = (
    dict.fromkeys("‐‑‒–—―−﹣－~～", "-")
    | dict.fromkeys('’‘ʼ′`´＇″”“"', "'")
    | dict.fromkeys("│｜¦•·●", "|")
    | dict.fromkeys("／∕⁄", "/")
    | {"&": "và", "：": ":", "．": ".", "，": ",", "（": "(", "[": "(", "）": ")", "]": ")", "＋": "+"}
)
"""Typographic variants of one mark."""

SPELLINGS = pairs(
    "quí=quý qúy=quý qúi=quý bẩy=bảy nhăm=lăm ngàn=nghìn lẻ=linh mồng=mùng nhựt=nhật kỉ=kỷ tị=tỵ tí=tý "
    "hăm=hai-mươi g=giờ h=giờ hr=giờ p=phút ph=phút thg=tháng"
)
"""Spellings of one word: regional, old and new tone placement, abbreviations."""

BARE = pairs(
    "ngay=ngày thang=tháng nam=năm gio=giờ phut=phút giay=giây thu=thứ chu=chủ chua=chủ nhat=nhật luc=lúc "
    "sang=sáng chieu=chiều toi=tối trua=trưa dem=đêm hom=hôm truoc=trước tuan=tuần cach=cách dang=đăng "
    "cap=cập den=đến va=và quy=quý mung=mùng mong=mùng tet=tết bon=bốn bay=bảy tam=tám chin=chín muoi=mười "
    "mot=một nua=nữa vua=vừa gui=gửi tu=tư roi=rồi thap=thập the=thế ky=kỷ khoang=khoảng viet=việt"
)
"""Words typed without any mark. Applied only to texts that have no mark at all."""

_SAME = SPELLINGS | MARKS
_BARE_SAME = _SAME | {token: _SAME.get(word, word) for token, word in BARE.items()}
PADDING = 12
"""Empty tokens after the last, so that rules may look ahead without asking how many are left."""
_NO_WORDS, _NO_NUMBERS, _NO_WIDTHS, _NO_GAPS = [""] * PADDING, [-1] * PADDING, [0] * PADDING, [True] * PADDING


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a token."""

    text: str
    words: list[str]
    """The word or mark in its one spelling; "" for a number."""
    numbers: list[int]
    """Value of a run of digits; -1 for anything else."""
    widths: list[int]
    """Characters of the token: tells 05 from 5."""
    gaps: list[bool]
    """Whether white space (or the start of the text) stands before."""
    starts: list[int]
    ends: list[int]
    """Places in the original text."""
    count: int
    loose: bool
    """The whole text is one expression (`parse`): short forms need no word before them."""
    breaks: frozenset[int]
    """Tokens that begin a line of running text: no date goes on there."""
    led: int = -1
    """Place where a date must follow, because the first end of a range stands before it."""

    def broken(self, first: int, last: int) -> bool:
        """Whether a line begins at one of the tokens from `first` to `last`."""
        return bool(self.breaks) and any(k in self.breaks for k in range(first, last + 1))

    def glued(self, i: int) -> bool:
        """Whether token `i` exists and follows its neighbour without white space."""
        return i < self.count and not self.gaps[i]


def _respell(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """Lower case and NFC, with a map back to the original unless every character kept its place."""
    if is_normalized("NFC", text) and not _ODD.search(text):
        low = text.lower().replace("ð", "đ")
        if len(low) == len(text):
            return low, None
    out: list[str] = []
    places: list[tuple[int, int]] = []
    i, size = 0, len(text)
    while i < size:
        j = i + 1
        while j < size and (combining(text[j]) or text[j] in _INVISIBLE):
            j += 1
        cluster = "".join(ch for ch in text[i:j] if ch not in _INVISIBLE)
        for ch in normalize("NFC", cluster).lower().replace("ð", "đ"):
            if not combining(ch):
                out.append(ch)
                places.append((i, j))
        i = j
    return "".join(out), places


def tokenize(text: str, *, loose: bool = False) -> Tokens:
    """Split a text, in any Unicode form and case, into tokens."""
    low, places = _respell(text)
    respelled = (_BARE_SAME if low.isascii() else _SAME).get
    words: list[str] = []
    numbers: list[int] = []
    widths: list[int] = []
    gaps: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for gap, token in _TOKEN.findall(low.rstrip()):  # behind the last token blanks would be tried one by one
        gaps.append(gap != "")
        at += len(gap)
        starts.append(at)
        width = len(token)
        widths.append(width)
        at += width
        ends.append(at)
        if token.isdecimal():
            words.append("")
            numbers.append(int(token) if width <= 9 else 10**9)
        else:
            words.append(respelled(token, token))
            numbers.append(-1)
    count = len(words)
    if count:
        gaps[0] = True
    if places is not None:
        starts = [places[k][0] for k in starts]
        ends = [places[k - 1][1] for k in ends]
    breaks: frozenset[int] = frozenset()
    if not loose and "\n" in text:
        breaks = frozenset(k for k in range(1, count) if gaps[k] and "\n" in text[ends[k - 1] : starts[k]])
    words += _NO_WORDS
    numbers += _NO_NUMBERS
    widths += _NO_WIDTHS
    gaps += _NO_GAPS
    return Tokens(text, words, numbers, widths, gaps, starts, ends, count, loose, breaks)
