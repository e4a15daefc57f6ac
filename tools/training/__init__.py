"""What `tools/train.py` does, step by step: documents, examples, vocabulary, fitting, choosing, writing."""
