"""`/trace`: from any thing to where it comes from, to what comes of it, and to the words that say so."""
