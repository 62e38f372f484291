"""Feast days, Tết and the lunar words: "Quốc khánh", "mùng 2 Tết Giáp Thìn", "rằm tháng bảy", "năm Bính Ngọ"."""

from newsarchive.dates import numerals
from newsarchive.dates.clock import Found
from newsarchive.dates.lunar import BRANCHES, STEMS
from newsarchive.dates.movable import MOVABLE, UNMISTAKABLE
from newsarchive.dates.parts import Parts
from newsarchive.dates.tokens import Tokens

_SOLAR_TABLE = """
1/1: tết dương lịch, tết tây
6/1: tổng tuyển cử đầu tiên
9/1: học sinh sinh viên, học sinh - sinh viên
3/2: thành lập đảng
14/2: tình nhân, tình yêu, valentine
27/2: thầy thuốc việt nam
8/3: quốc tế phụ nữ
20/3: quốc tế hạnh phúc
22/3: nước thế giới
26/3: thành lập đoàn, thành lập đoàn tncs hồ chí minh
28/3: truyền thống dân quân tự vệ
1/4: cá tháng tư
7/4: sức khỏe thế giới, sức khoẻ thế giới
22/4: trái đất
30/4: giải phóng miền nam, thống nhất đất nước
21/4: sách việt nam
1/5: quốc tế lao động
7/5: chiến thắng điện biên phủ
15/5: thành lập đội, thành lập đội tntp hồ chí minh, quốc tế gia đình
18/5: khoa học và công nghệ việt nam
31/5: thế giới không thuốc lá
19/5: sinh nhật bác, sinh nhật bác hồ
1/6: quốc tế thiếu nhi
5/6: môi trường thế giới
21/6: báo chí cách mạng việt nam, báo chí cách mạng
28/6: gia đình việt nam
11/7: dân số thế giới
27/7: thương binh liệt sĩ, thương binh - liệt sĩ, thương binh liệt sỹ, thương binh - liệt sỹ
28/7: thành lập công đoàn việt nam
10/8: vì nạn nhân chất độc da cam
19/8: cách mạng tháng tám
12/9: xô viết nghệ tĩnh
1/10: quốc tế người cao tuổi
2/9: quốc khánh
10/10: giải phóng thủ đô, chuyển đổi số quốc gia
14/10: thành lập hội nông dân việt nam
13/10: doanh nhân việt nam
20/10: phụ nữ việt nam
31/10: halloween
9/11: pháp luật việt nam
18/11: truyền thống mặt trận, đại đoàn kết toàn dân tộc
23/11: nam kỳ khởi nghĩa, di sản văn hóa việt nam, di sản văn hoá việt nam
1/12: thế giới phòng chống aids
3/12: quốc tế người khuyết tật
20/11: nhà giáo, nhà giáo việt nam, hiến chương nhà giáo
19/12: toàn quốc kháng chiến
22/12: thành lập quân đội, thành lập quân đội nhân dân việt nam
24/12: đêm giáng sinh, đêm noel, đêm chúa giáng sinh
25/12: giáng sinh, noel, chúa giáng sinh
"""
_LUNAR_TABLE = """
1/1: tết nguyên đán, tết ta, tết âm lịch, tết cổ truyền
15/1: tết nguyên tiêu, nguyên tiêu
3/3: tết hàn thực
10/3: giỗ tổ, giỗ tổ hùng vương
15/4: phật đản, đại lễ phật đản
5/5: đoan ngọ, tết đoan ngọ
7/7: thất tịch
15/7: vu lan
15/8: trung thu, trung thứ, tết trung thu, tết thiếu nhi trung thu
23/12: ông công ông táo, ông táo, ông công
0/1: giao thừa, tất niên
"""
"""Day/month: names. Day 0 is the last day before the month."""


def _days_by_name(table: str) -> dict[str, tuple[int, int]]:
    days: dict[str, tuple[int, int]] = {}
    for line in table.strip().splitlines():
        day, names = line.split(": ")
        number, month = day.split("/")
        days.update(dict.fromkeys(names.split(", "), (int(number), int(month))))
    return days


SOLAR = _days_by_name(_SOLAR_TABLE)
LUNAR = _days_by_name(_LUNAR_TABLE)

NAMES = (*SOLAR, *LUNAR, *MOVABLE)

_EVES = frozenset(("giáng", "noel", "chúa"))
"""First words of feasts whose night is the one before."""
_FREE = frozenset(
    ("quốc khánh", "giáng sinh", "noel", "giao thừa", "valentine", "halloween", "giỗ tổ hùng vương")
)
"""Names that need no "ngày", "lễ" or "dịp" before them."""


def _trie() -> dict[str, object]:
    root: dict[str, object] = {}
    for name in NAMES:
        node = root
        for word in name.split():
            node = node.setdefault(word, {})  # type: ignore[assignment]
        node["\n"] = name
    return root


_NAMES = _trie()


