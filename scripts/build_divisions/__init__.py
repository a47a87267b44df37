"""Builds the division tables of `extractors/agencies/data` from published packages."""
