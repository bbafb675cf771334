"""Every table of the file, with a sentence for each table and column."""

from collections.abc import Iterator
from typing import Any, Literal, get_args

import msgspec

from scraper.records import Place, Posting
from storage.schema.columns import Column, choice, columns_of, count, listing, stamp, text
from storage.schema.counts import TALLIES
from storage.schema.facts import LEAD_FIELDS
from storage.schema.keeping import KEEPING
from storage.schema.table import Table

Verdict = Literal["ok", "unchanged", "empty", "partial", "blocked", "broken"]
Closed = Literal["expired", "withdrawn", "retired"]
Cause = Literal["source", "reparse"]
Decision = Literal["duplicate", "not_duplicate"]

POSTING = 'REFERENCES "postings"("id") ON DELETE CASCADE'
SOURCE = 'REFERENCES "sources"("id")'
RUN = 'REFERENCES "runs"("id")'
LIVE = "\"status\" = 'live'"
PAID = f'{LIVE} AND "pay" IS NOT NULL'


def _number(name: str, sentence: str) -> Column:
    return Column(name, "INTEGER", sentence)


def _flag(name: str, sentence: str, default: int) -> Column:
    return Column(name, "INTEGER", sentence, required=True, form="flag", extra=f"DEFAULT {default}")


def _posting_key(sentence: str) -> Column:
    return Column("posting", "INTEGER", sentence, extra=f"PRIMARY KEY {POSTING}")


_LIFE: dict[str, dict[str, Any]] = {
    "job": {"required": True, "extra": 'REFERENCES "jobs"("id") DEFERRABLE INITIALLY DEFERRED'},
    "status": {"required": True},
    "first_seen": {"required": True, "form": "stamp"},
    "last_seen": {"required": True, "form": "stamp"},
    "closed_at": {"form": "stamp"},
    "closed_reason": {"choices": get_args(Closed)},
    "left_censored": {"required": True},
    "source": {"required": True, "extra": SOURCE},
}
"""What a stored posting has for certain: these are empty only on the way to the store."""
_EARLY = ("source", "source_ref", "status", "last_seen", "first_seen", "closed_at", "closed_reason", "left_censored")
"""Kept at the front of the row, before the long texts: SQLite reads a row only as far as the last column asked for."""
_LATE = ("summary", "description", "rules")


def _place_columns() -> Iterator[Column]:
    """Yield a place's columns; each means of one place what the posting's column of that name means."""
    meaning = {column.name: column.sentence for column in columns_of(Posting)}
    for column in columns_of(Place):
        sentence = meaning[column.name].replace("; several joined by '; '", "").replace(", of the first place", "")
        yield msgspec.structs.replace(column, sentence=sentence)


def _posting_columns() -> tuple[Column, ...]:
    made = {
        column.name: msgspec.structs.replace(column, **_LIFE.get(column.name, {})) for column in columns_of(Posting)
    }
    middle = [name for name in made if name not in _EARLY and name not in _LATE]
    key = Column("id", "INTEGER", "Number of the row, for joins inside this file.", extra="PRIMARY KEY")
    return (key, *(made[name] for name in (*_EARLY, *middle, *_LATE)))


def _of_the_lead() -> Iterator[Column]:
    for column in columns_of(Posting):
        if column.name in LEAD_FIELDS:
            yield msgspec.structs.replace(column, required=False, extra="")


