"""The steps of the line, one module each, in the order of `definitions.py`.

Dagster reads the annotations of a step's parameters as objects, so these modules do without
`from __future__ import annotations`.
"""
