"""Settings: TOML -> frozen dataclasses, all faults at once."""
