"""The versions of the tables, in order; a file's name begins with its number."""
