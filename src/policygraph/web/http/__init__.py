"""HTTP beneath the routes: connections, one request and its answer, and what a proxy says of it."""
