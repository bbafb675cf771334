"""Bytes of a page to text: by byte-order mark, by what the bytes are, by what header and page say, by detection."""

import codecs
import re
from collections.abc import Iterator

from scraper.pages import Page, Problem, Verdict

DECLARED_WITHIN = 4096
"""Bytes searched for a declaration. WHATWG looks at 1024; councils' templates put long comments and scripts first."""
DETECTED_WITHIN = 32_768
"""Bytes shown to detection: enough to tell a charset by, and bounds its cost on a hostile page."""
JUDGED_WITHIN = 4096
"""Characters judged for controls: junk shows itself at once."""
MOST_CONTROLS = 0.02
"""Share of control characters beyond which bytes are not text. Text has none; compressed data has a tenth."""
FEW_CONTROLS = 8
"""So many never condemn a short page."""
MOST_STRAYS = 10_000
"""Stray bytes repaired one by one in a UTF-8 page; with more it is not UTF-8, and the repair would be slow."""

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_ASCII_CONTROLS = bytes(number for number in range(128) if _CONTROLS.match(chr(number)))
_READ_AS_CP1252 = frozenset({"iso8859-1", "ascii", "cp1252"})
"""WHATWG Encoding Standard: pages that call themselves latin-1 or ASCII are written in windows-1252."""
_WEB_CODEC_NAMES = (
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 cp866 "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gbk gb2312 gb18030 big5 euc_jp shift_jis euc_kr "
    "iso2022_jp"
)
_WEB_CODECS = frozenset(_WEB_CODEC_NAMES.split())
"""The charsets of the WHATWG standard, as Python names them; its other codecs (base64, rot13) are no charsets."""
_NOT_OVER_ASCII = re.compile(r"charset\s*=\s*[\"']?(utf-?16|utf-?32|iso-2022|hz-gb)", re.IGNORECASE)
"""Charsets whose bytes may look like UTF-8 and are not: the header is believed before the bytes."""
_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\xd0\xcf\x11\xe0")
"""Files that are not pages: PDF, PNG, JPEG, GIF, zip and Office, gzip, RIFF, old Office."""


def decode(page: Page) -> str:
    """Return the page's body as text, without a byte-order mark and without NULs.

    In this order: the byte-order mark; UTF-8 if the bytes are (other text is never valid UTF-8 by chance, and UTF-8
    mislabelled by a server's default is common); the charset of the HTTP header, of the XML declaration or of <meta>,
    named as browsers read them; windows-1252; detection. A label that the bytes do not fit is passed over.

    Raises:
        Problem: broken, undecodable, when the bytes are not text at all.
    """
    body = page.body
    if body.startswith(_MAGIC):
        raise _undecodable(page, "it is a file of another kind (a PDF, an image, an archive)")
    text = _decoded(page)
    if "\x00" in text:
        text = text.replace("\x00", "")
    if _is_junk(text, body):
        raise _undecodable(page, "it is binary")
    return text.removeprefix("\ufeff")


def _decoded(page: Page) -> str:
    body, content_type = page.body, page.headers.get("content-type", "")[:1000]
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if _NOT_OVER_ASCII.search(content_type):
        text = _strictly(body, _canonical(_header_label(content_type)))
        if text is not None:
            return text
    text = _strictly(body, "utf-8")
    return _decoded_by_label(body, content_type) if text is None else text


def _decoded_by_label(body: bytes, content_type: str) -> str:
    """Decode what is not clean UTF-8 by what it says it is, else by what it looks like."""
    for name in _labels(body, content_type):
        if name == "utf-8":
            return _repaired(body)
        if name == "cp1252":
            return body.decode("cp1252", "replace")
        text = _strictly(body, name)
        if text is not None:
            return text
    return _guessed(body)


def _labels(body: bytes, content_type: str) -> Iterator[str]:
    """Yield the codecs that the header, then the page itself, name."""
    name = _canonical(_header_label(content_type))
    if name:
        yield name
    for pattern in (_XML_ENCODING, _META_CHARSET):
        found = pattern.search(body, 0, DECLARED_WITHIN)
        name = _canonical(_over_ascii(found[1].decode("ascii"))) if found else None
        if name:
            yield name


def _header_label(content_type: str) -> str | None:
    found = _HEADER_CHARSET.search(content_type)
    return found[1] if found else None


def _over_ascii(label: str) -> str:
    """Return a label that was read as ASCII: bytes that can be are not UTF-16, whatever they say (WHATWG)."""
    return "utf-8" if label.lower().startswith(("utf-16", "utf16", "utf-32")) else label


def _canonical(label: str | None) -> str | None:
    """Return Python's codec for a label as browsers read it; None for one that nobody knows or that is not text."""
    if label is None:
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _READ_AS_CP1252 else name if name in _WEB_CODECS else None


def _strictly(body: bytes, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        return body.decode(name)
    except ValueError:
        return None


def _repaired(body: bytes) -> str:
    """Decode UTF-8 that has stray bytes of windows-1252 in it, as templates filled from two systems have."""
    strays = body.decode("utf-8", "replace").count("\ufffd")
    return body.decode("utf-8", _STRAYS) if strays <= MOST_STRAYS else body.decode("cp1252", "replace")


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as windows-1252: a codec error handler."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAYS = "counciljobs.strays"
codecs.register_error(_STRAYS, _stray_bytes)


def _guessed(body: bytes) -> str:
    """Decode bytes that are not clean UTF-8 and do not say what they are."""
    loose = body.decode("utf-8", "replace")
    strays = loose.count("\ufffd")
    if len(loose) - len(loose.encode("ascii", "ignore")) > 2 * strays:
        return _repaired(body)
    text = _strictly(body, "cp1252")
    if text is not None:
        return text
    from charset_normalizer import from_bytes  # noqa: PLC0415 (3 MB that only a page of unknown charset needs)

    best = from_bytes(body[:DETECTED_WITHIN]).best()
    return body.decode(best.encoding if best else "cp1252", "replace")


def _is_junk(text: str, body: bytes) -> bool:
    """Tell whether what came out is not text: many controls in it, or nothing at all out of something."""
    sample = text[:JUDGED_WITHIN]
    if not sample:
        return bool(body.strip(b"\xef\xbb\xbf\xff\xfe"))
    return _controls(sample) > max(FEW_CONTROLS, MOST_CONTROLS * len(sample))


def _controls(sample: str) -> int:
    if not sample.isascii():
        return len(_CONTROLS.findall(sample))
    return len(sample) - len(sample.encode("ascii").translate(None, _ASCII_CONTROLS))


def _undecodable(page: Page, why: str) -> Problem:
    return Problem(Verdict.BROKEN, "undecodable", f"{page.url} can't be read as text: {why}; look at it in a browser")
