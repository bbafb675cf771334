"""Making the report's HTML: tables, figures with their table, and the frame of the page. Text is escaped here."""

import re
from collections.abc import Iterable, Sequence
from html import escape

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
Cell = str | int | float | None
STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 17px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 56rem; padding: 1rem; }
h1 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
ul.numbers { display: flex; flex-wrap: wrap; gap: .5rem 2rem; list-style: none; padding: 0; }
ul.numbers b { display: block; font-size: 1.8rem; line-height: 1.2; }
figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; } .wide { overflow-x: auto; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; padding: .3rem 0; }
"""


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table; numbers stand to the right, what is not known is left empty."""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return (
        f'<div class="wide"><table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(value: Cell) -> str:
    if isinstance(value, str) or value is None:
        return f"<td>{escape(plain(value or ''))}</td>"
    said = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return f'<td class="number">{said}</td>'


def plain(text: str) -> str:
    """Return text without what a page can't carry: control characters and lone surrogates are shown as �."""
    return _UNSEEN.sub("\ufffd", text)


def figure(title: str, drawn: str, told: str, sentence: str = "") -> str:
    """Return a section: its heading, a sentence, the drawing, and the same as a table to be opened."""
    said = f"<p>{escape(sentence)}</p>" if sentence else ""
    return (
        f"<section><h2>{escape(title)}</h2>{said}<figure>{drawn}</figure>"
        f"<details><summary>{escape(title)}, as a table</summary>{told}</details></section>"
    )


def page(title: str, inside: str) -> str:
    """Return the whole page: it loads nothing and runs nothing."""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style></head>\n<body>\n{inside}\n</body>\n</html>\n"
    )
