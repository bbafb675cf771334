"""Finding where a council lists its jobs: from its website, over a handful of links, to a source row that is proved."""
