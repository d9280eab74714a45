"""The B2B dialect: orders and logins of companies, answered with a code in the body."""
