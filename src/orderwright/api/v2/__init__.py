"""The V2 dialect: bare bodies, money as strings, error lists."""
