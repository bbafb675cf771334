"""Pages as sites break them, seeded: cut short, tags dropped, attributes shuffled, classes renamed, bytes spoilt."""

import random
import re
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_ATTRIBUTE = re.compile(rb"\s([a-zA-Z-]+)=(\"[^\"]*\"|'[^']*')")
_JSON_VALUE = re.compile(rb':\s{0,9}("[^"\\]{0,2000}"|-?[0-9.]{1,20}|true|false|null)(?=\s{0,9}[,}\]])')
_CLASS = re.compile(rb"((?:class|id)=[\"'])([^\"']*)")


def truncated(body: bytes, rng: random.Random) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def tags_dropped(body: bytes, rng: random.Random) -> bytes:
    return _TAG.sub(lambda match: b"" if rng.random() < 0.1 else match[0], body)


def one_tag_name_dropped(body: bytes, rng: random.Random) -> bytes:
    names = sorted(set(re.findall(rb"<([a-zA-Z][\w:-]*)", body)))
    if not names:
        return body
    name = re.escape(rng.choice(names))
    return re.sub(rb"</?" + name + rb"(?=[\s/>])[^<>]*>", b"", body)


def attributes_shuffled(body: bytes, rng: random.Random) -> bytes:
    def shuffle(match: re.Match[bytes]) -> bytes:
        found = [b" " + name + b"=" + value for name, value in _ATTRIBUTE.findall(match[0])]
        if len(found) < 2:
            return match[0]
        rng.shuffle(found)
        head = match[0][: _ATTRIBUTE.search(match[0]).start()]  # type: ignore[union-attr]
        return head + b"".join(found) + (b"/>" if match[0].endswith(b"/>") else b">")

    return _TAG.sub(shuffle, body)


def classes_renamed(body: bytes, rng: random.Random) -> bytes:
    mark = b"x%d-" % rng.randrange(1000)
    return _CLASS.sub(lambda match: match[1] + mark + match[2][::-1], body)


def wrongly_encoded(body: bytes, rng: random.Random) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(rng.choice(["utf-16", "cp1252", "utf-8-sig", "cp037", "utf-16-be"]), "replace")


def bytes_spoilt(body: bytes, rng: random.Random) -> bytes:
    spoilt = bytearray(body)
    for _ in range(min(len(body), 20)):
        spoilt[rng.randrange(len(body))] = rng.randrange(256)
    return bytes(spoilt)


def nuls_added(body: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(body) + 1)
    return body[:place] + b"\0" * rng.randrange(1, 50) + body[place:]


def deeply_nested(body: bytes, rng: random.Random) -> bytes:
    place = rng.choice([match.start() for match in _TAG.finditer(body)] or [0])
    tag = rng.choice([b"<div>", b"<b a=%d>" % place, b"<ul><li>", b"<table><tr><td>", b"<item>", b"<a>"])
    return body[:place] + tag * 10_000 + body[place:]


def doubled(body: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(body) + 1)
    return body[:place] + body + body[place:]


def json_broken(body: bytes, rng: random.Random) -> bytes:
    signs = [match.start() for match in re.finditer(rb"[{}\[\]\",:]", body)]
    if not signs:
        return body
    place = rng.choice(signs)
    return body[:place] + rng.choice([b"", b"{{", b"]", b'"', b"\\", b"&quot;"]) + body[place + 1 :]


def json_deepened(body: bytes, rng: random.Random) -> bytes:
    values = list(_JSON_VALUE.finditer(body))
    if not values:
        return body
    start, end = rng.choice(values).span(1)
    opening, closing = rng.choice([(b"[", b"]"), (b'{"name":', b"}"), (b'{"value":', b"}"), (b'[{"value":', b"}]")])
    depth = rng.choice([50, 300, 600, 900])
    return body[:start] + opening * depth + body[start:end] + closing * depth + body[end:]


ALL: tuple[Mutation, ...] = (
    truncated,
    tags_dropped,
    one_tag_name_dropped,
    attributes_shuffled,
    classes_renamed,
    wrongly_encoded,
    bytes_spoilt,
    nuls_added,
    deeply_nested,
    doubled,
    json_broken,
    json_deepened,
)
