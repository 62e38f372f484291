"""Workbooks, JSON Lines, Parquet, feeds, and files that appear whole or not at all."""

import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from newsarchive.errors import ConfigError, StoreError
from newsarchive.export.columns import PHOTOS, REVISIONS, article_columns
from newsarchive.export.dictionary import markdown
from newsarchive.export.jsonl import write_jsonl
from newsarchive.export.parquet import write_parquet
from newsarchive.export.rss import write_rss
from newsarchive.export.source import Source
from newsarchive.export.target import replacing
from newsarchive.export.xlsx import CELL_UNITS, MARK, split_text, write_xlsx
from newsarchive.model.article import Photo
from newsarchive.query.filters import Filters
from newsarchive.store.connect import open_reader
from tests.stored import Stored, make_article

LONG = "Đoạn dài 𝟘 " * 4_000
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def filled(archive: Stored) -> Stored:
    archive.add(
        make_article(
            "1",
            title="=1+1",
            lead="Sáng 26/1 <b>",
            body=("Một & hai.", LONG),
            tags=("Đảng", "quận"),
            section="Thời sự",
            byline="Vũ Nguyệt",
            published_at="2024-01-26T15:23+07:00",
            published_precision="minute",
            photos=(Photo(url="https://a.vn/1.jpg", caption="Quang cảnh", credit="Ảnh: A"),),
        )
    )
    archive.add(make_article("2", title="Ngày thôi", published_at="2024-01-27", published_precision="day"))
    archive.add(make_article("3", title="Không ngày"))
    return archive


def cells(book: zipfile.ZipFile, sheet: int) -> dict[str, tuple[str | None, str]]:
    """Reference → (type, text or number) of a sheet with in-line strings."""
    tree = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert tree.find(f".//{CELL}f") is None
    found = {}
    for cell in tree.iter(f"{CELL}c"):
        text = "".join(part.text or "" for part in cell.iter(f"{CELL}t"))
        number = cell.find(f"{CELL}v")
        found[cell.attrib["r"]] = (cell.get("t"), text if number is None else number.text or "")
    return found


def test_a_workbook_has_typed_dates_text_as_text_and_nothing_cut(filled: Stored, tmp_path: Path) -> None:
    source = Source(columns=article_columns(["id", "title", "published_at", "published_date", "url", "body"]))
    with closing(open_reader(filled.path)) as reader:
        assert write_xlsx(reader, tmp_path / "a.xlsx", [source, source.of(PHOTOS)], dictionary=True) == 3
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        rows = cells(book, 1)
        # the first body was too long for a cell, so a sheet for what follows was made after the first one
        names = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
        further = cells(book, names.index("continued") + 1)
        assert b'state="frozen"' in book.read("xl/worksheets/sheet1.xml")
        assert b"https://www.thanhuytphcm.vn" in book.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert rows["B2"] == ("inlineStr", "=1+1")
    assert rows["A2"] == (None, "1")
    excel_day = (datetime(2024, 1, 26, 15, 23) - datetime(1899, 12, 30)).total_seconds() / 86400
    assert float(rows["C2"][1]) == pytest.approx(excel_day)
    assert float(rows["D3"][1]) == (date(2024, 1, 27) - date(1899, 12, 30)).days
    assert "C4" not in rows
    first = rows["F2"][1]
    assert first.endswith(MARK) and len(first.encode("utf-16-le")) // 2 <= CELL_UNITS
    assert first.removesuffix(MARK) + further["F2"][1] == f"Một & hai.\n\n{LONG}"
    assert [further[f"{letter}2"][1] for letter in "ABDE"] == ["articles", "1", "body", "2"]
    assert set(names) == {"articles", "photos", "continued", "columns"}


@pytest.mark.parametrize("text", ["", "x" * 32_767, "x" * 32_768, "𝟘" * 40_000, "x" + "𝟘" * 40_000])
def test_long_texts_are_parted_without_loss(text: str) -> None:
    parts = split_text(text)
    assert "".join(part.removesuffix(MARK) for part in parts[:-1]) + parts[-1] == text
    assert all(len(part.encode("utf-16-le")) // 2 <= CELL_UNITS for part in parts)


def test_json_lines_keep_types_and_order(filled: Stored, tmp_path: Path) -> None:
    columns = article_columns(["title", "tags", "published_at", "revision", "photos", "revisions"])
    with closing(open_reader(filled.path)) as reader:
        write_jsonl(reader, tmp_path / "a.jsonl", Source(columns=columns))
    first, _, third = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert list(first) == ["title", "tags", "published_at", "revision", "photos", "revisions"]
    assert (first["title"], first["tags"], first["revision"]) == ("=1+1", ["Đảng", "quận"], 1)
    assert first["photos"][0]["credit"] == "Ảnh: A"
    assert first["revisions"][0]["photos"][0]["caption"] == "Quang cảnh"
    assert third["published_at"] is None


def test_parquet_is_typed(filled: Stored, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    source = Source(columns=article_columns(nested=["photos", "revisions"]))
    with closing(open_reader(filled.path)) as reader:
        write_parquet(reader, tmp_path / "a.parquet", source)
        write_parquet(reader, tmp_path / "r.parquet", source.of(REVISIONS))
        write_parquet(reader, tmp_path / "none.parquet", Source(filters=Filters(sites=("nowhere",))))
    rows = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert rows[0]["published_day"] == date(2024, 1, 26)
    assert rows[0]["photos"][0]["caption"] == "Quang cảnh"
    assert rows[0]["tags"] == ["Đảng", "quận"]
    assert rows[0]["first_seen_at"].utcoffset().total_seconds() == 0
    assert parquet.read_table(tmp_path / "r.parquet").num_rows == 3
    assert parquet.read_table(tmp_path / "none.parquet").num_rows == 0


def test_a_feed_makes_up_no_hour(filled: Stored, tmp_path: Path) -> None:
    with closing(open_reader(filled.path)) as reader:
        write_rss(reader, tmp_path / "a.xml", Source(), limit=2)
    channel = ElementTree.parse(tmp_path / "a.xml").getroot()[0]
    day, minute = channel.findall("item")
    assert day.findtext("title") == "Ngày thôi"
    assert day.find("pubDate") is None
    assert day.findtext("{http://purl.org/dc/elements/1.1/}date") == "2024-01-27"
    assert minute.findtext("pubDate") == "Fri, 26 Jan 2024 15:23:00 +0700"
    assert minute.findtext("description") == "Sáng 26/1 <b>"
    assert "<p>Một &amp; hai.</p>" in (
        minute.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    )


def test_a_broken_export_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(RuntimeError), replacing(target) as file:
        file.write(b"new")
        raise RuntimeError
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_target_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="check the folder"), replacing(tmp_path / "file" / "a.csv"):
        pass


def test_unknown_columns_are_named() -> None:
    with pytest.raises(ConfigError, match="'tilte'"):
        article_columns(["tilte"])


def test_the_documented_dictionary_is_current() -> None:
    page = Path(__file__).parents[3] / "docs" / "export.md"
    assert markdown() in page.read_text(encoding="utf-8")
