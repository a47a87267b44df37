"""How right the extraction is, measured on reports whose truth is known.

python -m tests.evaluation --seed 7 --n 500
"""
