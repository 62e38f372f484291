"""Numbers in figures and in words: days, months, years, counts.

Each reader takes the tokens and a place and gives `(value, next place)` or None.
"""

from newsarchive.dates.tokens import Tokens
from newsarchive.dates.words import pairs

Number = tuple[int, int] | None

_UNIT_PAIRS = pairs("không=0 một=1 mốt=1 hai=2 ba=3 bốn=4 tư=4 năm=5 lăm=5 sáu=6 bảy=7 tám=8 chín=9")
UNITS = {word: int(value) for word, value in _UNIT_PAIRS.items()}
_TAIL_ONLY = frozenset(("mốt", "tư", "lăm"))
"""Units spoken only after a ten: "hai mốt" is 21, "bảy lăm" 75."""
_MONTHS = {word: value for word, value in UNITS.items() if value and word not in ("mốt", "lăm")} | {
    "mười": 10,
    "giêng": 1,
    "chạp": 12,
}


def below_hundred(t: Tokens, i: int) -> Number:
    """Such as "bảy", "mười lăm", "hai mươi tư", "hai mốt"; "năm" after a ten is left alone (it may be "year")."""
    words = t.words
    word = words[i]
    if word == "mười":
        unit = UNITS.get(words[i + 1], 0)
        if (
            unit
            and words[i + 1] not in ("năm", "mốt", "tư")
            and words[i + 2] not in ("mươi", "trăm", "nghìn")
        ):
            return 10 + unit, i + 2
        return 10, i + 1
    if word == "hai-mươi":
        unit = UNITS.get(words[i + 1], 0)
        return (20 + unit, i + 2) if unit else None
    if word not in UNITS:
        return None
    value = UNITS[word]
    if words[i + 1] in ("mươi", "chục") and value:
        unit = UNITS.get(words[i + 2], 0)
        if (
            words[i + 1] == "mươi"
            and unit
            and words[i + 2] != "năm"
            and words[i + 3] not in ("trăm", "nghìn")
        ):
            return value * 10 + unit, i + 3
        return value * 10, i + 2
    if value and words[i + 1] in _TAIL_ONLY:
        return value * 10 + UNITS[words[i + 1]], i + 2
    return value, i + 1


def count(t: Tokens, i: int) -> Number:
    """A number of things, in figures (up to six) or in words below a thousand."""
    if t.numbers[i] >= 0:
        return (t.numbers[i], i + 1) if t.widths[i] <= 6 else None
    found = below_hundred(t, i)
    if found and t.words[found[1]] == "trăm":
        return _hundreds(t, found[0], found[1] + 1)
    return found


def _hundreds(t: Tokens, hundreds: int, i: int) -> tuple[int, int]:
    """What follows "trăm"."""
    value = hundreds * 100
    if t.words[i] == "linh" and t.words[i + 1] in UNITS:
        return value + UNITS[t.words[i + 1]], i + 2
    tens = below_hundred(t, i)
    if tens is None:
        return value, i
    rest, j = tens
    if rest < 10 and t.words[j] in UNITS and UNITS[t.words[j]]:  # "tám trăm năm hai" = 852
        return value + rest * 10 + UNITS[t.words[j]], j + 1
    if rest < 10:  # "tám trăm bốn" = 840; "hai trăm năm" may be two hundred years
        return (value, i) if t.words[i] == "năm" else (value + rest * 10, j)
    return value + rest, j


def day(t: Tokens, i: int) -> Number:
    """A day of the month, 1 to 31. Words: "mười một", "hai mươi tư", "ba mốt"."""
    if t.numbers[i] >= 0:
        return (t.numbers[i], i + 1) if t.widths[i] <= 2 else None
    found = below_hundred(t, i)
    return found if found and 1 <= found[0] <= 31 else None


def month(t: Tokens, i: int) -> Number:
    """A month's number after "tháng": "7", "07", "tư", "mười hai", "giêng"."""
    if t.numbers[i] >= 0:
        return (t.numbers[i], i + 1) if t.widths[i] <= 2 else None
    value = _MONTHS.get(t.words[i])
    if value is None:
        return None
    if t.words[i] == "mười" and t.words[i + 1] in ("một", "hai") and t.words[i + 2] not in ("nghìn", "mươi"):
        return 10 + UNITS[t.words[i + 1]], i + 2
    return value, i + 1


def spoken_year(t: Tokens, i: int) -> Number:
    """A year in words: "hai nghìn không trăm hai mươi tư", "hai không mười ba", "một chín bảy lăm"."""
    words = t.words
    head = below_hundred(t, i)
    if head is None:
        return None
    value, j = head
    if value < 10 and words[j] == "nghìn":
        return _after_thousand(t, value * 1000, j + 1)
    if value < 10 and words[j] == "trăm":
        return _hundreds(t, value, j + 1)
    return _digit_by_digit(t, i)


def _after_thousand(t: Tokens, value: int, i: int) -> tuple[int, int]:
    if t.words[i] in UNITS and t.words[i + 1] == "trăm":
        rest, j = _hundreds(t, UNITS[t.words[i]], i + 2)
        return value + rest, j
    if t.words[i] == "linh" and t.words[i + 1] in UNITS:
        return value + UNITS[t.words[i + 1]], i + 2
    tens = below_hundred(t, i)
    if tens and tens[0] >= 1:
        return value + tens[0], tens[1]
    return value, i


def _digit_by_digit(t: Tokens, i: int) -> Number:
    """Four digits said one by one, or two digits and a number: "hai không mười chín", "hai không linh tám"."""
    words = t.words
    if words[i] not in UNITS or words[i + 1] not in UNITS:
        return None
    head = UNITS[words[i]] * 10 + UNITS[words[i + 1]]
    if head < 10:
        return None
    j = i + 2
    if words[j] == "linh" and words[j + 1] in UNITS:
        return head * 100 + UNITS[words[j + 1]], j + 2
    if words[j] in UNITS and words[j + 1] in UNITS:
        return head * 100 + UNITS[words[j]] * 10 + UNITS[words[j + 1]], j + 2
    tens = below_hundred(t, j)
    return (head * 100 + tens[0], tens[1]) if tens and tens[0] >= 10 else None


def spoken_short_year(t: Tokens, i: int) -> Number:
    """A year of two figures in words, where nothing follows: "bảy mươi lăm", "bảy lăm", "chín chín"."""
    found = below_hundred(t, i)
    if found is not None and found[0] >= 10 and found[1] >= t.count:
        return found
    words = t.words
    if words[i] in UNITS and words[i + 1] in UNITS and UNITS[words[i]] and i + 2 >= t.count:
        return UNITS[words[i]] * 10 + UNITS[words[i + 1]], i + 2
    return None


_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in_month(year: int, month: int) -> int:
    """28 to 31."""
    if month == 2 and year % 4 == 0 and (year % 100 or year % 400 == 0):
        return 29
    return _LENGTHS[month]
