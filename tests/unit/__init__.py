"""Are the rules right? Pure domain, tables of cases."""
