"""Facts: what a scorecard holds. Imports only the standard library."""
