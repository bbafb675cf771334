"""The report: one page of the state of the market that stands alone, made from the views."""
