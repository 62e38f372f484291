"""Stretches of the calendar: quarters, halves, seasons, decades, centuries, and the edges of any unit.

Rules take tokens and a place and give `(parts, next place)` or None.
"""

from newsarchive.dates import numerals
from newsarchive.dates.clock import Found, Impossible
from newsarchive.dates.days import turn_after
from newsarchive.dates.parts import Parts
from newsarchive.dates.tokens import Tokens

_ROMAN_NAMES = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii"
_ROMAN = {name: k + 1 for k, name in enumerate(_ROMAN_NAMES.split())}
_SEASONS = {"xuân": 1, "hè": 2, "hạ": 2, "thu": 3, "thứ": 3, "đông": 4}
_EDGES = frozenset(("đầu", "giữa", "cuối"))
_TENS = {"thượng": 1, "trung": 2, "hạ": 3}
_NAMED_UNITS = frozenset(("năm", "tháng", "tuần", "quý", "thế", "thập", "mùa"))


def quarter(t: Tokens, i: int) -> Found:
    """Such as "quý 3", "quý ba", "Quý III/2024", "Q1 2026"."""
    if t.words[i] == "q" and t.glued(i + 1):
        number: numerals.Number = (t.numbers[i + 1], i + 2) if t.widths[i + 1] == 1 else None
    elif t.words[i] == "quý":
        if t.words[i + 1] in ("đầu", "cuối"):
            return _edge_quarter(t, i)
        j = i + 1 + (t.words[i + 1] == "thứ")
        roman = _ROMAN.get(t.words[j])
        number = (roman, j + 1) if roman else numerals.month(t, j)
    else:
        return None
    if number is None:
        return None
    if not 1 <= number[0] <= 4:
        raise Impossible("out-of-range", f"There is no quarter {number[0]}.", i)
    parts, j = Parts(stretch=("quarter", number[0])), number[1]
    j += t.words[j] == "của"
    parts, j = _with_year(t, parts, j)
    if parts.year is None:
        parts.month_turn, j = turn_after(t, j)
    return parts, j


def _edge_quarter(t: Tokens, i: int) -> Found:
    """Such as "quý đầu năm 2011", "quý đầu tiên của năm", "quý cuối năm nay"."""
    first = t.words[i + 1] == "đầu"
    j = i + 2 + (t.words[i + 2] == ("tiên" if first else "cùng"))
    j += t.words[j] == "của"
    if t.words[j] != "năm":
        return None
    parts, k = Parts(stretch=("quarter", 1 if first else 4)), _keep(t, j)
    if k != j:
        parts.year_off = 0
    return parts, k


def _with_year(t: Tokens, parts: Parts, i: int) -> tuple[Parts, int]:
    j = i + (t.words[i] in ("/", "-", ",", "."))
    if t.widths[j] == 4 and 1000 <= t.numbers[j] < 3000 and not t.glued(j + 1):
        parts.year = t.numbers[j]
        return parts, j + 1
    if (
        t.widths[j] == 4
        and 1000 <= t.numbers[j] < 3000
        and t.words[j + 1] in (",", ".", ")", ";", ":", "-", "'")
    ):
        parts.year = t.numbers[j]
        return parts, j + 1
    return parts, i


def portion(t: Tokens, i: int) -> Found:
    """Such as "6 tháng đầu năm", "6 tháng cuối năm 1999", "10 ngày đầu tháng 7", "nửa đầu tháng 7", "nửa cuối năm"."""
    if t.words[i] == "nửa":
        if t.words[i + 1] not in ("đầu", "cuối", "sau") or t.words[i + 2] not in ("năm", "tháng"):
            return None
        return Parts(stretch=("half-" + t.words[i + 2], 1 if t.words[i + 1] == "đầu" else -1)), _keep(
            t, i + 2
        )
    number = numerals.count(t, i)
    if number is None or number[0] < 1:
        return None
    value, j = number
    unit, edge, whole = t.words[j], t.words[j + 1], t.words[j + 2]
    if edge not in ("đầu", "cuối") or (unit, whole) not in (
        ("tháng", "năm"),
        ("ngày", "tháng"),
        ("ngày", "năm"),
    ):
        return None
    if value > {"tháng": 11, "ngày": 30}[unit]:
        return None
    sign = 1 if edge == "đầu" else -1
    return Parts(stretch=(f"{unit}-{whole}", sign * value)), _keep(t, j + 2)


def _keep(t: Tokens, i: int) -> int:
    """The unit's own word is read again with its number ("năm 1999", "tháng 7"); alone it is this one."""
    following = t.words[i + 1]
    named = t.numbers[i + 1] >= 0 or following in (
        "nay",
        "này",
        "ngoái",
        "trước",
        "sau",
        "tới",
        "qua",
        "hai",
        "một",
    )
    if not named and t.words[i] == "tháng":
        named = numerals.month(t, i + 1) is not None
    return i if named else i + 1


