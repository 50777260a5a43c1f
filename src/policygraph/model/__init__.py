"""Frozen values that the layers hand to one another. No input, no output, no behaviour that needs another layer."""
