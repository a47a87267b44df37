"""Reads yearly government-information-disclosure reports into observations.

A pure library: bytes in, frozen records out. It knows no warehouse, no clock and no network.
"""

__version__ = "0.1.0"

from extractors import compiled

compiled.use(__path__)