def season(t: Tokens, i: int) -> Found:
    """Such as "mùa hè", "mùa hè này", "mùa đông 2024", "mùa thu năm ngoái"."""
    if t.words[i] != "mùa" or t.words[i + 1] not in _SEASONS:
        return None
    parts = Parts(stretch=("season", _SEASONS[t.words[i + 1]]))
    turn, j = turn_after(t, i + 2)
    if turn is not None:
        parts.month_turn = turn
        return parts, j
    return _with_year(t, parts, j)


def decade(t: Tokens, i: int) -> Found:
    """Such as "thập niên 1950", "thập kỷ 90", "những năm 90", "những năm 1990"."""
    words = t.words
    if words[i] == "thập" and words[i + 1] in ("niên", "kỷ"):
        j = i + 2
        j += words[j] == "năm" or words[j : j + 2] == ["những", "năm"]
    elif words[i : i + 2] == ["những", "năm"] or words[i : i + 2] == ["các", "năm"]:
        j = i + 2
    else:
        return None
    value, width = t.numbers[j], t.widths[j]
    if value < 0:
        spoken = numerals.below_hundred(t, j)
        if spoken is None:
            return None
        value, width, after = spoken[0], 2, spoken[1]
    else:
        after = j + 1
    if value % 10 or width not in (2, 4):
        return None
    if width == 2:
        value += 2000 if value < 30 else 1900
    if words[after : after + 3] == ["của", "thế", "kỷ"] or words[after : after + 2] == ["thế", "kỷ"]:
        k = after + 3 if words[after] == "của" else after + 2
        century_number = _ROMAN.get(words[k]) or t.numbers[k]
        if words[k] == "trước":
            century_number = 20
        if century_number > 0:
            value, after = (century_number - 1) * 100 + value % 100, k + 1
    return Parts(stretch=("decade", value)), after


def century(t: Tokens, i: int) -> Found:
    """Such as "thế kỷ 19", "thế kỷ XX", "thế kỷ thứ mười"."""
    if t.words[i] != "thế" or t.words[i + 1] != "kỷ":
        return None
    turn, j = turn_after(t, i + 2)
    if turn is not None and t.words[j] not in ("công", "tcn"):
        return Parts(stretch=("century-turn", {"last": -1, "this": 0, "next": 1}[turn])), j
    j = i + 2 + (t.words[i + 2] == "thứ")
    roman = _ROMAN.get(t.words[j])
    number: numerals.Number = (roman, j + 1) if roman else numerals.count(t, j)
    if number is None or not 1 <= number[0] <= 30:
        return None
    parts, j = Parts(stretch=("century", number[0])), number[1]
    if t.words[j] == "tcn" or t.words[j : j + 3] == ["trước", "công", "nguyên"]:
        return None
    return parts, j


def edge(t: Tokens, i: int) -> Found:
    """Such as "đầu năm 2001", "cuối tháng trước", "giữa quý 3", "cuối tuần này", "trung tuần tháng 7"."""
    word, unit = t.words[i], t.words[i + 1]
    if word in _TENS and unit == "tuần" and t.words[i + 2] == "tháng":
        return Parts(stretch=("ten", _TENS[word])), _keep(t, i + 2)
    if word in _EDGES and unit in ("những", "các") and t.words[i + 2] == "năm":
        return Parts(edge=word), i + 1
    if word not in _EDGES or unit not in _NAMED_UNITS:
        return None
    if unit == "tuần":
        if word == "cuối":
            return Parts(weekend=True), _keep(t, i + 1)
        return (Parts(edge=word), i + 1) if _keep(t, i + 1) == i + 1 else None
    parts = Parts(edge=word)
    if unit in ("thế", "thập", "mùa"):
        return parts, i + 1
    j = _keep(t, i + 1)
    if j == i + 1:
        return parts, j
    if unit == "năm" and t.words[i + 2] in numerals.UNITS:
        return parts, i + 1
    if unit in ("năm", "tháng"):
        if not t.loose and t.words[j] in ("học",):
            return None
        setattr(parts, {"năm": "year", "tháng": "month"}[unit] + "_off", 0)
        return parts, j
    return parts, i + 1


def ordinal(t: Tokens, i: int) -> Found:
    """Such as "ngày đầu tiên của tháng 3", "ngày cuối cùng của năm 2024", "tuần đầu tiên của tháng 9 năm 2017"."""
    unit = {"ngày": "day", "tuần": "week"}.get(t.words[i])
    if unit is None:
        return None
    pair = (t.words[i + 1], t.words[i + 2])
    if pair in (("đầu", "tiên"), ("cuối", "cùng")):
        j = i + 3
    elif t.words[i + 1] in ("đầu", "cuối") and t.words[i + 2] in ("tháng", "năm", "quý"):
        j = i + 2
    else:
        return None
    j += t.words[j] in ("của", "trong")
    if t.words[j] not in ("tháng", "năm", "quý", "tuần"):
        return None
    keep = _keep(t, j)
    parts = Parts(nth=(unit, 1 if t.words[i + 1] == "đầu" else -1))
    if keep != j and t.words[j] in ("tháng", "năm"):
        setattr(parts, {"năm": "year", "tháng": "month"}[t.words[j]] + "_off", 0)
    return parts, keep
