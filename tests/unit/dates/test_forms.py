"""Printed forms and what they mean, one row each; written from the meaning, never from the output.

forms.csv goes through the grammar, kinds.csv through what papers, calendars and other readers' suites are made of.
"""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from newsarchive.dates import find, parse
from newsarchive.errors import DateError

AT = "2024-07-27T08:30"
"""A Saturday; the moment of reading where a row names none."""

HERE = Path(__file__).parent
FORMS: list[dict[str, str]] = []
for table in ("forms.csv", "kinds.csv"):
    with (HERE / table).open(encoding="utf-8", newline="") as lines:
        FORMS += csv.DictReader(lines)
READABLE = [form for form in FORMS if not form["meaning"].startswith("!")]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["text"])
def test_form(form: dict[str, str]) -> None:
    at = datetime.fromisoformat(form["at"] or AT)
    try:
        meaning = parse(form["text"], at=at, prefer=form["prefer"] or "past").iso
    except DateError as refusal:
        meaning = f"!{refusal.reason}"
    assert meaning == form["meaning"]


@pytest.mark.parametrize("form", READABLE, ids=lambda form: form["text"])
def test_text_used_is_where_the_span_says(form: dict[str, str]) -> None:
    at = datetime.fromisoformat(form["at"] or AT)
    reading = parse(form["text"], at=at, prefer=form["prefer"] or "past")
    first, last = reading.span
    assert form["text"][first:last] == reading.text
    assert reading.start <= reading.end


@pytest.mark.parametrize(
    "text", ["27/07/2024", "ngày 27 tháng 7 năm 2024", "3 giờ trước", "mùng 2 Tết Giáp Thìn"]
)
def test_find_and_parse_agree(text: str) -> None:
    at = datetime.fromisoformat(AT)
    assert [reading.iso for reading in find(f"Tin: {text}.", at=at)] == [parse(text, at=at).iso]