def feast(t: Tokens, i: int) -> Found:
    """Such as "ngày Quốc khánh", "lễ Giáng sinh", "đêm giao thừa", "Tết Trung thu", with or without a year after it."""
    j = i
    led = t.loose or (i > 0 and t.words[i - 1] in ("ngày", "lễ", "dịp", "mừng"))
    if t.words[j] == "đêm" and t.words[j + 1] not in _EVES:
        j, led = j + 1, True
    while (
        j - i < 4
        and t.words[j] in ("ngày", "lễ", "hội", "dịp", "đại")
        and t.words[j] + t.words[j + 1] != "đạilễ"
    ):
        j, led = j + 1, True
    named = _longest(t, i) or _longest(t, j)  # "lễ lá", "đêm Noel": the word is part of the name
    if named is None:
        return None
    name, j = named
    if not (led or name in _FREE or name in UNMISTAKABLE or name.startswith(("tết", "đêm"))):
        return None
    parts = Parts(feast=name)
    if name in LUNAR:
        if t.words[j] == "tết" and (_cycle(t, j + 1) or _year(t, j + 1)[0]):  # "giao thừa Tết Giáp Thìn"
            j += 1
        cycle = _cycle(t, j)
        if cycle is not None:
            parts.cycle, j = cycle
    parts.year, j = _year(t, j)
    return parts, j


def _year(t: Tokens, i: int) -> tuple[int | None, int]:
    """A year in four figures, bare or in brackets: "2025", "(1945)"."""
    j = i + (t.words[i] == "(")
    if t.widths[j] != 4 or not 1000 <= t.numbers[j] < 3000 or (j > i and t.words[j + 1] != ")"):
        return None, i
    return t.numbers[j], j + 1 + (j > i)


def _longest(t: Tokens, i: int) -> tuple[str, int] | None:
    node: dict[str, object] = _NAMES
    best = None
    while True:
        following = node.get(t.words[i]) if t.words[i] else None
        if following is None:
            return best
        node = following  # type: ignore[assignment]
        i += 1
        if "\n" in node:
            best = (str(node["\n"]), i)


def tet(t: Tokens, i: int) -> Found:
    """Such as "mùng 2 Tết", "27 Tết Bính Ngọ", "Tết Giáp Thìn", "Tết 2024", "sáng mùng một Tết Ất Tỵ năm 2025"."""
    parts = Parts(lunar=True)
    j = i
    first = False
    while j - i < 3 and t.words[j] in ("ngày", "mùng"):
        first = first or t.words[j] == "mùng"
        j += 1
    if t.words[j] != "tết":
        day = numerals.day(t, j)
        if day is None or t.words[day[1]] != "tết" or not 1 <= day[0] <= 30:
            return None
        if day[0] > 10 and first:
            return None
        parts.day, j = day
        parts.month = 12 if parts.day >= 20 else 1
        if 10 < parts.day < 20:
            return None
        parts.feast = "tết" if parts.month == 1 else "trước tết"
    else:
        if j > i:
            return None
        parts.feast, parts.stretch = "tết", ("tết", 0)
    j += 1
    if (
        t.words[j] == "nguyên"
        and t.words[j + 1] == "đán"
        or t.words[j : j + 2] in (["cổ", "truyền"], ["âm", "lịch"])
    ):
        j += 2
    elif t.words[j] in ("trung", "đoan", "dương", "tây", "hàn", "nguyên", "độc", "trồng"):
        return None
    cycle = _cycle(t, j)
    if cycle is not None:
        parts.cycle, j = cycle
    parts.year, j = _year(t, j)
    if parts.stretch and parts.cycle is None and parts.year is None and not t.loose:
        return None
    return parts, j


def full_moon(t: Tokens, i: int) -> Found:
    """Such as "rằm tháng bảy", "rằm tháng 8", "ngày rằm tháng Giêng"."""
    j = i + (t.words[i] == "ngày")
    if t.words[j] != "rằm" or t.words[j + 1] != "tháng":
        return None
    month = numerals.month(t, j + 2)
    if month is None or not 1 <= month[0] <= 12:
        return None
    return Parts(day=15, month=month[0], lunar=True), month[1]


def lunar_mark(t: Tokens, i: int) -> Found:
    """Such as "âm lịch", "(âm lịch)", "AL", "nhuận"."""
    j = i + (t.words[i] == "(")
    parts = Parts(lunar=True)
    if t.words[j] == "nhuận":
        parts.leap, j = True, j + 1
        if t.words[j : j + 2] == ["âm", "lịch"]:
            j += 2
    elif t.words[j] == "âm" and t.words[j + 1] == "lịch":
        j += 2
    elif t.words[j] in ("âl", "al") and (t.loose or j > i):
        j += 1
    elif t.words[j] == "dương" and t.words[j + 1] == "lịch":
        parts.lunar, j = None, j + 2
    else:
        return None
    if j == i:
        return None
    if t.words[i] == "(":
        if t.words[j] != ")":
            return None
        j += 1
    return parts, j


def cycle_year(t: Tokens, i: int) -> Found:
    """Such as "năm Giáp Thìn", "xuân Bính Ngọ", or the two words alone after a lunar month."""
    j = i + (t.words[i] in ("năm", "xuân", "tết"))
    cycle = _cycle(t, j)
    if cycle is None:
        return None
    year, j = _year(t, cycle[1])
    return Parts(cycle=cycle[0], year=year), j


def _cycle(t: Tokens, i: int) -> tuple[tuple[int, int], int] | None:
    """Stem and branch whose parities agree."""
    if t.words[i] not in STEMS or t.words[i + 1] not in BRANCHES:
        return None
    stem, branch = STEMS.index(t.words[i]), BRANCHES.index(t.words[i + 1])
    return ((stem, branch), i + 2) if (stem - branch) % 2 == 0 else None
