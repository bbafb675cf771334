"""Charts and maps as SVG text, drawn here so that a page needs no script and nothing from elsewhere."""