TABLES = (
    Table(
        name="sources",
        sentence="Every place that lists adverts, as its row in the register says.",
        columns=(
            text("id", "Short, stable name of the source; the key in every table.", extra="PRIMARY KEY"),
            text("name", "Name for people.", required=True),
            text("platform", "Software that serves it.", required=True),
            text("url", "Listing, feed, sitemap or API entry.", required=True),
            text("authority", "GSS code of the employer, when the site is one council's own."),
            listing("covers", "GSS codes of the authorities whose adverts a board carries."),
            listing("options", "What the platform needs to know.", empty="'{}'"),
            text("timetable", "When a schedule collects it."),
            Column("pace", "REAL", "Least seconds between two requests to its host."),
            _flag("enabled", "Whether runs may fetch it.", 1),
            text("extent", "What its listing shows, where the row says so: full, window or sample."),
            text("evidence", "How we know that the row is right."),
            text("checked_on", "Date on which the row was last looked at."),
            text("licence", "Licence of what it publishes."),
            text("terms", "Address of its terms of use."),
            _flag("redistribute", "0 keeps its descriptions out of exports and packages.", 1),
            text("notes", "Remarks."),
        ),
    ),
    Table(
        name="runs",
        sentence="One row a run: one collection over many sources.",
        columns=(
            text("id", "Name of the run: when it began, and a number within that second.", extra="PRIMARY KEY"),
            stamp("started_at", "When it began, UTC.", required=True),
            stamp("finished_at", "When its last step was done, UTC; null while it works or after it was killed."),
        ),
    ),
    Table(
        name="source_runs",
        sentence="One row a source in a run, with its verdict: what status reports are made from.",
        columns=(
            text("run", "The run.", required=True, extra=RUN),
            text("source", "The source.", required=True, extra=SOURCE),
            stamp("started_at", "When it began, UTC.", required=True),
            stamp("finished_at", "When it ended, UTC.", required=True),
            choice("verdict", "How it ended.", Verdict),
            text("cause", "Stable word for why it was not ok."),
            text("message", "One sentence for a person."),
            text("extent", "What the listing shows: full, window or sample."),
            _flag("complete", "1 when the whole listing was walked, as proof.", 0),
            _number("declared_total", "How many adverts the listing says it has."),
            count("pages", "Pages read."),
            count("adverts", "Adverts on the listing."),
            count("new", "Postings seen for the first time."),
            count("changed", "Postings whose content changed."),
            count("gone", "Postings that expired or were withdrawn."),
            count("reopened", "Closed postings that came back."),
            count("unchanged", "Postings seen again as they were."),
            count("held", "Withdrawals held back for want of proof."),
            listing("warnings", "Words of warning, as a list."),
            Column("seconds", "REAL", "Wall time.", required=True, extra="DEFAULT 0"),
            listing("fill", "Share of adverts that had each verbatim field.", empty="'{}'"),
        ),
        constraints=('PRIMARY KEY ("run", "source")',),
        indexes={
            "source_runs_by_time": '"source_runs" ("source", "finished_at", "run")',
            "source_runs_by_day": '"source_runs" ("source", substr("finished_at", 1, 10), "finished_at", "complete", '
            '"extent", "verdict", "adverts")',
        },
    ),
    Table(
        name="pages",
        sentence="The last state of every page: what a conditional request needs, without the body.",
        columns=(
            text("source", "The source.", required=True, extra=SOURCE),
            text("key", "Names the request: its address, with method and body where they matter.", required=True),
            text("url", "Address that answered.", required=True),
            count("status", "HTTP status.", extra=""),
            stamp("fetched_at", "When it was last fetched, UTC.", required=True),
            text("body_hash", "Digest of the body."),
            text("etag", "Validator that the server gave."),
            text("last_modified", "Date of change that the server gave."),
            text("parser_version", "Version of the reading."),
            text("listing", "What the listing said, as JSON, so that an unchanged page need not be read again."),
        ),
        constraints=('PRIMARY KEY ("source", "key")',),
    ),
    Table(
        name="jobs",
        sentence="One row a vacancy as an analyst counts it, whatever number of sources advertise it.",
        columns=(
            text("id", "Id of the job, derived from its earliest posting.", extra="PRIMARY KEY"),
            text(
                "merged_into",
                "The job that this one turned out to be; null for a job in its own right.",
                extra='REFERENCES "jobs"("id")',
            ),
            Column(
                "lead",
                "INTEGER",
                "The posting that speaks for the job: an open one first, then the earliest.",
                extra='REFERENCES "postings"("id") ON DELETE SET NULL',
            ),
            msgspec.structs.replace(
                next(c for c in columns_of(Posting) if c.name == "status"),
                required=True,
                sentence="Where the job is in its life: live while any posting is.",
            ),
            stamp("first_seen", "First time any of its postings was seen, UTC.", required=True),
            stamp("closed_at", "When its last posting closed, UTC; null while it is open."),
            Column("closed_reason", "TEXT", "Why it closed.", choices=get_args(Closed)),
            count("postings", "How many postings advertise it."),
            text("month", "Month in which it was first seen, UTC: YYYY-MM."),
            Column("pay", "REAL", "Middle of its advertised full-time range, pounds a year."),
            text("area", "Its region, or the nation where no region is known."),
            stamp("lead_seen", "First time the posting that speaks for it was seen, UTC."),
            *_of_the_lead(),
        ),
        indexes={
            "jobs_by_status": '"jobs" ("status", "first_seen")',
            "jobs_by_lead": '"jobs" ("lead")',
            # Those that are live, each index with all that a question reads, the status too, lest it read the rows.
            "jobs_live": f'"jobs" ("status", "lead", "region", "category", "contract_type", "pay") WHERE {LIVE}',
            "jobs_live_seen": f'"jobs" ("status", "lead_seen", "lead") WHERE {LIVE}',
            "jobs_live_recruiter": f'"jobs" ("status", "recruiter", "recruiter_code", "pay", "lead") WHERE {LIVE}',
            "jobs_live_occupation": f'"jobs" ("status", "occupation_code", "area", "pay") WHERE {PAID}',
            "jobs_live_place": f'"jobs" ("status", "latitude", "longitude") WHERE {LIVE}',
        },
    ),
    Table(
        name="postings",
        sentence="One row an advert of a source: typed fields beside the verbatim ones.",
        columns=_posting_columns(),
        constraints=('UNIQUE ("source", "source_ref")',),
        indexes={
            "postings_by_job": '"postings" ("job")',
            "postings_open": '"postings" ("source") WHERE "status" IN (\'live\', \'unconfirmed\')',
            "postings_live": '"postings" ("first_seen", "source", "source_ref") WHERE "status" = \'live\'',
            "postings_in_order": '"postings" ("first_seen", "source", "source_ref")',
            "postings_by_recruiter": '"postings" ("recruiter", "recruiter_code")',
        },
    ),
    Table(
        name="posting_watch",
        sentence="What the collector has to remember of a posting; nothing here is about the job itself.",
        columns=(
            _posting_key("The posting."),
            Column("content_hash", "BLOB", "Digest of the typed fields, less what is volatile.", required=True),
            Column(
                "advert_hash", "BLOB", "Digest of the advert it was read from, less what is volatile.", required=True
            ),
            text("listed_hash", "Digest of the advert as the listing shows it.", required=True),
            text("detail_at", "When its detail page was last read, UTC; null when it is wanted."),
            stamp("closes_utc", "First moment at which it is closed by its own date; null when it is not open."),
            stamp("missed_since", "First complete walk that did not show it; null while it is listed."),
            count("missed_walks", "Complete walks in a row that did not show it."),
            _number("held_walks", "How many walks had missed it when its withdrawal was held."),
        ),
        indexes={
            "watch_closing": '"posting_watch" ("closes_utc") WHERE "closes_utc" IS NOT NULL',
            "watch_missed": '"posting_watch" ("posting") WHERE "missed_walks" > 0',
            "watch_missed_since": '"posting_watch" ("missed_since") WHERE "missed_since" IS NOT NULL',
        },
    ),
    Table(
        name="posting_adverts",
        sentence="The advert as last read, so that a card read again does not lose what the detail page gave.",
        columns=(
            _posting_key("The posting."),
            Column("advert", "BLOB", "The advert as JSON, compressed by zlib.", required=True),
        ),
    ),
    Table(
        name="posting_spells",
        sentence="Each time a posting was up: from, to, and why it ended.",
        columns=(
            Column("posting", "INTEGER", "The posting.", required=True, extra=POSTING),
            count("number", "1 for its first spell, 2 for its first re-advert.", extra=""),
            stamp("started_at", "First time it was seen in this spell, UTC.", required=True),
            stamp("ended_at", "When it was no longer up, UTC; null while it is."),
            Column("ended_why", "TEXT", "Why it ended.", choices=get_args(Closed)),
            count("reopened", "How often it went and came back within the spell."),
        ),
        constraints=('PRIMARY KEY ("posting", "number")',),
    ),
    Table(
        name="posting_changes",
        sentence="Every change of a posting's fields, and every closed posting that came back (field status).",
        columns=(
            Column("id", "INTEGER", "Number of the row.", extra="PRIMARY KEY"),
            Column("posting", "INTEGER", "The posting.", required=True, extra=POSTING),
            text("field", "Field that changed.", required=True),
            Column("old", "ANY", "Value before."),
            Column("new", "ANY", "Value after."),
            stamp("seen_at", "When we saw the change, UTC.", required=True),
            choice("cause", "source: the advert changed; reparse: the same advert was read differently.", Cause),
        ),
        indexes={
            "changes_by_posting": '"posting_changes" ("posting")',
            "changes_by_time": '"posting_changes" ("seen_at")',
        },
    ),
    Table(
        name="posting_pending",
        sentence="Postings that a run touched and whose jobs, places and search entries are not refreshed yet.",
        columns=(
            _posting_key("The posting."),
            _flag("indexed", "1 when the search index holds the posting's text as it is.", 0),
        ),
    ),
    Table(
        name="job_links",
        sentence="Which posting belongs to which job, and by which rule.",
        columns=(
            _posting_key("The posting."),
            text("job", "The job.", required=True, extra='REFERENCES "jobs"("id")'),
            text("rule", "Rule that linked them; alone: no other posting advertises this job.", required=True),
            Column("score", "REAL", "How sure the rule is, 0 to 1.", required=True),
        ),
        indexes={"links_by_job": '"job_links" ("job")'},
    ),
    Table(
        name="match_overrides",
        sentence="People's decisions on pairs of postings; they stand above every rule.",
        columns=(
            text("source_a", "Source of the one posting.", required=True),
            text("ref_a", "The one posting's id in its source.", required=True),
            text("source_b", "Source of the other posting.", required=True),
            text("ref_b", "The other posting's id in its source.", required=True),
            choice("decision", "Whether they advertise the same job.", Decision),
            text("decided_by", "Who decided."),
            text("reason", "Why."),
            stamp("decided_at", "When, UTC.", required=True),
        ),
        constraints=(
            'PRIMARY KEY ("source_a", "ref_a", "source_b", "ref_b")',
            'CHECK (("source_a", "ref_a") < ("source_b", "ref_b"))',
        ),
    ),
    Table(
        name="readverts",
        sentence="A post advertised again after it had closed: one row a link of the chain.",
        columns=(
            Column("posting", "INTEGER", "The posting that advertises it again.", required=True, extra=POSTING),
            count("spell", "Its spell.", extra=""),
            Column(
                "earlier_posting", "INTEGER", "The posting that advertised it before.", required=True, extra=POSTING
            ),
            count("earlier_spell", "That posting's spell.", extra=""),
            Column("gap_days", "REAL", "Days between the end of the one and the start of the other.", required=True),
            text("rule", "Rule that linked them; same_ref: the source used the same id again.", required=True),
            stamp("found_at", "When we saw it, UTC.", required=True),
        ),
        constraints=('PRIMARY KEY ("posting", "spell")',),
        indexes={"readverts_by_earlier": '"readverts" ("earlier_posting")'},
    ),
    Table(
        name="recruiters",
        sentence="Every employer that some posting names.",
        columns=(
            text("name", "Canonical name.", required=True),
            text("code", "GSS code when it is an authority, else empty.", required=True, extra="DEFAULT ''"),
            *(c for c in columns_of(Posting) if c.name == "recruiter_kind"),
        ),
        constraints=('PRIMARY KEY ("name", "code")',),
    ),
    Table(
        name="places",
        sentence="Every place of work that a posting names, the first one first.",
        columns=(
            Column("posting", "INTEGER", "The posting.", required=True, extra=POSTING),
            count("number", "1 for the first place.", extra=""),
            *_place_columns(),
        ),
        constraints=('PRIMARY KEY ("posting", "number")',),
        indexes={"places_by_authority": '"places" ("local_authority_code")'},
    ),
    *(tally.table for tally in TALLIES),
    *KEEPING,
)

SEARCHED = ("title", "recruiter", "reference", "location_text", "summary", "description")
"""What the full-text index holds of a posting, the most telling column first."""

BY_NAME = {table.name: table for table in TABLES}
POSTING_COLUMNS = BY_NAME["postings"].columns
