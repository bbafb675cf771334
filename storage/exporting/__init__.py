"""What an export is made of: batches of typed columns, safe conditions, and the formats that need more than text."""
