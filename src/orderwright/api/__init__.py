"""HTTP in, HTTP out: a sub-room for each dialect, one table for all routes."""
