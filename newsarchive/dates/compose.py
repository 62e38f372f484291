"""Components → points: a weekday, a day, a clock, a zone in any order, as long as none is said twice."""

from collections.abc import Callable

from newsarchive.dates import clock, days, feasts, lunar, numerals, relative, stretches
from newsarchive.dates.clock import Found
from newsarchive.dates.parts import Parts, merge
from newsarchive.dates.tokens import Tokens
from newsarchive.dates.words import COUNTED, DAY_PARTS, ENGLISH_MONTHS, ENGLISH_WEEKDAYS, VAGUE

Rule = Callable[[Tokens, int], Found]


def _named_month(t: Tokens, i: int) -> Found:
    """A month's name with a turn: "tháng 3 tới", "tháng 11 này"."""
    found = days.month_name(t, i)
    if found is None or found[0].year is not None or found[0].day is not None:
        return found
    if t.words[found[1]] in ("tới", "này", "vừa", "mới", "qua", "tiếp", "kế"):
        found[0].month_turn, j = days.turn_after(t, found[1])
        return found[0], j
    return found


def _bracketed(t: Tokens, i: int) -> Found:
    """Such as "(13-10)", "(tức 27 Tết)", "(tức ngày 10 tháng Giêng Bính Ngọ)", "(thứ Bảy)", "(cả ngày)"."""
    j = i + 1
    if t.words[j : j + 3] == ["cả", "ngày", ")"]:
        return Parts(), j + 3
    if t.led == i:  # "thứ Sáu (4/12)"
        t.led = j
    other = t.words[j] in ("tức", "nhằm")
    j += other + (other and t.words[j + 1] in ("là", "vào", "ngày") and t.words[j + 2] in ("ngày", "mùng"))
    found = point(t, j, bracketed=True)
    if found is None or t.words[found[1]] != ")":
        return None
    parts, j = found
    if parts.hour is None and (parts.lunar or parts.feast or parts.cycle):
        if parts.day is None or parts.month is None:
            return None
        return Parts(aside=parts), j + 1
    return parts, j + 1


