"""Migrations: one step from each version of the tables to the next; none is ever changed."""
