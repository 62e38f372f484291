"""The two public names of the package, and what they say of arguments that are not theirs."""

from datetime import UTC, datetime
from typing import Any

import pytest

import newsarchive

AT = datetime(2024, 7, 27, tzinfo=UTC)
URL = "https://bao.example/bai-1.html"


def test_the_public_names_are_listed() -> None:
    assert {"extract", "Article", "__version__"} <= set(dir(newsarchive))


@pytest.mark.parametrize(
    ("arguments", "error", "why"),
    [
        ({"html": "<p>text"}, TypeError, "`html` is bytes, not str"),
        ({"html": None}, TypeError, "`html` is bytes, not NoneType"),
        ({"url": None}, TypeError, "`url` is str, not NoneType"),
        ({"fetched_at": None}, TypeError, "`fetched_at` is datetime, not NoneType"),
        ({"fetched_at": "2024-07-27"}, TypeError, "`fetched_at` is datetime, not str"),
        ({"fetched_at": datetime(2024, 7, 27)}, ValueError, "no zone"),
        ({"site": 5}, TypeError, "`site` is the id"),
    ],
)
def test_arguments_of_another_kind_are_told(
    arguments: dict[str, Any], error: type[Exception], why: str
) -> None:
    given: dict[str, Any] = {"html": b"<p>text", "url": URL, "fetched_at": AT} | arguments
    with pytest.raises(error, match=why):
        newsarchive.extract(given.pop("html"), **given)
