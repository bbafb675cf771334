"""Text in, typed value out: salary, location, recruiter, dates, contract, category."""
