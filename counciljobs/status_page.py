"""The state of every source as one page for a browser: no server, no script, nothing from elsewhere."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from counciljobs.output import safe
from counciljobs.statuses import minute
from counciljobs.summaries import GOOD
from scheduler.advice import advice_for
from scheduler.summary import SourceResult

STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --warn: #8a5a00; --good: #1b6e3a; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --warn: #ffc46b; --good: #7bd89b; } }
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.bad { color: var(--bad); } .warn { color: var(--warn); } .good { color: var(--good); }
.wide { overflow-x: auto; }
"""
UNWELL = ("Source", "State", "Since", "Last good", "What happened", "What to do")
WELL = ("Source", "State", "Checked", "Adverts", "New", "Changed", "Gone")


def page(results: Sequence[SourceResult], now: datetime) -> str:
    """Return the page: sources that need a person first, the longest in trouble on top."""
    unwell = sorted((one for one in results if _needs_somebody(one)), key=lambda one: (one.since or "", one.source))
    well = [one for one in results if not _needs_somebody(one)]
    counts = ", ".join(f"{count} {verdict}" for verdict, count in Counter(one.verdict for one in results).most_common())
    counted = "1 source" if len(results) == 1 else f"{len(results)} sources"
    return (
        '<!doctype html>\n<html lang="en-GB">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>counciljobs: {len(unwell)} of {counted} in trouble</title>\n<style>{STYLE}</style>\n"
        f"<h1>counciljobs</h1>\n<p>{counted}{f': {counts}' if counts else ''}. "
        f"As of {now:%Y-%m-%d %H:%M} UTC.</p>\n"
        f"{_table('Need a person', UNWELL, map(_unwell, unwell)) if unwell else '<p>Every source is well.</p>'}\n"
        f"{_table('Well', WELL, map(_well, well)) if well else ''}\n</html>\n"
    )


def _needs_somebody(one: SourceResult) -> bool:
    return one.verdict not in GOOD or bool(one.warnings)


def _table(caption: str, headings: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
    body = "\n".join(rows)
    return (
        f'<div class="wide"><table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _unwell(one: SourceResult) -> str:
    word = one.cause or ", ".join(one.warnings)
    state = f'<span class="{"warn" if one.verdict in GOOD else "bad"}">{_text(one.verdict)} ({_text(word)})</span>'
    cells = (_text(one.source), state, _text(minute(one.since)), _text(minute(one.last_good)))
    said = (_text(one.message), _text(advice_for(one.cause or next(iter(one.warnings), None))))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in (*cells, *said)) + "</tr>"


def _well(one: SourceResult) -> str:
    words = "".join(
        f"<td>{cell}</td>" for cell in (_text(one.source), _good(one.verdict), _text(minute(one.checked_at)))
    )
    numbers = "".join(f'<td class="number">{n}</td>' for n in (one.adverts, one.new, one.changed, one.gone))
    return f"<tr>{words}{numbers}</tr>"


def _good(verdict: str) -> str:
    return f'<span class="good">{_text(verdict)}</span>'


def _text(value: str | None) -> str:
    return escape(safe(value or "never")) if value else "&ndash;"
