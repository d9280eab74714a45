"""The V3 dialect: enveloped bodies, money as numbers, problem details."""
