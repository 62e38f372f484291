"""Who may import whom. An import outside this table fails."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOUNS = {"model", "errors"}
STRINGS = {"text", "dates", "urls"}

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "clock": {"errors"},
    "model": {"errors"},
    "text": NOUNS,
    "dates": NOUNS,
    "urls": NOUNS,
    "page": STRINGS | NOUNS,
    "checks": {"text"} | NOUNS,
    "warc": NOUNS,
    "store": {"text"} | NOUNS,  # search_text is written folded, with the article
    "archive": {"store", "warc", "extraction", "sites", "urls"}
    | NOUNS,  # record and row must be written in one place
    "fetch": {"urls", "warc", "clock"} | NOUNS,
    "frontier": {"archive", "store", "urls", "clock"} | NOUNS,
    "pipelines": {"page", "checks", "text", "dates", "urls", "frontier"} | NOUNS,
    "sites": {"urls"} | NOUNS,
    "extraction": {"page", "checks", "dates", "text", "sites"} | NOUNS,
    "query": {"store", "text"} | NOUNS,
    "export": {"store", "query", "warc", "text"} | NOUNS,
    "report": {"store", "query", "checks", "warc", "dates", "sites", "clock"} | NOUNS,
    "fixity": {"store", "warc", "archive"} | NOUNS,  # rows are proved by reading the bytes again
    "web": {"store", "query", "warc", "text"} | NOUNS,
    "schedule": {"config"} | NOUNS,
    "config": NOUNS,
    "sample": NOUNS,
    "sitekit": {"fetch", "page", "text", "urls", "sites", "extraction"} | NOUNS,
    "settings": {"config"},
    "__main__": {"cli"},
}
EVERYTHING_BUT_PIPELINES = {*MAY_IMPORT, "cli"} - {"pipelines"}
SPIDERS_MAY = {"fetch", "page", "text", "dates", "urls", "model"}


def imported_rooms(path: Path) -> set[str]:
    """Rooms of `newsarchive` that a file imports, inside functions too; "" is the package root."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "newsarchive":
                rooms.add(rest.split(".")[0])
            elif package == "spiders":
                rooms.add("spiders")
    return rooms


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "newsarchive").parts
    return parts[0].removesuffix(".py")


FILES = sorted((ROOT / "newsarchive").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_table(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        allowed = {"extraction", "model"}
    elif room == "cli":
        allowed = EVERYTHING_BUT_PIPELINES
    else:
        allowed = MAY_IMPORT[room] | {room}
    assert imported_rooms(path) - allowed - {""} == set()


@pytest.mark.parametrize("path", sorted((ROOT / "spiders").glob("*.py")), ids=lambda path: path.name)
def test_site_files_know_no_other_room(path: Path) -> None:
    assert imported_rooms(path) - SPIDERS_MAY == set()


# The root and `dates` are documented exceptions: they offer the public functions.
PACKAGES = [
    path for path in FILES if path.name == "__init__.py" and path.parent.name not in ("newsarchive", "dates")
]


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_packages_re_export_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
