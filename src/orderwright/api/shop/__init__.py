"""The plain cart and checkout pages that redirect URLs lead to."""
