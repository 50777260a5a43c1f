"""`/audit`: what the rules of the audit find in the release that is served."""
