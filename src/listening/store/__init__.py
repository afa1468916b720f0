"""The session file: the only place that speaks to SQLite."""
