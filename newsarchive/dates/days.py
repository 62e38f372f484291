"""Calendar days: figures ("27/7/2024"), words ("ngày 27 tháng 7 năm 2024"), months, years, weekdays.

Day before month, always. Rules take tokens and a place and give `(parts, next place)` or None.
"""

from newsarchive.dates import numerals
from newsarchive.dates.clock import Found, Impossible, clock, zone
from newsarchive.dates.numerals import days_in_month
from newsarchive.dates.parts import Parts
from newsarchive.dates.relative import unit_turn
from newsarchive.dates.tokens import Tokens
from newsarchive.dates.words import (
    CONTEXT,
    COUNTED,
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    FILE_ENDINGS,
    ORDERED,
    SCALES,
    STREETS,
    UNIT_WORDS,
    WEEKDAYS,
)

_AMBIGUOUS_FRACTIONS = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (24, 7), (24, 24)))
_DAY_LEADS = frozenset(("ngày", "mùng", "hôm", "nay", "qua", "sáng", "trưa", "chiều", "tối", "đêm"))
_YEAR_TURNS = frozenset(("nay", "này", "ngoái", "trước", "qua", "tới"))
_TURNS = {"tới": "next", "sau": "next", "trước": "last", "qua": "last", "rồi": "last", "này": "this"}


def figures(t: Tokens, i: int) -> Found:
    """Such as "27/7/2024", "2024-07-27T10:30:00Z", "27/7", "7/2024"; separators "/", "-", "."."""
    if t.numbers[i] < 0 or t.words[i + 1] not in ("/", "-", ".") or t.numbers[i + 2] < 0:
        return None
    sep = t.words[i + 1]
    full = t.words[i + 3] == sep and t.numbers[i + 4] >= 0 and _evenly(t, i + 1, i + 4)
    if t.widths[i] == 4 and full and t.widths[i + 2] <= 2 and t.widths[i + 4] <= 2:
        return _year_first(t, i)
    if t.widths[i] > 2:
        return None
    if full and t.widths[i + 2] <= 2 and t.widths[i + 4] in (2, 4) and not _runs_on(t, i + 5, sep):
        return _full(t, i, sep)
    return _short(t, i, sep)


def _evenly(t: Tokens, first: int, last: int) -> bool:
    """White space stands nowhere in the figures, or round every separator."""
    gaps = t.gaps[first : last + 1]
    return not any(gaps) or all(gaps) or (t.words[first] == "/" and t.widths[last] == 4)


def _runs_on(t: Tokens, i: int, sep: str) -> bool:
    """Whether the figures go on at `i`: "1.10.30.4", "12/2023/NĐ", "7/5%", "10/3kg"."""
    if not t.glued(i):
        return False
    word = t.words[i]
    if not word or word in ("%", "_", "@"):
        return True
    if word.isalpha():
        return word not in ("t", "giờ", "z", "năm")
    if word in ("/", ".", "-", ",", ":"):
        if not t.glued(i + 1):
            return False
        if t.numbers[i + 1] >= 0:
            return not (word == "-" and sep != "-")
        if word == ".":
            return t.words[i + 1] in FILE_ENDINGS
        return t.words[i + 1].isalpha() and sep == word == "/"
    return False


def _year_first(t: Tokens, i: int) -> Found:
    parts = _day(t.numbers[i + 4], t.numbers[i + 2], t.numbers[i], i)
    j = i + 5
    if t.words[j] == "t" and t.glued(j) and t.glued(j + 1):
        time = clock(t, j + 1)
        if time is None:
            return None
        parts.hour, parts.minute, parts.second = time[0].hour, time[0].minute, time[0].second
        j = time[1]
        offset = zone(t, j)
        if offset is not None:
            parts.offset, j = offset[0].offset, offset[1]
        parts.machine = True
        return parts, j
    if _runs_on(t, j, "-"):
        return None
    if t.words[i + 1] == "-":
        parts.machine = True
    return parts, j


def _full(t: Tokens, i: int, sep: str) -> Found:
    day, month, year = t.numbers[i], t.numbers[i + 2], t.numbers[i + 4]
    short = t.widths[i + 4] == 2
    if short and sep != "/" and not _led(t, i) and not (t.widths[i] == t.widths[i + 2] == 2 and t.loose):
        return None
    if not short and year < 1000:
        return None
    parts = _day(day, month, None if short else year, i)
    parts.year = year
    if short:
        parts.short_year = True
    return parts, i + 5


