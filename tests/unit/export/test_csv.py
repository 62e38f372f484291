"""CSV: what people open, what programs read, what a spreadsheet must not run."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.export.columns import ARTICLES, PHOTOS, RAW_NAMES, article_columns
from newsarchive.export.csv import EXCEL, PEOPLE, RAW, Dialect, export_csv, write_csv
from newsarchive.export.defuse import defuse, has_formula_signs, may_run
from newsarchive.export.source import Source
from newsarchive.model.article import Photo
from newsarchive.store.connect import open_reader
from tests.stored import Stored, make_article

STARTS = tuple("=+-@\t\r\n＝＋－＠")


def written(
    archive: Stored, target: Path, dialect: Dialect = PEOPLE, source: Source | None = None
) -> list[dict[str, str]]:
    reader = open_reader(archive.path)
    if source is None:
        export_csv(reader, target, dialect=dialect)
    else:
        write_csv(reader, target, source, dialect=dialect)
    reader.close()
    text = target.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") is dialect.bom
    return list(
        csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=dialect.separator)
    )


def test_one_row_an_article_with_dates_to_read_and_to_sort(archive: Stored, tmp_path: Path) -> None:
    archive.add(
        make_article(
            "0012",
            title="Đảng bộ Quận 5",
            lead="Sáng 26/1.",
            body=("Một.", "Hai."),
            authors=("Vũ Nguyệt",),
            published_at="2024-01-26T15:23+07:00",
            published_precision="minute",
            photos=(Photo(url="https://a.vn/1.jpg", caption="Quang cảnh"), Photo(url="https://a.vn/2.jpg")),
        )
    )
    archive.add(make_article("13", published_at="2024-02", published_precision="month"))
    first, second = written(archive, tmp_path / "a.csv")
    assert (first["source_id"], first["title"]) == ("0012", "Đảng bộ Quận 5")
    assert (first["published_date"], first["published_day"]) == ("26/01/2024", "2024-01-26")
    assert first["text"] == "Sáng 26/1.\n\nMột.\n\nHai."
    assert (first["authors"], first["photo_count"], first["captions"]) == ('["Vũ Nguyệt"]', "2", "Quang cảnh")
    assert (second["published_date"], second["title"], second["text"]) == ("02/2024", "", "")


def test_excel_gets_semicolons_and_programs_no_bom(archive: Stored, tmp_path: Path) -> None:
    archive.add(make_article("1", title='Họp; bàn "mở"'))
    assert written(archive, tmp_path / "e.csv", EXCEL)[0]["title"] == 'Họp; bàn "mở"'
    assert (tmp_path / "e.csv").read_bytes().endswith(b"\r\n")
    assert list(written(archive, tmp_path / "r.csv", RAW)[0]) == list(RAW_NAMES)


def parse_raw(data: bytes) -> list[list[str | None]]:
    """An RFC 4180 reader that tells an empty text from nothing."""
    rows: list[list[str | None]] = [[]]
    text, at = data.decode("utf-8"), 0
    while at < len(text):
        if text[at] == '"':
            end = at + 1
            while text[end] != '"' or text[end + 1 : end + 2] == '"':
                end += 2 if text[end] == '"' else 1
            cell: str | None = text[at + 1 : end].replace('""', '"')
            at = end + 1
        else:
            end = min(found for found in (text.find(",", at), text.find("\r\n", at), len(text)) if found >= 0)
            cell, at = text[at:end] or None, end
        rows[-1].append(cell)
        if text.startswith("\r\n", at):
            rows.append([])
            at += 2
        else:
            at += 1
    return rows[:-1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))),
    body=st.text(alphabet="Đa=+-@'\",;\r\n\t|( ", max_size=30),
)
def test_raw_gives_back_every_byte(
    tmp_path_factory: pytest.TempPathFactory, title: str | None, body: str
) -> None:
    folder = tmp_path_factory.mktemp("raw")
    archive = Stored(folder / "archive.db")
    archive.add(make_article("1", title=title, lead="", body=(body,)))
    written_rows = folder / "raw.csv"
    reader = open_reader(archive.path)
    export_csv(reader, written_rows, dialect=RAW)
    stored = [list(row) for row in reader.execute(f"SELECT {', '.join(RAW_NAMES)} FROM articles")]
    reader.close()
    header, *rows = parse_raw(written_rows.read_bytes())
    assert header == list(RAW_NAMES)
    assert rows == [[None if value is None else str(value) for value in row] for row in stored]
    # the other dialects may only add apostrophes
    (row,) = written(archive, folder / "people.csv")
    assert row["title"].replace("'", "") == (title or "").replace("'", "")
    assert not row["body"].startswith(STARTS)


def harmless_elsewhere(cell: str) -> bool:
    """Whether no cell starts a formula call when cut at any separator."""
    parts = cell.replace("\n", ";").replace("\t", ";").replace(",", ";").split(";")
    return not any(part.lstrip(" \"'\ufeff\xa0").startswith("=") and "'" not in part for part in parts)


@pytest.mark.shared
def test_collected_payloads_are_defused(shared: Path, archive: Stored, tmp_path: Path) -> None:
    payloads = json.loads((shared / "csv/payloads.json").read_text(encoding="utf-8"))
    for at, case in enumerate(payloads):
        cell = case["payload"]
        archive.add(
            make_article(
                str(at), title=cell, body=(cell,), byline=cell, photos=(Photo(url="u", caption=cell),)
            )
        )
    for dialect in (PEOPLE, EXCEL):
        rows = written(archive, tmp_path / "p.csv", dialect)
        assert len(rows) == len(payloads)
        for case, row in zip(payloads, rows, strict=True):
            for name in ("title", "body", "byline", "captions"):
                cell = row[name]
                if case["dangerous"]:
                    assert not cell.lstrip(" \xa0\ufeff").startswith(STARTS), cell
                    assert harmless_elsewhere(cell), cell
                    assert cell.replace("'", "") == case["payload"].replace("'", "")
                else:
                    assert cell == case["payload"]


@pytest.mark.parametrize(
    "cell",
    [
        "– Thưa ông",
        "2-3",
        "26/1",
        "A\n- Ông B (Bí thư)\n- Bà C",
        "a@b.vn, c (d)",
        "x; +84 24",
    ],
)
def test_ordinary_text_stays(cell: str) -> None:
    assert defuse(cell) == cell


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("\u200b=1", "'\u200b=1"),
        ("＝1+1", "'＝1+1"),
        ("a;=1", "a;'=1"),
        ("a, +HYPERLINK(1)", "a, '+HYPERLINK(1)"),
        ("a\n-cmd|' /C calc'!A0", "a\n'-cmd|' /C calc'!A0"),
    ],
)
def test_formulas_are_shown_not_run(cell: str, safe: str) -> None:
    assert defuse(cell) == safe


@given(st.text(alphabet="ĐaA1=+-@＝'\",;\r\n\t|( \xa0\ufeff", max_size=20))
def test_the_quick_look_misses_nothing(cell: str) -> None:
    if defuse(cell) != cell:
        assert may_run(cell.encode())
        assert has_formula_signs(cell.encode()) or defuse(cell) == f"'{cell}"


def test_columns_are_chosen_and_ordered(archive: Stored, tmp_path: Path) -> None:
    archive.add(make_article("1", title="Tin", photos=(Photo(url="https://a.vn/1.jpg", caption="Ảnh"),)))
    columns = article_columns(["title", "id"], nested=["photos"])
    (row,) = written(archive, tmp_path / "c.csv", source=Source(columns=columns))
    assert list(row) == ["title", "id", "photos"]
    assert json.loads(row["photos"])[0]["caption"] == "Ảnh"


def test_photos_as_a_second_table(archive: Stored, tmp_path: Path) -> None:
    archive.add(
        make_article(
            "1", photos=(Photo(url="https://a.vn/1.jpg", caption="=x"), Photo(url="https://a.vn/2.jpg"))
        )
    )
    rows = written(archive, tmp_path / "p.csv", source=Source().of(PHOTOS))
    assert [(row["article_id"], row["position"], row["caption"]) for row in rows] == [
        ("1", "1", "'=x"),
        ("1", "2", ""),
    ]


def test_column_names_are_not_used_twice() -> None:
    names = [column.name for column in ARTICLES.columns]
    assert len(names) == len(set(names))
