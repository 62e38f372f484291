"""Every fixture, field by field: saved pages of our own making, and the collected ones where they are at hand.

A fixture is a folder `tests/fixtures/<site>/<slug>/` with `page.html`, `meta.json` and `expected.json` (or
`expected_error.json` for pages that are no articles). `<site>` is a known site's id, or begins with "generic-" for
shapes that only the reader without selectors serves.
"""

import gzip
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsarchive.errors import NotAnArticle
from newsarchive.extraction import extract
from tests.sites.compare import FIELDS, differences

FIXTURES = Path(__file__).parents[1] / "fixtures"
COLLECTED = Path(__file__).parents[3] / "shared" / "pages"


def folders(root: Path, pattern: str) -> list[Path]:
    """Fixture folders under a root, sorted; an absent root has none."""
    return sorted(path.parent for path in root.glob(pattern))


def read_json(path: Path) -> dict[str, Any]:
    """One JSON object."""
    return json.loads(path.read_text(encoding="utf-8"))


def page_bytes(folder: Path) -> bytes:
    """The page as received; large ones are gzipped."""
    plain = folder / "page.html"
    return plain.read_bytes() if plain.exists() else gzip.decompress((folder / "page.html.gz").read_bytes())


@cache
def extracted(folder: Path) -> dict[str, Any]:
    """What extraction prints for a fixture's page."""
    meta = read_json(folder / "meta.json")
    at = datetime.fromisoformat(meta["fetched_at"])
    return extract(page_bytes(folder), url=meta["url"], fetched_at=at).to_dict()


def cases(root: Path, pattern: str) -> list[Any]:
    """One parameter for each field of each expectation, named site/slug/field."""
    found = []
    for folder in folders(root, pattern):
        expected = read_json(folder / "expected.json")
        name = f"{folder.parent.name}/{folder.name}" if root == FIXTURES else folder.name
        fields = [field for field in FIELDS if field in expected]
        found += [pytest.param(folder, field, id=f"{name}/{field}") for field in fields]
    return found


@pytest.mark.parametrize(("folder", "field"), cases(FIXTURES, "*/*/expected.json"))
def test_fixture_field(folder: Path, field: str) -> None:
    assert not differences(field, extracted(folder), read_json(folder / "expected.json"))


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(path, id=f"{path.parent.name}/{path.name}")
        for path in folders(FIXTURES, "*/*/expected_error.json")
    ],
)
def test_fixture_is_no_article(folder: Path) -> None:
    with pytest.raises(NotAnArticle) as error:
        extracted(folder)
    assert error.value.what == read_json(folder / "expected_error.json")["what"]


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(path, id=path.parent.name + "/" + path.name)
        for path in folders(FIXTURES, "*/*/meta.json")
    ],
)
def test_fixture_was_reviewed(folder: Path) -> None:
    assert read_json(folder / "meta.json")["reviewed"], "a person has to read the page and set `reviewed`"


@pytest.mark.shared
@pytest.mark.skipif(not COLLECTED.exists(), reason="the collected pages do not lie beside this checkout")
@pytest.mark.parametrize(("folder", "field"), cases(COLLECTED, "*/expected.json"))
def test_collected_field(folder: Path, field: str) -> None:
    assert not differences(field, extracted(folder), read_json(folder / "expected.json"))
