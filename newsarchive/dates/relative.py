"""Days told from the moment of reading: "hôm qua", "tối mai", "3 giờ trước", "tuần tới", "năm ngoái".

Rules take tokens and a place and give `(parts, next place)` or None.
"""

from newsarchive.dates import numerals
from newsarchive.dates.clock import Found
from newsarchive.dates.parts import Parts, Shift, Unit
from newsarchive.dates.tokens import Tokens
from newsarchive.dates.words import DAY_PARTS, UNIT_WORDS, VAGUE

_APPROX = frozenset(("khoảng", "hơn", "gần", "dưới", "trên", "chừng", "độ", "tròn", "đúng", "những", "ngót"))
_HALF = frozenset(("rưỡi", "rưởi"))
_DAY_WORDS = {
    ("hôm", "nay"): 0, ("bữa", "nay"): 0, ("ngày", "nay"): 0,
    ("hôm", "qua"): -1, ("bữa", "qua"): -1, ("bữa", "hổm"): -2,
    ("hôm", "kia"): -2, ("bữa", "kia"): -2, ("hôm", "kìa"): -3,
    ("ngày", "mai"): 1, ("hôm", "mai"): 1, ("bữa", "mai"): 1, ("sớm", "mai"): 1,
    ("ngày", "kia"): 2, ("ngày", "mốt"): 2, ("ngày", "kìa"): 3,
}  # fmt: skip
_SIZES = {
    unit: size
    for size, unit in enumerate(
        ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century")
    )
}
_AFTER_PART = {"nay": 0, "qua": -1, "mai": 1, "mốt": 2, "kia": -2}


def day_word(t: Tokens, i: int) -> Found:
    """Such as "hôm nay", "ngày hôm qua", "ngày kia", "bữa nay", "mai", "mốt"."""
    j = i + 1 if t.words[i] == "ngày" and t.words[i + 1] in ("hôm", "bữa") else i
    off = _DAY_WORDS.get((t.words[j], t.words[j + 1]))
    if off is not None:
        if t.words[j] == "ngày" and t.words[j + 1] == "nay":
            return None
        return Parts(day_off=off), j + 2
    if t.words[i] == "mai" and t.loose:
        return Parts(day_off=1), i + 1
    return None


def part_of_day(t: Tokens, i: int) -> Found:
    """Such as "sáng", "buổi chiều", "rạng sáng", "tối qua", "sáng nay", "nửa đêm", "sau bữa trưa"."""
    j = i
    alone = None
    if t.words[j] == "sau" and t.words[j + 1] in ("bữa", "giờ") and t.words[j + 2] in ("trưa", "tối"):
        return Parts(part="sau trưa" if t.words[j + 2] == "trưa" else "tối", part_alone=True), j + 3
    if t.words[j] in ("buổi", "ban"):
        j, alone = j + 1, True
    two = f"{t.words[j]} {t.words[j + 1]}"
    if two in DAY_PARTS:
        part, j = two, j + 2
        alone = alone or part in ("sáng sớm", "nửa đêm", "giữa trưa", "bình minh", "hoàng hôn") or None
    elif t.words[j] in DAY_PARTS:
        if t.words[j : j + 2] == ["đêm", "noel"] or t.words[j : j + 3] == ["đêm", "giáng", "sinh"]:
            return None  # a feast of its own
        part, j = t.words[j], j + 1
        if part == "đêm" and t.words[j] == "khuya":
            j += 1
    else:
        return None
    parts = Parts(part=part, part_alone=alone)
    if t.words[j] == "sớm" and t.words[j + 1] == "mai":
        parts.day_off = 1
        return parts, j + 2
    off = _AFTER_PART.get(t.words[j])
    if off is not None and not (t.words[j] == "qua" and t.words[j + 1] in ("đời", "lại")):
        parts.day_off, j = off, j + 1
        if part != "nửa đêm":
            parts.part_alone = None
    elif t.words[j] in ("cùng", "cùng-ngày") and t.words[j + 1] == "ngày":
        return None
    return parts, j


def just_now(t: Tokens, i: int) -> Found:
    """Such as "bây giờ", "hiện tại", "ngay lúc này", "vừa xong"."""
    words = t.words
    if words[i] == "ngay" and words[i + 1] in ("bây", "lúc"):
        i += 1
    pair = (words[i], words[i + 1])
    if pair in (
        ("bây", "giờ"),
        ("vừa", "xong"),
        ("mới", "xong"),
        ("lúc", "này"),
        ("hiện", "tại"),
        ("vừa", "mới"),
    ):
        if pair != ("bây", "giờ") and pair[1] != "xong" and not t.loose:
            return None
        return Parts(now=True), i + 2
    if t.loose and words[i : i + 2] == ["just", "now"]:
        return Parts(now=True), i + 2
    return None


def unit_turn(t: Tokens, i: int) -> Found:
    """Such as "tuần trước", "tháng này", "năm ngoái", "quý tới", "năm kế tiếp", "tháng trước nữa"."""
    unit = t.words[i]
    if unit not in ("tuần", "tháng", "năm", "quý"):
        return None
    found = _turn(t, i + 1, unit)
    if found is None:
        return None
    off, j = found
    if t.words[j] == "nữa" and abs(off) == 1:
        off, j = off * 2, j + 1
    parts = Parts()
    setattr(parts, {"tuần": "week", "tháng": "month", "năm": "year", "quý": "quarter"}[unit] + "_off", off)
    return parts, j


