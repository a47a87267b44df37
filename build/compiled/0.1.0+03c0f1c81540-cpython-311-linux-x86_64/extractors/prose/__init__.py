"""Figures that sentences state, by declared patterns under declared guards."""

from extractors.prose.reader import read

__all__ = ["read"]
