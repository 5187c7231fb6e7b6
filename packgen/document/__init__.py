"""The page without a format: a small frozen tree that every writer paints."""
