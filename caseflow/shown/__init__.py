"""How things look in a notebook: policies, decisions, journeys, tables and maps."""
