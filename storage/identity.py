"""Names that the store gives: jobs and runs."""

from base64 import b32encode
from hashlib import blake2b

JOB_ID_BYTES = 8
"""64 bits, 13 letters: among a million jobs the chance of two alike is about 3 in 100 million."""


def job_id(first_seen: str, source: str, source_ref: str) -> str:
    """Return the id of the job whose earliest posting this is: the same on every machine, in any order of arrival.

    The leading letter keeps spreadsheets from reading an id as a number.
    """
    text = f"{first_seen}\n{source}\n{source_ref}".encode("utf-8", "backslashreplace")
    return "j" + b32encode(blake2b(text, digest_size=JOB_ID_BYTES).digest()).decode().rstrip("=").lower()


def run_id(started_at: str, number: int) -> str:
    """Return a run's name: when it began and its number among those of that second, so that names sort by time."""
    return f"{started_at.replace('-', '').replace(':', '')}-{number:04d}"
