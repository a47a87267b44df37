"""Figures that sentences state, by declared patterns under declared guards."""

from extractors.prose.sentences import read

__all__ = ["read"]
