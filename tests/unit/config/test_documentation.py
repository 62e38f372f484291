"""docs/configuration.md lists every setting as the program reads it."""

from pathlib import Path

from newsarchive.cli.config import help_table

DOCS = Path(__file__).parents[3] / "docs"


def test_the_table_of_settings_is_current() -> None:
    assert help_table() in (DOCS / "configuration.md").read_text(encoding="utf-8")