def _short(t: Tokens, i: int, sep: str) -> Found:
    """Day and month, or month and year."""
    if (t.gaps[i + 1] or t.gaps[i + 2]) and (sep != "/" or t.gaps[i + 1] != t.gaps[i + 2]):
        return None
    if _runs_on(t, i + 3, sep):
        return None
    first, second, width = t.numbers[i], t.numbers[i + 2], t.widths[i + 2]
    if width == 4 and 1000 <= second < 3000:
        if (sep != "/" and not _led(t, i)) or not 1 <= first <= 12:
            return None
        if i and not t.loose and (t.words[i - 1] == "số" or t.words[i - 1] in SCALES):
            return None
        return Parts(month=first, year=second), i + 3
    if width > 2 or (i and not t.loose and t.words[i - 1] in STREETS):
        return None
    if not t.loose and _counts(t, i + 3) and not (i and t.words[i - 1] in _DAY_LEADS):
        return None
    if not _led(t, i) and (sep != "/" or _fraction(t, i)):
        return None
    if 1 <= first <= 30 and 1 <= second <= 12 and _is_lunar(t, i + 3):
        return Parts(day=first, month=second), i + 3
    return _day(first, second, None, i), i + 3


def _is_lunar(t: Tokens, i: int) -> bool:
    """Whether "âm lịch" or "nhuận" follows: the day is one of the lunar calendar."""
    i += t.words[i] == "("
    return t.words[i] == "nhuận" or t.words[i : i + 2] == ["âm", "lịch"]


def _counts(t: Tokens, i: int) -> bool:
    """Whether the word after figures makes them a number of things: "3/4 dân số", "5-7 ngày"."""
    word = t.words[i]
    return word in COUNTED or (word in UNIT_WORDS and t.numbers[i + 1] < 0 and t.words[i - 2] == "-")


def _led(t: Tokens, i: int) -> bool:
    """Whether a word before says that a date follows: "ngày 2-9", "Sáng 17-8", "hôm nay (1.8)"."""
    if i == t.led or (t.loose and t.words[i + 3] in ("đến", "tới")):
        return True
    if _is_lunar(t, i + 3):
        return True
    k = i - 1
    if k >= 0 and t.words[k] == "(":
        return k == 0 or t.words[k - 1] in CONTEXT or t.loose
    if k >= 0 and t.words[k] in (",", "-", ":"):
        k -= 1
    return k >= 0 and (
        t.words[k] in CONTEXT or t.words[k] in WEEKDAYS or (t.widths[k] == 1 and t.words[k - 1] == "thứ")
    )


def _fraction(t: Tokens, i: int) -> bool:
    """Whether a lone "a/b" may be a fraction, a ratio or "24/7"."""
    first, second = t.numbers[i], t.numbers[i + 2]
    padded = t.widths[i] == 2 and t.widths[i + 2] == 2
    if (first, second) in _AMBIGUOUS_FRACTIONS and not padded:
        if t.loose:
            raise Impossible(
                "ambiguous", f"{first}/{second} may be no date at all; a date would say 'ngày'.", i
            )
        return True
    if t.loose:
        return False
    if i and t.words[i - 1] in ("khoảng", "gần", "hơn", "chiếm", "đạt", "lệ"):
        return True
    timed = t.words[i + 3] == "lúc" or (t.numbers[i + 3] >= 0 and t.words[i + 4] in ("giờ", ":"))
    return not (padded or timed or first > 12)


def _day(day: int, month: int, year: int | None, place: int) -> Parts:
    if not 1 <= month <= 12:
        if 1 <= day <= 12 < month <= 31:
            raise Impossible(
                "impossible-day", f"There is no month {month}: Vietnamese dates put the day first.", place
            )
        raise Impossible("impossible-day", f"There is no month {month}.", place)
    longest = days_in_month(year, month) if year else (29 if month == 2 else days_in_month(2000, month))
    if not 1 <= day <= longest:
        raise Impossible("impossible-day", f"Month {month} has no day {day}.", place)
    return Parts(day=day, month=month, year=year)


