"""The journal of an open plan: what it began with and every step since, on the disk before the window shows it.

A journal is a text file of lines that are only ever added. The first one holds the plan it begins with and where that
came from; each further one holds an edit, an undo, a redo, or that a save is about to be made. Every line carries a
checksum, so that one which was torn by a crash is known for what it is.
"""
