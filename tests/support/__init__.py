"""What tests of several folders need: a client, a PostgreSQL cluster, the reference."""
