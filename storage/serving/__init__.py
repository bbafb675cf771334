"""The file in a browser: Datasette, prepared with a front page, a search, a map, charts, questions and feeds."""
