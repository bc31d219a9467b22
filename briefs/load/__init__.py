"""Reads data/ into the records of `evidence`, and tells every fault of every file in one run."""

from briefs.load.folder import load_evidence

__all__ = ["load_evidence"]
