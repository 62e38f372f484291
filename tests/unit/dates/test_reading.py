"""What a reading tells beside its value: precision, kind, method, bounds, place."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from newsarchive.dates import Reading, find, parse
from newsarchive.dates.reader import parse_new
from newsarchive.errors import DateError

AT = datetime(2024, 7, 27, 8, 30)


@pytest.mark.parametrize(
    ("text", "precision", "kind", "method"),
    [
        ("27/07/2024 10:30", "minute", "absolute", "grammar"),
        ("27/07/2024 10:30:05", "second", "absolute", "grammar"),
        ("27/07/2024", "day", "absolute", "grammar"),
        ("tháng 7/2024", "month", "absolute", "grammar"),
        ("năm 2024", "year", "absolute", "grammar"),
        ("quý 3/2024", "quarter", "range", "grammar"),
        ("tuần này", "week", "range", "grammar"),
        ("thập niên 90", "decade", "range", "grammar"),
        ("18 - 19.6", "day", "range", "grammar"),
        ("hôm qua", "day", "relative", "grammar"),
        ("3 giờ trước", "minute", "relative", "grammar"),
        ("cách đây hơn một tháng", "month", "relative", "grammar"),
        ("buổi chiều", "part", "relative", "grammar"),
        ("mùng 2 Tết Giáp Thìn", "day", "lunar", "lunar"),
        ("2024-07-27T10:30:05Z", "second", "absolute", "iso"),
        ("Sat, 27 Jul 2024 10:30:05 +0700", "second", "absolute", "iso"),
    ],
)
def test_what_a_reading_says(text: str, precision: str, kind: str, method: str) -> None:
    reading = parse(text, at=AT)
    assert (reading.precision, reading.kind, reading.method) == (precision, kind, method)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("27/07/2024", "2024-07-27", "2024-07-27"),
        ("tháng 2/2024", "2024-02-01", "2024-02-29"),
        ("năm 2024", "2024-01-01", "2024-12-31"),
        ("cuối năm 2023", "2023-09-01", "2023-12-31"),
        ("giữa tháng 6/2024", "2024-06-11", "2024-06-20"),
        ("tuần trước", "2024-07-15", "2024-07-21"),
        ("2024-07-27T10:30:05Z", "2024-07-27T10:30:05", "2024-07-27T10:30:05"),
        ("buổi chiều", "2024-07-27T12:00", "2024-07-27T19:00"),
    ],
)
def test_bounds(text: str, start: str, end: str) -> None:
    reading = parse(text, at=AT)
    assert (reading.start, reading.end) == (start, end)


def test_label_is_not_part_of_the_text_used() -> None:
    reading = parse("Ngày đăng: 05/07/2024", at=AT)
    assert (reading.text, reading.span) == ("05/07/2024", (11, 21))


def test_to_dict_has_the_documented_keys() -> None:
    told = parse("27/07/2024", at=AT).to_dict()
    assert list(told) == ["iso", "start", "end", "precision", "kind", "method", "text", "span"]
    assert told["span"] == [0, 10]


def test_reading_is_frozen() -> None:
    with pytest.raises(AttributeError):
        parse("27/07/2024", at=AT).iso = "2024"  # type: ignore[misc]
    assert "__slots__" in Reading.__dict__


@pytest.mark.parametrize(
    ("at", "today"),
    [
        (datetime(2024, 7, 27, 23, 0), "2024-07-27"),
        (datetime(2024, 7, 27, 18, 0, tzinfo=UTC), "2024-07-28"),
        (datetime(2024, 7, 28, 1, 0, tzinfo=timezone(timedelta(hours=7))), "2024-07-28"),
        (datetime(2024, 7, 27, 18, 0, tzinfo=timezone(timedelta(hours=-2))), "2024-07-27"),
    ],
)
def test_clock_of_the_text(at: datetime, today: str) -> None:
    assert parse("hôm nay", at=at).iso == today


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize(
    "text", ["Thứ Bảy, ngày 27 tháng 7 năm 2024", "Đêm giao thừa Giáp Thìn", "Sáng mùng một Tết Ất Tỵ"]
)
def test_unicode_forms(form: str, text: str) -> None:
    spelled = unicodedata.normalize(form, text)
    reading = parse(spelled, at=AT)
    assert reading.iso == parse(text, at=AT).iso
    assert spelled[slice(*reading.span)] == reading.text


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("Thứ Bảy,\u00a027/07/2024", "Thứ Bảy, 27/07/2024"),
        ("２７/０７/２０２４", "27/07/2024"),
        ("27／07／2024　10：30", "27/07/2024 10:30"),
        ("\u200b27/07\u200b/2024", "27/07/2024"),
        ("\u00d0êm 20/7", "Đêm 20/7"),
        ("Qúy 3/2024", "quý 3/2024"),
        ("quí 3/2024", "quý 3/2024"),
        ("18—19/6/2024", "18-19/6/2024"),
    ],
)
def test_odd_characters(odd: str, plain: str) -> None:
    assert parse(odd, at=AT).iso == parse(plain, at=AT).iso


def test_refusal_carries_text_reason_and_one_sentence() -> None:
    with pytest.raises(DateError) as caught:
        parse("31/02/2024", at=AT)
    assert caught.value.text == "31/02/2024"
    assert caught.value.reason == "impossible-day"
    assert caught.value.message.endswith(".")
    assert caught.value.field == "date"


def test_last_resort_is_marked() -> None:
    reading = parse("27;7;2024 lúc", at=AT)
    assert (reading.iso, reading.method) == ("2024-07-27", "dateparser")


@pytest.mark.parametrize("text", ["27;13;2024 lúc", "Luật 12 năm 2024 abc", "phiên bản 10;30;1 2024"])
def test_last_resort_does_not_guess(text: str) -> None:
    with pytest.raises(DateError):
        parse(text, at=AT)


def test_long_text_is_sent_to_find() -> None:
    with pytest.raises(DateError, match="use find"):
        parse("27/07/2024 " * 40, at=AT)


def test_import_loads_neither_dateparser_nor_the_lunar_tables() -> None:
    code = "import sys, newsarchive.dates as d; sys.exit(any(m in sys.modules for m in ('dateparser', 'vnlunar')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_find_keeps_order_and_never_overlaps() -> None:
    text = "Sáng 26/1, tổng kết năm 2023; từ ngày 18 đến 20/6 và tối 27/7/2024."
    readings = find(text, at=AT)
    assert [r.text for r in readings] == ["Sáng 26/1", "năm 2023", "ngày 18 đến 20/6", "tối 27/7/2024"]
    assert all(a.span[1] <= b.span[0] for a, b in zip(readings, readings[1:], strict=False))


@pytest.mark.parametrize(
    "text", ["Thứ Bảy, 27/07/2024 - 9:30", "hôm qua", "5h07 ngày 1/3/2011", "31/02/2024", " " * 400]
)
def test_a_stream_reads_as_parse_does(text: str) -> None:
    now = datetime(2026, 7, 1, 12, 0)

    def outcome(read: Callable[[], Reading]) -> object:
        try:
            return read()
        except DateError as error:
            return error.reason

    assert outcome(lambda: parse_new(text, now)) == outcome(lambda: parse(text, at=now))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("27-7-24", "year of two figures"),
        ("27.7.24", "year of two figures"),
        ("1/2/3", "year is written with four figures"),
        ("1/1/0001", "before 1000"),
        ("0903 123 456", "telephone"),
        ("2020-2025", "Two years"),
        ("2-1", "score"),
        ("1.50", "price"),
        ("1.200.000", "Figures alone"),
        ("27", "A number alone"),
    ],
)
def test_figures_that_are_no_date_are_told_why(text: str, why: str) -> None:
    with pytest.raises(DateError, match=why) as caught:
        parse(text, at=AT)
    assert caught.value.reason == "bare-number"


@pytest.mark.parametrize(
    ("arguments", "error", "why"),
    [
        (("27/7/2024", None, "past"), TypeError, "`at` is a datetime"),
        (("27/7/2024", date(2024, 7, 27), "past"), TypeError, "not date"),
        ((None, AT, "past"), TypeError, "`text` is a str, not NoneType"),
        ((b"27/7/2024", AT, "past"), TypeError, "decode"),
        ((["27/7/2024"], AT, "past"), TypeError, "not list"),
        (("27/7", AT, "last"), ValueError, "past, future, nearest"),
    ],
)
@pytest.mark.parametrize("function", [parse, find])
def test_arguments_of_another_kind_are_told(
    function: Any, arguments: tuple[Any, Any, Any], error: type[Exception], why: str
) -> None:
    text, at, prefer = arguments
    with pytest.raises(error, match=why):
        function(text, at=at, prefer=prefer)
