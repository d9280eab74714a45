"""Does any input at all bring the server to its knees? Generated from the published document."""
