"""What a real spreadsheet makes of the exports: LibreOffice opens them, shows Vietnamese right and runs nothing."""

import json
import shutil
import subprocess
from contextlib import closing

import pytest
from lxml import etree

from newsarchive.export.csv import EXCEL, PEOPLE, export_csv
from newsarchive.export.source import Source
from newsarchive.export.xlsx import write_xlsx
from newsarchive.store.connect import open_reader
from tests.conftest import SHARED
from tests.stored import Stored, make_article

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
OWN = ["=1+1", "=HYPERLINK(\"http://a.vn\",\"bấm\")", "+84 28 3829 7000", "@SUM(1;2)", "-2+3", "\t=1+1", "＝1+1",
       "Đảng bộ Quận 5: “Trích dẫn” – gạch ngang", "26/1", "2-3", "0012", "câu; có, dấu\nxuống dòng"]  # fmt: skip
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def titles() -> list[str]:
    cells = list(OWN)
    if SHARED.is_dir():
        payloads = json.loads((SHARED / "csv" / "payloads.json").read_text(encoding="utf-8"))
        cells += [entry["payload"] for entry in payloads]
    return cells


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    """The same archive as LibreOffice reads it from each kind of file."""
    folder = tmp_path_factory.mktemp("office")
    archive = Stored(folder / "archive.db")
    for number, title in enumerate(titles(), 1):
        archive.add(
            make_article(str(number), title=title, lead="Sáng 26/1, hội nghị.", published_at="2024-01-26")
        )
    with closing(open_reader(archive.path)) as connection:
        export_csv(connection, folder / "people.csv", dialect=PEOPLE)
        export_csv(connection, folder / "excel.csv", dialect=EXCEL)
        write_xlsx(connection, folder / "book.xlsx", [Source()])
    for name, extra in (
        ("book.xlsx", []),
        ("people.csv", ["--infilter=CSV:44,34,76,1"]),
        ("excel.csv", ["--infilter=CSV:59,34,76,1"]),
    ):
        subprocess.run(
            [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *extra,
             "--convert-to", "fods", "--outdir", str(folder), str(folder / name)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return {name: etree.parse(folder / f"{name}.fods").getroot() for name in ("people", "excel", "book")}


def texts(root: etree._Element) -> set[str]:
    """Cells as shown; pieces around tabs and links stand apart by a blank."""
    return {
        "\n".join(" ".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))
        for cell in root.iter(f"{TABLE}table-cell")
    }


@pytest.mark.parametrize("kind", ["people", "excel", "book"])
def test_nothing_runs(opened: dict[str, etree._Element], kind: str) -> None:
    formulas = [cell.get(f"{TABLE}formula") for cell in opened[kind].iter(f"{TABLE}table-cell")]
    assert [formula for formula in formulas if formula] == []


@pytest.mark.parametrize("kind", ["people", "excel", "book"])
def test_vietnamese_is_right(opened: dict[str, etree._Element], kind: str) -> None:
    shown = texts(opened[kind])
    assert "Sáng 26/1, hội nghị." in shown
    assert "Đảng bộ Quận 5: “Trích dẫn” – gạch ngang" in shown
    assert any("Đảng bộ" in text for text in shown)


def test_a_workbook_shows_every_cell_as_it_was(opened: dict[str, etree._Element]) -> None:
    shown = {"".join(text.split()) for text in texts(opened["book"])}
    missing = [cell for cell in titles() if "".join(cell.split()) not in shown]
    assert missing == []
