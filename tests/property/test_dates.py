"""Laws of the date reader: every printed form comes back, spelling does not matter, no text breaks it."""

import time
import unicodedata
from contextlib import suppress
from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsarchive.dates import fast, find, parse
from newsarchive.dates.compose import RULES
from newsarchive.dates.reader import MAX_CHARS, read_by_grammar
from newsarchive.errors import DateError

AT = datetime(2024, 7, 27, 8, 30)
QUICK = 0.05
"""Seconds of processor time that 10,000 characters may take on a machine of its own."""
SLACK = 8
"""Times that a busy, slow or traced machine may need; work that grows with the square needs far more."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
MONTHS = (
    "Một Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Mười#Một Mười#Hai".replace(" ", "|").replace("#", " ").split("|")
)
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

DAYS = (
    "{d:%d/%m/%Y}",
    "{d:%d-%m-%Y}",
    "{d:%d.%m.%Y}",
    "{d.day}/{d.month}/{d.year}",
    "ngày {d.day}/{d.month}/{d.year}",
    "ngày {d.day} tháng {d.month} năm {d.year}",
    "ngày {d:%d} tháng {d:%m} năm {d.year}",
    "{d.day} tháng {d.month}, {d.year}",
    "{d.day} thg {d.month}, {d.year}",
    "{d.day} Tháng {month} {d.year}",
    "ngày {d.day} tháng {month} năm {d.year}",
    "Tháng {month} {d.day}, {d.year}",
    "Th{d.month} {d.day}, {d.year}",
    "{weekday}, {d:%d/%m/%Y}",
    "{weekday}, ngày {d.day} tháng {d.month} năm {d.year}",
    "{weekday} ngày {d.day}-{d.month}-{d.year}",
    "{short}, {d:%d/%m/%Y}",
    "Ngày đăng: {d:%d/%m/%Y}",
    "Sáng {d.day}/{d.month}/{d.year}",
    "({d:%d/%m/%Y})",
    "{d:%Y-%m-%d}",
    "{d:%Y/%m/%d}",
    "{d.day} {english} {d.year}",
    "{english} {d.day}, {d.year}",
)
MOMENTS = (
    "{d:%d/%m/%Y %H:%M}",
    "{d:%d/%m/%Y, %H:%M}",
    "{d:%d/%m/%Y | %H:%M}",
    "{d:%d/%m/%Y - %H:%M}",
    "{d:%d/%m/%Y lúc %H:%M}",
    "{d:%H:%M %d/%m/%Y}",
    "{d:%H:%M, %d/%m/%Y}",
    "{d:%H:%M' - %d/%m/%Y}",
    "{d:%Hh%M ngày %d/%m/%Y}",
    "{d:%Hg%M ngày %d-%m-%Y}",
    "{d.hour} giờ {d.minute} phút ngày {d.day}/{d.month}/{d.year}",
    "{weekday}, {d:%d/%m/%Y - %H:%M}",
    "{weekday}, {d:%H:%M, %d/%m/%Y}",
    "{weekday} ngày {d.day} tháng {d.month} năm {d.year}, {d:%H:%M}",
    "Cập nhật lúc: {d:%H:%M %d/%m/%Y}",
    "{d:%d/%m/%Y %I:%M %p}",
    "{d:%Y-%m-%dT%H:%M}",
    "{d:%Y-%m-%d %H:%M}",
)
ZONED = (
    "{d:%d/%m/%Y %H:%M} GMT+7",
    "{weekday}, {d:%d/%m/%Y, %H:%M} (GMT+7)",
    "{d:%d/%m/%Y %H:%M} (UTC+07:00)",
    "{d:%Y-%m-%dT%H:%M}+07:00",
    "{d:%H:%M %d/%m/%Y} (giờ Việt Nam)",
)

moments = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2099, 12, 31))


def written(form: str, d: datetime) -> str:
    return form.format(
        d=d,
        weekday=WEEKDAYS[d.weekday()],
        short=SHORT[d.weekday()],
        month=MONTHS[d.month - 1],
        english=ENGLISH[d.month - 1],
    )


@given(moments, st.sampled_from(DAYS))
def test_days_come_back(d: datetime, form: str) -> None:
    assert parse(written(form, d), at=AT).iso == d.date().isoformat()


@given(moments, st.sampled_from(MOMENTS))
def test_moments_come_back(d: datetime, form: str) -> None:
    assert parse(written(form, d), at=AT).iso == d.isoformat(timespec="minutes")


@given(moments, st.sampled_from(ZONED))
def test_zoned_moments_come_back(d: datetime, form: str) -> None:
    assert parse(written(form, d), at=AT).iso == d.isoformat(timespec="minutes") + "+07:00"


@given(moments)
def test_feed_dates_come_back(d: datetime) -> None:
    english = f"{ENGLISH_DAYS[d.weekday()]}, {d.day:02d} {ENGLISH[d.month - 1]} {d.year} {d:%H:%M:%S} +0700"
    assert parse(english, at=AT).iso == d.isoformat(timespec="seconds") + "+07:00"


@given(
    moments,
    st.integers(0, 6),
    st.sampled_from(("{weekday}, {d:%d/%m/%Y}", "{weekday}, {d:%d/%m/%Y - %H:%M}")),
)
def test_a_wrong_weekday_is_refused(d: datetime, weekday: int, form: str) -> None:
    text = form.format(d=d, weekday=WEEKDAYS[weekday])
    try:
        assert parse(text, at=AT).iso[:10] == d.date().isoformat()
        assert weekday == d.weekday()
    except DateError as refusal:
        assert refusal.reason == "weekday-contradicts"
        assert weekday != d.weekday()


@given(st.integers(1, 59), st.sampled_from((("giây", 1), ("phút", 60), ("giờ", 3600), ("ngày", 86400))))
def test_distances(n: int, unit: tuple[str, int]) -> None:
    word, seconds = unit
    for way, sign in (("trước", -1), ("nữa", 1)):
        moment = AT + sign * timedelta(seconds=n * seconds)
        expected = moment.date().isoformat() if word == "ngày" else moment.isoformat(timespec="minutes")
        assert parse(f"{n} {word} {way}", at=AT).iso[: len(expected)] == expected


@given(
    st.dates(AT.date() - timedelta(days=364), AT.date()),
    st.sampled_from(("Sáng {}", "Ngày {}", "tối {}", "Chiều ngày {}")),
)
def test_days_without_a_year_are_looked_for_in_the_past(day, lead: str) -> None:  # type: ignore[no-untyped-def]
    assert parse(lead.format(f"{day.day}/{day.month}"), at=AT).iso == day.isoformat()


ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spoken(n: int, *, short: bool) -> str:
    """A number below a hundred as people say it; `short` leaves "mươi" out where that is said."""
    tens, one = divmod(n, 10)
    if not tens:
        return ONES[one]
    last = {0: "", 5: "lăm"}.get(one, ONES[one])
    if tens == 1:
        return f"mười {last}".strip()
    last = {1: "mốt", 4: "tư"}.get(one, last)
    middle = "" if short and last in ("mốt", "tư", "lăm") else "mươi"
    return " ".join(f"{ONES[tens]} {middle} {last}".split())


def spoken_year(n: int, way: str, little: str) -> str:
    thousands, hundreds, rest = n // 1000, n // 100 % 10, n % 100
    if way == "digits":
        return " ".join(ONES[int(digit)] for digit in str(n))
    if way == "pairs":
        last = f"{little} {ONES[rest]}" if rest < 10 else spoken(rest, short=True)
        return f"{ONES[thousands]} {ONES[hundreds]} {last}"
    parts = [ONES[thousands], "nghìn" if way == "north" else "ngàn"]
    if hundreds or rest:
        parts += [ONES[hundreds], "trăm"]
    if rest:
        parts += [little, ONES[rest]] if rest < 10 else [spoken(rest, short=False)]
    return " ".join(parts)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(("north", "south", "pairs", "digits")),
    st.sampled_from(("linh", "lẻ")),
    st.booleans(),
)
def test_spoken_days_come_back(day: date, way: str, little: str, short: bool) -> None:
    first = "mùng" if day.day <= 10 else "ngày"
    month = {4: "tư"}.get(day.month, spoken(day.month, short=False))
    text = f"{first} {spoken(day.day, short=short)} tháng {month} năm {spoken_year(day.year, way, little)}"
    assert parse(text, at=AT).iso == day.isoformat()


@given(moments, st.sampled_from(DAYS + MOMENTS + ZONED))
def test_spelling_does_not_matter(d: datetime, form: str) -> None:
    text = written(form, d)
    assume(
        "tháng năm" not in text.lower()
    )  # only the large letter tells "1 Tháng Năm 2000" from months of a year
    meaning = parse(text, at=AT).iso
    for other in (unicodedata.normalize("NFD", text), text.upper(), text.lower(), f"  {text} "):
        assert parse(other, at=AT).iso == meaning


pieces = st.sampled_from(
    (
        *RULES,
        *[
            "1",
            "2",
            "5",
            "12",
            "13",
            "27",
            "30",
            "31",
            "99",
            "1999",
            "2024",
            "07",
            "/",
            "-",
            ".",
            ":",
            ",",
            "(",
            ")",
            "|",
            "nay",
            "qua",
            "trước",
            "sau",
            "nữa",
            "kém",
            "rưỡi",
            "mươi",
            "nghìn",
            "nhuận",
        ],
        *["tcn", "đến", "và", "của", "gmt", "+", "'", "T07", "%", "́", "\u200b"],
    )
)
scraps = st.lists(st.tuples(pieces, st.sampled_from((" ", " ", ""))), max_size=10).map(
    lambda parts: "".join(piece + blank for piece, blank in parts)
)
readers = st.sampled_from(("past", "future", "nearest"))


@settings(max_examples=400)
@given(
    scraps | st.text(max_size=80),
    readers,
    st.sampled_from((AT, datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59))),
)
def test_nothing_but_a_date_error_is_raised(text: str, prefer: str, at: datetime) -> None:
    try:
        reading = parse(text, at=at, prefer=prefer)  # type: ignore[arg-type]
        assert text[slice(*reading.span)] == reading.text
    except DateError as refusal:
        assert refusal.message
    last = 0
    for found in find(text, at=at, prefer=prefer):  # type: ignore[arg-type]
        assert text[slice(*found.span)] == found.text
        assert found.span[0] >= last
        last = found.span[1]


@settings(max_examples=300)
@given(
    scraps | st.tuples(moments, st.sampled_from(DAYS + MOMENTS + ZONED)).map(lambda p: written(p[1], p[0])),
    readers,
)
def test_patterns_and_grammar_agree(text: str, prefer: str) -> None:
    usual = fast.read(text, AT, prefer)  # type: ignore[arg-type]
    if usual is not None:
        assert read_by_grammar(text, AT, prefer) == usual  # type: ignore[arg-type]


figures = st.one_of(
    *(
        st.tuples(st.just(form), st.integers(1, 28), st.integers(1, 12), st.integers(1900, 2040)).map(
            lambda said: said[0].format(d=said[1], m=said[2], y=said[3])
        )
        for form in (
            "{d}/{m} ", "{d}/{m}/{y} ", "t2 {d}/{m} ", "{m}-{d}h ", "{m}h{d} ", "mùng {m} tết ", "{d}, ", "năm {y} ",
            "{d}/{m} (tức {d}/{m} âm lịch) ", "ngày {m} và {d}/{m} ", "đêm {d} rạng sáng {d}/{m} ", "({d}-{m}) ", "(",
        )
    )
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(figures, min_size=20, max_size=200))
def test_texts_of_nothing_but_dates_stay_quick(said: list[str]) -> None:
    text = ("".join(said) * (10_000 // len("".join(said)) + 1))[:10_000]
    start = time.process_time()
    find(text, at=AT)
    assert time.process_time() - start < QUICK * SLACK


@settings(max_examples=30, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=4), st.sampled_from(("", " ")), readers)
def test_long_texts_stay_quick(parts: list[str], blank: str, prefer: str) -> None:
    piece = blank.join(parts) + blank
    text = (piece * (10_000 // max(len(piece), 1) + 1))[:10_000]
    start = time.process_time()
    for cut in (text, text[:MAX_CHARS]):
        with suppress(DateError):
            parse(cut, at=AT, prefer=prefer)  # type: ignore[arg-type]
    assert time.process_time() - start < QUICK * SLACK, "parse"
    start = time.process_time()
    find(text, at=AT, prefer=prefer)  # type: ignore[arg-type]
    assert time.process_time() - start < QUICK * SLACK, "find"