def worded(t: Tokens, i: int) -> Found:
    """Such as "ngày 27 tháng 7 năm 2024", "mùng 2 tháng 9", "27 thg 7, 2024", "05 Tháng một 2015", "ngày 2/9"."""
    j, named = i, False
    for _ in range(3):  # "hôm ngày mùng 5"
        if t.words[j] in ("ngày", "mùng", "hôm"):
            j, named = j + 1, True
    if named and t.numbers[j] >= 0 and t.words[j + 1] in ("/", "-", "."):
        return figures(t, j)
    day = numerals.day(t, j)
    if day is None:
        return None
    k = day[1]
    if t.words[k] in (",", "/", "-", ".") and t.words[k + 1] in ("tháng", "th"):
        k += 1
    if not named and _months_of_year(t, k):
        if t.loose:
            raise Impossible("ambiguous", f"{day[0]} months of a year, or a day in May (say 'ngày')?", i)
        return None
    turned = unit_turn(t, k) if t.words[k] == "tháng" else None
    if turned is not None and turned[0].month_off is not None:
        turned[0].day = day[0]
        return turned
    tail = month_name(t, k, after_day=True)
    if tail is None:
        return _english_after_day(t, j, day)
    parts, k = tail
    if not named and t.words[k] in ("ngày", "tuần") and parts.year is None:
        return None
    if parts.day is not None:
        return None
    checked = (
        _day(day[0], parts.month or 0, None if parts.short_year else parts.year, j)
        if not parts.lunar and not (day[0] <= 30 and _is_lunar(t, k))
        else parts
    )
    if parts.lunar and not 1 <= day[0] <= 30:
        raise Impossible("impossible-day", f"A lunar month has no day {day[0]}.", j)
    checked.day, checked.year, checked.short_year = day[0], parts.year, parts.short_year
    checked.month, checked.lunar = parts.month, parts.lunar
    return checked, k


def _months_of_year(t: Tokens, k: int) -> bool:
    """Whether "tháng" at `k` counts the months of a year: "9 tháng năm 2024", "11 tháng năm nay". "năm" is more often
    the year here than the month of May, unless "ngày" or a weekday stands before, or it is written large."""
    if not k or t.words[k : k + 2] != ["tháng", "năm"]:
        return False
    printed = t.text[t.starts[k + 1] : t.ends[k + 1]]
    if printed[0].isupper() and not printed.isupper():
        return False
    count = t.numbers[k - 1] if t.numbers[k - 1] >= 0 else numerals.UNITS.get(t.words[k - 1], 0)
    if not 1 <= count <= 11:
        return False
    before = k - 2 - (k > 2 and t.words[k - 2] == ",")
    if before >= 0 and (t.words[before] in _DAY_LEADS or t.words[before] in WEEKDAYS):
        return False
    return 1000 <= t.numbers[k + 2] < 3000 or t.words[k + 2] in _YEAR_TURNS


def day_alone(t: Tokens, i: int) -> Found:
    """Such as "ngày 27" after "năm 2024, tháng 7"; only where the whole text is one expression."""
    day = numerals.day(t, i + 1) if t.loose else None
    if (
        day is None
        or not 1 <= day[0] <= 31
        or t.words[day[1]] in ("/", "-", ".", "tháng", "và", "đến", "tới")
    ):
        return None
    return Parts(day=day[0]), day[1]


def month_name(t: Tokens, i: int, *, after_day: bool = False) -> Found:
    """Such as "tháng 7", "tháng Tư", "Thg 7/2024", "tháng Giêng", "Tháng Mười Hai 29, 2013", "Th7 27, 2024"."""
    word = t.words[i]
    short = word in ("th", "t") and (
        after_day or (t.glued(i + 1) and (word == "th" or _slash_year(t, i + 2)))
    )
    if (word != "tháng" and not short) or (not after_day and _months_of_year(t, i)):
        return None
    j = i + 1 + (t.words[i + 1] == "." and short)
    number = numerals.month(t, j)
    if number is None or (t.numbers[j] >= 0 and not t.numbers[j + 1] < 0 and t.widths[j] > 2):
        return None
    if not 1 <= number[0] <= 12:
        raise Impossible("out-of-range", f"There is no month {number[0]}.", i)
    parts = Parts(month=number[0])
    if t.words[j] in ("giêng", "chạp"):
        parts.lunar = True
    j = number[1]
    if not after_day:
        inner = _day_after_month(t, j, number[0])
        if inner is not None:
            return inner
    year = _year_after_month(t, j)
    if year is not None:
        parts.year, parts.short_year, j = year
    elif t.widths[j - 1] and t.numbers[j - 1] >= 0 and _runs_on(t, j, ""):
        return None
    return parts, j


