"""Temporary stand-ins until the text room is there."""

import re
import unicodedata
from dataclasses import dataclass


def clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("Ð", "Đ").strip()


@dataclass
class Decoded:
    text: str


def decode(body: bytes, content_type: str) -> Decoded:
    for encoding in ("utf-8-sig",):
        try:
            return Decoded(body.decode(encoding))
        except UnicodeDecodeError:
            pass
    return Decoded(body.decode("utf-8", "replace"))


_NAME = re.compile(r"^(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ]*[ –,/&+\-]*){1,8}$")


def is_byline(text: str) -> bool:
    return bool(_NAME.match(text)) and len(text) < 60
