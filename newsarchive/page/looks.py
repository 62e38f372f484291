"""How elements look by themselves: which tags are blocks, which are never read, what style and class say."""

import re
from functools import lru_cache
from typing import NamedTuple

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SKIP_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
        "input",
        "object",
        "embed",
        "head",
        "iframe",
        "audio",
        "map",
        "marquee",
        "canvas",
        "option",
        "datalist",
        "progress",
        "dialog",
        "link",
        "meta",
        "amp-ad",
        "amp-analytics",
        "mat-icon",
        "ion-icon",
    ]
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)", re.IGNORECASE
)
_HIDDEN_CLASSES = frozenset(
    {"hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text", "element-invisible"}
    | {"material-icons", "material-icons-outlined", "material-symbols-outlined", "material-symbols-rounded"}
    | {"cloned", "slick-cloned", "swiper-slide-duplicate"}
)
"""The second line: icons whose text is their name. The third: copies that sliders put before the first picture and
behind the last."""
_BOLD_CLASSES = frozenset(
    {"fw-bold", "fw-semibold", "fw-bolder", "font-weight-bold", "font-bold", "text-bold"}
)
_ITALIC_CLASSES = frozenset({"fst-italic", "font-italic", "text-italic"})
_RESPONSIVE = re.compile(r"\bd-\w+-\w+|\b(?:sm|md|lg|xl):")
_SUMMARY = re.compile(
    r"sapo|summ?ary|tom-?tat|trich-?yeu|hometext|newsabstract|(?:^|\s)lead(?:$|\s)", re.IGNORECASE
)
"""Classes of leads: a span of such a class is a paragraph, whatever stands beside it."""
_BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_ALIGN_CLASSES = {
    "has-text-align-center": "center", "has-text-align-right": "right", "has-text-align-left": "left",
    "text-align-center": "center", "text-align-right": "right", "text-align-left": "left",
    "text-align-justify": "justify", "text-center": "center", "align-center": "center", "pcenter": "center",
    "center": "center",
    "aligncenter": "center", "text-right": "right", "text-end": "right", "align-right": "right", "pright": "right",
    "rtecenter": "center", "rteright": "right", "rtejustify": "justify", "rteleft": "left",
    "right": "right", "text-justify": "justify", "justify": "justify", "text-left": "left",
}  # fmt: skip


class Look(NamedTuple):
    """What one attribute says of how its element looks."""

    hidden: bool = False
    align: str = ""
    bold: int = 0
    italic: int = 0
    is_block: bool = False


PLAIN = Look()
EMPHASIS = {
    **dict.fromkeys(("b", "strong"), Look(bold=1)),
    **dict.fromkeys(("i", "em", "cite"), Look(italic=1)),
}


@lru_cache(maxsize=2048)
def styled(style: str) -> Look:
    """What a style attribute says."""
    align = _ALIGN.search(style) if "align" in style else None
    bold = italic = 0
    if "font-" in style:
        lower = style.lower().replace(" ", "")
        bold = int("font-weight:bold" in lower or "font-weight:7" in lower or "font-weight:6" in lower)
        italic = int("font-style:italic" in lower)
    elif "font:" in style:
        shorthand = style[style.index("font:") + 5 :].split(";", 1)[0].lower().split()
        bold, italic = int("bold" in shorthand or "700" in shorthand), int("italic" in shorthand)
    return Look(
        _HIDDEN.search(style) is not None,
        align[1].lower() if align else "",
        bold,
        italic,
        _BLOCK_STYLE.search(style) is not None,
    )


@lru_cache(maxsize=4096)
def classed(classes: str) -> Look:
    """What a class attribute says in the words of usual style sheets."""
    names = classes.split()
    hidden = not _HIDDEN_CLASSES.isdisjoint(names) and not _RESPONSIVE.search(classes)
    aligns = (_ALIGN_CLASSES[name] for name in map(str.lower, names) if name in _ALIGN_CLASSES)
    return Look(
        hidden,
        next(aligns, ""),
        bold=int(not _BOLD_CLASSES.isdisjoint(names)),
        italic=int(not _ITALIC_CLASSES.isdisjoint(names)),
        is_block=_SUMMARY.search(classes) is not None,
    )
