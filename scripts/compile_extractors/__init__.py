"""Translates the extractors to machine code with mypyc: `python -m scripts.compile_extractors`.

The translation lies beside the sources, in `build/compiled`, and is used as long as the sources do
not change (`extractors/compiled.py`). It takes a C compiler and Python's headers.
"""
