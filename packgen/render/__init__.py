"""Render: a document tree -> bytes. Writers only paint."""
