"""The pages for people: the start page, results, problems. Plain HTML, no script, nothing from elsewhere."""
