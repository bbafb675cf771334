"""Jobs in the store: which postings advertise one vacancy, kept up to date run by run.

What is kept is a function of the set of postings: a run looks again at what is new or changed, at what that meets, and
at nothing else, and comes to what matching everything anew would come to.
"""

from storage.joining.steps import forget_all, join, leave

__all__ = ["forget_all", "join", "leave"]
