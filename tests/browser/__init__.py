"""Can a person do it? The pages in a real browser, against a started server."""
