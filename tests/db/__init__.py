"""Does a unit of work keep its promises on both databases?"""
