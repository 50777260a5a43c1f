"""The page of a trace: the answers in short, then every step with the words that say so. No script."""
