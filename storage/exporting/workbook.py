"""XLSX: typed cells, a header that stays in sight, links that open, nothing that runs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]

from storage.cells import joined
from storage.exporting.batches import Columns
from storage.exporting.legal import day_of, is_address, legal, london, moment_of
from storage.posting_rows import JSON_FIELDS
from storage.schema.tables import POSTING_COLUMNS

MOST_ROWS = 1_048_575
"""Excel's sheets have 1,048,576 rows, one of which is the header; what is over goes on the next sheet."""
MOST_BYTES, CELL_BYTES = 3 << 29, 50
"""A sheet of over 2 GB (unpacked, half a million adverts or so) needs an extension of ZIP that Excel takes for damage:
it ends well before; counted with the markup of each cell."""
LONGEST_CELL = 32_767
"""Letters in a cell (Excel's specifications and limits); it counts those beyond U+FFFF twice."""
CUT = " … [cut: the whole text is in the CSV]"
MOST_LINKS, LONGEST_LINK = 65_530, 2_079
"""Links in a workbook (Excel's limit for a sheet: each is kept in memory until the end), and letters in one; the
addresses of further rows are plain text."""
FIRST_YEAR, LAST_YEAR = 1900, 9999
"""Excel's calendar; a date outside it is a text."""
LINKS = frozenset(("url", "apply_url"))
STAMPS = frozenset(column.name for column in POSTING_COLUMNS if column.form == "stamp")
WHEN = frozenset(("closes_at", "posted_on", "starts_on", "interview_on")) | STAMPS
WIDTHS = {"title": 40, "recruiter": 30, "location": 25, "url": 40, "description": 60, "summary": 40, "salary_text": 30}
USUAL_WIDTH = 14
SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,  # for texts so full of ampersands that a sheet outgrows MOST_BYTES all the same
}
Put = Callable[["_Sheet", int, int, Any], object]


def write(columns: Sequence[str], batches: Iterable[Columns], file: IO[bytes]) -> int:
    """Write batches to a file as XLSX; returns how many rows.

    Our own stamps are UTC, an advert's times are London's; both are dates for the spreadsheet. A text of more than
    32,767 letters is cut and says so.
    """
    with xlsxwriter.Workbook(_Sink(file), SETTINGS) as book:
        sheets = _Sheets(book, columns)
        puts = [_putter(name) for name in columns]
        for batch in batches:
            for row in zip(*batch, strict=True):
                sheets.add(row, puts)
        _explain(book, columns, sheets.bold)
    return sheets.count


class _Sink:
    """A file that only seems to take more once it failed: a ZIP that is given up on goes on while it is thrown away."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._has_failed, self._place = file, False, 0

    def write(self, data: bytes) -> int:
        """Write, as a file does."""
        self._try(lambda: self._file.write(data))
        self._place += len(data)
        return len(data)

    def seek(self, place: int) -> int:
        """Go to a place, as a file does."""
        self._try(lambda: self._file.seek(place))
        self._place = place
        return place

    def tell(self) -> int:
        """Tell the place, as a file does."""
        return self._place

    def flush(self) -> None:
        """Write what waits, as a file does."""
        self._try(self._file.flush)

    def _try(self, act: Callable[[], object]) -> None:
        if self._has_failed:
            return
        try:
            act()
        except OSError:
            self._has_failed = True
            raise


class _Sheet:
    """One sheet, its rows and bytes, the links it still takes, and the formats of its cells."""

    def __init__(self, sheet: Any, day: Any, minute: Any, links: int) -> None:  # noqa: ANN401 (xlsxwriter has no types)
        self.sheet = sheet
        self.day = day
        self.minute = minute
        self.links = links
        self.rows = self.bytes = 0

    def is_full(self) -> bool:
        """Tell whether the next row belongs on another sheet."""
        return self.rows >= MOST_ROWS or self.bytes >= MOST_BYTES


class _Sheets:
    """The sheets of jobs: one, unless there is more than Excel takes."""

    def __init__(self, book: Any, columns: Sequence[str]) -> None:  # noqa: ANN401 (xlsxwriter has no types)
        self.count = 0
        self.bold = book.add_format({"bold": True})
        self._columns = columns
        self._book = book
        self._number = 0
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._minute = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._now = self._next(MOST_LINKS)

    def add(self, row: tuple[Any, ...], puts: Sequence[Put]) -> None:
        """Write one row."""
        if self._now.is_full():
            self._now = self._next(self._now.links)
        sheet = self._now
        sheet.rows += 1
        sheet.bytes += CELL_BYTES * len(row)
        for column, value in enumerate(row):
            if value is not None:
                puts[column](sheet, sheet.rows, column, value)
        self.count += 1

    def _next(self, links: int) -> _Sheet:
        self._number += 1
        sheet = self._book.add_worksheet("jobs" if self._number == 1 else f"jobs {self._number}")
        for at, name in enumerate(self._columns):
            sheet.set_column(at, at, WIDTHS.get(name, USUAL_WIDTH))
            sheet.write_string(0, at, name, self.bold)
        sheet.freeze_panes(1, 0)
        return _Sheet(sheet, self._day, self._minute, links)


def _putter(name: str) -> Put:
    if name in LINKS:
        return _link
    if name in WHEN:
        return partial(_when, local=name not in STAMPS)
    return _list if name in JSON_FIELDS else _any


def _text(on: _Sheet, row: int, column: int, value: str) -> None:
    shown = fitting(legal(value))
    on.bytes += len(shown.encode())
    on.sheet.write_string(row, column, shown)


def fitting(text: str) -> str:
    """Return a text as long as a cell may be; one that is cut says so."""
    if len(text) * 2 <= LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _any(on: _Sheet, row: int, column: int, value: object) -> None:
    if isinstance(value, bool):
        on.sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        on.sheet.write_number(row, column, value)
    else:
        _text(on, row, column, str(value))


def _list(on: _Sheet, row: int, column: int, value: object) -> None:
    if value:
        _text(on, row, column, joined(value))


def _link(on: _Sheet, row: int, column: int, value: str) -> None:
    if on.links and len(value) <= LONGEST_LINK and is_address(value):
        on.links -= 1
        on.sheet.write_url(row, column, value, None, value)
    else:
        _text(on, row, column, value)


def _when(on: _Sheet, row: int, column: int, value: str, *, local: bool) -> None:
    day, moment = day_of(value), moment_of(value)
    if day is not None and day.year >= FIRST_YEAR:
        on.sheet.write_datetime(row, column, _midnight(day), on.day)
    elif moment is not None and FIRST_YEAR < moment.year < LAST_YEAR:
        shown = london(moment) if local else moment.replace(tzinfo=None)
        on.sheet.write_datetime(row, column, shown, on.minute)
    else:
        _text(on, row, column, value)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a spreadsheet's dates have no zone)


def _explain(book: Any, columns: Sequence[str], bold: Any) -> None:  # noqa: ANN401 (xlsxwriter has no types)
    """Add a sheet that says what each column means."""
    sentences = {column.name: column.sentence for column in POSTING_COLUMNS}
    sheet = book.add_worksheet("columns")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (name, sentence) in enumerate([("column", "meaning"), *((name, sentences[name]) for name in columns)]):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, sentence)
    sheet.freeze_panes(1, 0)
