"""What is looked over before a query is evaluated: its size, its nesting, and what must never run."""
