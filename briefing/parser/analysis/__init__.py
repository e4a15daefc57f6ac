"""The one analysis that all sections of the briefing share."""
