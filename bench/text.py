"""Scores and speed of the text room, on the collected cases in a folder `shared` beside the checkout.

    python bench/text.py [--failures]

Prints right / all for tone placement and legacy encodings (converted from the mis-read text; detected from bytes),
credits and bylines of the collected pages, and microseconds a call on a paragraph of 600 characters.
"""

import argparse
import csv
import json
import timeit
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

from newsarchive.text.byline import byline_score, parse_byline
from newsarchive.text.caption import split_credit
from newsarchive.text.clean import clean
from newsarchive.text.dateline import split_dateline
from newsarchive.text.encoding import decode
from newsarchive.text.folding import fold, place_tones, tone_key
from newsarchive.text.legacy import convert, repair, sniff

SHARED = Path(__file__).parents[1] / "../shared"
PARAGRAPH = (
    "Sáng nay, Đảng ủy phường họp mặt cán bộ khu phố, nghe báo cáo kết quả công tác và bàn việc của quý tới; "
    "nhiều ý kiến đề nghị chăm lo hơn nữa cho hộ khó khăn, giữ gìn vệ sinh, trật tự đô thị. "
) * 3
Scored = tuple[str, object, object]
"""What was read, what came out, what is right."""


def rows(name: str) -> Iterator[dict[str, str]]:
    with (SHARED / "text" / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def tone_placement() -> Iterator[Scored]:
    for row in rows("tone_placement.tsv"):
        style = "old" if row["style"] == "old" else "new"
        yield row["input"], place_tones(row["input"], style), row["expected"]


def legacy_texts() -> Iterator[Scored]:
    """Mis-read text, repaired without a word about its encoding; whole code tables are told theirs."""
    for row in rows("legacy_encodings.tsv"):
        text, expected = row["input_text"], normalize("NFC", row["expected"])
        is_table = len(row["input_hex"]) > 120
        if not is_table:
            yield text, repair(text).text, expected
        elif row["encoding"] in ("viscii", "windows-1258"):
            body = bytes.fromhex(row["input_hex"]).decode("latin-1")
            yield (
                row["encoding"],
                convert(body, "viscii" if row["encoding"] == "viscii" else "windows-1258"),
                expected,
            )


def legacy_bytes() -> Iterator[Scored]:
    for row in rows("legacy_encodings.tsv"):
        if row["form"] == "bytes" and len(row["input_hex"]) <= 120:
            yield row["expected"], sniff(bytes.fromhex(row["input_hex"])), row["encoding"]


def pages() -> Iterator[dict[str, object]]:
    for path in sorted((SHARED / "pages").glob("*/expected.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def credits() -> Iterator[Scored]:
    for page in pages():
        for photo in page["photos"]:  # type: ignore[attr-defined]
            if photo["printed"]:
                caption, credit = split_credit(photo["printed"])
                right = ((photo["caption"] or "").rstrip("."), photo["credit"])
                yield photo["printed"], ((caption or "").rstrip("."), credit), right


def bylines() -> Iterator[Scored]:
    for page in pages():
        if page["byline"]:
            line = str(page["byline"])
            yield line, list(parse_byline(line).authors), page["authors"]


def right_text_kept() -> Iterator[Scored]:
    """Paragraphs of real pages: none is legacy text, and none in the body opens with a site's prefix."""
    for page in pages():
        for paragraph in page["body"]:  # type: ignore[attr-defined]
            yield paragraph, (repair(paragraph).text, split_dateline(paragraph)[0]), (paragraph, None)


SETS: tuple[tuple[str, Callable[[], Iterator[Scored]]], ...] = (
    ("tone placement", tone_placement),
    ("legacy encodings, converted", legacy_texts),
    ("legacy encodings, recognised from bytes", legacy_bytes),
    ("credits of collected pages", credits),
    ("authors of collected pages", bylines),
    ("right paragraphs left alone", right_text_kept),
)
CALLS: tuple[tuple[str, Callable[[], object]], ...] = (
    ("clean, already clean", lambda: clean(PARAGRAPH.strip())),
    ("clean, ASCII", lambda: clean("plain ascii text " * 35 + "x")),
    ("clean, with entities", lambda: clean(PARAGRAPH.replace("ô", "&ocirc;"))),
    ("clean, NFD", lambda: clean(normalize("NFD", PARAGRAPH))),
    ("fold", lambda: fold(PARAGRAPH)),
    ("tone_key", lambda: tone_key(PARAGRAPH)),
    ("repair, nothing to do", lambda: repair(PARAGRAPH)),
    ("split_dateline", lambda: split_dateline("(Thanhuytphcm.vn) - " + PARAGRAPH)),
    ("parse_byline", lambda: parse_byline("Tin, ảnh: Vũ Nguyệt – Nhật Quang (TTXVN)")),
    ("byline_score of a paragraph", lambda: byline_score(PARAGRAPH)),
    ("decode, 60 kB of UTF-8", lambda: decode((PARAGRAPH * 60).encode(), "text/html; charset=utf-8")),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--failures", action="store_true", help="print every case that is not right")
    failures = options.parse_args().failures
    if SHARED.is_dir():
        for name, scored in SETS:
            done = list(scored())
            wrong = [one for one in done if one[1] != one[2]]
            print(f"{name:45} {len(done) - len(wrong):4} / {len(done):4}  {1 - len(wrong) / len(done):7.2%}")
            if failures:
                for text, came, right in wrong:
                    print(f"    {text!r}: {came!r}, right is {right!r}")
    else:
        print("no collected cases beside the checkout: speed only")
    for name, call in CALLS:
        number = 2000 if "decode" not in name else 50
        print(f"{name:45} {min(timeit.repeat(call, number=number, repeat=3)) / number * 1e6:9.1f} µs")


if __name__ == "__main__":
    main()
