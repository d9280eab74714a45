"""Do the invariants hold on any path?"""
