"""What a workshop prints: before it the agenda, a sheet a group and a blank canvas; after it each group's plan, and
one report about all of them.
"""
