"""One request and its answer: what the routes that answer from a release have in common."""
