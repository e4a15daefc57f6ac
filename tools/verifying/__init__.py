"""The parts of `tools/verify.py`: what is drawn, and who judges it.

briefings.py   made-up briefings, the same in every run
verapdf.py     the veraPDF engine on many files at once
Verapdf.java   what runs inside of it
axe.py         axe in a browser without a window
"""