def _slash_year(t: Tokens, i: int) -> bool:
    return t.words[i] in ("/", "-", ".") and t.widths[i + 1] == 4 and t.numbers[i + 1] >= 0


def _day_after_month(t: Tokens, j: int, month: int) -> Found:
    """Such as "tháng 2 14 2010", "tháng mười hai 29, 2013"."""
    if t.numbers[j] < 0 or t.widths[j] > 2:
        return None
    k = j + 1 + (t.words[j + 1] == ",")
    if t.widths[k] != 4 or t.numbers[k] < 1000:
        return None
    return _day(t.numbers[j], month, t.numbers[k], j), k + 1


def _year_after_month(t: Tokens, i: int) -> tuple[int, bool | None, int] | None:
    """The year that follows a month with or without a mark; the word "năm" is left to `year_name`."""
    mark = t.words[i] in (",", "/", "-", ".")
    j = i + mark
    value, width = t.numbers[j], t.widths[j]
    if value < 0 or (t.words[i] == "." and t.gaps[j]):
        return None
    if t.words[i] == "-" and t.gaps[i]:
        return None
    if width == 4 and 1000 <= value < 3000:
        if _runs_on(t, j + 1, "-" if mark else "") or t.words[j + 1] in COUNTED or t.words[j + 1] == ":":
            return None
        return value, None, j + 1
    if width == 2 and mark and t.loose and t.words[j + 1] not in (":", "giờ", "/", "-", ".", "tháng", "phút"):
        return value, True, j + 1
    return None


def year_name(t: Tokens, i: int) -> Found:
    """Such as "năm 2024", "năm 99", "năm hai không mười ba", "năm 179 TCN"; "năm nay" belongs to `relative`."""
    if t.words[i] != "năm":
        return None
    j = i + 1
    value, width = t.numbers[j], t.widths[j]
    if value >= 0:
        if width > 4 or value == 0 or width == 1 or _runs_on(t, j + 1, "-"):
            return None
        if t.words[j + 1] in COUNTED or t.words[j + 1] in ("tháng", "ngày", "giờ", "tuổi") and width < 3:
            return None
        parts, j = Parts(year=value, short_year=True if width == 2 else None), j + 1
    else:
        spoken = numerals.spoken_year(t, j)
        short = None
        if spoken is None and t.loose:
            spoken, short = numerals.spoken_short_year(t, j), True
        if spoken is None:
            return None
        parts, j = Parts(year=spoken[0], short_year=short), spoken[1]
    era, k = _era(t, j)
    if era:
        parts.era, parts.short_year = (-1 if era < 0 else None), None
    return parts, k


def _era(t: Tokens, i: int) -> tuple[int, int]:
    """Such as "TCN", "tr. CN", "trước Công nguyên" (-1), "sau Công nguyên", "SCN" (1); 0 where none is said."""
    word = t.words[i]
    if word in ("tcn", "scn"):
        return (-1 if word == "tcn" else 1), i + 1
    if word in ("trước", "sau") and t.words[i + 1 : i + 3] == ["công", "nguyên"]:
        return (-1 if word == "trước" else 1), i + 3
    if word in ("tr", "s") and t.words[i + 1] == "." and t.words[i + 2] == "cn":
        return (-1 if word == "tr" else 1), i + 3
    return 0, i


def weekday(t: Tokens, i: int) -> Found:
    """Such as "Thứ Hai", "thứ 2", "T2", "T.2", "Th 7", "CN", "Chúa nhật", "Monday"; with "tới", "vừa rồi", "này"."""
    word, j = t.words[i], i + 1
    value: int | None = None
    if (
        word == "thứ"
        and i
        and (t.words[i - 1] in ORDERED or (t.words[i - 1] == "phiên" and t.numbers[j] >= 0))
    ):
        return None  # "kỳ họp thứ 6, ngày 27/11"
    if word in ("thứ", "t", "th"):
        if word != "thứ" and t.words[j] == ".":
            j += 1
        if t.numbers[j] >= 0:
            if t.widths[j] == 1 and 2 <= t.numbers[j] <= 7:
                value = t.numbers[j] - 2
        elif word == "thứ":
            value = WEEKDAYS.get(t.words[j])
            if (
                value is None and t.words[j] in ENGLISH_MONTHS
            ):  # "Thu Nov 30", read as a word without its marks
                return Parts(weekday=3), j
        if word == "t" and value is not None and t.gaps[j]:
            return None
        if value is not None and t.numbers[j] >= 0 and _runs_on(t, j + 1, "-"):
            return None
        if word == "thứ" and value is None and t.words[j] in ("chủ", "chúa") and t.words[j + 1] == "nhật":
            value, j = 6, j + 1
        j += 1
    elif word == "cn":
        value = 6
    elif word in ("chủ", "chúa") and t.words[j] == "nhật":
        value, j = 6, j + 1
    elif word in ENGLISH_WEEKDAYS:
        if word == "thu" and not t.loose and not _english_follows(t, j):
            return None  # "Sáng 26/1, thu giữ", "năm nay, thu ngân sách"
        value = ENGLISH_WEEKDAYS[word]
        j += t.words[j] == "."
    if value is None:
        return None
    turn, j = turn_after(t, j)
    return Parts(weekday=value, weekday_turn=turn), j


