"""The SQLite file as a product: schema, the one writer, life of a posting, views and exports."""
