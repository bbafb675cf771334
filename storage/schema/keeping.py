"""Tables that the collector keeps for itself and for whom it tells: timetable, notices, searches, the clock."""

from typing import Literal

from storage.schema.columns import Column, choice, count, stamp, text
from storage.schema.table import Table

DueOutcome = Literal["running", "ran", "missed"]
SOURCE = 'REFERENCES "sources"("id")'

POSTING = 'REFERENCES "postings"("id") ON DELETE CASCADE'

KEEPING = (
    Table(
        name="posting_matching",
        sentence="How each posting was last matched: what it looked like, and where it is filed.",
        columns=(
            Column("posting", "INTEGER", "The posting.", extra=f"PRIMARY KEY {POSTING}"),
            Column("digest", "BLOB", "Digest of what matching saw; null when it is to be matched again."),
            text("source", "Source of the posting."),
            Column("closes", "INTEGER", "Day number of its closing date."),
            Column("reference", "INTEGER", "Digest of its reference."),
            Column("numbering", "INTEGER", "Digest of what its reference looks like."),
            Column("employer", "INTEGER", "Digest of its employer's code."),
            Column("poor", "INTEGER", "1 where it lacks what its likes are found by: employer, place or dates."),
            Column("round_key", "INTEGER", "Digest of employer and title, which all rounds of a post share."),
            text("began", "When the posting was first seen, UTC."),
            Column("keys", "BLOB", "The keys that it is filed under: integers of eight bytes.", required=True),
        ),
        indexes={"matching_by_round": '"posting_matching" ("round_key", "began") WHERE "round_key" IS NOT NULL'},
    ),
    Table(
        name="posting_keys",
        sentence="The index of matching: postings are compared when they share a key.",
        columns=(
            Column("key", "INTEGER", "A digest of words, a place, an employer, a stretch of time.", required=True),
            Column("posting", "INTEGER", "The posting.", required=True),
        ),
        constraints=('PRIMARY KEY ("key", "posting")',),
        rowless=True,
    ),
    Table(
        name="posting_pairs",
        sentence="Pairs of postings that come near a link, or are linked.",
        columns=(
            Column("one", "INTEGER", "The one posting.", required=True, extra=POSTING),
            Column("other", "INTEGER", "The other posting.", required=True, extra=POSTING),
            Column("bits", "REAL", "Evidence that they are one job, in bits.", required=True),
        ),
        constraints=('PRIMARY KEY ("one", "other")', 'CHECK ("one" < "other")'),
        indexes={"pairs_by_other": '"posting_pairs" ("other", "one", "bits")'},
        rowless=True,
    ),
    Table(
        name="posting_moves",
        sentence="Adverts of a source that moved to another platform: what each was there before.",
        columns=(
            Column("posting", "INTEGER", "The advert under its new id.", extra=f"PRIMARY KEY {POSTING}"),
            Column("earlier", "INTEGER", "The same under its old id.", required=True, extra=POSTING),
        ),
        indexes={"moves_by_earlier": '"posting_moves" ("earlier")'},
    ),
    Table(
        name="timetable",
        sentence="When a schedule collects each source next.",
        columns=(
            text("source", "The source.", extra=f"PRIMARY KEY {SOURCE}"),
            text("rule", "Its timetable, in words or cron fields.", required=True),
            stamp("slot", "The moment that the timetable names, UTC.", required=True),
            stamp(
                "next_due",
                "The moment its turn comes: spread over the sources, out of quiet hours, UTC.",
                required=True,
            ),
        ),
    ),
    Table(
        name="due_runs",
        sentence="What became of every moment at which a schedule owed a source a run.",
        columns=(
            text("source", "The source.", required=True, extra=SOURCE),
            stamp("due", "When it was due, UTC; of several that were missed together, the first.", required=True),
            choice("outcome", "running: begun, or cut off before its end. ran: done. missed: not run.", DueOutcome),
            text("why", "Of a missed one: coalesced, late, resting or crashed."),
            count("slots", "How many moments the row stands for.", extra="DEFAULT 1"),
            count("attempts", "How often it was begun."),
            text("run", "The run that did it."),
            stamp("noted_at", "When this was written, UTC.", required=True),
        ),
        constraints=('PRIMARY KEY ("source", "due")',),
        indexes={"due_runs_unfinished": '"due_runs" ("source") WHERE "outcome" = \'running\''},
    ),
    Table(
        name="notices",
        sentence="What people were told by message, so that nothing is told twice.",
        columns=(
            text("key", "What it was about: a source's state, or the digest of a day.", extra="PRIMARY KEY"),
            text("source", "The source, when it was about one.", extra=SOURCE),
            text("state", "The state that was told: a verdict with its cause, or good."),
            stamp("told_at", "When, UTC.", required=True),
        ),
    ),
    Table(
        name="searches",
        sentence="Saved searches, whose new matches are told.",
        columns=(
            text("name", "Name of the search.", extra="PRIMARY KEY"),
            text("words", "Words to be found in an advert, as the full-text search reads them."),
            text("condition", "SQL condition on the exported columns."),
            text("council", "GSS code of the council."),
            stamp("made_at", "When it was saved, UTC.", required=True),
            stamp("ran_at", "When it was last run, UTC."),
        ),
    ),
    Table(
        name="search_hits",
        sentence="Jobs that a saved search has found already.",
        columns=(
            text("search", "The search.", required=True, extra='REFERENCES "searches"("name") ON DELETE CASCADE'),
            text("job", "The job.", required=True),
            stamp("found_at", "When, UTC.", required=True),
        ),
        constraints=('PRIMARY KEY ("search", "job")',),
    ),
    Table(
        name="forgotten",
        sentence="Adverts that were forgotten for good: a mark each, so that they do not come back.",
        columns=(
            text("source", "The source.", required=True),
            Column("mark", "BLOB", "Digest of the advert's id; nothing can be read from it.", required=True),
            stamp("forgotten_at", "When, UTC.", required=True),
        ),
        constraints=('PRIMARY KEY ("source", "mark")',),
    ),
    Table(
        name="clock",
        sentence="One row: the time of the last run, which the views take as now.",
        columns=(
            Column("id", "INTEGER", "Always 1.", extra='PRIMARY KEY CHECK ("id" = 1)'),
            stamp("now", "When the last run ended, UTC.", required=True),
        ),
    ),
)
