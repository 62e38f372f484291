"""Comparing what was extracted with what a person expects, field by field.

Expectations have the shape of the fixtures' `expected.json`: texts in NFC, folded to single blanks. Not differences:
letter case of names and sections printed in capitals, the full stop at a caption's end, a credit left in the caption,
`+07:00` written or not, any address among `url` and `url_alt`. `accept` holds other right values by field.
"""

import re
from typing import Any
from unicodedata import normalize

FIELDS = (
    "title", "kicker", "lead", "lead_prefix", "section", "tags", "body", "byline", "authors", "agency",
    "published", "published_raw", "updated", "event_date", "photos", "absent",
)  # fmt: skip
"""Fields of an expectation that are compared, in the order of reports."""
_ZONE = re.compile(r"(?:\+07:00|Z)$")


def differences(field: str, found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """What is wrong with one field of `found` (as printed by `extract`); empty where it is right."""
    if field == "absent":
        return _leaks(found, expected)
    if field not in expected:
        return []
    if field == "body":
        return _body(found, expected)
    if field == "photos":
        return _photos(found, expected)
    value = _value(field, found)
    options = [expected[field], *expected.get("accept", {}).get(field, [])]
    if any(_same(field, value, option) for option in options):
        return []
    if field == "published_raw" and value and any(_within(option, value) for option in options if option):
        return []
    return [f"{field}: found {value!r}, expected {expected[field]!r}"]


def fold(text: str | None) -> str:
    """One spelling for comparing: NFC, single blanks."""
    return " ".join(normalize("NFC", text or "").split())


def _value(field: str, found: dict[str, Any]) -> Any:
    names = {"lead_prefix": "dateline", "published": "published_at", "updated": "updated_at"}
    return found.get(names.get(field, field))


def _same(field: str, value: Any, option: Any) -> bool:
    if field in ("tags", "authors"):
        return [fold(item).casefold() for item in value or ()] == [
            fold(item).casefold() for item in option or ()
        ]
    if value is None or option is None:
        return not value and not option
    if field in ("published", "updated"):
        return _ZONE.sub("", value) == _ZONE.sub("", option)
    if field in ("section", "byline", "agency"):
        return fold(value).casefold().strip("() .") == fold(option).casefold().strip("() .")
    return fold(value) == fold(option)


def _within(option: str, value: str) -> bool:
    return fold(option) in fold(value) or fold(value) in fold(option)


def _body(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    accept = expected.get("accept", {})
    mine = [fold(paragraph) for paragraph in found["body"]]
    optional = {fold(paragraph) for paragraph in accept.get("body_optional", [])}
    problems: list[str] = []
    for wanted in [expected["body"], *accept.get("body", [])]:
        target = [fold(paragraph) for paragraph in wanted]
        if [text for text in mine if text not in optional] == [
            text for text in target if text not in optional
        ]:
            return []
        problems = problems or _body_problems(mine, target, optional)
    return problems


def _body_problems(mine: list[str], target: list[str], optional: set[str]) -> list[str]:
    missing = [text for text in target if text not in mine and text not in optional]
    extra = [text for text in mine if text not in target and text not in optional]
    problems = [f"body lacks: {text[:120]!r}" for text in missing] + [
        f"body has too much: {text[:120]!r}" for text in extra
    ]
    return problems or ["body: paragraphs are in another order or repeated"]


def _photos(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    optional = set(expected.get("accept", {}).get("photos_optional", []))
    wanted = [photo for photo in expected["photos"] if not optional & _addresses(photo)]
    mine = [photo for photo in found["photos"] if photo["url"] not in optional]
    problems = []
    for photo in wanted:
        match = next((item for item in mine if item["url"] in _addresses(photo)), None)
        if match is None:
            problems.append(f"photo missing: {photo['url']}")
        else:
            problems += _caption_problems(match, photo)
    known = set().union(*(_addresses(photo) for photo in expected["photos"])) if expected["photos"] else set()
    problems += [f"photo too much: {item['url']}" for item in mine if item["url"] not in known]
    order = [item["url"] for item in mine]
    ranks = [next((i for i, photo in enumerate(wanted) if url in _addresses(photo)), -1) for url in order]
    if not problems and ranks != sorted(ranks):
        problems.append("photos are in another order")
    return problems


def _addresses(photo: dict[str, Any]) -> set[str]:
    return {photo["url"], *photo.get("url_alt", [])}


def _caption_problems(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    caption = _caption(found.get("caption"))
    if caption == _caption(wanted.get("caption")):
        credit = wanted.get("credit")
        if not credit or fold(credit).casefold() in fold(found.get("credit")).casefold():
            return []
        return [f"credit: found {found.get('credit')!r}, expected {credit!r}"]
    if caption and caption == _caption(wanted.get("printed")):
        return []
    return [f"caption: found {found.get('caption')!r}, expected {wanted.get('caption')!r}"]


def _caption(text: str | None) -> str:
    return fold(text).rstrip(" .")


def _leaks(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    texts = [fold(text) for text in [*found["body"], found.get("lead") or ""]]
    inside = [
        f"leak: {text!r} in {paragraph[:80]!r}"
        for text in map(fold, expected.get("absent", []))
        for paragraph in texts
        if text and text in paragraph
    ]
    alone = [
        f"leak: paragraph {text!r}"
        for text in map(fold, expected.get("absent_paragraphs", []))
        if text in texts
    ]
    return inside + alone
