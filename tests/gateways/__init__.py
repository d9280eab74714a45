"""Do the gateways keep their word?"""
