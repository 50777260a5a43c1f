"""Measurements of policygraph beside others, as ratios within one run."""
