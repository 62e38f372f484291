"""What an address asks for, and the command that asks for the same."""

import shlex

import pytest

from newsarchive.cli.export import command as export
from newsarchive.web.asking import read_asked


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "-'họp' \"đại hội\" $(rm)", "site": "thanhuytphcm", "sort": "newest"},
        {"section": "Quận 5", "since": "2024-01-01", "until": "2024-12-31", "undated": "1"},
        {"byline": "Mai Khuê", "photo": "1", "gone": "1", "edited": "1"},
    ],
)
def test_the_command_that_is_shown_can_be_run(asked: dict[str, str]) -> None:
    words = shlex.split(read_asked(asked).command("my data/archive.db"))
    assert words[:3] == ["newsarchive", "export", "csv"]
    csv = export.get_command(None, "csv")  # type: ignore[attr-defined]
    context = csv.make_context("csv", words[3:])
    names = {"q": "query", "site": "sites", "section": "sections"}
    given = {name: value for name, value in context.params.items() if value not in (None, False, ())}
    for name, value in asked.items():
        if name in names:
            assert value in given[names[name]]
    assert len([word for word in words if word.startswith("--")]) == 1 + len(asked) - ("sort" in asked)
    assert str(given["db"]) == "my data/archive.db"


def test_days_that_cannot_be_read_filter_nothing_in_the_command_either() -> None:
    asked = read_asked({"q": "dang", "since": "2024-02-30", "until": "2024-03-01"})
    assert shlex.split(asked.command("a.db")) == [
        "newsarchive", "export", "csv", "--db=a.db", "--until=2024-03-01", "--query=dang",
    ]  # fmt: skip


def test_an_address_says_what_was_read() -> None:
    asked = read_asked({"q": "đảng bộ", "photo": "1", "page": "3", "sort": "oldest", "other": "x"})
    assert asked.page == 3
    assert asked.offset == 40
    again = dict(pair.split("=") for pair in asked.address(3).partition("?")[2].split("&"))
    assert again == {"q": "%C4%91%E1%BA%A3ng+b%E1%BB%99", "photo": "1", "sort": "oldest", "page": "3"}
    assert asked.filters.has_photo is True
    assert asked.filters.gone is None
