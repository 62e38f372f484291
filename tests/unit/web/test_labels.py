"""Every label is there in both languages, and every label is used."""

import re
from pathlib import Path

import pytest

from newsarchive.model.article import WITNESS_KINDS
from newsarchive.query.diff import FIELDS
from newsarchive.web import labels

ROOM = Path(labels.__file__).parent
CALL = re.compile(r"\bt\('([a-z_]+)'\)")
WORD = re.compile(r"'([a-z_]+)'")
SOURCES = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOM / "templates").glob("*.html")))
CODE = "".join((ROOM / name).read_text(encoding="utf-8") for name in ("pages.py", "plugin.py"))


@pytest.mark.parametrize("key", sorted(set(CALL.findall(SOURCES))))
def test_every_label_that_a_page_asks_for_is_there(key: str) -> None:
    assert all(labels.label(key, lang) for lang in labels.LANGUAGES)


def test_every_label_is_used() -> None:
    named = set(WORD.findall(SOURCES)) | set(re.findall(r'"([a-z_]+)"', CODE))
    from_data = ("w_", "f_", "o_")
    assert {key for key in labels.LABELS if not key.startswith(from_data)} - named == set()


def test_kinds_of_witnesses_and_fields_have_names() -> None:
    for kind in (*WITNESS_KINDS, "updated-only"):
        assert f"w_{kind}" in labels.LABELS
    for field in FIELDS:
        assert f"f_{field}" in labels.LABELS


def test_labels_are_translated() -> None:
    for vietnamese, english in labels.LABELS.values():
        assert vietnamese.strip() == vietnamese
        assert english.strip() == english
        assert vietnamese != english
