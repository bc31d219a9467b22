"""Clearance: the dossier that fact-checkers and lawyers sign before release; a row a figure, claim or legal reference.

spots: what a document claims, in reading order; verdicts: what the auditor says of it in the written file; facts: what
the data say of it; arithmetic: sums of ours in numbers; doubts: what is open; rows: all of this, a row each; dossier:
the whole, with the digest that an approval names; word, sheet: as files.
"""
