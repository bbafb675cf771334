"""Datasette's metadata, made from the one data dictionary and the questions."""

from typing import Any

from storage.dictionary import Entry, entries
from storage.schema.ddl import SEARCH
from storage.serving.questions import QUESTIONS, Question

INNER = frozenset(
    ("posting_watch", "posting_adverts", "posting_pending", "clock", "pages", "timetable", "due_runs", "notices")
)
"""Tables that the collector needs for itself."""
ABOUT = (
    "Job adverts of UK councils, collected politely from their own pages, read into typed fields beside the verbatim "
    "text, and counted once however many sites show them. Unknown is empty, never guessed."
)


def described(database: str) -> dict[str, Any]:
    """Return the metadata of a site that serves a store under this name."""
    return {
        "title": "counciljobs",
        "description": ABOUT,
        "license": "Adverts belong to who published them; see each source's terms. The data's structure is free to use",
        "source": "The councils' own sites; each advert links to where it stands",
        "databases": {
            database: {
                "description": ABOUT,
                "tables": {entry.name: _table(entry) for entry in entries()},
                "queries": {question.name: _query(question) for question in QUESTIONS},
            }
        },
    }


def _table(entry: Entry) -> dict[str, Any]:
    name = entry.name
    told: dict[str, Any] = {
        "description": entry.sentence,
        "columns": {column: sentence for column, (_, sentence) in entry.columns.items()},
    }
    if name in INNER or name.startswith(SEARCH):
        told["hidden"] = True
    if name in {"live_jobs", "new_this_week"}:
        told |= {"sort_desc": "first_seen", "facets": ["region", "category", "contract_type"], "size": 50}
    if name == "postings":
        told |= {"sort_desc": "id", "fts_table": SEARCH, "fts_pk": "id", "size": 50}
    return told


def _query(question: Question) -> dict[str, Any]:
    return {
        "title": question.title,
        "description": question.sentence,
        "sql": question.sql,
        "params": list(question.params),
        "hide_sql": True,
    }
