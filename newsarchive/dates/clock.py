"""Clock times and zones: "10h30", "10 giờ kém 15", "16:13'", "9:15 PM", "GMT+7", "(giờ Việt Nam)".

Rules take tokens and a place and give `(parts, next place)` or None. `Impossible` says that something has the
shape of a time or a date and cannot be one.
"""

from newsarchive.dates import numerals
from newsarchive.dates.parts import Parts
from newsarchive.dates.tokens import Tokens

Found = tuple[Parts, int] | None


class Impossible(Exception):
    """Shape of a date, but none: `reason` is a code of `DateError`."""

    def __init__(self, reason: str, message: str, place: int) -> None:
        super().__init__(message)
        self.reason, self.message, self.place = reason, message, place


_MORNING = frozenset(("sáng", "am", "sa", "a"))
_SPAN_WORDS = frozenset(("trước", "nữa", "qua", "sau", "đồng", "liền", "liên"))
"""Words after a number of hours that make it a length of time: "3 giờ trước", "3 giờ đồng hồ"."""
_PARTS = frozenset(("sáng", "trưa", "chiều", "tối", "đêm", "khuya"))
_ZONES = {"z": 0, "gmt": 0, "utc": 0, "ict": 420}
ZONE_STARTS = frozenset((*_ZONES, "(", "+", "-", "giờ", "theo"))
"""Words and marks that a zone can begin with."""
_PLACES = {
    ("việt", "nam"): 420,
    ("vn", ""): 420,
    ("hà", "nội"): 420,
    ("đông", "dương"): 420,
    ("phối", "hợp"): 0,
}


def clock(t: Tokens, i: int) -> Found:
    """A time of day with what settles its half of the day."""
    found = _figures(t, i) or _spoken(t, i) or _english(t, i)
    if found is None:
        return None
    parts, j = found
    if t.words[j] in _SPAN_WORDS:
        return None
    half, j = _half_of_day(t, j)
    if half is not None:
        parts.half_day = half
    return _checked(parts, t, i), j


def _figures(t: Tokens, i: int) -> Found:
    """Such as "10:30", "10:30:05", "16:13'", "9:5'"."""
    if t.numbers[i] < 0 or t.widths[i] > 2 or t.words[i + 1] != ":":
        return None
    if t.widths[i + 2] != 2 and (t.widths[i + 2] != 1 or t.words[i + 3] != "'" or t.gaps[i + 3]):
        return None
    if t.numbers[i + 2] < 0 or (t.gaps[i + 1] != t.gaps[i + 2]):
        return None
    parts = Parts(hour=t.numbers[i], minute=t.numbers[i + 2])
    j = i + 3
    if t.words[j] == ":" and t.numbers[j + 1] >= 0 and not t.gaps[j + 1]:
        if t.widths[j + 1] != 2:
            return None
        parts.second = t.numbers[j + 1]
        j += 2
        if t.words[j] in (".", ",") and t.glued(j) and t.glued(j + 1) and t.numbers[j + 1] >= 0:
            j += 2
    if t.words[j] == "'" or t.words[j] in ("giờ", "phút") and t.gaps[j] is False:
        j += 1
    return parts, j


def _english(t: Tokens, i: int) -> Found:
    """The hour of "11 PM", "9am", where the whole text is one expression."""
    if not t.loose or not 1 <= t.numbers[i] <= 12 or t.widths[i] > 2 or t.words[i + 1] not in ("am", "pm"):
        return None
    return Parts(hour=t.numbers[i]), i + 1


def dotted(t: Tokens, i: int) -> Found:
    """Such as "10.30 ngày 27/7": a dot for the colon, only right before a day and after "lúc" or the like."""
    if t.widths[i] > 2 or t.words[i + 1] != "." or t.widths[i + 2] != 2 or t.numbers[i + 2] < 0:
        return None
    led = t.loose or (i > 0 and t.words[i - 1] in ("lúc", "vào", "hồi"))
    if not led or t.gaps[i + 1] or t.gaps[i + 2] or t.words[i + 3] != "ngày" or t.numbers[i + 4] < 0:
        return None
    return _checked(Parts(hour=t.numbers[i], minute=t.numbers[i + 2]), t, i), i + 3


