"""`newsarchive date`: what it prints for one text and for lines, and what it answers with."""

import json

from click.testing import CliRunner, Result

from newsarchive.cli.main import cli

SENTENCE = "Sáng 26/1/2024 họp, ngày 27/7/2024 xong"
FOUND = "2024-01-26\tday\tabsolute\tSáng 26/1/2024\n2024-07-27\tday\tabsolute\tngày 27/7/2024\n"


def date(*words: str, lines: str = "") -> Result:
    return CliRunner().invoke(cli, ["date", *words], input=lines, standalone_mode=False)


def test_find_prints_the_same_columns_for_a_text_and_for_lines() -> None:
    assert date("--find", SENTENCE).output == FOUND
    assert date("--find", lines=f"không có gì\n{SENTENCE}\n").output == FOUND


def test_find_tells_the_line_in_json_and_does_not_repeat_it() -> None:
    answers = [
        json.loads(line) for line in date("--find", "--json", lines=f"a\n{SENTENCE}\n").output.splitlines()
    ]
    assert [(each["line"], each["iso"]) for each in answers] == [(2, "2024-01-26"), (2, "2024-07-27")]
    assert "input" not in answers[0]
    assert SENTENCE[slice(*answers[1]["span"])] == answers[1]["text"]


def test_the_option_is_named_where_other_words_stand_beside_a_date() -> None:
    assert "--find" in date("họp ngày 27/7/2024 xong").stderr
