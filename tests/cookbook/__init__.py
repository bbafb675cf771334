"""The cookbook's store and its page: questions whose answers are known by hand."""