_FIGURES = (days.figures, days.worded)
_AFTER_NUMBER: dict[str, tuple[Rule, ...]] = {
    "/": _FIGURES,
    "-": _FIGURES,
    ".": (clock.dotted, *_FIGURES),
    **dict.fromkeys((":", "am", "pm"), (clock.clock,)),
    "tết": (feasts.tet,),
    "giờ": (relative.shift, clock.clock),
    "ngày": (stretches.portion, relative.shift),
    "tháng": (stretches.portion, relative.shift, days.worded),
    **dict.fromkeys(
        ("giây", "s", "phút", "tiếng", "hôm", "tuần", "quý", "năm", "thập", "thế"), (relative.shift,)
    ),
    **dict.fromkeys((",", "th", "t", "st", "nd", "rd", "of", *ENGLISH_MONTHS), (days.worded,)),
}
"""Rules that can begin with a number, by the word or mark after it."""


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by the first word they can begin with."""
    table: dict[str, list[Rule]] = {}

    def on(first: str, *rules: Rule) -> None:
        for word in first.split():
            known = table.setdefault(word, [])
            known.extend(rule for rule in rules if rule not in known)

    on("tuần tháng năm quý", relative.unit_turn)
    on("ngày", feasts.full_moon, feasts.tet, stretches.ordinal, relative.day_word, days.worded, feasts.feast)
    on("mùng", feasts.tet, days.worded)
    on("ngày", days.day_alone)
    on("hôm bữa mai sớm", relative.day_word)
    on("hôm", days.worded)
    on("tháng", _named_month)
    on("th t", _named_month, days.weekday)
    on("tuần", stretches.ordinal)
    on(" ".join({name.split()[0] for name in feasts.NAMES}), feasts.feast)
    on("thứ cn chủ chúa", days.weekday)
    on(" ".join(ENGLISH_WEEKDAYS), days.weekday)
    on(" ".join(ENGLISH_MONTHS), days.english)
    on("giữa", relative.part_of_day)
    on(" ".join({name.split()[0] for name in DAY_PARTS}) + " buổi ban", relative.part_of_day)
    on("sau trong cách trước khoảng hơn gần dưới trên chừng tròn chưa nửa", relative.shift)
    on(" ".join(VAGUE), relative.shift)
    on("bây vừa mới hiện lúc ngay just", relative.just_now)
    on(" ".join(lunar.STEMS) + " năm xuân", feasts.cycle_year)
    on("quý q", stretches.quarter)
    on("năm", relative.shift, clock.clock, days.year_name)
    on("nửa", stretches.portion)
    on("mùa", stretches.season)
    on("thập những các", stretches.decade)
    on("thế", stretches.century)
    on("đầu giữa cuối thượng trung hạ", stretches.edge)
    on("rằm", feasts.full_moon)
    on("lễ hội đêm đại dịp", feasts.feast)
    on("tết", feasts.tet)
    on("âm âl al nhuận dương", feasts.lunar_mark)
    on("(", feasts.lunar_mark, _bracketed)
    for word in NUMERALS:
        on(word)
    return {word: tuple(rules) for word, rules in table.items()}


NUMERALS = frozenset((*numerals.UNITS, "mười", "hai-mươi"))
RULES = _rules()
_MOST_COMPONENTS = 8
_JOINTS = frozenset((",", "-", "|", ":", "/"))
_FILLERS = frozenset(
    ("lúc", "vào", "hồi", "của", "là", "at", "khoảng", "trong", "on", "nhằm", "on", "ngày", "từ")
)
_SKIPPED = _JOINTS | _FILLERS | {"."}


def component(t: Tokens, i: int, base: Parts) -> int | None:
    """Read one component at `i` into `base`; the next place, or None where none fits."""
    if base.lunar and t.widths[i] == 4 and _lunar_year(t, i, base):
        base.year = t.numbers[i]
        return i + 1
    if t.words[i] in clock.ZONE_STARTS and base.offset is None:
        if base.hour is not None or base.part is not None:
            zone = clock.zone(t, i, no_clock=base.hour is None)
            if zone is not None and merge(base, zone[0]):
                return zone[1]
    elif t.numbers[i] >= 0 and _says_again(t.words[i + 1], base):
        return None
    for rule in _rules_at(t, i):
        found = rule(t, i)
        if found is not None and merge(base, found[0]):
            return found[1]
    return None


def _lunar_year(t: Tokens, i: int, base: Parts) -> bool:
    """Whether a bare number is the year of a lunar day or month: "rằm tháng 7/2024", "15/8 âm lịch 2024"."""
    if base.month is None or base.year is not None or base.cycle is not None:
        return False
    counts = t.words[i + 1] in COUNTED or t.words[i - 1] == ","
    return 1000 <= t.numbers[i] < 3000 and not counts and not t.glued(i + 1)


def _says_again(mark: str, base: Parts) -> bool:
    """Whether a number before this mark would be a second day or a second clock: not of this date."""
    if mark == "/":
        return base.day is not None and base.month is not None
    return mark in ("giờ", ":") and base.hour is not None


def _rules_at(t: Tokens, i: int) -> tuple[Rule, ...]:
    """Rules that can begin at `i`."""
    if t.numbers[i] >= 0:
        return _AFTER_NUMBER.get(t.words[i + 1], ())
    word = t.words[i]
    rules = RULES.get(word, ())
    if word in NUMERALS:
        number = numerals.count(t, i)
        if number is not None:
            rules += _AFTER_NUMBER.get(t.words[number[1]], ())
    return rules


def point(t: Tokens, i: int, *, bracketed: bool = False) -> tuple[Parts, int] | None:
    """As many components as fit together: weekday, day, clock, zone in any order; no bracket inside a bracket."""
    if bracketed and t.words[i] == "(":
        return None
    base, end = Parts(), i
    for rule in _rules_at(t, i):
        first = rule(t, i)
        if first is not None:
            base, end = first
            break
    else:
        return None
    for _ in range(_MOST_COMPONENTS):
        k = _between(t, end, base)
        if t.broken(end, k) or (bracketed and t.words[k] == "("):
            return base, end
        if base.feast is not None or base.weekday is not None:
            t.led = k
        following = component(t, k, base)
        if following is None:
            if k != end:  # a filler may begin the component itself ("trong 3 ngày")
                following = component(t, end, base) if t.words[end] not in _JOINTS else None
            if following is None:
                return base, end
        end = following
    return base, end


def _between(t: Tokens, i: int, base: Parts) -> int:
    """Skip what stands between two components."""
    if t.words[i] not in _SKIPPED:
        return i
    j = i
    for _ in range(2):
        if t.words[j] in _JOINTS and j < t.count:
            j += 1
    if t.words[j] == "." and t.glued(j) and t.gaps[j + 1] is False:
        j += 1
    for _ in range(3):
        word = t.words[j]
        if word not in _FILLERS:
            break
        if (
            word == "ngày"
            and (t.numbers[j + 1] >= 0 or t.words[j + 1] in RULES)
            and t.words[j + 1] not in _FILLERS
            and t.words[j + 1] not in ("thứ", "chủ", "chúa", "cn")
        ):
            break
        if word == "là" and t.words[j + 1] != "ngày":
            break
        if word == "từ" and base.hour is None and t.words[j + 2] not in (":", "giờ"):
            break
        if word == "lúc":
            base.at_word = True
        j += 1
    return j