def _spoken(t: Tokens, i: int) -> Found:
    """Such as "10h", "10h30", "10 giờ 30 phút", "ba giờ rưỡi", "5 giờ kém 20", "hai giờ hai phút hai giây"."""
    hour = numerals.below_hundred(t, i) if t.numbers[i] < 0 else numerals.count(t, i)
    if hour is None or t.words[hour[1]] != "giờ" or (t.numbers[i] >= 0 and t.widths[i] > 2):
        return None
    parts, j = Parts(hour=hour[0]), hour[1] + 1
    word = t.words[j]
    if word == "đúng":
        return parts, j + 1
    if word == ":" and t.widths[j + 1] == 2 and t.numbers[j + 1] >= 0:  # "10h:30"
        j += 1
        word = ""
    if word == "rưỡi":
        parts.minute = 30
        return parts, j + 1
    if word == "kém":
        return _less(t, parts, j + 1)
    return _minutes(t, parts, j)


def _less(t: Tokens, parts: Parts, i: int) -> Found:
    minutes = numerals.count(t, i)
    if minutes is None or parts.hour is None or not 0 < minutes[0] < 60:
        return None
    parts.hour, parts.minute = (parts.hour - 1) % 24, 60 - minutes[0]
    j = minutes[1]
    return parts, j + (t.words[j] == "phút")


def _minutes(t: Tokens, parts: Parts, i: int) -> Found:
    j = i
    minute: numerals.Number
    if t.numbers[i] >= 0:
        minute = (t.numbers[i], i + 1)
        named = t.words[i + 1] in ("phút", "'")
        if not named and (t.widths[i] != 2 or not _free(t, i + 1)):
            return parts, j
    else:
        skip = (
            1 if t.words[i] == "linh" or (t.words[i] == "không" and t.words[i + 1] in numerals.UNITS) else 0
        )
        minute = numerals.below_hundred(t, i + skip)
        named = minute is not None and t.words[minute[1]] in ("phút",)
        if minute is None or (not named and not _spoken_minutes_end(t, minute, skip)):
            return _seconds(t, parts, j)
    parts.minute, j = minute
    if named:
        j += 1
        if t.words[j] == "'":
            j += 1
    return _seconds(t, parts, j)


def _free(t: Tokens, i: int) -> bool:
    """Whether a two-figure number before `i` can be minutes: it does not begin a date of its own."""
    word = t.words[i]
    if word == "-" and t.numbers[i + 1] >= 0 and t.words[i + 2] in ("giờ", ":"):
        return True  # "7h00-9h00"
    if word in ("/", "tháng") or (
        word in ("-", ".") and t.glued(i) and t.glued(i + 1) and t.numbers[i + 1] >= 0
    ):
        return False
    if word == "ngày":
        return t.numbers[i + 1] >= 0 or t.words[i + 1] in ("mai", "hôm", "mùng")
    return word not in ("giờ", "tuần", "năm", "%")


def _spoken_minutes_end(t: Tokens, minute: tuple[int, int], skip: int) -> bool:
    """Such as "tám giờ hai mươi" (end of the expression), not "tám giờ ba xe tăng"."""
    value, j = minute
    return bool(skip) or (value >= 5 and (j >= t.count or not t.words[j].isalpha() or t.words[j] in _PARTS))


def _seconds(t: Tokens, parts: Parts, i: int) -> Found:
    seconds = numerals.count(t, i)
    if seconds is not None and t.words[seconds[1]] in ("giây", "s"):
        parts.second = seconds[0]
        if parts.minute is None:
            parts.minute = 0
        return parts, seconds[1] + 1
    return parts, i


def _half_of_day(t: Tokens, i: int) -> tuple[str | None, int]:
    word = t.words[i]
    if word in ("am", "pm", "sa", "ch"):
        return word, i + 1
    if word in ("a", "p", "phút") and t.words[i + 1] == "." and t.words[i + 2] == "m":
        return ("am" if word == "a" else "pm"), i + 3 + (t.words[i + 3] == ".")
    if word == "(" and t.words[i + 1] in _PARTS and t.words[i + 2] == ")":
        return t.words[i + 1], i + 3
    j = i + 1 if word == "buổi" else i
    if t.words[j] == "rạng" and t.words[j + 1] == "sáng":
        return "sáng", j + 2
    if t.words[j] in _PARTS:
        if t.words[j + 1] in ("nay", "qua", "mai", "mốt", "kia"):  # "8h sáng nay": the day is read from there
            return t.words[j], i
        if t.words[j] == "sáng" and t.words[j + 1] == "sớm":
            return "sáng", j + 2
        if t.words[j] == "đêm" and t.words[j + 1] == "khuya":
            return "khuya", j + 2
        return t.words[j], j + 1
    return None, i


