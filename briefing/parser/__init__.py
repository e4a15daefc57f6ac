"""The parser: `Document` → `Briefing`."""
