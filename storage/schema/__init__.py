"""Tables, columns and views of the file, each described once: the DDL and the data dictionary are made from these."""