def _checked(parts: Parts, t: Tokens, i: int) -> Parts:
    """Apply the half of the day and refuse what no clock shows."""
    hour, minute, second = parts.hour or 0, parts.minute or 0, parts.second or 0
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        raise Impossible("out-of-range", "No clock shows this time; check hours, minutes and seconds.", i)
    half = parts.half_day
    if half is not None:
        parts.hour = _in_24_hours(hour, half, i)
    elif hour == 24:
        raise Impossible(
            "ambiguous", "24:00 may belong to this day or the next; write 0:00 with its date.", i
        )
    return parts


def _in_24_hours(hour: int, half: str, i: int) -> int:
    if half in ("am", "sa", "sáng"):
        if hour <= 11:
            return hour
        if hour == 12:
            return 0
    elif half in ("pm", "ch", "chiều"):
        if hour < 12 and hour:
            return hour + 12
        if hour >= 12:
            return hour
    elif half == "trưa":
        if 10 <= hour <= 14:
            return hour
        if hour in (1, 2):
            return hour + 12
    elif half == "tối":
        if 5 <= hour <= 11:
            return hour + 12
        if 17 <= hour <= 23:
            return hour
    elif half in ("đêm", "khuya"):
        if hour == 12:
            return 0
        if 7 <= hour <= 11:
            return hour + 12
        if hour <= 5 or 18 <= hour <= 23:
            return hour
    raise Impossible(
        "ambiguous", f"The clock and the word {half!r} do not go together; which time is meant?", i
    )


def zone(t: Tokens, i: int, *, no_clock: bool = False) -> Found:
    """Such as "GMT+7", "UTC+07:00", "+0700", "Z", "(GMT+7)", "(giờ Việt Nam)".

    Without a clock before it only the forms that nothing else can mean.
    """
    bracket = t.words[i] == "("
    j = i + bracket
    if not bracket and no_clock:
        found = _place_zone(t, j)
        return (Parts(offset=found[0]), found[1]) if found else None
    found = _named_zone(t, j) or _place_zone(t, j) or (_offset(t, j, False) if not bracket else None)
    if found is None:
        return None
    minutes, j = found
    if bracket:
        if t.words[j] != ")":
            return None
        j += 1
    return Parts(offset=minutes), j


def _named_zone(t: Tokens, i: int) -> tuple[int, int] | None:
    base = _ZONES.get(t.words[i])
    if base is None:
        return None
    shift = _offset(t, i + 1, True)
    if shift is not None and t.words[i] != "z":
        return shift
    return base, i + 1


def _offset(t: Tokens, i: int, after_name: bool) -> tuple[int, int] | None:
    sign = t.words[i]
    if sign not in ("+", "-") or t.numbers[i + 1] < 0 or (t.gaps[i + 1] and not after_name):
        return None
    width, value, j = t.widths[i + 1], t.numbers[i + 1], i + 2
    if width == 4:
        hours, minutes = divmod(value, 100)
    elif width <= 2 and (after_name or width == 2):
        hours, minutes = value, 0
        if t.words[j] == ":" and t.widths[j + 1] == 2 and t.numbers[j + 1] >= 0 and not t.gaps[j]:
            minutes, j = t.numbers[j + 1], j + 2
        elif not after_name and sign == "-":
            return None
    else:
        return None
    if hours > 14 or minutes > 59:
        return None
    total = hours * 60 + minutes
    return (total if sign == "+" else -total), j


def _place_zone(t: Tokens, i: int) -> tuple[int, int] | None:
    if t.words[i] == "theo":
        i += 1
    if t.words[i] != "giờ":
        return None
    for (first, second), minutes in _PLACES.items():
        if t.words[i + 1] == first and (not second or t.words[i + 2] == second):
            j = i + 2 + bool(second)
            if first == "phối":
                j += 2 if t.words[j] == "quốc" else 0
            return minutes, j
    return None
