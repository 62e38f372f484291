"""The real picture behind an img element: lazy loading undone, icons and spacers recognised."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from newsarchive.model.article import Photo
from newsarchive.page.glance import Glance
from newsarchive.text.clean import clean

_LAZY_ATTRIBUTES = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-url", "data-image",
    "data-img", "data-large-src", "data-echo", "data-hi-res-src", "data-full-url", "data-photo-original-src",
    "lazy-src",
)  # fmt: skip
_SET_ATTRIBUTES = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"(?:.*[_-])?(?:blank|spacer|transparent|placeholder|loading|lazy"
    r"|lazyload|grey|gray|pixel|1x1"
    r"|no-?image|no-?photo|default|empty|clear|px|dot|trans)[-_\d]*\.(?:gif|png|jpe?g|svg|webp)(?:[?#]|$)",
    re.IGNORECASE,
)
_NO_PICTURE = ("data:", "about:")
_ICON_NAME = re.compile(
    r"(?:ic|ico|icon|icons|logo|banner|bg|btn|button|captcha|sprite|emoji|avatar"
    r"|share|print|email|no-?avatar|facebook|fb"
    r"|zalo|twitter|youtube|google|star|arrow|bullet|line|new|hot|play|close|search|rss"
    r"|qr|pdf|docx?|word|excel|zip|rar)[-_\w]{0,14}\.\w{2,5}$"
    r"|(?:user|mail|mayin|clock|calendar|minus|plus|rating|zoom)[-_]?\d{0,2}\.\w{2,5}$",
    re.IGNORECASE,
)
_JUNK_FOLDER = re.compile(
    r"/(?:icons?|logos?|emojis?|smil(?:ey|ies)|sprites?|banners?|avatars?|ads|adv|quang-?cao|captcha"
    r"|_layouts|media/system|modules/mod_\w+|themes?|templates?)/",
    re.IGNORECASE,
)
_JUNK_CLASS = Glance(
    r"(?:^|[\s_-])(?:icon|ico|logo|emoji|avatar|captcha|pixel|tracking)s?(?:[\s_-]|$)", max_chars=400
)
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|jfif)(?:\.\w{3,4})?$", re.IGNORECASE)
_PIXELS = re.compile(r"^\s*(\d{1,5})")
_CSS_SIZE = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})\s*px", re.IGNORECASE)
_BREAKS = dict.fromkeys(map(ord, "\t\r\n"))
_SCHEMES = ("http://", "https://")
MIN_PIXELS = 60
"""A picture whose stated width and height both are under this is an icon."""


@dataclass(slots=True, eq=False)
class Picture:
    """One picture as its img element states it. Made for every picture of a page and never changed: not `frozen`,
    which would cost as much as all the rest of reading it."""

    url: str
    """Absolute."""
    alt: str
    title: str
    width: int | None
    height: int | None
    href: str | None
    """Where a link around it leads, as printed."""
    base: str
    """The address that `href` starts from."""
    caption: str = ""
    """A caption stated in an attribute."""


def photo_of(picture: Picture, caption: str | None) -> Photo:
    """A picture as a photo of an article, with the caption found for it or that an attribute states."""
    return Photo(
        url=picture.url,
        caption=caption or picture.caption or None,
        alt=picture.alt or None,
        width=picture.width,
        height=picture.height,
    )


def picture_of(node: etree._Element, base: str, link: str | None) -> Picture | None:
    """The picture of an img element, or None for icons, spacers and trackers."""
    stated = dict(node.items())
    address = _real_address(node, stated)
    if not address:
        return None
    if not address.isprintable() or " " in address:
        address = address.strip().translate(_BREAKS).replace(" ", "%20")
    width, height = _size(stated, "width"), _size(stated, "height")
    if _is_icon(stated, address, width, height):
        return None
    url = address if address.startswith(_SCHEMES) else _joined(base, address)
    if not url.startswith(_SCHEMES):
        return None
    return Picture(
        url=url,
        alt=_text(stated, "alt"),
        title=_text(stated, "title"),
        width=width,
        height=height,
        href=link,
        base=base,
        caption=_text(stated, "data-caption") or _text(stated, "cms-photo-caption"),
    )


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _real_address(node: etree._Element, stated: dict[str, str]) -> str:
    """Address of the picture that the reader sees once scripts have run; "" where there is none."""
    source = stated.get("src", "").strip()
    is_picture = bool(source) and not _is_placeholder(source)
    is_lazy = "lazy" in stated.get("class", "")
    if is_picture and not is_lazy and "?" not in source and source.startswith(_SCHEMES):
        return source
    names = [name for name in _LAZY_ATTRIBUTES if name in stated]
    lazy = next((value for name in names if (value := stated[name].strip())), "")
    if lazy and _is_placeholder(lazy):
        lazy = ""
    if is_picture and not (lazy and (is_lazy or _is_smaller(source, lazy))):
        return source
    return lazy or _from_sets(node) or _from_noscript(node)


def _is_smaller(source: str, lazy: str) -> bool:
    """Whether what is shown first is the same picture, asked for in another size."""
    return "?" in source and source.split("?", 1)[0] == lazy.split("?", 1)[0]


def _is_placeholder(address: str) -> bool:
    """Whether an address is of a spacer that stands in until scripts have run, or of nothing at all."""
    if address == "#" or address[:6].lower().startswith(_NO_PICTURE):
        return True
    return _PLACEHOLDER.match(address[address.rfind("/") + 1 :]) is not None


def links_elsewhere(picture: Picture, page_url: str) -> bool:
    """Whether the picture is a door to another page (a related story, an advert), not to itself."""
    href = picture.href or ""
    if not href.startswith(_SCHEMES):
        href = _joined(picture.base, href.strip()) if href else ""
    if not href.startswith(_SCHEMES):
        return False
    target = urlsplit(href)
    if href.startswith(f"{picture.url}/"):
        return False  # a page of its own for the picture
    if _IMAGE_FILE.search(target.path) or "attachment" in href:
        return False
    if href.split("?", 1)[0] == picture.url.split("?", 1)[0]:
        return False
    own = urlsplit(page_url).path.rstrip("/")
    path = target.path.rstrip("/")
    return path != own and not (len(own) > 1 and path.startswith(f"{own}/"))


def _from_sets(node: etree._Element) -> str:
    holders = [node]
    for parent in node.iterancestors("picture"):
        holders += list(parent.iter("source"))
        break
    for holder in holders:
        for name in _SET_ATTRIBUTES:
            best = _largest(holder.get(name) or "")
            if best and not _is_placeholder(best):
                return best
    return ""


def _largest(srcset: str) -> str:
    """Address of the widest candidate of a srcset."""
    best, size = "", -1.0
    for candidate in re.split(r",\s+|,(?=https?:|/)", srcset.strip()):
        words = candidate.split()
        if not words:
            continue
        digits = words[1][:-1] if len(words) > 1 else "1"
        value = float(digits) if digits.replace(".", "", 1).isdigit() else 1.0
        if value > size:
            best, size = words[0], value
    return best.rstrip(",")


def _from_noscript(node: etree._Element) -> str:
    sibling = node.getnext()
    if sibling is None or sibling.tag != "noscript":
        return ""
    image = sibling.find(".//img")
    if image is not None:
        return (image.get("src") or "").strip()
    match = re.search(r"<img[^>]{0,400}?\ssrc=[\"']([^\"']{4,600})", "".join(sibling.itertext()))
    return match[1] if match else ""


def _size(stated: dict[str, str], name: str) -> int | None:
    value = stated.get(name)
    match = _PIXELS.match(value) if value and "%" not in value else None
    if match:
        return int(match[1])
    style = stated.get("style")
    if style and name in style:
        for key, digits in _CSS_SIZE.findall(style):
            if key.lower() == name:
                return int(digits)
    return None


def _is_icon(stated: dict[str, str], address: str, width: int | None, height: int | None) -> bool:
    if width is not None and height is not None and width <= MIN_PIXELS and height <= MIN_PIXELS:
        return True
    if (width is not None and width <= (32 if height else MIN_PIXELS)) or (
        height is not None and height <= 24
    ):
        return True
    path = address.split("?", 1)[0].split("#", 1)[0]
    if path.endswith((".svg", ".ico")) or _ICON_NAME.match(path[path.rfind("/") + 1 :]):
        return True
    if _JUNK_FOLDER.search(path):
        return True
    return "class" in stated and _JUNK_CLASS.search(stated["class"]) is not None


def _text(stated: dict[str, str], name: str) -> str:
    value = stated.get(name)
    return clean(" ".join(value.split())) if value else ""
