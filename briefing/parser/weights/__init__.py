"""Learnt weights, one readable file for each judgement; `tools/train.py` writes them."""
