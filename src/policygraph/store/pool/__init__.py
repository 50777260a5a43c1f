"""The parent's side of query processes: who is asked, when, for whom and for how long, and what becomes of answers."""
