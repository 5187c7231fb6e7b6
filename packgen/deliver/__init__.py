"""Deliver: a pack's files and its recipients -> messages, each handed over once, and a record."""
