"""Structured briefing notes from news and statements: every line carries its source."""
