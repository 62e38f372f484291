"""Disguises of text met on old pages: TCVN3 (ABC) fonts and entity soup. Only the sample writes them."""

import html.entities

_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®¡¢£¤¥¦§",
        strict=True,
    )
)


def to_tcvn3(text: str) -> str:
    """Unicode text as a TCVN3 font's bytes read as Latin-1.

    Raises:
        ValueError: a capital with a tone mark, which TCVN3 has no code for.

    >>> to_tcvn3("Xin chào các bạn")
    'Xin chµo c¸c b¹n'
    """
    out = "".join(_TCVN3.get(char, char) for char in text)
    if any(ord(char) > 0xFF for char in out):
        raise ValueError(f"TCVN3 cannot write all of {text!r}")
    return out


def to_entities(escaped: str) -> str:
    """Escaped text with every letter beyond ASCII as named, decimal or hexadecimal entity in turn."""
    out: list[str] = []
    for position, char in enumerate(escaped):
        code = ord(char)
        if code < 0x80:
            out.append(char)
        elif code in html.entities.codepoint2name and position % 3:
            out.append(f"&{html.entities.codepoint2name[code]};")
        else:
            out.append(f"&#x{code:X};" if position % 2 else f"&#{code};")
    return "".join(out)