def _turn(t: Tokens, i: int, unit: str) -> tuple[int, int] | None:
    word, after = t.words[i], t.words[i + 1]
    if word in ("này", "nay"):
        return (0, i + 1) if word == "này" or unit in ("năm", "quý") else None
    if word == "hiện" and after in ("tại", "nay"):
        return 0, i + 2
    if word in ("vừa", "mới") and after in ("rồi", "qua"):
        return -1, i + 2
    if word in ("tiếp", "kế", "liền") and after in ("theo", "tiếp", "sau"):
        return 1, i + 2
    if word in ("tiếp", "sau"):
        return None if after in ("đó", "khi", "này", "chiến") else (1, i + 1)
    if word == "tới":
        return None if t.numbers[i + 1] >= 0 or after in UNIT_WORDS else (1, i + 1)
    if word == "trước" and after in ("công", "đó", "đây"):
        return None
    if word in ("trước", "rồi", "qua"):
        return -1, i + 1
    if unit == "năm" and word in ("ngoái", "kia", "kìa"):
        return {"ngoái": -1, "kia": -2, "kìa": -3}[word], i + 1
    return None


def shift(t: Tokens, i: int) -> Found:
    """Such as "3 giờ trước", "cách đây hơn một tháng", "sau 2 tuần nữa", "trong 30 giây", "2 tháng vừa rồi"."""
    j, lead = (i, "") if t.numbers[i] >= 0 else _lead(t, i)
    amounts = _amounts(t, j)
    if amounts is None:
        return None
    listed, j = amounts
    sign, window, soft, k = _direction(t, j, lead)
    if not sign:
        return None
    vague = any(word in VAGUE for word in t.words[i:j])
    return Parts(shift=Shift(sign, tuple(listed), window, soft, vague)), k


def _lead(t: Tokens, i: int) -> tuple[int, str]:
    """Words before a distance: where it begins, and the direction they tell ("ago", "after", "within" or "")."""
    j, lead = i, ""
    words = t.words
    if words[j] in ("cách", "trước") and words[j + 1] in ("đây", "nay"):
        j, lead = j + 2, "ago"
    elif words[j] == "sau":
        j, lead = j + 1, "after"
    elif words[j] == "trong":
        j, lead = j + 1 + (words[j + 1] == "vòng"), "within"
    for _ in range(3):  # "cách đây chưa đầy một tháng"
        two = words[j] in ("chưa", "ít", "không") and words[j + 1] in ("đầy", "nhất", "tới", "quá")
        j += 2 if two else words[j] in _APPROX
    return j, lead


def _amounts(t: Tokens, i: int) -> tuple[list[tuple[float, Unit]], int] | None:
    listed: list[tuple[float, Unit]] = []
    j = i
    while len(listed) < 4:
        one = _amount(t, j)
        if one is None or (listed and _SIZES[one[0][1]] >= _SIZES[listed[-1][1]]):
            break  # "2 giờ 30 phút" is one distance, "2 giờ, 3 giờ" are two
        listed.append(one[0])
        i = j = one[1]
        if t.words[j] in ("và", ","):
            j += 1
    return (listed, i) if listed else None


def _amount(t: Tokens, i: int) -> tuple[tuple[float, Unit], int] | None:
    value: float
    if t.words[i] in VAGUE:
        value, j = VAGUE[t.words[i]], i + 1
        j += t.words[j] in ("ba", "chục", "bốn") and t.words[j + 1] in UNIT_WORDS
    elif t.words[i] == "nửa":
        value, j = 0.5, i + 1
    else:
        number = numerals.count(t, i)
        if number is None:
            return None
        value, j = float(number[0]), number[1]
    if t.words[j] == "đồng" and t.words[j + 1] == "hồ":
        return None
    word = t.words[j]
    unit = UNIT_WORDS.get(word)
    if unit is None:
        two = (word, t.words[j + 1])
        if two in (("thập", "kỷ"), ("thập", "niên")):
            unit, j = "decade", j + 1
        elif two == ("thế", "kỷ"):
            unit, j = "century", j + 1
        else:
            return None
    j += 1
    if t.words[j : j + 2] == ["đồng", "hồ"]:
        j += 2
    if t.words[j] in _HALF:
        value, j = value + 0.5, j + 1
    return (value, unit), j  # type: ignore[return-value]


def _direction(t: Tokens, i: int, lead: str) -> tuple[int, bool, bool, int]:
    """(sign, the whole stretch?, custom decides?, next place); sign 0 where no direction is said."""
    word, after = t.words[i], t.words[i + 1]
    if lead == "ago":
        return -1, False, False, i
    if word == "trước":
        return -1, False, False, i + 1 + (after in ("đây",))
    if word == "về" and after == "trước":
        return -1, False, False, i + 2
    if word == "nữa":
        return 1, False, False, i + 1
    if word in ("vừa", "mới") and after in ("rồi", "qua"):
        return -1, True, False, i + 2
    if word == "gần" and after in ("đây", "nhất"):
        return -1, True, False, i + 2
    if word in ("tiếp", "kế", "sắp") and after in ("theo", "tiếp", "tới"):
        return 1, True, False, i + 2
    if word == "qua" or (word == "đã" and after == "qua"):
        return -1, False, True, i + 1 + (word == "đã")
    if word == "tới" and not (t.numbers[i + 1] >= 0 or after in UNIT_WORDS or after in numerals.UNITS):
        return 1, False, True, i + 1
    if word == "sau" and after not in ("khi", "đó", "này"):
        return 1, False, False, i + 1
    if lead in ("after", "within") and t.loose:
        return 1, False, False, i
    return 0, False, False, i
