"""What this server adds to the platform's API, in the V3 dialect and never among its paths."""
