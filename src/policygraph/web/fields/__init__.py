"""Header fields: lists, negotiation, addresses, and those that every answer carries."""