def _english_follows(t: Tokens, i: int) -> bool:
    """Whether a day in English follows: "Thu, 26 Jan", "Thu. Jan 26", "Thu 26/1"."""
    i += t.words[i] == "."
    i += t.words[i] == ","
    if t.numbers[i] >= 0:
        i += 1
        return t.words[i] in ENGLISH_MONTHS or t.words[i] in ("/", "-", ".", "st", "nd", "rd", "th")
    return t.words[i] in ENGLISH_MONTHS


def turn_after(t: Tokens, i: int) -> tuple[str | None, int]:
    """The word that turns a weekday or month towards the past or the future."""
    word = t.words[i]
    if word in ("vừa", "mới") and t.words[i + 1] in ("rồi", "qua"):
        return "last", i + 2
    if word in ("tiếp", "kế") and t.words[i + 1] in ("theo", "tiếp"):
        return "next", i + 2
    turn = _TURNS.get(word)
    if turn is None or (
        word == "tới" and (t.numbers[i + 1] >= 0 or t.words[i + 1] in ("thứ", "tháng", "ngày", "nay"))
    ):
        return None, i
    return turn, i + 1


def english(t: Tokens, i: int) -> Found:
    """Such as "July 27, 2024", "Jul 27", "July, 27/2024"."""
    month = ENGLISH_MONTHS.get(t.words[i])
    if month is None:
        return None
    j = i + 1 + (t.words[i + 1] == ".")
    if t.words[j] == "," and t.words[j + 2] == "/" and t.widths[j + 3] == 4 and 0 < t.widths[j + 1] <= 2:
        return _day(t.numbers[j + 1], month, t.numbers[j + 3], j + 1), j + 4
    if t.numbers[j] < 0:
        return None
    if t.widths[j] == 4:
        return Parts(month=month, year=t.numbers[j]), j + 1
    if t.widths[j] > 2:
        return None
    day, k = t.numbers[j], j + 1
    k += t.words[k] in ("st", "nd", "rd", "th")
    k += t.words[k] == ","
    if t.widths[k] == 4 and t.numbers[k] >= 1000 and t.words[k + 1] != ":":
        return _day(day, month, t.numbers[k], j), k + 1
    return _clock_before_year(t, k, month, day) if t.words[k + 1] == ":" else None


def _clock_before_year(t: Tokens, i: int, month: int, day: int) -> Found:
    """Such as "Jul 27 10:30:00 2024", "Jul 27 10:30:00 +0700 2024", as C prints; the clock is at `i`."""
    time = clock(t, i)
    if time is None or time[0].second is None:
        return None
    parts, k = time
    at = zone(t, k)
    if at is not None:
        parts.offset, k = at[0].offset, at[1]
    if t.widths[k] != 4 or t.numbers[k] < 1000:
        return None
    said = _day(day, month, t.numbers[k], i)
    parts.year, parts.month, parts.day, parts.machine = said.year, said.month, said.day, True
    return parts, k + 1


def _english_after_day(t: Tokens, i: int, day: tuple[int, int]) -> Found:
    """Such as "04 Apr 2026", "4th of April, 2026"."""
    if t.numbers[i] < 0:
        return None
    k = day[1]
    k += t.words[k] in ("st", "nd", "rd", "th", "-")
    k += t.words[k] == "of"
    month = ENGLISH_MONTHS.get(t.words[k])
    if month is None:
        return None
    k += 1 + (t.words[k + 1] in (".", ",", "-"))
    if t.widths[k] != 4 or t.numbers[k] < 1000:
        return None
    parts = _day(day[0], month, t.numbers[k], i)
    parts.machine = True
    return parts, k + 1
