"""Who is collected, as data: TOML rows and their loader."""
