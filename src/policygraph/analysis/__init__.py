"""Analysis: the graph as networks of who answers for what, and of which document cites which."""
