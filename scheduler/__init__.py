"""One run from end to end, source health, the timetable and notifications."""
